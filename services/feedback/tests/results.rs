//! Reading results: who may, when, and how much.

mod support;

use std::time::Duration;

use proto::registration::v1::conference_changed::State;
use proto::registration::v1::organiser_changed::Role;
use shared::auth::session::Session;
use shared::ids::{OrganiserId, SeriesId};
use shared::process::Running;
use shared::testing;
use support::{World, eventually};

const RESULTS: &str = "/results/dortmund";

#[tokio::test]
async fn forty_answers_come_to_light_in_steps() {
    let (world, pool) = World::answering().await;
    let mut owner = world.organiser(Role::Owner).await;
    let mut shown = Vec::new();
    for number in 0..40 {
        world.answer(&pool, number, &format!("Antwort {number:02}.")).await.expect(303);
        shown.push(owner.get(RESULTS).await.expect(200).answers_shown());
    }
    let expected: Vec<usize> =
        (1..=40_usize).map(|sent| (sent / 5).saturating_sub(1) * 5).collect();
    assert_eq!(shown, expected);

    let page = owner.get(RESULTS).await;
    assert!(!page.says("Antwort 0"), "free words wait for the end");
    assert!(!page.says("Konnten Sie ohne Hindernisse"), "sensitive questions too");
    let form = page.form();
    owner.post("/results/dortmund/close", form).await.expect(303);
    let page = owner.get(RESULTS).await.expect(200);
    assert_eq!(page.answers_shown(), 40);
    for number in 0..40 {
        assert!(page.says(&format!("Antwort {number:02}.")), "{number} is missing");
    }
    for (option, count) in [("Keine", 14), ("Einige", 13), ("Viele", 13)] {
        let row = format!("<th scope=\"row\">{option}</th><td class=\"number\">{count}</td>");
        assert!(page.says(&row), "{row}");
    }
    assert!(!page.says("data-live") && !page.says("close-survey"));
}

#[tokio::test]
async fn fewer_than_five_are_never_shown() {
    let (world, pool) = World::answering().await;
    for number in 0..4 {
        world.answer(&pool, number, "Nur wir vier").await.expect(303);
    }
    let mut owner = world.organiser(Role::Owner).await;
    let form = owner.get(RESULTS).await.expect(200).form();
    owner.post("/results/dortmund/close", form).await.expect(303);
    let page = owner.get(RESULTS).await.expect(200);
    assert_eq!(page.answers_shown(), 0);
    assert!(page.says("Wie versprochen wurden sie gelöscht") && !page.says("Nur wir vier"));
    let gone = async || (!world.test_db.holds("Nur wir vier")).then_some(());
    eventually("the traces to go", gone).await;
}

#[tokio::test]
async fn a_cell_under_five_joins_its_neighbours_or_is_hidden() {
    let (world, pool) = World::answering().await;
    let overall = [["5"; 12].as_slice(), &["4"; 9], &["3"]].concat();
    for (number, overall) in (0..).zip(overall) {
        let mut browser = world.site.browser();
        browser.get(&pool.link(number)).await.expect(303);
        let form = browser.get("/s/dortmund/questions").await.expect(200).form();
        let barriers = if number < 19 { "no" } else { "" };
        let useful = if number < 20 { "talks" } else { "exchange" };
        let form = form.with("overall", overall).with("work", "5").with("useful", useful);
        let form = form.with("barriers", barriers);
        browser.post("/s/dortmund/questions", form).await.expect(303);
    }
    let mut reader = world.organiser(Role::Reader).await;
    let mut owner = world.organiser(Role::Owner).await;
    let form = owner.get(RESULTS).await.expect(200).form();
    owner.post("/results/dortmund/close", form).await.expect(303);
    let page = reader.get(RESULTS).await.expect(200);
    let row = |option: &str, cell: &str| {
        format!("<th scope=\"row\">{option}</th><td class=\"number\">{cell}</td>")
    };
    let overall = page.html.split("<h2>").nth(1).expect("a section");
    for (option, cell) in [("1 (gar nicht) – 4", "10"), ("5 (sehr gut)", "12")] {
        assert!(overall.contains(&row(option, cell)), "{option}: {overall}");
    }
    let work = page.html.split("<h2>").nth(2).expect("a section");
    for (option, cell) in [("1 (gar nicht) – 4", "verborgen"), ("5 (sehr)", "mindestens 18")] {
        assert!(work.contains(&row(option, cell)) && !work.contains("22</td>"), "{option}: {work}");
    }
    let useful = page.html.split("<h2>").nth(3).expect("a section");
    for (option, cell) in [("Die Vorträge", "mindestens 18"), ("Die Workshops", "verborgen")] {
        assert!(useful.contains(&row(option, cell)), "{option}: {useful}");
    }
    let barriers = page.html.split("ohne Hindernisse").nth(1).expect("the question");
    assert!(barriers.contains("zu wenige Antworten"), "of fewer than 20 nothing can be said");
}

#[tokio::test]
async fn only_those_who_may() {
    let (world, _) = World::answering().await;
    let stranger = world.site.browser().get(RESULTS).await.expect(303);
    assert_eq!(stranger.location(), "/organise/sign-in");
    for role in [Role::Needs, Role::Desk] {
        world.organiser(role).await.get(RESULTS).await.expect(403);
    }
    let mut reader = world.organiser(Role::Reader).await;
    let page = reader.get(RESULTS).await.expect(200);
    assert!(!page.says("close-survey"), "a reader closes nothing");
    let form = page.form();
    reader.post("/results/dortmund/close", form.clone()).await.expect(403);
    reader.post("/results/dortmund/prolong", form).await.expect(403);
    reader.get("/results/nirgends").await.expect(404);
    reader.get("/results/dortmund/live/").await.expect(404);
}

#[tokio::test]
async fn a_role_elsewhere_or_taken_away_opens_nothing() {
    let (world, _) = World::answering().await;
    let organiser = OrganiserId::new();
    let mut browser = world.site.browser();
    let session = Session { organiser, begun: world.now() };
    browser.keep(&testing::keys().sessions().cookie(session, false));
    world.grant(organiser, 1, &[(Role::Owner, SeriesId::new().into())]).await;
    browser.get(RESULTS).await.expect(403);
    world.grant(organiser, 2, &[(Role::Reader, world.conference.into())]).await;
    browser.get(RESULTS).await.expect(200);
    assert_eq!(browser.open("/results/dortmund/live").await.status(), 200);
    world.grant(organiser, 3, &[]).await;
    browser.get(RESULTS).await.expect(303);
    browser.get("/results/dortmund/live").await.expect(303);
}

#[tokio::test]
async fn before_it_begins() {
    let mut world = World::empty().await;
    world.conference_is(State::Published).await;
    let mut owner = world.organiser(Role::Organiser).await;
    let page = owner.get(RESULTS).await.expect(200);
    assert!(page.says("Die Umfrage beginnt nach der Konferenz") && page.answers_shown() == 0);
    assert!(!page.says("close-survey"));
}

#[tokio::test]
async fn watchers_hear_of_steps_only() {
    let (world, pool) = World::answering().await;
    let mut owner = world.organiser(Role::Owner).await;
    let mut stream = support::Stream::of(owner.open("/results/dortmund/live").await);
    for number in 0..9 {
        world.answer(&pool, number, "Danke").await.expect(303);
    }
    assert_eq!(stream.within(Duration::from_millis(50)).await, None, "no step yet");
    world.answer(&pool, 9, "Danke").await.expect(303);
    assert_eq!(stream.within(Duration::from_secs(10)).await, Some("data: new\n\n".to_owned()));

    let form = owner.get(RESULTS).await.expect(200).form();
    owner.post("/results/dortmund/close", form).await.expect(303);
    assert_eq!(stream.within(Duration::from_secs(10)).await, Some("data: new\n\n".to_owned()));
    assert!(stream.has_ended().await);
    owner.get("/results/dortmund/live").await.expect(204);
}

#[tokio::test]
async fn watchers_do_not_hold_up_the_end() {
    let (world, _) = World::answering().await;
    let mut owner = world.organiser(Role::Owner).await;
    let mut stream = support::Stream::of(owner.open("/results/dortmund/live").await);
    world.base.shutdown.begin();
    assert!(stream.has_ended().await);
    drop(world.site);
    drop(owner);
    for task in world.tasks {
        task.await.expect("no panic");
    }
    world.service.finish().await;
}
