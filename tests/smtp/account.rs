//! Accounts: who encrypts, who is believed, who lets us in.

use tests::sink::{Encryption, Kind, Phase, Rule};
use tests::wait::eventually;
use tests::{Organiser, Sink, Stage, System};

/// A system whose mail server has a certificate of its own authority, and a login.
async fn encrypted(encryption: Encryption, logins: &'static str) -> Stage {
    let sink = Sink::encrypted(encryption, logins).await.expect("a port");
    let (url, authority) = (sink.url_with_login(), sink.authority().expect("one").to_owned());
    let settings = [("SMTP_URL", url.as_str()), ("SMTP_CA", authority.as_str())];
    Stage::on(System::start_at(sink, &settings).await, 5).await
}

/// One person signs up and is not written to; the page on mails says why.
async fn is_told_why(stage: &Stage, number: usize, why: &str) {
    stage.attendee(number).sign_up(&stage.conference).await;
    eventually(why, || async {
        stage.organiser.delivery().await.text().contains(why).then_some(())
    })
    .await;
    assert!(stage.system.sink.mails_to(&stage.attendee(number).person.email).is_empty());
}

/// They have got their mail after all, once, and nothing else is wrong.
async fn is_written_to(stage: &Stage, number: usize) {
    let attendee = stage.attendee(number);
    attendee.mail(&stage.system.sink, Kind::Entry).await;
    assert_eq!(stage.system.sink.mails_to(&attendee.person.email).len(), 1);
    assert!(stage.organiser.stuck_mails().await.is_empty());
}

#[tokio::test]
async fn mails_go_over_tls_and_a_login_by_both_ways_of_each() {
    for (encryption, logins) in [(Encryption::Implicit, "PLAIN"), (Encryption::Upgrade, "LOGIN")] {
        let stage = encrypted(encryption, logins).await;
        stage.attendee(1).sign_up(&stage.conference).await;
        is_written_to(&stage, 1).await;
        let logins = stage.system.sink.logins();
        let ours = ("treffpunkt".to_owned(), "geheim".to_owned());
        assert!(!logins.is_empty() && logins.iter().all(|login| *login == ours));
    }
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_neither_mail_nor_password() {
    let stage = encrypted(Encryption::Implicit, "PLAIN").await;
    let authority = stage.system.sink.authority().expect("a certificate").to_owned();
    stage.system.restart_with(&[("SMTP_CA", "")]).await;
    let logins = stage.system.sink.logins().len();
    is_told_why(&stage, 1, "kann sich nicht ausweisen").await;
    assert_eq!(stage.system.sink.logins().len(), logins);
    stage.system.restart_with(&[("SMTP_CA", &authority)]).await;
    is_written_to(&stage, 1).await;
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_gets_nothing_where_that_was_asked_for() {
    let stage = Stage::with_places(5).await;
    let plain = stage.system.sink.url();
    let strict = plain.replace("smtp://", "smtp+starttls://");
    stage.system.restart_with(&[("SMTP_URL", &strict)]).await;
    let senders = stage.system.sink.reached(Phase::Sender);
    is_told_why(&stage, 1, "verschlüsselt nicht").await;
    assert_eq!(stage.system.sink.reached(Phase::Sender), senders);
    stage.system.restart_with(&[("SMTP_URL", &plain)]).await;
    is_written_to(&stage, 1).await;
}

#[tokio::test]
async fn a_login_that_is_refused_burns_nothing_and_is_not_tried_again_and_again() {
    let stage = encrypted(Encryption::Upgrade, "PLAIN LOGIN").await;
    stage.system.restart().await;
    stage.system.sink.add(Rule::refuse(Phase::Login, 535));
    let before = stage.system.sink.reached(Phase::Login);
    is_told_why(&stage, 1, "lehnt die Anmeldung ab").await;
    stage.attendee(2).sign_up(&stage.conference).await;
    assert_eq!(stage.system.sink.reached(Phase::Login), before + 1);
    stage.system.sink.forgive();
    stage.system.restart().await;
    is_written_to(&stage, 1).await;
    is_written_to(&stage, 2).await;
}

/// 421 in the middle of a session: the server has said that it has not taken the mail.
#[tokio::test]
async fn a_goodbye_in_the_middle_loses_nothing() {
    let stage = Stage::with_places(5).await;
    for (number, phase) in [Phase::Recipient, Phase::Data].into_iter().enumerate() {
        stage.system.sink.add(Rule::goodbye(phase).times(1));
        stage.attendee(number + 1).sign_up(&stage.conference).await;
        is_written_to(&stage, number + 1).await;
    }
    stage.system.restart().await;
    Organiser::sign_in(&stage.system, &stage.organiser.email).await;
    for number in [1, 2] {
        is_written_to(&stage, number).await;
    }
}
