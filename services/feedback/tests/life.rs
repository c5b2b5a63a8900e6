//! The life of a survey, as events tell and are told.

mod support;

use std::time::Duration;

use proto::feedback::v1::SurveyChanged;
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::registration::v1::conference_changed::State;
use proto::registration::v1::organiser_changed::Role;
use shared::Instant;
use support::{PLACES, Pool, World, eventually};

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn a_published_conference_gets_a_survey() {
    let mut world = World::empty().await;
    world.conference_is(State::Draft).await;
    assert_eq!(world.published().await, []);
    world.conference_is(State::Published).await;
    let told = world.last_told().await;
    assert_eq!(told.state(), SurveyState::Planned);
    assert_eq!(told.conference_id, world.conference.to_bytes());
    assert_eq!((told.revision, told.ballots, told.group_size, told.closes_at), (1, 95, 5, 0));
}

#[tokio::test]
async fn it_opens_when_the_conference_is_over_and_closes_by_itself() {
    let mut world = World::empty().await;
    world.conference_is(State::Over).await;
    let told = world.last_told().await;
    assert_eq!(told.state(), SurveyState::Open);
    let closes_at = world.now().plus(14 * DAY);
    assert_eq!(told.closes_at, closes_at.as_micros());

    world.base.clock.advance(14 * DAY);
    let closed =
        eventually("the closing", async || last_if(&world, SurveyState::Closed).await).await;
    assert_eq!(closed, SurveyChanged { revision: 2, state: SurveyState::Closed.into(), ..told });
}

#[tokio::test]
async fn repeats_and_older_news_change_nothing() {
    let mut world = World::empty().await;
    world.conference_is(State::Published).await;
    world.conference_is(State::Over).await;
    let told = world.published().await;
    world.hear(&world.event(State::Published, 80, 1)).await;
    world.hear(&world.event(State::Cancelled, 80, 2)).await;
    world.conference_is(State::Over).await;
    assert_eq!(world.published().await, told);
}

#[tokio::test]
async fn more_places_ask_for_more_ballots() {
    let mut world = World::empty().await;
    world.conference_is(State::Published).await;
    world.hear(&world.event(State::Published, PLACES + 1, 9)).await;
    let told = world.last_told().await;
    assert_eq!((told.revision, told.ballots, told.state()), (2, 97, SurveyState::Planned));
}

#[tokio::test]
async fn a_cancelled_conference_is_not_surveyed() {
    let mut world = World::empty().await;
    world.conference_is(State::Cancelled).await;
    assert_eq!(world.published().await, []);

    let mut world = World::empty().await;
    world.conference_is(State::Published).await;
    world.conference_is(State::Cancelled).await;
    assert_eq!(world.last_told().await.state(), SurveyState::Closed);
    world.conference_is(State::Over).await;
    assert_eq!(world.last_told().await.state(), SurveyState::Closed, "closed is closed");
}

#[tokio::test]
async fn a_pool_is_stored_at_most_once() {
    let (world, pool) = World::answering().await;
    assert_eq!(world.ready_pools().await, [1]);
    world.answer(&pool, 0, "Danke").await.expect(303);
    world.hear(&pool.event()).await;
    assert_eq!(world.ready_pools().await, [1, 1], "said again, in case it was not heard");
    let mut again = world.site.browser();
    again.get(&pool.link(0)).await.expect(303);
    again.get("/s/dortmund").await.expect(409);

    let more = Pool::new(pool.survey, 2);
    world.hear(&more.event()).await;
    assert_eq!(world.ready_pools().await, [1, 1, 2]);
    world.answer(&more, 0, "Danke").await.expect(303);
    world.answer(&pool, 1, "Danke").await.expect(303);
}

#[tokio::test]
async fn a_closed_survey_takes_no_ballots() {
    let (mut world, pool) = World::answering().await;
    world.conference_is(State::Cancelled).await;
    world.hear(&Pool::new(pool.survey, 2).event()).await;
    assert_eq!(world.ready_pools().await, [1]);
    assert_eq!(world.dead().await, 0);
}

#[tokio::test]
async fn broken_messages_are_put_aside() {
    let (world, pool) = World::answering().await;
    let mut broken = Pool::new(pool.survey, 2).event();
    broken.hashes[3].pop();
    world.hear(&broken).await;
    world.hear(&Pool::new(shared::ids::SurveyId::new(), 1).event()).await;
    assert_eq!((world.dead().await, world.ready_pools().await), (2, vec![1]));
}

#[tokio::test]
async fn an_organiser_prolongs_and_closes() {
    let (world, _) = World::answering().await;
    let mut owner = world.organiser(Role::Owner).await;
    let form = owner.get("/results/dortmund").await.expect(200).form();
    for (day, hint) in
        [("", "wählen Sie einen Tag"), ("2026-06-14", "späteren"), ("2027-06-14", "halben Jahr")]
    {
        let page = owner.post("/results/dortmund/prolong", form.clone().with("until", day)).await;
        assert!(page.expect(422).says(hint), "{day}");
    }
    let until = form.clone().with("until", "2026-06-30");
    owner.post("/results/dortmund/prolong", until.clone()).await.expect(303);
    let end: jiff::Timestamp = "2026-06-30T21:59:59Z".parse().expect("a time");
    assert_eq!(world.last_told().await.closes_at, Instant::from(end).as_micros());

    for _ in 0..2 {
        owner.post("/results/dortmund/close", form.clone()).await.expect(303);
        assert_eq!(world.last_told().await.revision, 4, "closed once");
    }
    let closed = world.last_told().await;
    assert_eq!((closed.state(), closed.closes_at), (SurveyState::Closed, world.now().as_micros()));
    let later = form.with("until", "2026-07-30");
    owner.post("/results/dortmund/prolong", later).await.expect(303);
    assert_eq!(world.last_told().await, closed, "closed is closed");
}

#[tokio::test]
async fn what_was_closed_stays_closed_after_a_restore() {
    let (world, pool) = World::answering().await;
    let mut conn = world.test_db.db.conn().await.expect("a connection");
    assert_eq!(feedback::closed(&mut conn).await.expect("ids"), []);
    feedback::close_again(&mut conn, &[pool.survey]).await.expect("a database");
    assert_eq!(feedback::closed(&mut conn).await.expect("ids"), [pool.survey]);
    assert_eq!(world.last_told().await.state(), SurveyState::Closed);
}

#[tokio::test]
async fn everything_is_told_again_on_request() {
    let (world, _) = World::answering().await;
    let told = world.last_told().await;
    let before = world.published().await.len();
    let mut conn = world.test_db.db.conn().await.expect("a connection");
    feedback::replay(&mut conn).await.expect("a database");
    assert_eq!(world.published().await[before..], [told]);
    assert_eq!(world.ready_pools().await, [1, 1]);
}

async fn last_if(world: &World, state: SurveyState) -> Option<SurveyChanged> {
    Some(world.last_told().await).filter(|told| told.state() == state)
}
