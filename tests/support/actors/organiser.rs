//! Somebody who organises.

use std::collections::HashMap;

use crate::browser::{Browser, Page};
use crate::conference::Conference;
use crate::sink::{Kind, Mail};
use crate::system::System;
use crate::wait::eventually;

/// One line of the list of participants, by column.
pub type Row = HashMap<String, String>;

/// An organiser who is signed in.
pub struct Organiser {
    pub email: String,
    pub browser: Browser,
}

impl Organiser {
    /// Makes somebody an organiser on the command line and signs them in by mail.
    pub async fn join(system: &System, email: &str) -> Self {
        system.cli(&["organiser", "add", email]).await;
        Self::sign_in(system, email).await
    }

    /// Signs in somebody who is an organiser already.
    pub async fn sign_in(system: &System, email: &str) -> Self {
        let browser = system.browser();
        let mail = Self::ask_for_link(system, &browser, email).await;
        let button = browser.open(&mail.link("/organise/sign-in/")).await.expect(200);
        button.press("main form").await.landed().await.expect(200);
        Self { email: email.to_owned(), browser }
    }

    /// Asks for a sign-in link and waits for its mail.
    pub async fn ask_for_link(system: &System, browser: &Browser, email: &str) -> Mail {
        let before = system.sink.mails_to(email).len();
        let page = browser.visit("/organise/sign-in").await.expect(200);
        page.form("main form").fill("email", email).submit().await.landed().await.expect(200);
        let what = format!("a sign-in mail to {email}");
        let mail = system.sink.wait_for(&what, |sink| sink.mails_to(email).into_iter().nth(before));
        let mail = mail.await;
        assert_eq!(mail.kind(), Kind::SignIn, "{}", mail.subject);
        mail
    }

    /// Brings a conference in and publishes it.
    pub async fn publish(&self, conference: &Conference) {
        let page = self.browser.visit("/organise/import").await.expect(200);
        let form = page.form("main form").fill("toml", &conference.toml());
        form.submit().await.expect(303).landed().await.expect(200);
        self.press(conference, "#publish").await;
    }

    /// Says that the conference is over.
    pub async fn end(&self, conference: &Conference) {
        self.press(conference, "#over").await;
    }

    /// Calls the conference off.
    pub async fn call_off(&self, conference: &Conference) {
        self.press(conference, "#cancel").await;
    }

    /// Changes the number of places.
    pub async fn set_capacity(&self, conference: &Conference, places: usize) {
        let form = self.page(conference).await.form("#capacity");
        let sent = form.fill("capacity", &places.to_string()).submit().await;
        sent.landed().await.expect(200);
    }

    /// The organisers' page of a conference.
    pub async fn page(&self, conference: &Conference) -> Page {
        self.browser.visit(&conference.organise("")).await.expect(200)
    }

    /// Everybody who has signed up, in the order of the list.
    pub async fn participants(&self, conference: &Conference) -> Vec<Row> {
        let page = self.browser.visit(&conference.organise("/participants.csv")).await.expect(200);
        let mut reader =
            csv::Reader::from_reader(page.html.trim_start_matches('\u{feff}').as_bytes());
        reader.deserialize().map(|row| row.expect("a line of CSV (RFC 4180)")).collect()
    }

    /// The page with the results, once feedback knows the session.
    pub async fn results(&self, conference: &Conference) -> Page {
        let path = conference.results();
        eventually("the results page", || async {
            let page = self.browser.visit(&path).await;
            (page.status == 200 && page.has("[data-answers]")).then_some(page)
        })
        .await
    }

    /// How many answers the results page shows.
    pub async fn answers_shown(&self, conference: &Conference) -> usize {
        let shown = self.results(conference).await.attribute("[data-answers]", "data-answers");
        shown.and_then(|number| number.parse().ok()).expect("a number of answers")
    }

    /// Closes the survey for good.
    pub async fn close_survey(&self, conference: &Conference) {
        let results = self.results(conference).await;
        results.press("#close-survey").await.landed().await.expect(200);
    }

    /// The page on how mails fare.
    pub async fn delivery(&self) -> Page {
        self.browser.visit("/mail/").await.expect(200)
    }

    /// The mails that need a person's eye: whom each is for, what it is, its state and the reason.
    pub async fn stuck_mails(&self) -> Vec<String> {
        self.delivery().await.texts("main .rows li")
    }

    /// How many mails there are, whatever became of them.
    pub async fn mails_known(&self) -> usize {
        let counts = self.delivery().await.texts("main .figures dd");
        counts.iter().map(|count| count.parse::<usize>().expect("a number of mails")).sum()
    }

    async fn press(&self, conference: &Conference, form: &str) {
        self.page(conference).await.press(form).await.landed().await.expect(200);
    }
}
