//! Answers through HTTP, durable when answered, against PostgreSQL with one transaction each, and with one for 64.

use std::fmt::Write;
use std::fs;

use load::median;
use load::pgbench::Pgbench;
use load::report::{Against, Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load};
use shared::ballot_code::BallotCode;
use tests::Conference;

use crate::Size;

/// Of a pool of ballots that notification knows nothing of.
const POOL: u32 = 1_000_000;
const SECRET: &[u8] = b"of a pool for benchmarks";
const CHECK: &[u8] = b"of all its ballots";

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    let conference = scene.conference("answers", 100).await;
    scene.organiser.end(&conference).await;
    // The survey is there as soon as its results are.
    scene.organiser.results(&conference).await;
    let pgbench = Pgbench::new(scene.postgres()).await;
    let seconds = size.of(1, 3);
    let single = pgbench.best("answer.sql", seconds).await;
    let batches = pgbench.best("answers_64.sql", seconds).await;
    let (rounds, count) = (size.of(1, 3), size.of(20_000, 60_000));
    let mut rates = Vec::new();
    for round in 0..rounds {
        let ballots: Vec<_> = (round * count..(round + 1) * count).map(ballot).collect();
        rates.push(rate(&mut scene, &conference, &ballots, round, seconds).await);
    }
    let rate = median(rates);
    let what = format!("pgbench, one transaction each, {} clients", single.clients);
    let against = Against { what: &what, rate: single.rate };
    report.ratio("answers at one process", rate, &against, Target::AtLeast(1.5));
    let what = format!("pgbench, 64 in a transaction, {} clients", batches.clients);
    let against = Against { what: &what, rate: batches.rate * 64.0 };
    report.ratio("… and the limit", rate, &against, Target::None);
}

fn ballot(number: u32) -> BallotCode {
    BallotCode::issue(SECRET, CHECK, number)
}

/// Answers in a second; every one of them is in the letter box or beyond it.
async fn rate(
    scene: &mut Scene,
    conference: &Conference,
    ballots: &[BallotCode],
    round: u32,
    seconds: u64,
) -> f64 {
    issue(scene, ballots, round).await;
    let forms = scene.forms.answers(ballots);
    let before = kept(scene).await;
    let url = scene.process("feedback", 0);
    let load = Load::greatest(seconds);
    let path = format!("/s/{}/questions", conference.slug);
    let measured = wrk::send(&url, &path, &forms, load).await;
    let new = kept(scene).await - before;
    assert!(new >= measured.answered, "{new} of {} that were answered", measured.answered);
    measured.rate
}

async fn kept(scene: &Scene) -> u64 {
    scene.count("feedback", "letters").await + scene.count("feedback", "answers").await
}

/// Stores ballots as those of a pool of their own.
async fn issue(scene: &Scene, ballots: &[BallotCode], round: u32) {
    let survey = scene.sql("feedback", "SELECT id FROM surveys").await;
    let check = hex(CHECK);
    let pool = POOL + round;
    let insert = format!("INSERT INTO pools VALUES ('{survey}', {pool}, '{check}')");
    scene.sql("feedback", &insert).await;
    let rows = ballots.iter().map(|ballot| format!("{survey}\t\\{}\n", hex(&ballot.hash())));
    let file = scene.folder.path().join("ballots");
    fs::write(&file, rows.collect::<String>()).expect("a file in the folder");
    scene.sql("feedback", &format!("\\copy ballots FROM '{}'", file.display())).await;
}

/// As PostgreSQL reads bytes.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold("\\x".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}
