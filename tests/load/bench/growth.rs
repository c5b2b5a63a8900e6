//! Whether a sign-up costs the same however many are there already.
//!
//! The people who are there were stored a moment before. So PostgreSQL first writes what it holds back of them, and as many
//! sign up uncounted as are counted then: after a checkpoint each page is logged as a whole when it changes first.

use load::report::{Against, Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load, Measured};
use tests::Conference;

use crate::Size;

/// Strangers to everybody else, half of whom have a place.
const PEOPLE: &str = "
INSERT INTO participants
SELECT gen_random_uuid(), id, n, CASE WHEN n <= count / 2 THEN 'confirmed' ELSE 'waiting' END, 1, gen_random_uuid(),
    'Person ' || n, '', slug || n || '@verein.example', slug || n || '@verein.example', 'Verein', 'welfare', 'Halle', 'de',
    '', NULL, FALSE, greatest(0, n - count / 2), 1, 0, NULL, 0, NULL, now(), NULL
FROM conferences, LATERAL (SELECT {count} AS count) AS size, generate_series(1, count) AS n
WHERE slug = '{slug}';
UPDATE conferences SET capacity = {count} / 2, taken = {count} / 2, waiting = {count} - {count} / 2, arrivals = {count} WHERE slug = '{slug}';
ANALYZE participants, conferences";

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    let mut first = None;
    for count in size.of([10, 100, 1000], [1000, 100_000, 1_000_000]) {
        let conference = crowded(&scene, count).await;
        sign_ups(&mut scene, &conference, size).await;
        let measured = sign_ups(&mut scene, &conference, size).await;
        let first = *first.get_or_insert(measured.rate);
        let against = Against { what: "the fewest", rate: first };
        let what = format!("sign-ups beside {count} participants");
        report.ratio(&what, measured.rate, &against, Target::AtLeast(0.8));
    }
}

async fn sign_ups(scene: &mut Scene, conference: &Conference, size: Size) -> Measured {
    let load = Load::greatest(size.of(1, 3));
    let forms = scene.forms.sign_ups(load.forms());
    let url = scene.process("registration", 0);
    let measured = wrk::send(&url, &conference.sign_up(), &forms, load).await;
    scene.all_is_told().await;
    scene.mails_are_out().await;
    measured
}

/// A conference with so many people, full to the last place.
async fn crowded(scene: &Scene, count: u32) -> Conference {
    let slug = &format!("crowded-{count}");
    let conference = scene.conference(slug, 1).await;
    let people = PEOPLE.replace("{count}", &count.to_string()).replace("{slug}", slug);
    scene.sql("registration", &people).await;
    scene.postgres().psql(&["CHECKPOINT"]);
    conference
}
