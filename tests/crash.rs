//! Power cuts in the middle of 500 sign-ups.

use std::collections::{HashMap, HashSet};

use futures_util::{StreamExt, stream};
use tests::people::people;
use tests::sink::Kind;
use tests::wait::eventually;
use tests::{Attendee, Conference, Form, Organiser, Stage, System};
use tokio::sync::watch;

const PEOPLE: usize = 500;
const AT_A_TIME: usize = 25;
/// The program is killed when so many have been answered.
const CUTS: [usize; 4] = [40, 150, 260, 420];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let crowd: Vec<Attendee> =
        people(PEOPLE).into_iter().map(|p| Attendee::new(&system, p)).collect();

    let answered = watch::Sender::new(0_usize);
    let sign_ups = stream::iter(&crowd).for_each_concurrent(AT_A_TIME, |attendee| async {
        sign_up(&system, attendee, &conference).await;
        answered.send_modify(|count| *count += 1);
    });
    let cuts = async {
        let mut answered = answered.subscribe();
        for cut in CUTS {
            answered.wait_for(|count| *count >= cut).await.expect("sign-ups go on");
            system.kill9();
            system.run().await;
        }
    };
    tokio::join!(sign_ups, cuts);

    everybody_is_there_once(&organiser, &conference, &crowd).await;
    every_mail_went_out(&system, &organiser, &crowd).await;
}

/// Fills in the form and sends the same one until there is an answer, as a patient person would.
async fn sign_up(system: &System, attendee: &Attendee, conference: &Conference) {
    let form = filled_form(attendee, conference).await;
    loop {
        match form.try_submit().await {
            Ok(page) if page.status == 303 => return,
            Ok(page) => assert!(page.status >= 500, "{}: {}", page.status, page.text()),
            Err(_) => {}
        }
        system.ready().await;
    }
}

async fn filled_form(attendee: &Attendee, conference: &Conference) -> Form {
    let page = eventually("the sign-up form", || async {
        let page = attendee.browser.open_if_up(&conference.sign_up()).await?;
        (page.status == 200).then_some(page)
    });
    attendee.fill(&page.await)
}

async fn everybody_is_there_once(
    organiser: &Organiser,
    conference: &Conference,
    crowd: &[Attendee],
) {
    let rows = organiser.participants(conference).await;
    let listed: HashSet<&str> = rows.iter().map(|row| row["email"].as_str()).collect();
    let missing: Vec<_> =
        crowd.iter().filter(|a| !listed.contains(a.person.email.as_str())).collect();
    assert!(missing.is_empty(), "{} answered sign-ups are gone", missing.len());
    assert_eq!(rows.len(), PEOPLE, "somebody is there twice");
    assert!(rows.iter().all(|row| row["state"] == "confirmed"));
}

/// Each mail once, but for those that are shown as unknown: these once or not at all.
async fn every_mail_went_out(system: &System, organiser: &Organiser, crowd: &[Attendee]) {
    let unknown = eventually("every mail to be accepted or unknown", || async {
        let unknown = unknown(organiser).await;
        let sent = sent(system);
        let settled =
            |a: &&Attendee| sent.contains_key(&a.person.email) || unknown.contains(&a.person.email);
        (crowd.iter().filter(settled).count() == PEOPLE).then_some(unknown)
    });
    let unknown = unknown.await;
    assert!(unknown.len() <= CUTS.len() * AT_A_TIME, "{} unknown", unknown.len());
    system.restart().await;
    Organiser::sign_in(system, &organiser.email).await;
    for (address, count) in sent(system) {
        assert!(count <= 1, "{count} mails to {address}, unknown: {}", unknown.contains(&address));
    }
}

/// How many confirmations have gone to each.
fn sent(system: &System) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let mails = system.sink.mails().into_iter().filter(|mail| mail.kind() == Kind::Entry);
    mails.for_each(|mail| *counts.entry(mail.to[0].clone()).or_default() += 1);
    counts
}

/// The recipients of mails of which nobody knows whether they arrived.
async fn unknown(organiser: &Organiser) -> HashSet<String> {
    let page = organiser.browser.visit("/mail/?state=unknown").await.expect(200);
    page.texts("[data-state=unknown] [data-recipient]").into_iter().collect()
}
