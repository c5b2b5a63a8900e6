//! Many people who sign up or answer at the same time and do not mind that the program ends meanwhile.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::sync::watch;

use crate::actors::{Attendee, Organiser};
use crate::browser::{Form, Page};
use crate::conference::Conference;
use crate::people::people;
use crate::sink::{Kind, Mail};
use crate::story::words_of;
use crate::system::System;
use crate::wait::{eventually, eventually_within};

/// So many of a crowd are under way at the same time.
pub const AT_A_TIME: usize = 25;

/// A mail that was claimed while the database went away, so that nobody heard of it, is free again after two minutes.
const CLAIM: Duration = Duration::from_secs(180);

pub struct Crowd {
    pub attendees: Vec<Attendee>,
    answered: watch::Sender<usize>,
    refused: watch::Sender<usize>,
}

impl Crowd {
    /// People who have not heard of the conference.
    pub fn of(system: &System, count: usize) -> Self {
        let attendees = people(count).into_iter().map(|p| Attendee::new(system, p)).collect();
        Self { attendees, answered: watch::Sender::new(0), refused: watch::Sender::new(0) }
    }

    /// Everybody signs up and sends the same form again until there is an answer.
    pub async fn sign_up(&self, system: &System, conference: &Conference) {
        let everybody = stream::iter(&self.attendees);
        everybody
            .for_each_concurrent(AT_A_TIME, |attendee| async {
                self.signs_up(system, attendee, conference).await;
                self.answered.send_modify(|count| *count += 1);
            })
            .await;
    }

    /// The first `count` answer the survey they were invited to, again from the link until they are thanked.
    pub async fn answer(&self, system: &System, count: usize) {
        self.answered.send_replace(0);
        let everybody = stream::iter(&self.attendees[..count]);
        everybody
            .for_each_concurrent(AT_A_TIME, |attendee| async {
                let invitation = attendee.mail(&system.sink, Kind::Invitation).await;
                while !answers(attendee, &invitation).await {
                    self.refused.send_modify(|count| *count += 1);
                    system.ready().await;
                }
                self.answered.send_modify(|count| *count += 1);
            })
            .await;
    }

    /// Waits until so many more have been answered, or all; of those who sign up, or who answer.
    pub async fn go_on(&self, more: usize, of: usize) {
        let count = *self.answered.borrow() + more;
        self.answered(count.min(of)).await;
    }

    /// Waits until somebody more has to try again.
    pub async fn is_refused(&self) {
        let mut refused = self.refused.subscribe();
        refused.changed().await.expect("the crowd lives");
    }

    /// Sends the same form again until there is an answer.
    async fn signs_up(&self, system: &System, attendee: &Attendee, conference: &Conference) {
        let form = filled_form(attendee, conference).await;
        loop {
            match form.try_submit().await {
                Ok(page) if page.status == 303 => return,
                Ok(page) => assert!(page.status >= 500, "{}: {}", page.status, page.text()),
                Err(_) => {}
            }
            self.refused.send_modify(|count| *count += 1);
            system.ready().await;
        }
    }

    /// Waits until so many have been answered.
    pub async fn answered(&self, count: usize) {
        let mut answered = self.answered.subscribe();
        answered.wait_for(|answered| *answered >= count).await.expect("the crowd lives");
    }

    /// Everybody has a place, and nobody has two.
    pub async fn is_there_once(&self, organiser: &Organiser, conference: &Conference) {
        let rows = organiser.participants(conference).await;
        let listed: HashSet<&str> = rows.iter().map(|row| row["email"].as_str()).collect();
        let missing = self.attendees.iter().filter(|a| !listed.contains(a.person.email.as_str()));
        assert_eq!(missing.count(), 0, "answered sign-ups are gone");
        assert_eq!(rows.len(), self.attendees.len(), "somebody is there twice");
        assert!(rows.iter().all(|row| row["state"] == "confirmed"));
    }
}

impl Crowd {
    /// Everybody has got a mail of this kind, and nobody two, also after a restart that would send what is left over.
    /// Those that are shown as *unknown* arrived once or not at all; says how many there are.
    pub async fn every_mail_once(
        &self,
        system: &System,
        organiser: &Organiser,
        kind: Kind,
    ) -> usize {
        let unknown = eventually_within(CLAIM, "every mail to be accepted or unknown", || async {
            let unknown = self.unknown(organiser).await;
            let sent = sent(system, kind);
            let settled = |attendee: &&Attendee| {
                sent.contains_key(&attendee.person.email)
                    || unknown.contains(attendee.person.email.as_str())
            };
            (self.attendees.iter().filter(settled).count() == self.attendees.len())
                .then_some(unknown.len())
        })
        .await;
        system.restart().await;
        Organiser::sign_in(system, &organiser.email).await;
        for (address, count) in sent(system, kind) {
            assert_eq!(count, 1, "mails to {address}");
        }
        unknown
    }

    /// The addresses of those of whom nobody knows whether a mail arrived.
    async fn unknown(&self, organiser: &Organiser) -> HashSet<&str> {
        let stuck = organiser.stuck_mails().await;
        let unknown = stuck.iter().filter(|mail| mail.contains("ungewiss"));
        unknown.filter_map(|mail| self.whose(mail)).collect()
    }

    /// Whom an entry of the list of mails is about: the longest name that it begins with.
    fn whose(&self, entry: &str) -> Option<&str> {
        let people = self.attendees.iter().map(|attendee| &attendee.person);
        let fitting = people.filter(|person| entry.starts_with(person.name.as_str()));
        fitting.max_by_key(|person| person.name.len()).map(|person| person.email.as_str())
    }
}

/// How many mails of a kind have gone to each address.
fn sent(system: &System, kind: Kind) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let mails = system.sink.mails().into_iter().filter(|mail| mail.kind() == kind);
    mails.for_each(|mail| *counts.entry(mail.to[0].clone()).or_default() += 1);
    counts
}

/// Whether somebody is thanked for their answer, or told that their ballot was used: an answer that was taken in, but
/// whose thanks got lost.
async fn answers(attendee: &Attendee, invitation: &Mail) -> bool {
    let Some(promise) = visit(attendee, &invitation.link("/s/")).await else { return false };
    if promise.status == 409 {
        return true;
    }
    let questions = promise.path.trim_end_matches('/').to_owned() + "/questions";
    let Some(page) = visit(attendee, &questions).await.filter(|page| page.status == 200) else {
        return false;
    };
    let form = attendee.answered(page.form("#main-form"), &words_of(attendee));
    match form.try_submit().await {
        Ok(page) if page.status == 303 || page.status == 409 => true,
        Ok(page) => {
            assert!(page.status >= 500, "{}: {}", page.status, page.text());
            false
        }
        Err(_) => false,
    }
}

/// The page at the end of a link, if it was reached.
async fn visit(attendee: &Attendee, link: &str) -> Option<Page> {
    let page = attendee.browser.open_if_up(link).await?;
    let Some(location) = page.location() else { return Some(page) };
    attendee.browser.open_if_up(location).await
}

async fn filled_form(attendee: &Attendee, conference: &Conference) -> Form {
    let page = eventually("the sign-up form", || async {
        let page = attendee.browser.open_if_up(&conference.sign_up()).await?;
        (page.status == 200).then_some(page)
    });
    attendee.fill(&page.await)
}
