//! A copy of the data, and what must not come back with it.

use std::collections::HashSet;
use std::fs;

use tests::people::person;
use tests::sink::Kind;
use tests::wait::eventually;
use tests::{Attendee, Crowd, Organiser, Stage, System};

const PEOPLE: usize = 120;
/// To the mail server, as long as `SMTP_CONNECTIONS` does not say otherwise: so many mails are under way at most.
const CONNECTIONS: usize = 4;
/// The mails with sign-in links that the stage needs: one for the command line, one for the browser.
const SIGN_INS: usize = 2;

async fn backup(system: &System) -> String {
    let folder = system.beside_data("backup").display().to_string();
    system.cli(&["backup", &folder]).await;
    folder
}

/// Puts the backup in the place of the data and starts the program on it.
async fn restore(system: &System, backup: &str) {
    system.terminate().await;
    system.cli(&["restore", backup, "--replace"]).await;
    system.run().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_databases_are_of_one_moment() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let crowd = Crowd::of(&system, PEOPLE);
    let copied = async {
        crowd.answered(PEOPLE / 3).await;
        backup(&system).await
    };
    let ((), folder) = tokio::join!(crowd.sign_up(&system, &conference), copied);
    restore(&system, &folder).await;

    let rows = organiser.participants(&conference).await;
    assert!((PEOPLE / 3..=PEOPLE).contains(&rows.len()), "{} of {PEOPLE}", rows.len());
    let expected = rows.len() + SIGN_INS;
    eventually("everybody to be known to notification", || async {
        (organiser.mails_known().await == expected).then_some(())
    })
    .await;
    system.cli(&["release"]).await;
    for row in &rows {
        system.sink.wait_for_mail(&row["email"], |mail| mail.kind() == Kind::Entry).await;
    }
    no_mail_is_lost(&organiser, expected).await;
}

/// Every mail was handed over. Nobody can know of those that were under way at the backup's moment.
async fn no_mail_is_lost(organiser: &Organiser, expected: usize) {
    eventually("every mail to be handed over", || async {
        let states = organiser.delivery().await.texts("main .figures dt");
        states.iter().all(|state| state == "übergeben" || state == "ungewiss").then_some(())
    })
    .await;
    assert_eq!(organiser.mails_known().await, expected);
    assert!(organiser.stuck_mails().await.len() <= CONNECTIONS);
}

#[tokio::test]
async fn mails_are_held_until_somebody_lets_them_go() {
    let Stage { system, organiser, conference } = Stage::with_places(5).await;
    let folder = backup(&system).await;
    restore(&system, &folder).await;
    let attendee = Attendee::new(&system, person(1));
    attendee.sign_up(&conference).await;
    eventually("the held mail to be shown", || async {
        let stuck = organiser.stuck_mails().await;
        stuck.iter().any(|mail| mail.starts_with(&attendee.person.name)).then_some(())
    })
    .await;
    // Links to sign in go out, or nobody could let the others go: so the mails were looked through.
    let again = Organiser::sign_in(&system, &organiser.email).await;
    assert!(system.sink.mails_to(&attendee.person.email).is_empty());

    let page = again.delivery().await;
    page.press("#release").await.landed().await.expect(200);
    attendee.mail(&system.sink, Kind::Entry).await;
}

#[tokio::test]
async fn a_closed_survey_stays_closed() {
    let Stage { system, organiser, conference } = Stage::with_places(5).await;
    let attendee = Attendee::new(&system, person(1));
    attendee.sign_up(&conference).await;
    attendee.mail(&system.sink, Kind::Entry).await;
    organiser.end(&conference).await;
    let invitation = attendee.mail(&system.sink, Kind::Invitation).await;
    attendee.browser.visit(&invitation.link("/s/")).await.expect(200);
    let folder = backup(&system).await;
    organiser.close_survey(&conference).await;
    restore(&system, &folder).await;

    attendee.browser.visit(&invitation.link("/s/")).await.expect(410);
    assert!(!organiser.results(&conference).await.has("#close-survey"));
}

#[tokio::test]
async fn data_are_not_thrown_away_by_mistake() {
    let Stage { system, organiser, conference } = Stage::with_places(5).await;
    let folder = backup(&system).await;
    refused(&system, &["restore", &folder, "--replace"], "another treffpunkt").await;
    system.terminate().await;
    refused(&system, &["restore", &folder], "--replace").await;
    refused(&system, &["backup", &folder], "there already").await;
    let empty = system.beside_data("empty");
    fs::create_dir(&empty).expect("a folder");
    let empty = empty.display().to_string();
    refused(&system, &["restore", &empty, "--replace"], "no backup").await;
    system.write_file("backup/feedback.db", "SQLite format 3, or so it says");
    refused(&system, &["restore", &folder, "--replace"], "damaged").await;

    system.run().await;
    organiser.page(&conference).await;
}

async fn refused(system: &System, command: &[&str], reason: &str) {
    let said = system.try_cli(command).await;
    assert!(!said.went_well, "{command:?} went well: {}", said.answer);
    assert!(said.complaint.contains(reason), "{command:?}: {}", said.complaint);
}

/// Only the owner reads a copy of everybody's data.
#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let Stage { system, .. } = Stage::with_places(5).await;
    let folder = backup(&system).await;
    let rights = fs::metadata(&folder).expect("the backup").permissions().mode();
    assert_eq!(rights & 0o077, 0, "{rights:o}");
    let files: HashSet<_> = fs::read_dir(&folder)
        .expect("the backup")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    let expected = ["registration.db", "feedback.db", "notification.db"].map(str::to_owned);
    assert_eq!(files, HashSet::from(expected));
}
