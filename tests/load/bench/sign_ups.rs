//! Sign-ups for one contended conference through HTTP, durable when answered, while relay, broker, notification and mail
//! run; against PostgreSQL's own contended transactions.

use load::median;
use load::pgbench::Pgbench;
use load::report::{Against, Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load};
use tests::Conference;

use crate::Size;

/// What the whole of notification may lag behind when the rush is over.
const CATCHES_UP_IN: Target = Target::Below(60.0);

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    let conference = scene.endless_conference("contended").await;
    let pgbench = Pgbench::new(scene.postgres()).await;
    let best = pgbench.best("sign_up.sql", size.of(1, 3)).await;
    let what = format!("pgbench `UPDATE; INSERT`, {} clients", best.clients);
    let against = Against { what: &what, rate: best.rate };
    let ways = [
        ("sign-ups at one process", scene.process("registration", 0)),
        ("sign-ups behind the proxy, two processes", scene.proxy()),
    ];
    for (way, url) in ways {
        let (mut rates, mut lags) = (Vec::new(), Vec::new());
        for _ in 0..size.of(1, 3) {
            rates.push(rate(&mut scene, &conference, &url, size).await);
            lags.push(scene.caught_up().await.as_secs_f64());
            scene.mails_are_out().await;
        }
        let rate = median(rates);
        report.ratio(way, rate, &against, Target::AtLeast(5.0));
        report.number(way, rate, "/s", Target::AtLeast(4200.0));
        report.number(
            "… and all who signed up known to notification after",
            median(lags),
            " s",
            CATCHES_UP_IN,
        );
    }
}

/// Sign-ups in a second; every one of them is in the database.
async fn rate(scene: &mut Scene, conference: &Conference, url: &str, size: Size) -> f64 {
    let load = Load::greatest(size.of(1, 4));
    let forms = scene.forms.sign_ups(load.forms());
    let before = scene.count("registration", "participants").await;
    let measured = wrk::send(url, &conference.sign_up(), &forms, load).await;
    let new = scene.count("registration", "participants").await - before;
    assert!(new >= measured.answered, "{new} of {} that were answered", measured.answered);
    assert!(new <= measured.answered + u64::from(load.connections), "{new}, {measured:?}");
    measured.rate
}
