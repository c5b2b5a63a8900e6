//! Somebody who takes part.

use crate::browser::{Browser, Form, Page};
use crate::conference::Conference;
use crate::people::Person;
use crate::sink::{Kind, Mail, Sink};
use crate::system::System;

/// A person with their own browser at their own address.
#[derive(Clone)]
pub struct Attendee {
    pub person: Person,
    pub browser: Browser,
}

impl Attendee {
    pub fn new(system: &System, person: Person) -> Self {
        Self { browser: system.browser_of(&person), person }
    }

    /// The sign-up form, filled in and not yet sent.
    pub async fn filled_form(&self, conference: &Conference) -> Form {
        self.fill(&self.browser.visit(&conference.sign_up()).await.expect(200))
    }

    /// Fills in the sign-up form of a page.
    pub fn fill(&self, page: &Page) -> Form {
        let Person { number, name, email, organisation, town, language, .. } = &self.person;
        let form = page.form("#main-form").fill("name", name).fill("email", email);
        let form = form.fill("organisation", organisation).fill("place", town);
        form.choose_any("sector", *number).choose("language", language).tick("consent_data")
    }

    /// Signs up and comes to the page that looks the same for everybody.
    pub async fn sign_up(&self, conference: &Conference) -> Page {
        let sent = self.filled_form(conference).await.submit().await.expect(303);
        sent.landed().await.expect(200)
    }

    /// Waits for the newest mail of a kind.
    pub async fn mail(&self, sink: &Sink, kind: Kind) -> Mail {
        sink.wait_for_mail(&self.person.email, |mail| mail.kind() == kind).await
    }

    /// Comes to the own registration by the link in a mail.
    pub async fn my_registration(&self, mail: &Mail) -> Page {
        self.browser.visit(&mail.link("/me/")).await.expect(200)
    }

    /// Cancels by the link in a mail.
    pub async fn cancel(&self, mail: &Mail) -> Page {
        self.my_registration(mail).await;
        let question = self.browser.visit("/me/cancel").await.expect(200);
        question.press("#main-form").await.landed().await.expect(200)
    }

    /// Comes to the questions by the link of the invitation, past the page with the promise.
    pub async fn questions(&self, invitation: &Mail) -> Form {
        let promise = self.browser.visit(&invitation.link("/s/")).await.expect(200);
        let questions = promise.path.trim_end_matches('/').to_owned() + "/questions";
        self.browser.visit(&questions).await.expect(200).form("#main-form")
    }

    /// Answers every question, with these words where words are asked for.
    pub async fn answer(&self, invitation: &Mail, words: &str) -> Page {
        let form = self.answered(self.questions(invitation).await, words);
        form.submit().await.expect(303).landed().await.expect(200)
    }

    /// The form with an answer to every question, not yet sent.
    pub fn answered(&self, form: Form, words: &str) -> Form {
        let (choices, texts) = (form.choices(), form.texts());
        let form =
            choices.iter().fold(form, |form, name| form.choose_any(name, self.person.number));
        texts
            .iter()
            .filter(|name| *name != "website")
            .fold(form, |form, name| form.fill(name, words))
    }
}
