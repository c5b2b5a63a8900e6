//! Several processes on one database. On SQLite they take turns by the file's lock, on PostgreSQL by what this tests.

use std::collections::HashSet;
use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use futures_util::future::join_all;
use notification::mail::step::{Step, step};
use notification::mail::worker::{Round, Worker};
use notification::mail::{MailError, RunId, State, run, sender};
use notification::{Notification, Service};
use proto::Event;
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::notification::v1::BallotsIssued;
use proto::registration::v1::ConferenceChanged;
use proto::registration::v1::conference_changed::State as ConferenceState;
use shared::Trace;
use shared::db::Link;
use shared::events::Message;
use shared::process::Running;
use shared::testing::START;
use tests::sink::{Phase, Rule};

use crate::stage::{DAY, HOUR, Stage, conference, now, person, ready, survey};

/// A message that two replicas hear at the same time, each with a few others.
async fn hear_at_once<E: Event>(one: &Service, other: &Service, events: &[E]) {
    let messages: Vec<_> = events.iter().map(|event| Message::new(event, Trace::new())).collect();
    let (left, right) = messages.split_at(messages.len() / 2);
    let hear = async |service: &Service, messages: &[Message]| {
        for message in messages {
            let heard = service.consumer().receive(std::slice::from_ref(message)).await;
            heard.expect("a database that works");
        }
    };
    tokio::join!(hear(one, left), hear(other, right));
}

/// Whether several processes may be at the database.
async fn is_shared(stage: &Stage) -> bool {
    let conn = stage.database.db.conn().await.expect("a connection");
    matches!(conn.link, Link::Postgres(_))
}

/// Workers that have begun: one of each replica. A SQLite file has one process, and so one worker.
async fn workers(stage: &Stage, replica: &Service) -> Vec<Worker> {
    let mut workers = vec![stage.service.worker()];
    if is_shared(stage).await {
        workers.push(replica.worker());
    }
    for worker in &mut workers {
        worker.begin().await.expect("a database that works");
    }
    workers
}

/// Hands over what is due, all at once, until nothing is.
async fn deliver(workers: &mut [Worker]) {
    let deliver = async |worker: &mut Worker| {
        while worker.round().await.expect("a database that works") == Round::MoreMayWait {}
    };
    join_all(workers.iter_mut().map(deliver)).await;
}

fn several(options: &mut notification::Options) {
    options.connections = NonZeroUsize::new(4).expect("4 is not 0");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_mail_of_300_is_handed_over_by_one_replica() {
    let stage = Stage::with_options(several).await;
    let replica = stage.replica().await;
    let people: Vec<_> = (1..=300).map(person).collect();
    hear_at_once(&stage.service, &replica, &people).await;
    let workers = workers(&stage, &replica).await.into_iter();
    let tasks: Vec<_> = workers.map(|worker| tokio::spawn(worker.run())).collect();
    stage.sink.wait_for_count(300).await;
    stage.base.shutdown.begin();
    for task in tasks {
        task.await.expect("no panic");
    }
    assert_eq!(stage.states().await, [(State::Accepted, 300)].into());
    let received = stage.sink.received();
    let recipients: HashSet<_> = received.iter().map(|mail| mail.to.clone()).collect();
    assert_eq!((received.len(), recipients.len()), (300, 300));
}

#[tokio::test]
async fn a_replica_that_starts_leaves_the_others_their_mails() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    if !is_shared(&stage).await {
        eprintln!("PASSED OVER: a SQLite file has one process, and who starts takes over");
        return;
    }
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let (app, other) = (stage.service.app(), RunId::new());
    run::begin(&mut conn, other, START).await.expect("a row");
    let mut mail = stage.only_mail().await;
    let sending = Step { run: Some(other), ..Step::to(State::Sending, &mail) };
    assert!(step(app, &mut conn, &mut mail, sending).await.expect("a step"));
    let mut worker = stage.service.worker();
    worker.round().await.expect("a database that works");
    assert_eq!(stage.only_mail().await.state, State::Sending);

    stage.base.clock.advance(Duration::from_secs(15));
    run::beat(&mut conn, other, stage.base.clock.now()).await.expect("a row");
    stage.base.clock.advance(Duration::from_secs(15));
    worker.round().await.expect("a database that works");
    assert_eq!(stage.only_mail().await.state, State::Sending, "it has said that it is alive");

    stage.base.clock.advance(Duration::from_secs(6));
    worker.round().await.expect("a database that works");
    let mail = stage.only_mail().await;
    assert_eq!((mail.state, mail.error), (State::Unknown, Some(MailError::Interrupted)));
}

/// Who was thought to be dead and is not knows best what became of the mail.
#[tokio::test]
async fn who_comes_back_says_what_became_of_its_mail() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let app: &Notification = stage.service.app();
    let mut mine = stage.only_mail().await;
    let sending = Step { run: Some(RunId::new()), ..Step::to(State::Sending, &mine) };
    assert!(step(app, &mut conn, &mut mine, sending).await.expect("a step"));
    let (error, mut theirs) = (Some(MailError::Interrupted), mine.clone());
    let given_up = Step { error, ..Step::to(State::Unknown, &mine) };
    assert!(step(app, &mut conn, &mut theirs, given_up).await.expect("a step"));
    let accepted = Step::to(State::Accepted, &mine);
    assert!(step(app, &mut conn, &mut mine, accepted).await.expect("a step"));
    assert_eq!(stage.only_mail().await.state, State::Accepted);
}

/// Somebody read it while it was claimed, and takes its owner for dead; meanwhile the owner sends it.
#[tokio::test]
async fn a_mail_that_is_being_sent_is_not_taken_back() {
    let stage = Stage::with_conference().await;
    stage.hear(&person(1)).await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    let app: &Notification = stage.service.app();
    let mut mine = stage.only_mail().await;
    let claimed = Step { run: Some(RunId::new()), ..Step::to(State::Claimed, &mine) };
    assert!(step(app, &mut conn, &mut mine, claimed).await.expect("a step"));
    let (before, mut theirs) = (mine.clone(), mine.clone());
    let sending = Step::to(State::Sending, &before);
    assert!(step(app, &mut conn, &mut mine, sending).await.expect("a step"));

    let taken_back = Step::to(State::Planned, &theirs);
    assert!(!step(app, &mut conn, &mut theirs, taken_back).await.expect("a step"));
    assert_eq!(stage.only_mail().await.state, State::Sending);
    // The owner who was not told of the own step takes it once more.
    assert!(step(app, &mut conn, &mut before.clone(), sending).await.expect("a step"));
}

#[tokio::test]
async fn the_pace_is_the_accounts_however_many_send_from_it() {
    let thirty = NonZeroU32::new(30);
    let stage = Stage::with_options(|options| options.mails_per_minute = thirty).await;
    let replica = stage.replica().await;
    for number in 1..=5 {
        stage.hear(&person(number)).await;
    }
    let mut workers = workers(&stage, &replica).await;
    for gone in 1..=5 {
        deliver(&mut workers).await;
        assert_eq!(stage.sink.received().len(), gone);
        stage.base.clock.advance(Duration::from_secs(2));
    }
}

#[tokio::test]
async fn one_replica_tries_after_a_rest_and_failures_at_once_count_once() {
    let stage = Stage::with_options(several).await;
    let replica = stage.replica().await;
    for number in 1..=40 {
        stage.hear(&person(number)).await;
    }
    stage.sink.add(Rule::refuse(Phase::Sender, 553));
    let mut workers = workers(&stage, &replica).await;
    deliver(&mut workers).await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    assert_eq!(sender::load(&mut conn).await.expect("the row").failures, 1);

    let tried = stage.sink.reached(Phase::Sender);
    stage.base.clock.advance(Duration::from_mins(1));
    deliver(&mut workers).await;
    assert_eq!(stage.sink.reached(Phase::Sender), tried + 1);
    assert_eq!(sender::load(&mut conn).await.expect("the row").failures, 2);
    assert_eq!(stage.states().await, [(State::Planned, 40)].into());
}

#[tokio::test]
async fn two_revisions_of_a_person_at_once_end_with_the_newest_told() {
    use proto::registration::v1::participant_changed::State::{Cancelled, Confirmed};
    let mut stage = Stage::with_conference().await;
    let replica = stage.replica().await;
    for number in 1..=20 {
        let revisions = [person(number), now(&person(number), Cancelled)];
        let again = now(&revisions[1], Confirmed);
        hear_at_once(&stage.service, &replica, &revisions).await;
        hear_at_once(&stage.service, &replica, &[again.clone(), again]).await;
    }
    stage.deliver().await;
    for number in 1..=20 {
        let last = stage.sink.mails_to(&person(number).email).pop().expect("a mail");
        assert_eq!(last.kind(), tests::sink::Kind::Entry);
    }
}

/// Whoever comes in while the conference changes is told of the change.
#[tokio::test]
async fn people_and_their_conference_may_come_at_once() {
    let stage = Stage::new().await;
    let replica = stage.replica().await;
    for number in 1..=20 {
        let revision = u64::try_from(number).expect("a small number");
        let changed = ConferenceChanged { revision, ..conference() };
        let (changed, person) =
            (Message::new(&changed, Trace::new()), Message::new(&person(number), Trace::new()));
        let (one, other) = (stage.service.consumer(), replica.consumer());
        let (changed, person) = ([changed], [person]);
        let (one, other) = tokio::join!(one.receive(&changed), other.receive(&person));
        one.and(other).expect("a database that works");
    }
    assert_eq!(stage.states().await, [(State::Planned, 20)].into());
}

#[tokio::test]
async fn a_survey_that_two_hear_of_has_one_pool_and_no_number_twice() {
    let stage = Stage::new().await;
    let replica = stage.replica().await;
    let over = ConferenceChanged { state: ConferenceState::Over.into(), ..conference() };
    stage.hear(&over).await;
    let planned = survey(1, SurveyState::Planned, None);
    hear_at_once(&stage.service, &replica, &[planned.clone(), planned]).await;
    let issued = stage.published::<BallotsIssued>().await;
    assert_eq!(issued.len(), 1);
    let of_forty = proto::feedback::v1::SurveyChanged {
        ballots: 40,
        ..survey(2, SurveyState::Open, Some(START.plus(14 * DAY)))
    };
    let (ready, of_forty) = (ready(&issued[0]), of_forty);
    hear_at_once(&stage.service, &replica, &[ready.clone(), ready]).await;
    hear_at_once(&stage.service, &replica, &[of_forty.clone(), of_forty]).await;
    let people: Vec<_> = (1..=20).map(person).collect();
    hear_at_once(&stage.service, &replica, &people).await;
    let another = stage.published::<BallotsIssued>().await;
    assert_eq!(another.len(), 2, "the first pool had four");
    let second = crate::stage::ready(&another[1]);
    hear_at_once(&stage.service, &replica, &[second.clone(), second]).await;
    let mut workers = workers(&stage, &replica).await;
    deliver(&mut workers).await;
    let links: HashSet<_> = stage.sink.mails().iter().map(|mail| mail.link("/s/")).collect();
    assert_eq!((stage.sink.received().len(), links.len()), (20, 20));

    stage.base.clock.advance(11 * DAY + HOUR);
    deliver(&mut workers).await;
    assert_eq!(stage.sink.received().len(), 40, "one reminder each");
}
