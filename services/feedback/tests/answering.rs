//! Answering, as people do it.

mod support;

use proto::registration::v1::conference_changed::State;
use support::{Pool, World};

const QUESTIONS: &str = "/s/dortmund/questions";

#[tokio::test]
async fn from_the_link_to_the_thanks() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    let swapped = browser.get(&pool.link(7)).await.expect(303);
    assert_eq!(swapped.location(), "/s/dortmund");
    let cookies = swapped.headers["set-cookie"].lines();
    let cookie = cookies.filter(|cookie| cookie.starts_with("ballot=")).collect::<String>();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Path=/s/"), "{cookie}");
    assert!(cookie.contains("SameSite=Lax") && !cookie.contains("Max-Age"), "{cookie}");

    let promise = browser.get("/s/dortmund").await.expect(200);
    assert_eq!(promise.headers["cache-control"], "no-store");
    assert_eq!(promise.headers["referrer-policy"], "no-referrer");
    assert!(promise.says("href=\"/s/dortmund/questions\"") && promise.says("Kim Yılmaz"));
    assert!(promise.says("Erst wenn 10 darin liegen, werden 5 davon ausgelost"));
    assert!(promise.says("Sie können bis Montag, 15. Juni 2026, 10:00 Uhr antworten"));

    let form = browser.get(QUESTIONS).await.expect(200).form();
    let form = form.with("overall", "5").with("again", "10").with("words", "Danke <b>an</b> alle");
    let sent = browser.post(QUESTIONS, form.clone()).await.expect(303);
    assert_eq!(sent.location(), "/s/dortmund/thanks");
    browser.get("/s/dortmund/thanks").await.expect(200);

    let twice = browser.post(QUESTIONS, form).await.expect(409);
    assert!(twice.says("Danke, dieser Stimmzettel ist schon benutzt"));
    for path in [&pool.link(7), "/s/dortmund", QUESTIONS] {
        let again = browser.get(path).await;
        assert!(matches!(again.status, 303 | 409), "{path}: {}", again.status);
    }
}

#[tokio::test]
async fn a_ballot_sent_five_times_at_once_counts_once() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    browser.get(&pool.link(0)).await.expect(303);
    let form = browser.get(QUESTIONS).await.expect(200).form().with("overall", "1");
    let clicks = (0..5).map(|_| {
        let (mut browser, form) = (browser.clone(), form.clone());
        async move { browser.post(QUESTIONS, form).await.status }
    });
    let mut statuses = futures_util::future::join_all(clicks).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409]);
}

#[tokio::test]
async fn codes_that_were_never_made() {
    let (world, pool) = World::answering().await;
    let stranger = Pool::new(pool.survey, 2);
    let mut link = pool.link(3);
    let last = if link.ends_with('0') { '8' } else { '0' };
    link.replace_range(link.len() - 1.., &last.to_string());
    for link in [stranger.link(3), link, "/s/dortmund/abc".to_owned()] {
        let page = world.site.browser().get(&link).await.expect(404);
        assert!(page.says("<h1>Diesen Stimmzettel gibt es nicht</h1>"), "{}", page.html);
        let cookies = page.headers.get("set-cookie");
        assert!(!cookies.is_some_and(|cookies| cookies.contains("ballot=")));
    }
    world.site.browser().get("/s/nirgends").await.expect(404);
    world.site.browser().get("/s/nirgends/promise").await.expect(404);
}

#[tokio::test]
async fn a_code_from_paper_is_typed() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    let form = browser.get("/s/dortmund").await.expect(200).form();
    let wrong =
        browser.post("/s/dortmund", form.clone().with("code", "wörtlich")).await.expect(422);
    assert!(wrong.says("value=\"wörtlich\"") && wrong.says("Bitte vergleichen Sie ihn"));

    let code = pool.code(4).to_string().to_uppercase();
    let typed = format!("{} {}", &code[..13], &code[13..]);
    let sent = browser.post("/s/dortmund", form.with("code", &typed)).await.expect(303);
    assert_eq!(sent.location(), "/s/dortmund");
    browser.get(QUESTIONS).await.expect(200);
}

#[tokio::test]
async fn a_device_goes_round() {
    let (world, pool) = World::answering().await;
    world.answer(&pool, 1, "Danke").await.expect(303);
    let mut browser = world.site.browser();
    browser.get(&pool.link(1)).await.expect(303);
    let used = browser.get("/s/dortmund").await.expect(409);
    let form =
        browser.get(&used.after("class=\"button secondary\" href=\"")).await.expect(200).form();
    let code = pool.code(2).to_string();
    browser.post("/s/dortmund", form.with("code", &code)).await.expect(303);
    browser.get("/s/dortmund").await.expect(200);
}

#[tokio::test]
async fn mistakes_keep_what_was_typed() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    browser.get(&pool.link(0)).await.expect(303);
    let form = browser.get(QUESTIONS).await.expect(200).form();
    let empty = browser.post(QUESTIONS, form.clone()).await.expect(422);
    assert!(empty.says("Noch ist nichts ausgefüllt"));

    let long = "ü".repeat(5001);
    let filled = form.clone().with("words", &long).with("contacts", "many").with("again", "11");
    let page = browser.post(QUESTIONS, filled).await.expect(422);
    assert!(page.says(&long) && page.says("value=\"many\" checked"), "{}", page.html);
    assert!(page.says("href=\"#again\"") && page.says("href=\"#words\""));

    let arabic = form.with("words", "<script>").with("sector", "other").with("switch_lang", "ar");
    let page = browser.post(QUESTIONS, arabic).await.expect(200);
    assert!(page.says("dir=\"rtl\"") && page.says("&#60;script&#62;"), "{}", page.html);
    assert!(page.says("value=\"other\" selected"));
}

#[tokio::test]
async fn a_choice_can_be_taken_back() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    browser.get(&pool.link(0)).await.expect(303);
    let page = browser.get(QUESTIONS).await.expect(200);
    let preset = |page: &support::Answer| {
        page.html.matches("value=\"\" checked> <span>keine Angabe</span>").count()
    };
    assert_eq!(preset(&page), 6, "every group of radio buttons: {}", page.html);

    let form = page.form().with("useful", "talks").with("overall", "5").with("contacts", "");
    let wrong = form.clone().with("sector", "nowhere");
    let page = browser.post(QUESTIONS, wrong).await.expect(422);
    assert_eq!(preset(&page), 4, "what was chosen stays: {}", page.html);
    browser.post(QUESTIONS, form).await.expect(303);
}

#[tokio::test]
async fn robots_use_nothing() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    browser.get(&pool.link(0)).await.expect(303);
    let form = browser.get(QUESTIONS).await.expect(200).form().with("overall", "1");
    browser.post(QUESTIONS, form.with("website", "x")).await.expect(303);
    world.answer(&pool, 0, "Danke").await.expect(303);
}

#[tokio::test]
async fn before_and_after() {
    let mut world = World::empty().await;
    world.conference_is(State::Published).await;
    let pool = Pool::new(world.survey().await, 1);
    world.hear(&pool.event()).await;
    let mut browser = world.site.browser();
    for path in [&pool.link(0), "/s/dortmund"] {
        assert!(browser.get(path).await.expect(200).says("beginnt nach der Konferenz"));
    }
    assert!(browser.get("/s/dortmund/promise").await.expect(200).says("14 Tage lang"));

    world.conference_is(State::Over).await;
    let form = {
        browser.get(&pool.link(0)).await.expect(303);
        browser.get(QUESTIONS).await.expect(200).form().with("overall", "1")
    };
    world.conference_is(State::Cancelled).await;
    for path in [&pool.link(0), "/s/dortmund", QUESTIONS] {
        assert!(browser.get(path).await.expect(410).says("Die Umfrage ist beendet"));
    }
    browser.post(QUESTIONS, form).await.expect(410);
    browser.get("/s/dortmund/promise").await.expect(200);
}

#[tokio::test]
async fn the_wrong_method_is_refused_as_such() {
    let (world, pool) = World::answering().await;
    let mut browser = world.site.browser();
    for path in ["/results/dortmund/close", "/results/dortmund/prolong"] {
        browser.get(path).await.expect(405);
    }
    let form = browser.get("/s/dortmund").await.expect(200).form();
    for path in ["/results/dortmund", "/s/dortmund/promise", "/s/dortmund/thanks", &pool.link(0)] {
        browser.post(path, form.clone()).await.expect(405);
    }
}
