//! Many people who sign up at the same time and do not mind that the program ends meanwhile.

use std::collections::HashSet;

use futures_util::{StreamExt, stream};
use tokio::sync::watch;

use crate::actors::{Attendee, Organiser};
use crate::browser::Form;
use crate::conference::Conference;
use crate::people::people;
use crate::system::System;
use crate::wait::eventually;

/// So many of a crowd are under way at the same time.
pub const AT_A_TIME: usize = 25;

pub struct Crowd {
    pub attendees: Vec<Attendee>,
    answered: watch::Sender<usize>,
}

impl Crowd {
    /// People who have not heard of the conference.
    pub fn of(system: &System, count: usize) -> Self {
        let attendees = people(count).into_iter().map(|p| Attendee::new(system, p)).collect();
        Self { attendees, answered: watch::Sender::new(0) }
    }

    /// Everybody signs up and sends the same form again until there is an answer.
    pub async fn sign_up(&self, system: &System, conference: &Conference) {
        let everybody = stream::iter(&self.attendees);
        everybody
            .for_each_concurrent(AT_A_TIME, |attendee| async {
                patiently(system, attendee, conference).await;
                self.answered.send_modify(|count| *count += 1);
            })
            .await;
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

async fn patiently(system: &System, attendee: &Attendee, conference: &Conference) {
    let form = filled_form(attendee, conference).await;
    loop {
        match form.try_submit().await {
            Ok(page) if page.status == 303 => return,
            Ok(page) => assert!(page.status >= 500, "{}: {}", page.status, page.text()),
            Err(_) => {}
        }
        system.ready().await;
    }
}

async fn filled_form(attendee: &Attendee, conference: &Conference) -> Form {
    let page = eventually("the sign-up form", || async {
        let page = attendee.browser.open_if_up(&conference.sign_up()).await?;
        (page.status == 200).then_some(page)
    });
    attendee.fill(&page.await)
}
