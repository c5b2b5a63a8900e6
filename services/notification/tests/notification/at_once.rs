//! Events that come at once are told as if each had come alone.

use notification::mail::Purpose;
use notification::mail::ledger::Mail;
use proto::registration::v1::ParticipantChanged;
use proto::registration::v1::participant_changed::State::{Cancelled, Confirmed, Erased};
use shared::Trace;
use shared::events::Message;
use shared::process::Running;
use uuid::Uuid;

use crate::stage::{Stage, now, person, waiting};

/// In one batch, or in many.
async fn hear(stage: &Stage, events: &[ParticipantChanged], at_once: usize) {
    let messages: Vec<_> = events.iter().map(|event| Message::new(event, Trace::new())).collect();
    for some in messages.chunks(at_once) {
        stage.service.consumer().receive(some).await.expect("a database that works");
    }
}

/// What was planned for whom, and what became of it.
async fn told(stage: &Stage) -> Vec<String> {
    let mail = |mail: Mail| {
        let Mail { purpose, recipient_id, occasion, state, .. } = mail;
        format!("{recipient_id:?} {purpose} {occasion} {state}")
    };
    let mut told: Vec<_> = stage.mails().await.into_iter().map(mail).collect();
    told.sort_unstable();
    told
}

/// Everything that may happen to people: new, repeated, changed, late, gone, of a conference that is not known yet.
fn all_kinds() -> Vec<ParticipantChanged> {
    let (first, second) = (person(1), person(2));
    let cancelled = now(&first, Cancelled);
    let new_address = ParticipantChanged { email: "new@verein.example".to_owned(), ..cancelled };
    let elsewhere = Uuid::from_u128(0xc1).as_bytes().to_vec();
    vec![
        waiting(3, 1),
        first.clone(),
        second.clone(),
        now(&new_address, Confirmed),
        first,
        ParticipantChanged { link_requests: 1, revision: 2, ..second.clone() },
        second,
        now(&waiting(3, 1), Confirmed),
        now(&person(4), Erased),
        person(4),
        ParticipantChanged { conference_id: elsewhere, ..person(5) },
        now(&person(6), Cancelled),
        person(7),
    ]
}

#[tokio::test]
async fn what_comes_at_once_is_told_as_what_comes_alone() {
    let events = all_kinds();
    let alone = Stage::with_conference().await;
    hear(&alone, &events, 1).await;
    let told_alone = told(&alone).await;
    assert_eq!(told_alone.len(), 7, "{told_alone:?}");
    for at_once in [2, 5, events.len()] {
        let stage = Stage::with_conference().await;
        hear(&stage, &events, at_once).await;
        assert_eq!(told(&stage).await, told_alone, "{at_once} at once");
    }
}

#[tokio::test]
async fn one_that_cannot_be_read_spoils_nothing() {
    let stage = Stage::with_conference().await;
    let unreadable = ParticipantChanged { id: vec![1, 2, 3], ..person(2) };
    hear(&stage, &[person(1), unreadable, person(3)], 3).await;
    let mails = stage.mails().await;
    assert_eq!(mails.iter().map(|mail| mail.purpose).collect::<Vec<_>>(), [Purpose::Confirmed; 2]);
}
