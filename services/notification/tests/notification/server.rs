//! What becomes of a mail when the server misbehaves in each step.

use std::num::NonZeroU32;
use std::time::Duration;

use notification::mail::{MailError, State, sender};
use proto::notification::v1::DeliveryChanged;
use proto::notification::v1::delivery_changed::State as Told;
use shared::process::Running;
use tests::sink::{Phase, Rule};

use crate::stage::{DAY, Stage, conference, person, told};

const ONE: &str = "person1@verein.example";
const TWO: &str = "person2@verein.example";

async fn trouble(stage: &Stage) -> Option<sender::Trouble> {
    let mut conn = stage.database.db.conn().await.expect("a connection");
    sender::load(&mut conn).await.expect("the row").trouble
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
        let mut stage = Stage::hurried().await;
        stage.sink.add(rule.clone());
        stage.hear(&person(1)).await;
        stage.deliver().await;
        stage.sink.forgive();
        stage.base.clock.advance(DAY);
        stage.deliver().await;
        let mail = stage.only_mail().await;
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
        let mut stage = Stage::hurried().await;
        stage.sink.add(Rule::hang(phase));
        stage.hear(&person(1)).await;
        stage.deliver().await;
        assert_eq!(trouble(&stage).await, Some(sender::Trouble::Unreachable), "{phase:?}");
        stage.sink.forgive();
        stage.base.clock.advance(Duration::from_mins(1));
        stage.deliver().await;
        assert_eq!(stage.only_mail().await.state, State::Accepted, "{phase:?}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_at_the_goodbye_holds_up_no_end() {
    let stage = Stage::hurried().await;
    stage.sink.add(Rule::hang(Phase::Quit));
    stage.hear(&person(1)).await;
    let tasks = stage.service.tasks();
    stage.sink.wait_for_count(1).await;
    stage.base.shutdown.begin();
    for task in tasks {
        task.await.expect("no panic");
    }
    assert_eq!(stage.sink.reached(Phase::Quit), 1);
    assert_eq!(stage.states().await, [(State::Accepted, 1)].into());
}

/// A server that takes 30 a minute and puts off the rest.
#[tokio::test]
async fn an_account_with_a_limit_sends_everything_once_in_the_end() {
    let mut stage = Stage::with_conference().await;
    for number in 1..=100 {
        stage.hear(&person(number)).await;
    }
    for _minute in 0..120 {
        stage.sink.forgive();
        stage.sink.add(Rule::refuse(Phase::Recipient, 452).after(30));
        for _second in 0..6 {
            stage.deliver().await;
            stage.base.clock.advance(Duration::from_secs(10));
        }
    }
    assert_eq!(stage.states().await, [(State::Accepted, 100)].into());
    assert_eq!(stage.sink.received().len(), 100);
    let most = stage.mails().await.iter().map(|mail| mail.attempts).max();
    assert!(most < Some(10), "nothing is burnt: {most:?} attempts");
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
async fn the_pace_of_the_account_is_kept() {
    let ten_a_second = NonZeroU32::new(600);
    let mut stage = Stage::with_options(|options| options.mails_per_minute = ten_a_second).await;
    for number in 1..=4 {
        stage.hear(&person(number)).await;
    }
    for gone in 1..=4 {
        stage.deliver().await;
        assert_eq!(stage.sink.received().len(), gone);
        stage.base.clock.advance(Duration::from_millis(99));
        stage.deliver().await;
        assert_eq!(stage.sink.received().len(), gone, "a tenth of a second is not over");
        stage.base.clock.advance(Duration::from_millis(1));
    }
}

#[tokio::test]
async fn a_fast_account_sends_in_small_bursts() {
    let thousand_a_second = NonZeroU32::new(60_000);
    let mut stage =
        Stage::with_options(|options| options.mails_per_minute = thousand_a_second).await;
    for number in 1..=60 {
        stage.hear(&person(number)).await;
    }
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 50);
    stage.base.clock.advance(Duration::from_millis(50));
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 60);
}

/// An account that has sent all it may says "later" to every recipient.
#[tokio::test]
async fn many_laters_in_a_row_are_said_to_us() {
    let mut stage = Stage::with_conference().await;
    stage.sink.add(Rule::refuse(Phase::Recipient, 452));
    for number in 1..=30 {
        stage.hear(&person(number)).await;
    }
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Planned, 20), (State::Deferred, 10)].into());
    assert_eq!(trouble(&stage).await, Some(sender::Trouble::Busy));
    stage.sink.forgive();
    stage.base.clock.advance(Duration::from_mins(1));
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 30)].into());
    assert_eq!(trouble(&stage).await, None);
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
