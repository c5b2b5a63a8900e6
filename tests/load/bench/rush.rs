//! 2,000 people want 500 places in the same moment; and how long one of a few has to wait.

use std::time::{Duration, Instant};

use load::http;
use load::median;
use load::report::{Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load};

use crate::Size;

const PLACES: usize = 500;

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    let mut took = Vec::new();
    for round in 0..size.of(1, 3) {
        took.push(all_at_once(&mut scene, round).await.as_secs_f64());
        scene.caught_up().await;
        scene.mails_are_out().await;
    }
    report.number(
        "2,000 attempts on 500 places, all answered",
        median(took),
        " s",
        Target::Below(1.0),
    );
    calm(&mut scene, size, report).await;
}

/// Every attempt has a connection of its own, through the proxy.
async fn all_at_once(scene: &mut Scene, round: u32) -> Duration {
    let slug = format!("rush-{round}");
    let conference = scene.conference(&slug, PLACES).await;
    let forms = scene.forms.sign_ups(2000);
    let begun = Instant::now();
    http::send_each(&scene.proxy(), &conference.sign_up(), &forms, Duration::ZERO).await;
    let took = begun.elapsed();
    let conference = format!("(SELECT id FROM conferences WHERE slug = '{slug}')");
    for (state, people) in [("confirmed", 500), ("waiting", 1500)] {
        let table =
            format!("participants WHERE state = '{state}' AND conference_id = {conference}");
        assert_eq!(scene.count("registration", &table).await, people, "{state}");
    }
    took
}

/// A sign-up at a tenth of the greatest load.
async fn calm(scene: &mut Scene, size: Size, report: &mut Report) {
    let conference = scene.endless_conference("calm").await;
    let (url, path) = (scene.process("registration", 0), conference.sign_up());
    let load = Load::greatest(size.of(1, 3));
    let forms = scene.forms.sign_ups(load.forms());
    let greatest = wrk::send(&url, &path, &forms, load).await.rate;
    scene.caught_up().await;
    scene.mails_are_out().await;
    let tenth = Load { connections: 64, seconds: size.of(2, 10), rate: Some(greatest / 10.0) };
    let forms = scene.forms.sign_ups(tenth.forms());
    let tenth = wrk::send(&url, &path, &forms, tenth).await;
    let what = format!("p99 of a sign-up at {:.0}/s, a tenth of the greatest load", tenth.rate);
    report.number(&what, tenth.p99.as_secs_f64() * 1000.0, " ms", Target::Below(20.0));
    report.number("… its median", tenth.median.as_secs_f64() * 1000.0, " ms", Target::None);
}
