//! The life of one conference, for every test that needs one: 60 people sign up for 50 places,
//! 10 wait, 5 cancel, 5 move up, the conference ends, 40 answer.

use crate::actors::{Attendee, Organiser};
use crate::conference::Conference;
use crate::people::people;
use crate::sink::{Kind, Mail};
use crate::stage::Stage;
use crate::system::System;

pub const PLACES: usize = 50;
pub const PEOPLE: usize = 60;
pub const CANCELLING: usize = 5;
pub const ANSWERING: usize = 40;

/// The people and the conference. Its chapters are told in the order of its methods.
pub struct Story {
    pub system: System,
    pub organiser: Organiser,
    pub conference: Conference,
    pub attendees: Vec<Attendee>,
}

impl Story {
    /// A published conference and people who have not heard of it.
    pub async fn begin(system: System) -> Self {
        let Stage { system, organiser, conference } = Stage::on(system, PLACES).await;
        let attendees = people(PEOPLE).into_iter().map(|p| Attendee::new(&system, p)).collect();
        Self { system, organiser, conference, attendees }
    }

    /// One after the other, so that the last ten wait.
    pub async fn all_sign_up(&self) {
        for attendee in &self.attendees {
            attendee.sign_up(&self.conference).await;
        }
        let (inside, waiting) = self.attendees.split_at(PLACES);
        self.mails(inside, Kind::Entry).await;
        self.mails(waiting, Kind::Waiting).await;
    }

    /// The first cancel, so the first of the waiting move up.
    pub async fn some_cancel(&self) {
        let (leaving, _) = self.attendees.split_at(CANCELLING);
        for (attendee, mail) in leaving.iter().zip(self.mails(leaving, Kind::Entry).await) {
            attendee.cancel(&mail).await;
        }
        self.mails(leaving, Kind::Cancellation).await;
        self.mails(&self.attendees[PLACES..PLACES + CANCELLING], Kind::Entry).await;
    }

    /// Those who had a place are invited to the survey.
    pub async fn conference_ends(&self) {
        self.organiser.end(&self.conference).await;
        self.mails(self.present(), Kind::Invitation).await;
    }

    /// Says how many answers the organiser saw, before the first and after each.
    pub async fn many_answer(&self) -> Vec<usize> {
        let answering = &self.present()[..ANSWERING];
        let mut shown = vec![self.organiser.answers_shown(&self.conference).await];
        for (attendee, mail) in answering.iter().zip(self.mails(answering, Kind::Invitation).await)
        {
            attendee.answer(&mail, &words_of(attendee)).await;
            shown.push(self.organiser.answers_shown(&self.conference).await);
        }
        shown
    }

    /// Says how many answers the organiser sees in the end.
    pub async fn survey_closes(&self) -> usize {
        self.organiser.close_survey(&self.conference).await;
        self.organiser.answers_shown(&self.conference).await
    }

    /// Those who have a place when the conference ends.
    pub fn present(&self) -> &[Attendee] {
        &self.attendees[CANCELLING..PLACES + CANCELLING]
    }

    /// Waits for one mail of a kind for each.
    pub async fn mails(&self, attendees: &[Attendee], kind: Kind) -> Vec<Mail> {
        let mut mails = Vec::new();
        for attendee in attendees {
            mails.push(attendee.mail(&self.system.sink, kind).await);
        }
        mails
    }

    /// Every mail so far that did not go to the organiser.
    pub fn mails_to_attendees(&self) -> Vec<Mail> {
        let all = self.system.sink.mails().into_iter();
        all.filter(|mail| mail.to.iter().all(|to| *to != self.organiser.email)).collect()
    }
}

/// What a person writes into the survey; nobody else writes it.
pub fn words_of(attendee: &Attendee) -> String {
    format!("Mehr Zeit für Gespräche ({:04})", attendee.person.number)
}
