mod conferences;
mod people;
mod roles;

use shared::ids::ParticipantId;

use crate::participant::{self, Filter, Participant};
use crate::stage::{Browser, Office};

const CONFERENCE: &str = "/organise/c/dortmund";

/// What an organiser types for somebody who phones.
fn by_phone(email: &str) -> Vec<(&str, &str)> {
    vec![
        ("name", "=Amina Demir"),
        ("email", email),
        ("language", "ar"),
        ("organisation", "VMDO"),
        ("sector", "welfare"),
        ("needs", "step-free"),
        ("needs_words", "Rampe am Eingang"),
        ("consent_data", "yes"),
    ]
}

async fn add(browser: &Browser, email: &str) -> ParticipantId {
    let path = format!("{CONFERENCE}/participants/add");
    let answer = browser.fill(&path, &by_phone(email)).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let id = answer.location().strip_prefix("/organise/participants/").expect("the person's page");
    id.parse().expect("an id")
}

async fn people(site: &Office) -> Vec<Participant> {
    let id = site.conference().await.id;
    let people = participant::of_conference(&mut site.conn().await, id, &Filter::default()).await;
    people.expect("an answer")
}
