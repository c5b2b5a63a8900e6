//! Whatever happens in whatever order: nobody too many, nobody waits while a place is free, and the order is kept.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proptest::prelude::*;
use shared::testing::TestDb;
use shared::writer::Decide;
use shared::{Conn, Trace, db, on};

use crate::conference::{self, Conference};
use crate::participant::{self, Filter, Participant, State, of_conference};
use crate::schema::conferences;
use crate::sign_up::tests::batch::{command, rules};
use crate::stage::add_conference;
use crate::{MIGRATIONS, waiting_list};

/// People are drawn from these few, so that addresses come again.
const PEOPLE: usize = 12;

#[derive(Debug, Clone)]
enum Step {
    /// Some sign up at once.
    SignUp(Vec<usize>),
    /// Whoever is at this place of the list cancels, is deleted, or comes.
    Cancel(usize),
    Erase(usize),
    Attend(usize, bool),
    /// So many places; no fewer than are taken.
    Capacity(i32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::collection::vec(0..PEOPLE, 1..5).prop_map(Step::SignUp),
        3 => (0..PEOPLE).prop_map(Step::Cancel),
        1 => (0..PEOPLE).prop_map(Step::Erase),
        1 => (0..PEOPLE, any::<bool>()).prop_map(|(who, came)| Step::Attend(who, came)),
        2 => (0..8).prop_map(Step::Capacity),
    ]
}

async fn people(conn: &mut Conn, conference: &Conference) -> Vec<Participant> {
    of_conference(conn, conference.id, &Filter::default()).await.expect("people")
}

async fn take(conn: &mut Conn, conference: &Conference, step: &Step) -> db::Result<()> {
    let trace = Trace::new();
    let list = people(conn, conference).await;
    let who = |place: usize| (!list.is_empty()).then(|| list[place % list.len()].id);
    match step {
        Step::SignUp(numbers) => {
            let commands: Vec<_> =
                numbers.iter().map(|number| command(conference.id, *number)).collect();
            rules().decide(conn, &commands).await?;
        }
        Step::Cancel(place) => {
            if let Some(id) = who(*place) {
                participant::cancel(conn, id, trace).await?;
            }
        }
        Step::Erase(place) => {
            if let Some(id) = who(*place) {
                participant::erase(conn, id, trace).await?;
            }
        }
        Step::Attend(place, came) => {
            if let Some(id) = who(*place) {
                participant::mark_attended(conn, id, *came, shared::testing::START, trace).await?;
            }
        }
        Step::Capacity(capacity) => set_capacity(conn, conference, *capacity, trace).await?,
    }
    Ok(())
}

async fn set_capacity(
    conn: &mut Conn,
    conference: &Conference,
    capacity: i32,
    trace: Trace,
) -> db::Result<()> {
    let row = conferences::table.find(conference.id).filter(conferences::taken.le(capacity));
    let capacity = conferences::capacity.eq(capacity);
    on!(conn, |c| diesel::update(row).set(capacity).execute(c).await)?;
    waiting_list::move_up(conn, conference.id, trace).await
}

/// What must be true after every step.
async fn check(conn: &mut Conn, conference: &Conference, before: &[Participant]) {
    let now = conference::by_id(conn, conference.id).await.expect("a query").expect("a row");
    let after = people(conn, conference).await;
    let places = after.iter().filter(|person| person.state.has_place()).count();
    assert_eq!(now.taken as usize, places);
    assert!(now.taken <= now.capacity);
    let waiting: Vec<_> = after.iter().filter(|p| p.state == State::Waiting).collect();
    assert_eq!(now.waiting as usize, waiting.len());
    assert!(waiting.is_empty() || now.free() == 0, "somebody waits while a place is free");
    let first_waiting = waiting[..].first().map_or(i64::MAX, |person| person.arrival);
    let moved_up = |person: &&Participant| {
        let was_waiting = |old: &Participant| old.id == person.id && old.state == State::Waiting;
        person.state == State::Confirmed && before.iter().any(was_waiting)
    };
    assert!(after.iter().filter(moved_up).all(|person| person.arrival < first_waiting));
}

async fn live(steps: &[Step]) {
    let db = TestDb::new(&MIGRATIONS).await;
    let mut conn = db.db.conn().await.expect("a connection");
    let conference = add_conference(&mut conn, 3).await;
    let lived: db::Result<()> = conn
        .transaction(async |conn| {
            for step in steps {
                let before = people(conn, &conference).await;
                take(conn, &conference, step).await?;
                check(conn, &conference, &before).await;
            }
            Ok(())
        })
        .await;
    lived.expect("every step can be taken");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn places_and_waiting_list_are_always_right(steps in prop::collection::vec(step(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(live(&steps));
    }
}
