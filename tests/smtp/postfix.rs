//! Debian's Postfix between the program and the recipients' server.

use parts::{Postfix, is_root};
use tests::sink::{Kind, Mail, Phase, Rule};
use tests::wait::eventually;
use tests::{Sink, Stage, System};
use tokio::task::spawn_blocking;

/// A system that hands its mails to a Postfix, which hands them to the sink. None where Postfix cannot be run.
async fn relayed() -> Option<(Stage, Postfix)> {
    if !is_root() {
        eprintln!("PASSED OVER: Postfix can be run by root only");
        return None;
    }
    let sink = Sink::start().await.expect("a port");
    let address = sink.address();
    let postfix = spawn_blocking(move || Postfix::start(address, &[])).await.expect("Postfix");
    let system = System::start_at(sink, &[("SMTP_URL", &postfix.url())]).await;
    Some((Stage::on(system, 5).await, postfix))
}

fn headers<'a>(mail: &'a str, name: &str) -> Vec<&'a str> {
    let (head, _) = mail.split_once("\r\n\r\n").expect("a head and a body");
    head.split("\r\n").filter(|line| line.starts_with(&format!("{name}:"))).collect()
}

#[tokio::test]
async fn a_mail_comes_through_a_relay_as_it_was_written() {
    let Some((stage, _postfix)) = relayed().await else { return };
    let attendee = stage.attendee(3);
    assert_eq!(attendee.person.language, "ar");
    attendee.sign_up(&stage.conference).await;
    let mail = attendee.mail(&stage.system.sink, Kind::Entry).await;

    assert!(mail.subject.contains("تم تأكيد مكانكم"), "{}", mail.subject);
    assert!(mail.text.contains("Beuthstraße 21") && mail.html.contains("Beuthstraße 21"));
    assert!(mail.text.contains(&attendee.person.name) && mail.html.contains(&attendee.person.name));
    attendee.my_registration(&mail).await.expect(200);
    let calendar = mail.calendar.clone().expect("a calendar entry");
    let entries: Result<Vec<_>, _> = ical::IcalParser::new(calendar.as_bytes()).collect();
    assert_eq!(entries.expect("an entry (RFC 5545)").len(), 1);
    is_well_formed(&mail);
}

/// RFC 5322: lines, headers that are there once, nothing of the machines that it was made on.
fn is_well_formed(mail: &Mail) {
    let raw = String::from_utf8(mail.raw.clone()).expect("ASCII");
    assert!(raw.is_ascii());
    assert!(raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
    for once in ["Message-ID", "From", "To", "Subject", "Date", "Content-Type"] {
        assert_eq!(headers(&raw, once).len(), 1, "{once} in {raw}");
    }
    assert!(mail.message_id.ends_with("@treffpunkt.test"), "{}", mail.message_id);
    for never in ["Bcc", "X-Mailer", "User-Agent"] {
        assert!(headers(&raw, never).is_empty(), "{never}");
    }
    // The relay's own line names us as the site's host, not as the machine.
    let received = headers(&raw, "Received");
    assert_eq!(received.len(), 1, "{raw}");
    assert!(received[0].starts_with("Received: from treffpunkt.test "), "{received:?}");
}

/// A relay takes a mail on and learns only later that nobody wants it. It tells the sender's mailbox, which a person
/// reads; the program cannot know.
#[tokio::test]
async fn what_bounces_behind_a_relay_is_for_the_senders_mailbox() {
    let Some((stage, _postfix)) = relayed().await else { return };
    let attendee = stage.attendee(1);
    let refused = Rule::refuse(Phase::Recipient, 550).only(&attendee.person.email);
    stage.system.sink.add(refused);
    attendee.sign_up(&stage.conference).await;
    let bounce = stage.system.sink.wait_for_mail("post@treffpunkt.test", |_| true).await;
    assert_eq!(bounce.from, "", "a bounce has no sender (RFC 5321, 4.5.5)");
    assert!(String::from_utf8_lossy(&bounce.raw).contains(&attendee.person.email));
    eventually("the mail to be told as handed over", || async {
        let list = stage.organiser.participants(&stage.conference).await;
        (list.len() == 1 && stage.organiser.stuck_mails().await.is_empty()).then_some(())
    })
    .await;
}
