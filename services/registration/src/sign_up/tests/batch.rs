//! Many at once: no place is given twice, and the order of the answers is the order of the line.

use std::collections::HashSet;

use futures_util::future::join_all;
use shared::i18n::Lang;
use shared::ids::{ConferenceId, SubmissionId};
use shared::metrics::Metrics;
use shared::testing::{START, TestDb, keys};
use shared::writer::{Decide, Writer};
use shared::{Db, Trace};

use crate::conference::Sector;
use crate::participant::{
    Details, Filter, Needs, Participant, State, Submitted, needs, of_conference,
};
use crate::sign_up::{Counts, Outcome, SignUp, SignUps};
use crate::stage::Site;
use crate::stage::add_conference;
use crate::waiting_list::admit_without_guard;
use crate::{MIGRATIONS, conference};

pub const PLACES: usize = 500;
pub const PEOPLE: usize = 2_000;

pub fn command(conference: ConferenceId, number: usize) -> SignUp {
    let details = Details {
        name: format!("Gast {number}"),
        addressed_as: String::new(),
        email: format!("gast{number}@verein.example"),
        organisation: String::new(),
        sector: Sector::Other,
        place: String::new(),
        language: Lang::De,
        workshop: String::new(),
        photo_consent: false,
    };
    SignUp {
        conference,
        submission: SubmissionId::new(),
        submitted: Submitted { details, needs: Some(Needs::default()) },
        at: START,
        trace: Trace::new(),
    }
}

pub fn rules() -> SignUps {
    SignUps::new(keys().seal(needs::PURPOSE), Counts::register(&Metrics::default()))
}

/// Everybody signs up at once.
async fn rush(db: &Db, rules: SignUps) -> Vec<Participant> {
    let conference =
        add_conference(&mut db.conn().await.expect("a connection"), PLACES as i32).await;
    let (writer, task) = Writer::start(db.clone(), rules, PEOPLE);
    let sign_ups = (0..PEOPLE).map(|number| writer.write(command(conference.id, number)));
    for outcome in join_all(sign_ups).await {
        outcome.expect("everybody gets an answer");
    }
    drop(writer);
    task.await.expect("the writer ends well");
    let mut conn = db.conn().await.expect("a connection");
    of_conference(&mut conn, conference.id, &Filter::default()).await.expect("people")
}

pub fn confirmed(people: &[Participant]) -> usize {
    people.iter().filter(|person| person.state == State::Confirmed).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_places_as_there_are() {
    let db = TestDb::new(&MIGRATIONS).await;
    let people = rush(&db.db, rules()).await;
    assert_eq!(confirmed(&people), PLACES);
    let (inside, waiting) = people.split_at(PLACES);
    assert!(inside.iter().all(|person| person.state == State::Confirmed));
    assert!(people.iter().zip(1..).all(|(person, number)| person.arrival == number));
    assert!(waiting.iter().zip(1..).all(|(person, place)| person.waiting_position == place));
    let emails: HashSet<_> = people.iter().map(|person| &person.email).collect();
    assert_eq!(emails.len(), PEOPLE);
    let mut conn = db.db.conn().await.expect("a connection");
    let row = conference::by_id(&mut conn, people[0].conference_id).await.expect("a query");
    assert_eq!(row.map(|row| (row.taken, row.arrivals)), Some((PLACES as i32, PEOPLE as i64)));
}

/// The test above would find it out if the rule of the places did not hold.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_guard_there_are_too_many() {
    let db = TestDb::new(&MIGRATIONS).await;
    let people = rush(&db.db, SignUps { admit: admit_without_guard, ..rules() }).await;
    assert!(confirmed(&people) > PLACES);
}

/// Everything that can become of a sign-up, in one batch for two conferences.
#[actix_web::test]
async fn each_of_a_batch_gets_its_own_outcome() {
    let site = Site::with_places(1).await;
    let mut conn = site.conn().await;
    let (here, there) = (site.conference.id, add_conference(&mut conn, 1).await.id);
    let mut again = command(here, 1);
    let mut late = command(there, 4);
    late.at = site.conference.ends_at;
    let commands = vec![
        command(here, 1),
        command(there, 1),
        command(here, 2),
        command(here, 1),
        late,
        command(ConferenceId::new(), 5),
    ];
    again.submission = commands[0].submission;
    let commands: Vec<_> = commands.into_iter().chain([again]).collect();
    let rules = rules();
    let decided = conn.transaction(async |conn| rules.decide(conn, &commands).await).await;
    assert_eq!(
        decided.expect("a decision"),
        [
            Outcome::Confirmed,
            Outcome::Confirmed,
            Outcome::Waiting,
            Outcome::Known,
            Outcome::Closed,
            Outcome::Closed,
            Outcome::Again,
        ]
    );
    assert_eq!(site.told().await.len(), 3, "one event a person, as they are after the batch");
}

#[actix_web::test]
async fn the_address_limit_holds_inside_a_batch() {
    let site = Site::with_places(50).await;
    let commands: Vec<_> = (0..12).map(|_| command(site.conference.id, 1)).collect();
    let (rules, mut conn) = (rules(), site.conn().await);
    let decided = conn.transaction(async |conn| rules.decide(conn, &commands).await).await;
    let decided = decided.expect("a decision");
    assert_eq!(decided[0], Outcome::Confirmed);
    assert_eq!(decided[1..10], [Outcome::Known; 9]);
    assert_eq!(decided[10..], [Outcome::AddressLimit; 2]);
}

#[actix_web::test]
async fn the_end_waits_for_what_was_accepted() {
    let site = Site::with_places(5).await;
    let writer = site.app.sign_ups.clone();
    let sign_up = tokio::spawn({
        let command = command(site.conference.id, 1);
        async move { writer.write(command).await }
    });
    tokio::task::yield_now().await;
    let conference = site.conference.id;
    let database = site.end().await;
    assert_eq!(sign_up.await.expect("no panic").expect("an answer"), Outcome::Confirmed);
    let mut conn = database.db.conn().await.expect("a connection");
    let people = of_conference(&mut conn, conference, &Filter::default()).await.expect("people");
    assert_eq!(people.len(), 1);
}
