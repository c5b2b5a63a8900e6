//! Mails through the whole path, from the sign-up to the mail server, against a bare loop that hands ready-made messages
//! to the same server.

mod bare;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use load::report::{Against, Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load};
use load::{http, median};
use tests::Conference;

use crate::Size;

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    let conference = scene.endless_conference("mails").await;
    let (mut rates, mut greatest) = (Vec::new(), Vec::new());
    for _ in 0..size.of(1, 3) {
        let (mails, sign_ups) = rate(&mut scene, &conference).await;
        rates.push(mails);
        greatest.push(sign_ups);
    }
    let what = "mails, from the sign-up to the mail server";
    let pool = bare::pool(&scene.system.sink, size.of(50, 500)).await;
    let against = Against { what: "lettre's pool, ready-made messages", rate: pool };
    report.ratio(what, median(rates.clone()), &against, Target::AtLeast(0.6));
    let connections = bare::connections(&scene.system.sink, size.of(200, 5000)).await;
    let against = Against { what: "the same without Nagle's algorithm", rate: connections };
    report.ratio("…", median(rates), &against, Target::None);
    let rate = median(greatest) / 10.0;
    let p99 = p99(&mut scene, &conference, rate, size.of(2, 10)).await;
    let what = format!(
        "p99 from the sign-up to the accepted mail at {rate:.0}/s, a tenth of the greatest load"
    );
    report.number(&what, p99.as_secs_f64() * 1000.0, " ms", Target::Below(250.0));
}

/// Mails in a second, counted from the first sign-up to the last mail; and the sign-ups in a second meanwhile.
async fn rate(scene: &mut Scene, conference: &Conference) -> (f64, f64) {
    let load = Load::greatest(1);
    let forms = scene.forms.sign_ups(load.forms());
    let before = scene.system.sink.received().len();
    let begun = Instant::now();
    let url = scene.process("registration", 0);
    let sign_ups = wrk::send(&url, &conference.sign_up(), &forms, load).await.rate;
    scene.caught_up().await;
    scene.mails_are_out().await;
    let received = scene.system.sink.received();
    let last = received.last().expect("a mail").at;
    ((received.len() - before) as f64 / (last - begun).as_secs_f64(), sign_ups)
}

/// How long all but one in a hundred wait for their mail, when so many sign up in a second.
async fn p99(scene: &mut Scene, conference: &Conference, rate: f64, seconds: u32) -> Duration {
    let pause = Duration::from_secs_f64(1.0 / rate);
    let count = (rate * f64::from(seconds)) as u32;
    let first = scene.forms.people();
    let forms = scene.forms.sign_ups(count);
    let before = scene.system.sink.received().len();
    let begun = Instant::now();
    http::send_each(&scene.process("registration", 0), &conference.sign_up(), &forms, pause).await;
    scene.caught_up().await;
    scene.mails_are_out().await;
    let received = scene.system.sink.received();
    let mails = received[before..].iter().map(|mail| (mail.to[0].as_str(), mail.at));
    let mails: HashMap<_, _> = mails.collect();
    let waited = |number: u32| {
        let sent = begun + pause * number;
        mails[load::forms::address(first + number).as_str()].saturating_duration_since(sent)
    };
    let mut waited: Vec<_> = (0..count).map(waited).collect();
    waited.sort_unstable();
    waited[waited.len() * 99 / 100]
}
