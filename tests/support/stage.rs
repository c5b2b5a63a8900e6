//! Where most tests begin: a running program, an organiser, a published conference.

use crate::actors::{Attendee, Organiser};
use crate::conference::Conference;
use crate::people::person;
use crate::system::System;

pub struct Stage {
    pub system: System,
    pub organiser: Organiser,
    pub conference: Conference,
}

impl Stage {
    /// The usual settings and so many places.
    pub async fn with_places(places: usize) -> Self {
        Self::on(System::start().await, places).await
    }

    /// On a system with other settings.
    pub async fn on(system: System, places: usize) -> Self {
        let organiser = Organiser::join(&system, "organisation@treffpunkt.test").await;
        let conference = Conference::new("dortmund", places);
        organiser.publish(&conference).await;
        Self { system, organiser, conference }
    }

    /// The person with this number, who has not signed up yet.
    pub fn attendee(&self, number: usize) -> Attendee {
        Attendee::new(&self.system, person(number))
    }

    /// How many have signed up, whatever became of them.
    pub async fn signed_up(&self) -> usize {
        self.organiser.participants(&self.conference).await.len()
    }
}
