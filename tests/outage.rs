//! A mail server that is away, busy, or refuses.

use tests::people::people;
use tests::sink::{Kind, Phase, Rule};
use tests::wait::eventually;
use tests::{Attendee, Conference, Organiser, Page, Stage, System};

const PEOPLE: usize = 5;

/// Some people sign up.
async fn sign_ups(system: &System, conference: &Conference) -> Vec<Attendee> {
    let attendees: Vec<_> = people(PEOPLE).into_iter().map(|p| Attendee::new(system, p)).collect();
    for attendee in &attendees {
        attendee.sign_up(conference).await;
    }
    attendees
}

/// Everybody has got their confirmation, and nobody two, also after a restart that would send what is left over.
async fn everybody_has_one_mail(system: &System, organiser: &Organiser, attendees: &[Attendee]) {
    for attendee in attendees {
        attendee.mail(&system.sink, Kind::Entry).await;
    }
    system.restart().await;
    Organiser::sign_in(system, &organiser.email).await;
    for attendee in attendees {
        assert_eq!(system.sink.mails_to(&attendee.person.email).len(), 1);
    }
}

/// Waits until the page on delivery shows a mail to somebody in a state.
async fn shown(organiser: &Organiser, attendee: &Attendee, state: &str) -> Page {
    let what = format!("a mail that is {state}");
    eventually(&what, || async {
        let page = organiser.delivery().await;
        let fits = |mail: &String| mail.starts_with(&attendee.person.name) && mail.contains(state);
        page.texts("main .rows li").iter().any(fits).then_some(page)
    })
    .await
}

#[tokio::test]
async fn mails_wait_for_a_server_that_is_away() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    system.terminate().await;
    system.sink.go_away().await;
    system.run().await;
    let attendees = sign_ups(&system, &conference).await;
    eventually("the trouble to be shown", || async {
        let page = organiser.delivery().await;
        page.text().contains("Der Mailserver ist nicht erreichbar").then_some(())
    })
    .await;
    system.sink.come_back().await;
    everybody_has_one_mail(&system, &organiser, &attendees).await;
    assert!(!organiser.delivery().await.text().contains("nicht erreichbar"));
}

#[tokio::test]
async fn mails_wait_for_a_server_that_is_busy() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    system.terminate().await;
    system.sink.add(Rule::goodbye(Phase::Connect).times(1));
    system.run().await;
    let attendees = sign_ups(&system, &conference).await;
    everybody_has_one_mail(&system, &organiser, &attendees).await;
}

/// Greylisting: the server of one person says "later"; nobody else waits for that.
#[tokio::test]
async fn a_mail_that_was_put_off_can_be_tried_again() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let put_off = &people(PEOPLE)[1];
    system.sink.add(Rule::refuse(Phase::Recipient, 451).only(&put_off.email).times(1));
    let attendees = sign_ups(&system, &conference).await;
    for attendee in attendees.iter().filter(|attendee| attendee.person.email != put_off.email) {
        attendee.mail(&system.sink, Kind::Entry).await;
    }
    let page = shown(&organiser, &attendees[1], "später noch einmal").await;
    assert!(system.sink.mails_to(&put_off.email).is_empty());
    page.press("main .rows form").await.landed().await.expect(200);
    everybody_has_one_mail(&system, &organiser, &attendees).await;
}

#[tokio::test]
async fn an_address_that_is_refused_is_shown_to_the_organiser() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let unknown = &people(PEOPLE)[1];
    system.sink.add(Rule::refuse(Phase::Recipient, 550).only(&unknown.email));
    let attendees = sign_ups(&system, &conference).await;
    let page = shown(&organiser, &attendees[1], "nicht zugestellt").await;
    assert!(page.text().contains("berichtigen Sie die Adresse"), "{}", page.text());
    let (_, others) = attendees.split_at(2);
    everybody_has_one_mail(&system, &organiser, others).await;

    eventually("the list of participants to show it too", || async {
        let list = organiser.browser.visit(&conference.organise("/participants")).await;
        list.texts("tbody .badge").iter().any(|state| state == "nicht zugestellt").then_some(())
    })
    .await;
    assert_eq!(system.sink.mails_to(&unknown.email).len(), 0);
}

/// The connection breaks after the message: nobody can know, so it is shown and not sent again.
#[tokio::test]
async fn a_mail_that_may_have_arrived_is_not_sent_again() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    system.sink.add(Rule::close(Phase::Body).times(1));
    let attendees = sign_ups(&system, &conference).await;
    let page = shown(&organiser, &attendees[0], "ungewiss").await;
    assert!(page.text().contains("Vielleicht ist die E-Mail angekommen"), "{}", page.text());
    everybody_has_one_mail(&system, &organiser, &attendees).await;
    shown(&organiser, &attendees[0], "ungewiss").await;
}
