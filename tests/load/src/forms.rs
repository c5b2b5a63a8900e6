//! Forms as browsers send them, written down before anything is measured.

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use shared::Clock;
use shared::ballot_code::BallotCode;
use shared::ids::SubmissionId;
use shared::keys::Keys;
use shared::web::form_token::{FormKey, FormToken};
use tests::system::SECRET_KEY;
use uuid::Uuid;

/// Writes files of forms, and never the same form or address twice.
pub struct Forms {
    folder: PathBuf,
    key: FormKey,
    browser: Uuid,
    people: u32,
    files: u32,
}

impl Forms {
    /// Keeps its files in a folder that is there.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        let keys = Keys::new(SecretString::from(SECRET_KEY));
        let key = keys.pages().forms;
        Self { folder: folder.to_owned(), key, browser: Uuid::new_v4(), people: 0, files: 0 }
    }

    /// A file with the sign-ups of so many people who never came before.
    pub fn sign_ups(&mut self, count: u32) -> PathBuf {
        let people = self.people..self.people + count;
        self.people = people.end;
        let lines = people.map(|person| self.sign_up(person) + "\n").collect::<String>();
        self.write(&lines)
    }

    /// How many people have come so far: the number of the next.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.people
    }

    /// A file with an answer for each ballot.
    pub fn answers(&mut self, ballots: &[BallotCode]) -> PathBuf {
        let answer = |ballot: &BallotCode| {
            let (browser, token) = (self.browser, self.token());
            format!(
                "browser={browser}; ballot={ballot}\tform_token={token}&overall=4&work=3&useful=talks&\
                 contacts=some&again=8&words=Danke+f%C3%BCr+den+Tag\n"
            )
        };
        let lines = ballots.iter().map(answer).collect::<String>();
        self.write(&lines)
    }

    fn sign_up(&self, person: u32) -> String {
        let (browser, token) = (self.browser, self.token());
        format!(
            "browser={browser}\tform_token={token}&name=Layla+Khoury+{person}&\
             email={}&organisation=Verein+Vielfalt+e.+V.&sector=welfare&\
             place=Halle&language=de&consent_data=yes",
            address(person).replace('@', "%40")
        )
    }

    fn token(&self) -> String {
        let submission = SubmissionId(Uuid::new_v4());
        let token = FormToken { submission, issued: Clock::system().now() };
        self.key.sign(self.browser, token)
    }

    fn write(&mut self, lines: &str) -> PathBuf {
        self.files += 1;
        let file = self.folder.join(format!("forms-{}", self.files));
        fs::write(&file, lines).expect("a file in the folder");
        file
    }
}

/// The address of the person with this number.
#[must_use]
pub fn address(person: u32) -> String {
    format!("layla.khoury.{person}@verein.example")
}
