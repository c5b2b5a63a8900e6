//! Two processes on one database: what one has decided holds for the other.

use std::collections::HashSet;

use futures_util::future::{join, join_all};
use shared::testing::TestDb;
use shared::writer::Writer;
use shared::{Db, Trace};

use super::batch::{PEOPLE, PLACES, command, confirmed, rules};
use crate::conference::Conference;
use crate::participant::{Filter, Participant, State, cancel, of_conference};
use crate::sign_up::{Outcome, SignUp, SignUps};
use crate::stage::add_conference;
use crate::waiting_list::admit_without_guard;
use crate::{MIGRATIONS, conference};

/// A database with the two processes that work on it.
struct Replicas {
    test: TestDb,
    second: Db,
}

impl Replicas {
    async fn new() -> Self {
        let test = TestDb::new(&MIGRATIONS).await;
        Self { second: test.replica().await, test }
    }

    async fn conference(&self, places: usize) -> Conference {
        let mut conn = self.second.conn().await.expect("a connection");
        add_conference(&mut conn, places as i32).await
    }

    /// These sign up with the first process and those with the second, all at once.
    async fn sign_up(
        &self,
        rules: fn() -> SignUps,
        these: Vec<SignUp>,
        those: Vec<SignUp>,
    ) -> Vec<Outcome> {
        let (first, second) =
            (sign_up(&self.test.db, rules(), these), sign_up(&self.second, rules(), those));
        let (first, second) = join(tokio::spawn(first), tokio::spawn(second)).await;
        [first.expect("no panic"), second.expect("no panic")].concat()
    }

    async fn people(&self, conference: &Conference) -> Vec<Participant> {
        let mut conn = self.second.conn().await.expect("a connection");
        of_conference(&mut conn, conference.id, &Filter::default()).await.expect("people")
    }

    async fn now(&self, conference: &Conference) -> Conference {
        let mut conn = self.second.conn().await.expect("a connection");
        let row = conference::by_id(&mut conn, conference.id).await.expect("a query");
        row.expect("the conference")
    }
}

fn sign_up(
    db: &Db,
    rules: SignUps,
    commands: Vec<SignUp>,
) -> impl Future<Output = Vec<Outcome>> + use<> {
    let (writer, task) = Writer::start(db.clone(), rules, PEOPLE);
    async move {
        let outcomes = join_all(commands.into_iter().map(|command| writer.write(command))).await;
        drop(writer);
        task.await.expect("the writer ends well");
        outcomes.into_iter().map(|outcome| outcome.expect("everybody gets an answer")).collect()
    }
}

/// Half of the people with each process.
async fn rush(replicas: &Replicas, rules: fn() -> SignUps) -> (Conference, Vec<Participant>) {
    let conference = replicas.conference(PLACES).await;
    let mut these: Vec<_> = (0..PEOPLE).map(|number| command(conference.id, number)).collect();
    let those = these.split_off(PEOPLE / 2);
    replicas.sign_up(rules, these, those).await;
    let people = replicas.people(&conference).await;
    (conference, people)
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_places_as_there_are() {
    let replicas = Replicas::new().await;
    let (conference, people) = rush(&replicas, rules).await;
    assert_eq!((people.len(), confirmed(&people)), (PEOPLE, PLACES));
    let (inside, waiting) = people.split_at(PLACES);
    assert!(inside.iter().all(|person| person.state == State::Confirmed));
    assert!(people.iter().zip(1..).all(|(person, number)| person.arrival == number));
    assert!(waiting.iter().zip(1..).all(|(person, place)| person.waiting_position == place));
    let now = replicas.now(&conference).await;
    let counts = (now.taken as usize, now.waiting as usize, now.arrivals as usize);
    assert_eq!(counts, (PLACES, PEOPLE - PLACES, PEOPLE));
}

/// The test above would find it out if the rule of the places did not hold.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_guard_there_are_too_many() {
    let replicas = Replicas::new().await;
    let unguarded = || SignUps { admit: admit_without_guard, ..rules() };
    let (_, people) = rush(&replicas, unguarded).await;
    assert!(confirmed(&people) > PLACES);
}

/// A form that is sent twice reaches both.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_signed_up_twice() {
    let replicas = Replicas::new().await;
    let conference = replicas.conference(300).await;
    let sent = |number| {
        let (first, mut second) = (command(conference.id, number), command(conference.id, number));
        second.submission = first.submission;
        (first, second)
    };
    let (these, those) = (0..200).map(sent).unzip();
    let outcomes = replicas.sign_up(rules, these, those).await;
    let count = |outcome| outcomes.iter().filter(|other| **other == outcome).count();
    assert_eq!((count(Outcome::Confirmed), count(Outcome::Again)), (200, 200));
    let people = replicas.people(&conference).await;
    let addresses: HashSet<_> = people.iter().map(|person| &person.email).collect();
    assert_eq!((people.len(), addresses.len()), (200, 200));
}

/// Each conference has a lock of its own, but an address is counted once for all of them.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_at_two_conferences_disturbs_neither() {
    let replicas = Replicas::new().await;
    let (here, there) = (replicas.conference(100).await, replicas.conference(100).await);
    let commands = |at: &Conference| (0..100).map(|number| command(at.id, number)).collect();
    let outcomes = replicas.sign_up(rules, commands(&here), commands(&there)).await;
    assert_eq!(outcomes, [Outcome::Confirmed; 200]);
}

/// Everybody with a place cancels with both processes at once: each gives one place away, not two.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancellation_counts_once() {
    const GOING: usize = 20;
    let replicas = Replicas::new().await;
    let conference = replicas.conference(GOING).await;
    let crowd = (0..GOING * 3).map(|number| command(conference.id, number)).collect();
    replicas.sign_up(rules, crowd, Vec::new()).await;
    let going: Vec<_> = replicas.people(&conference).await.drain(..GOING).map(|p| p.id).collect();
    let cancel = async |db: &Db, id| {
        let mut conn = db.conn().await.expect("a connection");
        let cancel = async |conn: &mut _| cancel(conn, id, Trace::new()).await;
        conn.transaction(cancel).await.expect("an answer")
    };
    for id in going {
        let (here, there) = join(cancel(&replicas.test.db, id), cancel(&replicas.second, id)).await;
        assert!(here != there, "{here} and {there}");
    }
    let people = replicas.people(&conference).await;
    assert!(people[GOING..2 * GOING].iter().all(|person| person.state == State::Confirmed));
    let now = replicas.now(&conference).await;
    assert_eq!((now.taken as usize, now.waiting as usize), (GOING, GOING));
}
