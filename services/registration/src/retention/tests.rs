use proto::registration::v1::ParticipantChanged;
use proto::registration::v1::participant_changed::State as WireState;
use shared::Instant;
use shared::auth::Role;

use super::*;
use crate::participant::{Filter, Participant};
use crate::stage::{Office, events};

async fn people(site: &Office) -> Vec<Participant> {
    let id = site.conference().await.id;
    let people = participant::of_conference(&mut site.conn().await, id, &Filter::default()).await;
    people.expect("an answer")
}

/// One participant with access needs.
async fn site() -> Office {
    let site = Office::with_conference().await;
    let organiser = site.browser_of(Role::Organiser).await;
    let fields = [
        ("name", "Amina"),
        ("email", "amina@verein.example"),
        ("language", "de"),
        ("sector", "welfare"),
        ("needs", "step-free"),
        ("consent_data", "yes"),
    ];
    organiser.fill("/organise/c/dortmund/participants/add", &fields).await;
    assert!(people(&site).await[0].needs.is_some());
    site
}

async fn forget_at(site: &Office, now: Instant) {
    forget_old(&site.database.db, now).await.expect("a database");
}

#[actix_web::test]
async fn needs_go_a_week_after_the_conference() {
    let site = site().await;
    let last_moment = site.conference().await.ends_at.plus(NEEDS);
    forget_at(&site, last_moment).await;
    assert!(people(&site).await[0].needs.is_some());
    forget_at(&site, last_moment.plus(DAY)).await;
    assert!(people(&site).await[0].needs.is_none());
}

#[actix_web::test]
async fn people_go_half_a_year_after_the_conference_and_notification_hears_it() {
    let site = site().await;
    let last_moment = site.conference().await.ends_at.plus(PARTICIPANTS);
    forget_at(&site, last_moment).await;
    assert_eq!(people(&site).await.len(), 1);
    forget_at(&site, last_moment.plus(DAY)).await;
    assert!(people(&site).await.is_empty());
    let told = events::<ParticipantChanged>(&site).await;
    assert_eq!(told.last().map(ParticipantChanged::state), Some(WireState::Erased));
}
