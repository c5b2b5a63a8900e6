//! The mail server of the other tests is itself tested with a client written by others.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{MultiPart, SinglePart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use tests::Sink;
use tests::sink::{Phase, Rule};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";

async fn sink() -> Sink {
    Sink::start().await.expect("a port")
}

fn message(to: &str) -> Message {
    let text = SinglePart::plain(".Punkt am Anfang\r\n..und zwei\r\nمرحبا\r\n".to_owned());
    let html =
        SinglePart::html("<p><a href=\"http://treffpunkt.test/me/abc\">Link</a></p>".to_owned());
    let calendar =
        ContentType::parse("text/calendar; method=REQUEST; charset=utf-8").expect("a type");
    let calendar = SinglePart::builder().header(calendar).body(CALENDAR.to_owned());
    let body = MultiPart::alternative().singlepart(text).singlepart(html).singlepart(calendar);
    let builder = Message::builder().from("post@treffpunkt.test".parse().expect("an address"));
    let builder = builder.to(to.parse().expect("an address")).subject("Bestätigung für Ayşe");
    builder.message_id(Some("<m1@treffpunkt.test>".to_owned())).multipart(body).expect("a message")
}

fn client(sink: &Sink) -> AsyncSmtpTransport<Tokio1Executor> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1");
    let login = Credentials::new("treffpunkt".to_owned(), "geheim".to_owned());
    builder
        .port(sink.address().port())
        .credentials(login)
        .timeout(Some(Duration::from_secs(5)))
        .build()
}

async fn code_for(sink: &Sink, to: &str) -> Option<u16> {
    let error = client(sink).send(message(to)).await.err()?;
    Some(error.status().map_or(0, Into::into))
}

#[tokio::test]
async fn keeps_what_it_is_given() {
    let sink = sink().await;
    client(&sink).send(message("a@verein.example")).await.expect("accepted");
    let mail = sink.wait_for_mail("a@verein.example", |_| true).await;
    assert_eq!(
        (mail.from.as_str(), mail.message_id.as_str()),
        ("post@treffpunkt.test", "m1@treffpunkt.test")
    );
    assert_eq!(mail.subject, "Bestätigung für Ayşe");
    assert_eq!(mail.text.trim_end(), ".Punkt am Anfang\n..und zwei\nمرحبا");
    assert_eq!(mail.link("/me/"), "http://treffpunkt.test/me/abc");
    assert_eq!(mail.calendar_method(), Some("REQUEST"));
    assert_eq!(sink.mails_to("b@verein.example").len(), 0);
}

#[tokio::test]
async fn rules_are_spent() {
    let sink = sink().await;
    sink.add(Rule::refuse(Phase::Recipient, 451).times(1));
    sink.add(Rule::refuse(Phase::Recipient, 550).only("b@verein.example"));
    assert_eq!(code_for(&sink, "a@verein.example").await, Some(451));
    assert_eq!(code_for(&sink, "a@verein.example").await, None);
    assert_eq!(code_for(&sink, "b@verein.example").await, Some(550));
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn every_phase_can_be_refused() {
    let phases =
        [Phase::Hello, Phase::Login, Phase::Sender, Phase::Recipient, Phase::Data, Phase::Body];
    for phase in phases {
        let sink = sink().await;
        sink.add(Rule::refuse(phase, 554));
        assert_eq!(code_for(&sink, "a@verein.example").await, Some(554), "{phase:?}");
        assert_eq!(sink.received().len(), 0, "{phase:?}");
    }
}

#[tokio::test]
async fn says_goodbye_in_mid_session() {
    let sink = sink().await;
    sink.add(Rule::goodbye(Phase::Data).times(1));
    assert_eq!(code_for(&sink, "a@verein.example").await, Some(421));
    assert_eq!(code_for(&sink, "a@verein.example").await, None);
}

#[tokio::test]
async fn hangs_until_forgiven() {
    let sink = sink().await;
    sink.add(Rule::hang(Phase::Body));
    let (client, mail) = (client(&sink), message("a@verein.example"));
    let sending = tokio::spawn(async move { client.send(mail).await });
    sink.wait_for("the client at the end of DATA", |sink| {
        (sink.reached(Phase::Body) == 1).then_some(())
    })
    .await;
    assert!(!sending.is_finished());
    assert_eq!(sink.received().len(), 0);
    sink.forgive();
    sending.await.expect("no panic").expect("accepted");
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn closes_after_data_without_a_reply_but_keeps_the_message() {
    let sink = sink().await;
    sink.add(Rule::close(Phase::Body));
    assert_eq!(code_for(&sink, "a@verein.example").await, Some(0));
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
#[should_panic(expected = "waited in vain: a mail that never comes; there is 1 mails")]
async fn waiting_ends_with_what_there_is() {
    let sink = sink().await;
    client(&sink).send(message("a@verein.example")).await.expect("accepted");
    let patience = Duration::from_millis(10);
    sink.wait_within::<()>(patience, "a mail that never comes", |_| None).await;
}

/// A client that says anything.
struct Raw {
    lines: Lines<BufReader<OwnedReadHalf>>,
    writer: OwnedWriteHalf,
}

impl Raw {
    async fn connect(sink: &Sink) -> Self {
        let stream = TcpStream::connect(sink.address()).await.expect("a connection");
        let (reader, writer) = stream.into_split();
        let mut raw = Self { lines: BufReader::new(reader).lines(), writer };
        assert!(raw.reply().await.starts_with("220 "));
        raw
    }

    async fn say(&mut self, line: &str) -> String {
        self.writer.write_all(format!("{line}\r\n").as_bytes()).await.expect("an open connection");
        self.reply().await
    }

    /// The last line of a reply.
    async fn reply(&mut self) -> String {
        loop {
            let line = self.lines.next_line().await.expect("a reply").expect("an open connection");
            if line.as_bytes().get(3) != Some(&b'-') {
                return line;
            }
        }
    }
}

#[tokio::test]
async fn commands_out_of_order_are_refused() {
    let sink = sink().await;
    let mut raw = Raw::connect(&sink).await;
    let expected = [
        ("MAIL FROM:<a@b.example>", "503"),
        ("EHLO test", "250"),
        ("RCPT TO:<c@d.example>", "503"),
        ("MAIL FROM:a@b.example", "501"),
        ("mail from:<a@b.example> BODY=8BITMIME SMTPUTF8", "250"),
        ("DATA", "503"),
        ("RCPT TO:<c@d.example>", "250"),
        ("RSET", "250"),
        ("DATA", "503"),
        ("NOOP", "250"),
        ("STARTTLS", "502"),
        ("AUTH LOGIN", "334"),
        ("dQ==", "334"),
        ("cA==", "235"),
        ("QUIT", "221"),
    ];
    for (line, code) in expected {
        let reply = raw.say(line).await;
        assert!(reply.starts_with(code), "{line}: {reply}");
    }
}
