//! What an organiser may do is the same everywhere: in every service, in every process of it.

use tests::wait::eventually;
use tests::{Browser, Conference, Organiser, Stage, System};

#[tokio::test]
async fn embedded() {
    access_ends_everywhere(System::start().await).await;
}

#[tokio::test]
async fn two_of_each_service() {
    access_ends_everywhere(System::services().await).await;
}

async fn access_ends_everywhere(system: System) {
    let Stage { system, organiser: stays, conference } = Stage::on(system, 1).await;
    let removed = Organiser::join(&system, "gewesen@treffpunkt.test").await;
    let here = Organiser::join(&system, "ueberall@treffpunkt.test").await;
    let there = Organiser::sign_in(&system, &here.email).await;
    let doors = doors(&system, &conference);
    for organiser in [&stays, &removed, &there] {
        for door in &doors {
            door.opens_for(organiser, true).await;
        }
    }

    system.cli(&["organiser", "remove", &removed.email]).await;
    let page = here.browser.visit("/organise/").await.expect(200);
    page.press("form[action='/organise/sign-out-everywhere']").await.landed().await.expect(200);
    for door in &doors {
        door.opens_for(&removed, false).await;
        door.opens_for(&there, false).await;
        door.opens_for(&stays, true).await;
    }
}

/// A page for organisers, at one process.
struct Door {
    process: String,
    path: String,
}

impl Door {
    /// Waits until it is so; the news may be under way.
    async fn opens_for(&self, organiser: &Organiser, opens: bool) {
        let browser: Browser = organiser.browser.via(&self.process);
        let what = format!("{} {} for {}: {opens}", self.process, self.path, organiser.email);
        eventually(&what, || async {
            let page = browser.open(&self.path).await;
            ((page.status == 200) == opens).then_some(())
        })
        .await;
    }
}

fn doors(system: &System, conference: &Conference) -> Vec<Door> {
    let pages = [
        ("registration", conference.organise("")),
        ("feedback", conference.results()),
        ("notification", "/mail/".to_owned()),
    ];
    let doors = pages.into_iter().flat_map(|(service, path)| {
        let processes = system.processes_of(service).into_iter();
        processes.map(move |process| Door { process, path: path.clone() })
    });
    doors.collect()
}
