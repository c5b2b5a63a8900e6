//! From the event to the mail, and what becomes of a mail when the server misbehaves in each step.

use std::time::Duration;

use notification::handover::{Handover, Limits, Smtp};
use notification::mail::ledger::{self, Step};
use notification::mail::worker::Worker;
use notification::mail::{MailError, Purpose, State, sender};
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::notification::v1::DeliveryChanged;
use proto::notification::v1::delivery_changed::State as Told;
use proto::registration::v1::conference_changed::State as ConferenceState;
use proto::registration::v1::participant_changed::State as PersonState;
use proto::registration::v1::{ConferenceChanged, ParticipantChanged};
use shared::testing::START;
use tests::sink::{Kind, Phase, Rule};

use crate::stage::{
    DAY, HOUR, Stage, conference, conference_ends, now, person, sign_in, told, waiting,
};

const ONE: &str = "person1@verein.example";
const TWO: &str = "person2@verein.example";

async fn only_mail(stage: &Stage) -> ledger::Mail {
    let mails = stage.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    mails.into_iter().next().expect("one")
}

async fn trouble(stage: &Stage) -> Option<sender::Trouble> {
    let mut conn = stage.database.db.conn().await.expect("a connection");
    sender::load(&mut conn).await.expect("the row").trouble
}

#[tokio::test]
async fn a_place_is_told_and_registration_learns_that_it_was() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    let mails = stage.sink.mails_to(ONE);
    assert_eq!(mails.iter().map(tests::Mail::kind).collect::<Vec<_>>(), [Kind::Entry]);
    assert_eq!(mails[0].message_id, only_mail(&stage).await.message_id);
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
    assert_eq!(only_mail(&stage).await.state, State::Cancelled);
    assert!(stage.sink.received().is_empty());
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let id = person(1).id.as_slice().try_into().expect("an id");
    let row = notification::people::person(&mut conn, id).await.expect("a query").expect("a row");
    assert_eq!((row.name.as_str(), row.email.as_str(), row.told.0.email.as_str()), ("", "", ""));
}

#[tokio::test]
async fn later_is_tried_again_and_never_is_not() {
    let mut stage = Stage::with_conference().await;
    stage.sink.add(Rule::refuse(Phase::Recipient, 451).only(ONE).times(1));
    stage.sink.add(Rule::refuse(Phase::Recipient, 550).only(TWO));
    stage.hear(&person(1)).await;
    stage.hear(&person(2)).await;
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Deferred, 1), (State::Failed, 1)].into());
    stage.base.clock.advance(Duration::from_mins(1));
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 1), (State::Failed, 1)].into());
    assert_eq!(stage.sink.mails_to(ONE).len(), 1);
    assert_eq!(trouble(&stage).await, None);
    let states =
        told(&stage.published::<DeliveryChanged>().await).into_iter().map(|(_, state)| state);
    let expected = [Told::Planned, Told::Planned, Told::Deferred, Told::Failed, Told::Accepted];
    assert_eq!(states.collect::<Vec<_>>(), expected.map(i32::from));
}

#[tokio::test]
async fn every_refusal_of_the_message_itself_is_its_own() {
    for (phase, code, state) in [
        (Phase::Sender, 451, State::Deferred),
        (Phase::Data, 451, State::Deferred),
        (Phase::Data, 554, State::Failed),
        (Phase::Body, 451, State::Deferred),
        (Phase::Body, 554, State::Failed),
    ] {
        let mut stage = Stage::with_conference().await;
        stage.sink.add(Rule::refuse(phase, code).times(1));
        stage.hear(&person(1)).await;
        stage.hear(&person(2)).await;
        stage.deliver().await;
        let expected = [(state, 1), (State::Accepted, 1)].into();
        assert_eq!(stage.states().await, expected, "{phase:?} {code}: the next one goes through");
    }
}

#[tokio::test]
async fn trouble_with_the_account_opens_the_breaker_and_burns_nothing() {
    use sender::Trouble::{Busy, LoginRefused, SenderRefused, Unreachable};
    for (rule, expected) in [
        (Rule::refuse(Phase::Login, 535), LoginRefused),
        (Rule::refuse(Phase::Login, 454), Busy),
        (Rule::refuse(Phase::Sender, 553), SenderRefused),
        (Rule::refuse(Phase::Recipient, 530), LoginRefused),
        (Rule::refuse(Phase::Hello, 554), SenderRefused),
        (Rule::goodbye(Phase::Connect), Busy),
        (Rule::goodbye(Phase::Data), Busy),
        (Rule::close(Phase::Recipient), Unreachable),
        (Rule::close(Phase::Data), Unreachable),
    ] {
        let with_login = |sink: &tests::Sink| {
            notification::Delivery::Smtp(sink.url_with_login().parse().expect("a URL"))
        };
        let mut stage = Stage::with(shared::testing::base(), with_login).await;
        stage.hear(&conference()).await;
        stage.hear(&person(1)).await;
        stage.hear(&person(2)).await;
        stage.sink.add(rule.clone());
        stage.deliver().await;
        assert_eq!(trouble(&stage).await, Some(expected), "{rule:?}");
        assert_eq!(stage.states().await, [(State::Planned, 2)].into(), "{rule:?}");
        assert!(stage.mails().await.iter().all(|mail| mail.attempts == 0), "{rule:?}");

        stage.sink.forgive();
        stage.deliver().await;
        assert!(stage.sink.received().is_empty(), "the server is given a rest");
        stage.base.clock.advance(Duration::from_mins(1));
        stage.deliver().await;
        assert_eq!(stage.states().await, [(State::Accepted, 2)].into(), "{rule:?}");
        assert_eq!(trouble(&stage).await, None, "{rule:?}");
    }
}

#[tokio::test]
async fn while_the_breaker_is_open_only_one_mail_probes_and_rests_grow() {
    let mut stage = Stage::with_conference().await;
    stage.sink.add(Rule::refuse(Phase::Sender, 553));
    for number in 1..=5 {
        stage.hear(&person(number)).await;
    }
    stage.deliver().await;
    let first = stage.sink.reached(Phase::Sender);
    stage.base.clock.advance(Duration::from_mins(1));
    stage.deliver().await;
    assert_eq!(stage.sink.reached(Phase::Sender), first + 1);
    stage.base.clock.advance(Duration::from_mins(1));
    stage.deliver().await;
    assert_eq!(stage.sink.reached(Phase::Sender), first + 1, "two minutes after the second");
}

#[tokio::test]
async fn a_breaker_outlives_a_restart_but_is_probed_at_once() {
    let mut stage = Stage::with_conference().await;
    stage.sink.add(Rule::refuse(Phase::Sender, 553).times(1));
    stage.hear(&person(1)).await;
    stage.deliver().await;
    let mut stage = stage.restarted().await;
    assert_eq!(trouble(&stage).await, Some(sender::Trouble::SenderRefused));
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 1)].into());
}

#[tokio::test]
async fn a_connection_lost_after_the_message_leaves_it_unknown_and_sends_it_once() {
    for rule in [Rule::close(Phase::Body).times(1), Rule::hang(Phase::Body)] {
        let mut stage = Stage::with_conference().await.hurried();
        stage.sink.add(rule.clone());
        stage.hear(&person(1)).await;
        stage.deliver().await;
        stage.sink.forgive();
        stage.base.clock.advance(DAY);
        stage.deliver().await;
        let mail = only_mail(&stage).await;
        assert_eq!(
            (mail.state, mail.error),
            (State::Unknown, Some(MailError::NoAnswer)),
            "{rule:?}"
        );
    }
}

#[tokio::test]
async fn a_server_that_hangs_before_the_message_costs_only_time() {
    for phase in [Phase::Connect, Phase::Hello, Phase::Sender, Phase::Recipient, Phase::Data] {
        let mut stage = Stage::with_conference().await.hurried();
        stage.sink.add(Rule::hang(phase));
        stage.hear(&person(1)).await;
        stage.deliver().await;
        assert_eq!(trouble(&stage).await, Some(sender::Trouble::Unreachable), "{phase:?}");
        stage.sink.forgive();
        stage.base.clock.advance(Duration::from_mins(1));
        stage.deliver().await;
        assert_eq!(only_mail(&stage).await.state, State::Accepted, "{phase:?}");
    }
}

#[tokio::test]
async fn one_connection_serves_many_mails_and_a_goodbye_between_them_costs_nothing() {
    let mut stage = Stage::with_conference().await;
    for number in 1..=10 {
        stage.hear(&person(number)).await;
    }
    stage.deliver().await;
    assert_eq!(stage.sink.reached(Phase::Connect), 1);
    stage.sink.add(Rule::goodbye(Phase::Sender).times(1));
    stage.hear(&person(11)).await;
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 11)].into());
    assert_eq!(trouble(&stage).await, None);
}

#[tokio::test]
async fn after_a_kill_what_was_claimed_is_sent_and_what_was_being_sent_is_unknown() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    stage.hear(&person(2)).await;
    let app = stage.service.app().clone();
    let mut conn = stage.database.db.conn().await.expect("a connection");
    for (mut mail, state) in stage.mails().await.into_iter().zip([State::Claimed, State::Sending]) {
        let lease_until = Some(START.plus(HOUR));
        let step = Step { lease_until, ..Step::to(state, &mail) };
        assert!(ledger::step(&app, &mut conn, &mut mail, step).await.expect("a step"));
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
    stage.hear(&person(1)).await;
    let app = stage.service.app().clone();
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let mut mail = only_mail(&stage).await;
    let sending = Step { lease_until: Some(START.plus(HOUR)), ..Step::to(State::Sending, &mail) };
    ledger::step(&app, &mut conn, &mut mail, sending).await.expect("a step");
    drop(conn);
    stage.deliver().await;
    assert_eq!(only_mail(&stage).await.state, State::Sending);
    stage.base.clock.advance(2 * HOUR);
    stage.deliver().await;
    let mail = only_mail(&stage).await;
    assert_eq!((mail.state, mail.error), (State::Unknown, Some(MailError::Interrupted)));
}

#[tokio::test]
async fn a_step_is_taken_once_however_many_try() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    let app = stage.service.app().clone();
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let (mut mine, mut theirs) = (only_mail(&stage).await, only_mail(&stage).await);
    let step = Step::to(State::Claimed, &mine);
    assert!(ledger::step(&app, &mut conn, &mut mine, step).await.expect("a step"));
    assert!(!ledger::step(&app, &mut conn, &mut theirs, step).await.expect("a step"));
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
    let task = stage.service.spawn();
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
    task.await.expect("no panic");
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
async fn the_pace_of_the_account_is_kept() {
    let mut stage = Stage::with_conference().await;
    let server = stage.sink.url().parse().expect("a URL");
    let handover = Handover::Smtp(Box::new(Smtp::new(server, Limits::default())));
    let six_hundred = std::num::NonZeroU32::new(600);
    stage.worker = Worker::new(stage.service.app().clone(), handover, six_hundred);
    for number in 1..=4 {
        stage.hear(&person(number)).await;
    }
    let begun = std::time::Instant::now();
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 4)].into());
    assert!(begun.elapsed() >= Duration::from_millis(300), "three pauses of a tenth of a second");
}

#[tokio::test]
async fn a_server_without_encryption_gets_nothing_where_it_is_asked_for() {
    let starttls = |sink: &tests::Sink| {
        let url = format!("smtp+starttls://{}", sink.address());
        notification::Delivery::Smtp(url.parse().expect("a URL"))
    };
    let mut stage = Stage::with(shared::testing::base(), starttls).await;
    stage.hear(&conference()).await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    assert_eq!(trouble(&stage).await, Some(sender::Trouble::Insecure));
    assert_eq!(stage.sink.reached(Phase::Sender), 0);
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
