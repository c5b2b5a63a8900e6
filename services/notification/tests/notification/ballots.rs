//! From the pool to the invitation, and until the keys are destroyed.

use std::collections::HashSet;
use std::time::Duration;

use notification::mail::{Purpose, State};
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::notification::v1::{BallotsIssued, DeliveryChanged};
use proto::registration::v1::conference_changed::State as ConferenceState;
use proto::registration::v1::participant_changed::State as PersonState;
use proto::registration::v1::{ConferenceChanged, ParticipantChanged};
use shared::Instant;
use shared::ballot_code::BallotCode;
use shared::testing::START;
use tests::sink::{Phase, Rule};

use crate::stage::{DAY, Stage, conference, now, person, ready, survey, waiting};

fn closes() -> Instant {
    START.plus(14 * DAY)
}

/// A conference that is over with so many people who came, a survey that is planned, and its first pool.
async fn after_the_conference(people: u128) -> (Stage, BallotsIssued) {
    let stage = Stage::new().await;
    let over = ConferenceChanged { state: ConferenceState::Over.into(), ..conference() };
    stage.hear(&over).await;
    for number in 1..=people {
        stage.hear(&person(number)).await;
    }
    stage.hear(&survey(1, SurveyState::Planned, None)).await;
    let issued = stage.published::<BallotsIssued>().await;
    assert_eq!(issued.len(), 1);
    let issued = issued.into_iter().next().expect("one");
    (stage, issued)
}

/// The same with the survey open and the invitations sent.
async fn invited(people: u128) -> (Stage, BallotsIssued) {
    let (mut stage, issued) = after_the_conference(people).await;
    stage.hear(&ready(&issued)).await;
    stage.hear(&survey(2, SurveyState::Open, Some(closes()))).await;
    stage.deliver().await;
    (stage, issued)
}

/// The codes in the mails to one person, in the order of arrival.
fn codes(stage: &Stage, number: u128) -> Vec<BallotCode> {
    let mails = stage.sink.mails_to(&format!("person{number}@verein.example"));
    let code = |mail: &tests::Mail| {
        let link = mail.link("/s/dortmund/");
        let code = link.strip_prefix("http://treffpunkt.test/s/dortmund/").expect("our site");
        code.parse().expect("a code")
    };
    mails.iter().map(code).collect()
}

async fn count_of(stage: &Stage, purpose: Purpose, state: State) -> usize {
    let mails = stage.mails().await;
    mails.iter().filter(|mail| mail.purpose == purpose && mail.state == state).count()
}

#[tokio::test]
async fn a_pool_is_issued_once_with_sorted_hashes() {
    let (stage, issued) = after_the_conference(0).await;
    assert_eq!((issued.pool, issued.hashes.len(), issued.check_key.len()), (1, 4, 32));
    assert!(issued.hashes.is_sorted());
    assert_eq!(issued.hashes.iter().collect::<HashSet<_>>().len(), 4);
    stage.hear(&survey(1, SurveyState::Planned, None)).await;
    stage.hear(&survey(2, SurveyState::Planned, None)).await;
    assert_eq!(stage.published::<BallotsIssued>().await.len(), 1);
}

#[tokio::test]
async fn everybody_who_came_is_sent_a_code_of_the_pool_and_nobody_else() {
    let (mut stage, issued) = after_the_conference(2).await;
    stage.hear(&now(&person(2), PersonState::Attended)).await;
    stage.hear(&waiting(3, 1)).await;
    stage.hear(&ParticipantChanged { state: PersonState::Cancelled.into(), ..person(4) }).await;
    stage.hear(&ready(&issued)).await;
    stage.deliver().await;
    assert!(stage.sink.received().is_empty(), "the survey is not open yet");
    stage.hear(&survey(2, SurveyState::Open, Some(closes()))).await;
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 2);
    let (one, two) = (codes(&stage, 1)[0], codes(&stage, 2)[0]);
    assert!(one != two);
    for code in [one, two] {
        assert!(code.check_tag_holds(&issued.check_key));
        assert!(issued.hashes.contains(&code.hash().to_vec()));
    }
}

#[tokio::test]
async fn nothing_goes_out_before_feedback_has_the_pool() {
    let (mut stage, issued) = after_the_conference(1).await;
    stage.hear(&survey(2, SurveyState::Open, Some(closes()))).await;
    stage.deliver().await;
    assert!(stage.sink.received().is_empty());
    stage.hear(&ready(&issued)).await;
    stage.hear(&ready(&issued)).await;
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 1);
}

#[tokio::test]
async fn registration_never_learns_who_holds_a_ballot() {
    let (stage, _) = invited(2).await;
    assert_eq!(stage.states().await, [(State::Accepted, 2)].into());
    assert!(stage.published::<DeliveryChanged>().await.is_empty());
}

#[tokio::test]
async fn when_a_pool_runs_out_another_whole_one_is_issued() {
    let (mut stage, _) = invited(6).await;
    assert_eq!(stage.sink.received().len(), 4);
    let issued = stage.published::<BallotsIssued>().await;
    let [first, second] = issued.as_slice() else { panic!("{} pools", issued.len()) };
    assert_eq!((second.pool, second.hashes.len()), (2, 4));
    assert_ne!(first.check_key, second.check_key);
    stage.hear(&person(7)).await;
    assert_eq!(stage.published::<BallotsIssued>().await.len(), 2, "the second is on its way");
    stage.hear(&ready(second)).await;
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 7);
}

#[tokio::test]
async fn who_is_entered_late_is_invited_too() {
    let (mut stage, _) = invited(1).await;
    stage.hear(&person(2)).await;
    stage.deliver().await;
    assert_eq!(codes(&stage, 2).len(), 1);
}

/// The first person, with the second's address.
fn moved() -> ParticipantChanged {
    ParticipantChanged {
        revision: 2,
        link_epoch: 1,
        email: "person2@verein.example".to_owned(),
        ..person(1)
    }
}

#[tokio::test]
async fn a_ballot_that_went_out_never_goes_to_another_address() {
    for state in [PersonState::Confirmed, PersonState::Cancelled] {
        let (mut stage, _) = invited(1).await;
        stage.hear(&ParticipantChanged { state: state.into(), ..moved() }).await;
        stage.deliver().await;
        stage.base.clock.advance(11 * DAY + Duration::from_secs(1));
        stage.deliver().await;
        assert_eq!(codes(&stage, 1).len(), 1);
        assert!(codes(&stage, 2).is_empty(), "neither invitation nor reminder");
    }
}

#[tokio::test]
async fn a_reminder_that_was_refused_does_not_follow_to_another_address() {
    let (mut stage, _) = invited(1).await;
    stage.base.clock.advance(11 * DAY + Duration::from_secs(1));
    stage.sink.add(Rule::refuse(Phase::Recipient, 550).times(1));
    stage.deliver().await;
    assert_eq!(count_of(&stage, Purpose::SurveyReminder, State::Failed).await, 1);
    stage.hear(&moved()).await;
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Cancelled, 2)].into());
    assert!(codes(&stage, 2).is_empty());
}

#[tokio::test]
async fn other_capitals_are_no_other_address() {
    let (mut stage, _) = invited(1).await;
    let email = "Person1@verein.example".to_owned();
    stage.hear(&ParticipantChanged { revision: 2, email, ..person(1) }).await;
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 1)].into());
}

#[tokio::test]
async fn an_invitation_that_never_went_out_goes_to_the_address_that_holds_now() {
    for refusal in [None, Some(450), Some(550)] {
        let (mut stage, issued) = after_the_conference(1).await;
        stage.hear(&ready(&issued)).await;
        stage.hear(&survey(2, SurveyState::Open, Some(closes()))).await;
        if let Some(code) = refusal {
            stage.sink.add(Rule::refuse(Phase::Recipient, code).times(1));
            stage.deliver().await;
        }
        stage.hear(&moved()).await;
        stage.base.clock.advance(DAY);
        stage.deliver().await;
        assert_eq!((codes(&stage, 1).len(), codes(&stage, 2).len()), (0, 1), "{refusal:?}");
    }
}

#[tokio::test]
async fn one_reminder_goes_to_everybody_three_days_before_the_end() {
    let (mut stage, _) = invited(2).await;
    stage.base.clock.advance(11 * DAY - Duration::from_secs(1));
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 2);
    stage.base.clock.advance(Duration::from_secs(2));
    stage.deliver().await;
    stage.hear(&survey(3, SurveyState::Open, Some(closes().plus(DAY)))).await;
    stage.base.clock.advance(DAY);
    stage.deliver().await;
    assert_eq!(count_of(&stage, Purpose::SurveyReminder, State::Accepted).await, 2);
    assert!(codes(&stage, 1)[0] == codes(&stage, 1)[1], "the reminder carries the same code");
    assert_eq!(codes(&stage, 1).len(), 2);
}

#[tokio::test]
async fn a_short_survey_has_no_reminder_right_after_the_invitation() {
    let (mut stage, issued) = after_the_conference(1).await;
    stage.hear(&ready(&issued)).await;
    stage.hear(&survey(2, SurveyState::Open, Some(START.plus(DAY)))).await;
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 1);
}

#[tokio::test]
async fn closing_destroys_keys_and_numbers_and_stops_what_is_not_sent() {
    let (mut stage, issued) = after_the_conference(1).await;
    stage.hear(&ready(&issued)).await;
    stage.hear(&survey(2, SurveyState::Open, Some(closes()))).await;
    stage.hear(&survey(3, SurveyState::Closed, Some(closes()))).await;
    stage.hear(&survey(4, SurveyState::Open, Some(closes()))).await;
    stage.hear(&ready(&issued)).await;
    stage.deliver().await;
    assert!(stage.sink.received().is_empty());
    assert_eq!(count_of(&stage, Purpose::SurveyInvitation, State::Cancelled).await, 1);
    assert_eq!(stage.published::<BallotsIssued>().await.len(), 1, "it is not opened again");
    assert_eq!((rows(&stage, "pools").await, rows(&stage, "ballots_given").await), (0, 0));
    assert_eq!(rows(&stage, "surveys").await, 1);
}

async fn rows(stage: &Stage, table: &str) -> i64 {
    use diesel_async::RunQueryDsl;
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let conn = stage.database.db.conn().await.expect("a connection");
    let query = format!("SELECT count(*) AS count FROM {table}");
    let count: Count =
        shared::on!(conn, |c| diesel::sql_query(query).get_result(c).await).expect("a count");
    count.count
}

#[tokio::test]
async fn no_code_and_no_link_is_ever_stored() {
    let (stage, _) = invited(1).await;
    let code = codes(&stage, 1)[0].to_string();
    let holds = |part: &str| stage.database.holds(part);
    assert!(holds("person1@verein.example"), "the search finds what is there");
    assert!(!holds(&code));
    assert!(!holds("/s/dortmund"));
}
