//! From the event to the mail: what is sent, once, and what is not.

use std::time::Duration;

use notification::mail::run;
use notification::mail::step::{Step, step};
use notification::mail::{MailError, Purpose, RunId, State};
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::notification::v1::DeliveryChanged;
use proto::notification::v1::delivery_changed::State as Told;
use proto::registration::v1::conference_changed::State as ConferenceState;
use proto::registration::v1::participant_changed::State as PersonState;
use proto::registration::v1::{ConferenceChanged, ParticipantChanged};
use shared::process::Running;
use shared::testing::START;
use tests::sink::{Kind, Phase, Rule};

use crate::stage::{
    DAY, HOUR, Stage, conference, conference_ends, now, person, sign_in, told, waiting,
};

const ONE: &str = "person1@verein.example";
const TWO: &str = "person2@verein.example";

#[tokio::test]
async fn a_place_is_told_and_registration_learns_that_it_was() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    let mails = stage.sink.mails_to(ONE);
    assert_eq!(mails.iter().map(tests::Mail::kind).collect::<Vec<_>>(), [Kind::Entry]);
    assert_eq!(mails[0].message_id, stage.only_mail().await.message_id);
    let deliveries = stage.published::<DeliveryChanged>().await;
    let confirmed = "confirmed".to_owned();
    let expected = [(confirmed.clone(), Told::Planned.into()), (confirmed, Told::Accepted.into())];
    assert_eq!(told(&deliveries), expected);
    assert!(deliveries[0].revision < deliveries[1].revision);
    assert_eq!(deliveries[0].participant_id, person(1).id);
}

#[tokio::test]
async fn the_life_of_a_sign_up_is_told_step_by_step() {
    let mut stage = Stage::with_conference().await;
    let one = waiting(1, 3);
    stage.hear(&one).await;
    stage.deliver().await;
    let one = now(&one, PersonState::Confirmed);
    stage.hear(&one).await;
    stage.deliver().await;
    let one = now(&one, PersonState::Cancelled);
    stage.hear(&one).await;
    stage.deliver().await;
    let one = now(&one, PersonState::Confirmed);
    stage.hear(&one).await;
    stage.hear(&one).await;
    stage.deliver().await;
    let kinds: Vec<_> = stage.sink.mails_to(ONE).iter().map(tests::Mail::kind).collect();
    assert_eq!(kinds, [Kind::Waiting, Kind::Entry, Kind::Cancellation, Kind::Entry]);
}

#[tokio::test]
async fn what_no_longer_holds_is_not_sent() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&waiting(1, 3)).await;
    stage.hear(&now(&waiting(1, 3), PersonState::Confirmed)).await;
    stage.hear(&person(2)).await;
    stage
        .hear(&ConferenceChanged {
            revision: 2,
            state: ConferenceState::Cancelled.into(),
            ..conference()
        })
        .await;
    stage.deliver().await;
    let purposes: Vec<_> =
        stage.mails().await.into_iter().map(|mail| (mail.purpose, mail.state)).collect();
    let expected = [
        (Purpose::Waiting, State::Cancelled),
        (Purpose::MovedUp, State::Cancelled),
        (Purpose::Confirmed, State::Cancelled),
        (Purpose::ConferenceCancelled, State::Accepted),
        (Purpose::ConferenceCancelled, State::Accepted),
    ];
    assert_eq!(purposes, expected);
    assert_eq!((stage.sink.mails_to(ONE).len(), stage.sink.mails_to(TWO).len()), (1, 1));
}

#[tokio::test]
async fn people_may_come_before_their_conference() {
    let mut stage = Stage::new().await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    assert!(stage.mails().await.is_empty());
    stage.hear(&conference()).await;
    stage.deliver().await;
    assert_eq!(stage.sink.mails_to(ONE).len(), 1);
}

#[tokio::test]
async fn who_is_erased_is_forgotten_and_not_written_to() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    let erased = ParticipantChanged {
        id: person(1).id,
        conference_id: person(1).conference_id,
        revision: 2,
        state: PersonState::Erased.into(),
        ..ParticipantChanged::default()
    };
    stage.hear(&erased).await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    assert_eq!(stage.only_mail().await.state, State::Cancelled);
    assert!(stage.sink.received().is_empty());
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let id = person(1).id.as_slice().try_into().expect("an id");
    let row = notification::people::person(&mut conn, id).await.expect("a query").expect("a row");
    assert_eq!((row.name.as_str(), row.email.as_str(), row.told.0.email.as_str()), ("", "", ""));
}

#[tokio::test]
async fn after_a_kill_what_was_claimed_is_sent_and_what_was_being_sent_is_unknown() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.hear(&person(2)).await;
    let app = stage.service.app().clone();
    let mut conn = stage.database.db.conn().await.expect("a connection");
    for (mut mail, state) in stage.mails().await.into_iter().zip([State::Claimed, State::Sending]) {
        let taken = Step { run: Some(RunId::new()), ..Step::to(state, &mail) };
        assert!(step(&app, &mut conn, &mut mail, taken).await.expect("a step"));
    }
    drop(conn);
    let mut stage = stage.restarted().await;
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 1), (State::Unknown, 1)].into());
    assert_eq!(stage.sink.received().len(), 1);
}

#[tokio::test]
async fn a_lease_that_runs_out_ends_the_same_way_without_a_restart() {
    let mut stage = Stage::with_conference().await;
    // The task has begun, and takes over nothing more.
    stage.deliver().await;
    stage.hear(&person(1)).await;
    let app = stage.service.app().clone();
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let mut mail = stage.only_mail().await;
    let run = RunId::new();
    run::begin(&mut conn, run, START.plus(DAY)).await.expect("a row");
    let sending = Step { run: Some(run), ..Step::to(State::Sending, &mail) };
    step(&app, &mut conn, &mut mail, sending).await.expect("a step");
    stage.deliver().await;
    assert_eq!(stage.only_mail().await.state, State::Sending);
    stage.base.clock.advance(HOUR);
    stage.deliver().await;
    let mail = stage.only_mail().await;
    assert_eq!((mail.state, mail.error), (State::Unknown, Some(MailError::Interrupted)));
}

#[tokio::test]
async fn a_step_is_taken_once_however_many_try() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    let app = stage.service.app().clone();
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let (mut mine, mut theirs) = (stage.only_mail().await, stage.only_mail().await);
    let claimed = Step::to(State::Claimed, &mine);
    assert!(step(&app, &mut conn, &mut mine, claimed).await.expect("a step"));
    assert!(!step(&app, &mut conn, &mut theirs, claimed).await.expect("a step"));
}

#[tokio::test]
async fn nothing_goes_out_late() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.hear(&sign_in(START.plus(Duration::from_mins(15)))).await;
    stage.base.clock.advance(conference_ends().since(START) + Duration::from_secs(1));
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Expired, 2)].into());
    assert!(stage.sink.received().is_empty());
}

#[tokio::test]
async fn held_mails_wait_for_a_person_but_sign_in_links_do_not() {
    let mut stage = Stage::with_conference().await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    notification::hold(&mut conn).await.expect("a row");
    stage.hear(&person(1)).await;
    stage.hear(&sign_in(START.plus(HOUR))).await;
    stage.deliver().await;
    assert_eq!(stage.subjects("organisation@verein.example"), ["Ihr Link zum Anmelden"]);
    assert_eq!(stage.sink.received().len(), 1);
    notification::release(&mut conn).await.expect("a row");
    stage.deliver().await;
    assert_eq!(stage.sink.mails_to(ONE).len(), 1);
}

#[tokio::test]
async fn the_task_wakes_by_itself_and_ends_in_order() {
    let stage = Stage::with_conference().await;
    let tasks = stage.service.tasks();
    stage.hear(&person(1)).await;
    stage.sink.wait_for_mail(ONE, |_| true).await;
    stage.sink.add(Rule::hang(Phase::Body));
    stage.hear(&person(2)).await;
    stage.hear(&person(3)).await;
    stage
        .sink
        .wait_for("a mail under way", |sink| (sink.reached(Phase::Body) == 2).then_some(()))
        .await;
    stage.base.shutdown.begin();
    stage.sink.forgive();
    for task in tasks {
        task.await.expect("no panic");
    }
    assert_eq!(stage.states().await, [(State::Planned, 1), (State::Accepted, 2)].into());
}

#[tokio::test]
async fn an_idle_round_commits_nothing() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.hear(&sign_in(START.plus(HOUR))).await;
    stage.deliver().await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    notification::hold(&mut conn).await.expect("a row");
    stage.hear(&person(2)).await;
    stage.hear(&crate::stage::survey(1, SurveyState::Open, Some(START.plus(DAY)))).await;
    let commits = stage.database.db.commits();
    stage.deliver().await;
    assert!(
        !commits.has_changed().expect("a database"),
        "held mails and a short survey are no work"
    );
}

#[tokio::test]
async fn a_replay_tells_registration_everything_once_more() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    let before = stage.published::<DeliveryChanged>().await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    notification::replay(&mut conn).await.expect("an outbox");
    let after = stage.published::<DeliveryChanged>().await;
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last(), before.last());
}
