//! Two processes on one database: a ballot is worth one answer, whoever takes it.

mod support;

use feedback::Service;
use futures_util::StreamExt;
use futures_util::future::{join, join_all};
use futures_util::stream;
use proto::registration::v1::conference_changed::State;
use proto::registration::v1::organiser_changed::Role;
use shared::process::Running;
use shared::web::Fields;
use support::{Pool, World};

const SLUG: &str = "dortmund";

fn form(number: u32) -> Fields {
    Fields::from_pairs([("words".to_owned(), format!("Das war Antwort {number}"))])
}

async fn second(world: &World) -> Service {
    feedback::start(&world.base, world.test_db.replica().await).await.expect("a service")
}

/// Whether the answer was taken.
async fn answers(service: &Service, pool: &Pool, number: u32) -> bool {
    service.answer(SLUG, pool.code(number), &form(number)).await.expect("a database")
}

async fn shown(world: &World) -> usize {
    let mut owner = world.organiser(Role::Owner).await;
    owner.get("/results/dortmund").await.expect(200).answers_shown()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_that_reaches_both_counts_once() {
    let (world, pool) = World::answering().await;
    let second = second(&world).await;
    for number in 0..40 {
        let one = answers(&world.service, &pool, number);
        let (here, there) = join(one, answers(&second, &pool, number)).await;
        assert!(here != there, "{here} and {there}");
    }
    world.service.close(SLUG).await.expect("a database");
    assert_eq!(shown(&world).await, 40);
}

/// A thousand people, each of whom presses the button five times.
#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_impatient_people() {
    const PEOPLE: u32 = 1_000;
    let mut world = World::empty().await;
    world.conference_is(State::Published).await;
    let pool = Pool::of(world.survey().await, 1, PEOPLE);
    world.hear(&pool.event()).await;
    world.conference_is(State::Over).await;
    let second = second(&world).await;
    let impatient = async |number| {
        let press = |time| match time % 2 {
            0 => answers(&world.service, &pool, number),
            _ => answers(&second, &pool, number),
        };
        let taken = join_all((0..5).map(press)).await;
        taken.into_iter().filter(|taken| *taken).count()
    };
    // So many at a time: a request waits for a connection for some seconds only.
    let crowd = stream::iter(0..PEOPLE).map(impatient).buffer_unordered(4);
    let taken: Vec<usize> = crowd.collect().await;
    assert_eq!(taken, [1; PEOPLE as usize]);
    world.service.close(SLUG).await.expect("a database");
    assert_eq!(shown(&world).await, PEOPLE as usize);
}

/// Who was thanked is counted, and who came too late is told so.
#[tokio::test(flavor = "multi_thread")]
async fn closing_while_answers_arrive_loses_none() {
    let (world, pool) = World::answering().await;
    let second = second(&world).await;
    let early = (0..20).map(|number| answers(&world.service, &pool, number));
    let early = join_all(early).await;
    assert!(early.iter().all(|taken| *taken));
    let late = join_all((20..95).map(|number| answers(&world.service, &pool, number)));
    let (late, closed) = join(late, second.close(SLUG)).await;
    closed.expect("a database");
    let taken = early.into_iter().chain(late).filter(|taken| *taken).count();
    assert_eq!(shown(&world).await, taken);
    assert!(!answers(&second, &pool, 94).await);
}

/// Both see that its time is over, and one of them closes it.
#[tokio::test(flavor = "multi_thread")]
async fn a_survey_closes_once() {
    let (world, pool) = World::answering().await;
    let second = second(&world).await;
    assert!(answers(&second, &pool, 0).await);
    let before = world.last_told().await.revision;
    let (here, there) = join(world.service.close(SLUG), second.close(SLUG)).await;
    here.and(there).expect("a database");
    assert_eq!(world.last_told().await.revision, before + 1);
    second.finish().await;
}
