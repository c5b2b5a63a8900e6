//! Whether memory stays flat, however many sign up.

use load::processes::memory_of;
use load::report::{Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load};
use tests::Conference;
use tests::system::SERVICES;

use crate::Size;

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    // What mails take is the same for each, and this is about how many people there are.
    scene.system.cli(&["hold"]).await;
    let conference = scene.endless_conference("memory").await;
    // Pools, caches and arenas fill up first.
    sign_up(&mut scene, &conference, size.of(500, 20_000)).await;
    let before = SERVICES.map(memory_of);
    let many = size.of(1000, 200_000);
    sign_up(&mut scene, &conference, many).await;
    let after = SERVICES.map(memory_of);
    for (service, (before, after)) in SERVICES.iter().zip(before.into_iter().zip(after)) {
        for (replica, (before, after)) in before.iter().zip(after).enumerate() {
            let grown = after as f64 - *before as f64;
            let what =
                format!("{service} {}: {before} → {after} MiB over {many} sign-ups", replica + 1);
            report.number(&what, grown, " MiB", Target::Below(50.0));
        }
    }
}

/// Lets at least so many people sign up.
async fn sign_up(scene: &mut Scene, conference: &Conference, count: u64) {
    let mut left = count;
    while left > 0 {
        let load = Load::greatest(5);
        let forms = scene.forms.sign_ups(load.forms());
        let measured = wrk::send(&scene.proxy(), &conference.sign_up(), &forms, load).await;
        left = left.saturating_sub(measured.answered);
    }
    scene.caught_up().await;
}
