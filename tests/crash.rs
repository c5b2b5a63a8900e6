//! Power cuts in the middle of 500 sign-ups.

use std::collections::{HashMap, HashSet};

use tests::crowd::AT_A_TIME;
use tests::sink::Kind;
use tests::wait::eventually;
use tests::{Crowd, Organiser, Stage, System};

const PEOPLE: usize = 500;
/// The program is killed when so many have been answered.
const CUTS: [usize; 4] = [40, 150, 260, 420];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let crowd = Crowd::of(&system, PEOPLE);
    let cuts = async {
        for cut in CUTS {
            crowd.answered(cut).await;
            system.kill9();
            system.run().await;
        }
    };
    tokio::join!(crowd.sign_up(&system, &conference), cuts);

    crowd.is_there_once(&organiser, &conference).await;
    every_mail_went_out(&system, &organiser, &crowd).await;
}

/// Each mail once, but for those that are shown as unknown: these once or not at all.
async fn every_mail_went_out(system: &System, organiser: &Organiser, crowd: &Crowd) {
    let unknown = eventually("every mail to be accepted or unknown", || async {
        let unknown = unknown(organiser).await;
        let sent = sent(system);
        let settled = crowd.attendees.iter().filter(|attendee| {
            sent.contains_key(&attendee.person.email) || unknown.contains(&attendee.person.name)
        });
        (settled.count() == PEOPLE).then_some(unknown)
    });
    let unknown = unknown.await;
    assert!(unknown.len() <= CUTS.len() * AT_A_TIME, "{} unknown", unknown.len());
    system.restart().await;
    Organiser::sign_in(system, &organiser.email).await;
    for (address, count) in sent(system) {
        assert_eq!(count, 1, "mails to {address}");
    }
}

/// How many confirmations have gone to each.
fn sent(system: &System) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let mails = system.sink.mails().into_iter().filter(|mail| mail.kind() == Kind::Entry);
    mails.for_each(|mail| *counts.entry(mail.to[0].clone()).or_default() += 1);
    counts
}

/// The names of those of whom nobody knows whether their mail arrived.
async fn unknown(organiser: &Organiser) -> HashSet<String> {
    let stuck = organiser.stuck_mails().await;
    let unknown = stuck.iter().filter(|mail| mail.contains("ungewiss"));
    unknown
        .filter_map(|mail| mail.split_once(" Platz bestätigt"))
        .map(|(name, _)| name.to_owned())
        .collect()
}
