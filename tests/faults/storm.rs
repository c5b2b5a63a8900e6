//! The story that every fault strikes: people sign up, the conference ends, people answer.

use std::env;

use tests::sink::Kind;
use tests::wait::eventually;
use tests::{Crowd, Organiser, Stage, System};

use crate::fault::Fault;

/// How many people take part.
#[derive(Clone, Copy)]
struct Size {
    sign_ups: usize,
    answers: usize,
}

/// Whether the faults strike as many people as a large conference has, or few enough for every change.
pub fn is_full_size() -> bool {
    env::var("TEST_SIZE").is_ok_and(|size| size == "full")
}

impl Size {
    fn chosen() -> Self {
        match is_full_size() {
            true => Self { sign_ups: 500, answers: 200 },
            false => Self { sign_ups: 120, answers: 60 },
        }
    }
}

/// Faults strike one after the other while people sign up, and once more while they answer.
pub async fn survives(system: System, faults: &[Fault<'_>]) {
    let size = Size::chosen();
    let Stage { system, organiser, conference } = Stage::on(system, size.sign_ups).await;
    let crowd = Crowd::of(&system, size.sign_ups);

    let strikes = strike_in_turn(&system, &crowd, faults, size.sign_ups);
    tokio::join!(crowd.sign_up(&system, &conference), strikes);
    crowd.is_there_once(&organiser, &conference).await;
    let mut unknown = crowd.every_mail_once(&system, &organiser, Kind::Entry).await;

    organiser.end(&conference).await;
    let strikes = strike_in_turn(&system, &crowd, faults, size.answers);
    tokio::join!(crowd.answer(&system, size.answers), strikes);
    organiser.close_survey(&conference).await;
    assert_eq!(organiser.answers_shown(&conference).await, size.answers);
    unknown += crowd.every_mail_once(&system, &organiser, Kind::Invitation).await;

    views_agree(&system, &organiser).await;
    println!("{} sign-ups, {} answers, {unknown} mails unknown", size.sign_ups, size.answers);
}

/// Each fault after as many people more have been answered.
async fn strike_in_turn(system: &System, crowd: &Crowd, faults: &[Fault<'_>], people: usize) {
    let between = people / (faults.len() + 1);
    for (number, fault) in faults.iter().enumerate() {
        crowd.answered((number + 1) * between).await;
        fault.strike(system, crowd, people).await;
    }
}

/// What notification counts is what arrived, and those of which nobody knows.
async fn views_agree(system: &System, organiser: &Organiser) {
    eventually("the ledger and the mail server to agree", || async {
        let (known, arrived) = (organiser.mails_known().await, system.sink.mails().len());
        let unknown = organiser.stuck_mails().await.len();
        (arrived..=arrived + unknown).contains(&known).then_some(())
    })
    .await;
}
