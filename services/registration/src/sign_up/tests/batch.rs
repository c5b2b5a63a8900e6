//! Many at once: no place is given twice, and the order of the answers is the order of the line.

use std::collections::HashSet;

use futures_util::future::join_all;
use shared::i18n::Lang;
use shared::ids::{ConferenceId, SubmissionId};
use shared::testing::{START, TestDb, keys};
use shared::writer::Writer;
use shared::{Db, Trace};

use crate::conference::Sector;
use crate::participant::{
    Details, Filter, Needs, Participant, State, Submitted, needs, of_conference,
};
use crate::sign_up::{Counts, SignUp, SignUps};
use crate::stage::add_conference;
use crate::waiting_list::admit_without_guard;
use crate::{MIGRATIONS, conference};

const PLACES: usize = 500;
const PEOPLE: usize = 2_000;

pub fn command(conference: ConferenceId, number: usize) -> SignUp {
    let details = Details {
        name: format!("Gast {number}"),
        addressed_as: String::new(),
        email: format!("gast{number}@verein.example"),
        organisation: String::new(),
        sector: Sector::Other,
        place: String::new(),
        language: Lang::De,
        workshop: String::new(),
        photo_consent: false,
    };
    SignUp {
        conference,
        submission: SubmissionId::new(),
        submitted: Submitted { details, needs: Some(Needs::default()) },
        at: START,
        trace: Trace::new(),
    }
}

pub fn rules() -> SignUps {
    SignUps::new(keys().seal(needs::PURPOSE), Counts::register(&Default::default()))
}

/// Everybody signs up at once.
async fn rush(db: &Db, rules: SignUps) -> Vec<Participant> {
    let conference =
        add_conference(&mut db.conn().await.expect("a connection"), PLACES as i32).await;
    let (writer, task) = Writer::start(db.clone(), rules, PEOPLE);
    let sign_ups = (0..PEOPLE).map(|number| writer.write(command(conference.id, number)));
    for outcome in join_all(sign_ups).await {
        outcome.expect("everybody gets an answer");
    }
    drop(writer);
    task.await.expect("the writer ends well");
    let mut conn = db.conn().await.expect("a connection");
    of_conference(&mut conn, conference.id, &Filter::default()).await.expect("people")
}

fn confirmed(people: &[Participant]) -> usize {
    people.iter().filter(|person| person.state == State::Confirmed).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_places_as_there_are() {
    let db = TestDb::new(&MIGRATIONS).await;
    let people = rush(&db.db, rules()).await;
    assert_eq!(confirmed(&people), PLACES);
    let (inside, waiting) = people.split_at(PLACES);
    assert!(inside.iter().all(|person| person.state == State::Confirmed));
    assert!(people.iter().zip(1..).all(|(person, number)| person.arrival == number));
    assert!(waiting.iter().zip(1..).all(|(person, place)| person.waiting_position == place));
    let emails: HashSet<_> = people.iter().map(|person| &person.email).collect();
    assert_eq!(emails.len(), PEOPLE);
    let mut conn = db.db.conn().await.expect("a connection");
    let row = conference::by_id(&mut conn, people[0].conference_id).await.expect("a query");
    assert_eq!(row.map(|row| (row.taken, row.arrivals)), Some((PLACES as i32, PEOPLE as i64)));
}

/// The test above would find it out if the rule of the places did not hold.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_guard_there_are_too_many() {
    let db = TestDb::new(&MIGRATIONS).await;
    let people = rush(&db.db, SignUps { admit: admit_without_guard, ..rules() }).await;
    assert!(confirmed(&people) > PLACES);
}
