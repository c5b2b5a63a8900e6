//! What is no longer needed is forgotten, on the disk too.

use notification::mail::Purpose;
use notification::tidy::forget_old;
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::notification::v1::BallotsIssued;
use proto::registration::v1::ParticipantChanged;
use proto::registration::v1::participant_changed::State as PersonState;
use shared::ids::ParticipantId;
use shared::testing::START;
use uuid::Uuid;

use crate::stage::{DAY, HOUR, Stage, person, ready, survey};

fn erased() -> ParticipantChanged {
    ParticipantChanged {
        revision: 2,
        state: PersonState::Erased.into(),
        name: String::new(),
        email: String::new(),
        ..person(1)
    }
}

async fn tidy(stage: &Stage) {
    forget_old(stage.service.app()).await.expect("a database that nobody else reads");
}

fn is_on_disk(stage: &Stage, part: &str) -> bool {
    stage.database.holds(part)
}

async fn is_known(stage: &Stage) -> bool {
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let id = ParticipantId(Uuid::from_slice(&person(1).id).expect("an id"));
    notification::people::person(&mut conn, id).await.expect("a row or none").is_some()
}

#[tokio::test]
async fn who_is_erased_is_on_no_disk_after_one_tidying() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    let traces = ["Ayşe Yıldız", "person1@verein.example"];
    tidy(&stage).await;
    assert!(traces.iter().all(|part| is_on_disk(&stage, part)), "the search finds what is there");
    stage.hear(&erased()).await;
    // On PostgreSQL only rows are searched, and they go at once.
    if stage.database.folder().is_some() {
        assert!(traces.iter().all(|part| is_on_disk(&stage, part)), "not yet tidied");
    }
    tidy(&stage).await;
    assert!(!traces.iter().any(|part| is_on_disk(&stage, part)));
    assert!(stage.mails().await.is_empty());
}

#[tokio::test]
async fn an_erased_persons_row_goes_after_two_weeks() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.hear(&erased()).await;
    tidy(&stage).await;
    stage.base.clock.advance(14 * DAY);
    tidy(&stage).await;
    assert!(is_known(&stage).await, "an older message must not bring them back");
    stage.base.clock.advance(HOUR);
    tidy(&stage).await;
    assert!(!is_known(&stage).await);
}

#[tokio::test]
async fn mails_are_forgotten_after_half_a_year() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    stage.base.clock.advance(183 * DAY);
    tidy(&stage).await;
    assert_eq!(stage.mails().await.len(), 1);
    stage.base.clock.advance(HOUR);
    tidy(&stage).await;
    assert!(stage.mails().await.is_empty());
    assert!(is_known(&stage).await);
}

#[tokio::test]
async fn who_was_sent_a_ballot_is_forgotten_a_month_after_the_survey() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    let closes = Some(START.plus(14 * DAY));
    stage.hear(&survey(1, SurveyState::Planned, None)).await;
    stage.hear(&ready(&stage.published::<BallotsIssued>().await[0])).await;
    stage.hear(&survey(2, SurveyState::Open, closes)).await;
    stage.deliver().await;
    stage.base.clock.advance(44 * DAY);
    stage.hear(&survey(3, SurveyState::Closed, closes)).await;
    tidy(&stage).await;
    assert_eq!(stage.mails().await.len(), 2);
    stage.base.clock.advance(HOUR);
    tidy(&stage).await;
    assert_eq!(stage.only_mail().await.purpose, Purpose::Confirmed);
}
