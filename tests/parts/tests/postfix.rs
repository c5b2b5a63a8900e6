use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use parts::{Postfix, is_root};

const MAIL: &str = "EHLO sender.test|MAIL FROM:<a@sender.test>|RCPT TO:<b@inbox.test>|DATA|Subject: hello\r\n\r\nover\r\n.|QUIT";

/// Says each line, after the answer to the one before.
fn send(port: u16) {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let mut answers = BufReader::new(connection.try_clone().unwrap()).lines().map_while(Result::ok);
    for line in MAIL.split('|') {
        let answer = answers.find(|answer| answer.as_bytes()[3] == b' ').unwrap();
        assert!(answer.starts_with(['2', '3']), "{answer}");
        write!(connection, "{line}\r\n").unwrap();
    }
    assert!(answers.next().unwrap().starts_with("221"));
}

/// A server that takes mails; answers the lines of the first one.
fn inbox(listener: TcpListener) -> Receiver<Vec<String>> {
    let (sender, mails) = channel();
    thread::spawn(move || {
        let sessions = listener.incoming().map(|connection| take(connection.unwrap()));
        sender
            .send(sessions.map_while(Result::ok).find(|lines| !lines.is_empty()).unwrap())
            .unwrap();
    });
    mails
}

/// The lines of one session; none where the sender has hung up.
fn take(mut connection: TcpStream) -> io::Result<Vec<String>> {
    connection.write_all(b"220 inbox.test\r\n")?;
    let (mut taken, mut in_data) = (Vec::new(), false);
    for line in BufReader::new(connection.try_clone()?).lines().map_while(Result::ok) {
        let starts = line == "DATA";
        in_data = starts || in_data && line != ".";
        match (starts, in_data) {
            (true, _) => connection.write_all(b"354 go on\r\n")?,
            (false, false) => connection.write_all(b"250 ok\r\n")?,
            (false, true) => {}
        }
        taken.push(line);
    }
    Ok(taken)
}

#[test]
fn it_keeps_a_mail_until_the_relay_takes_it() {
    // Elsewhere there is nothing to see: the part itself says what it needs.
    if !is_root() {
        return;
    }
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let relay = listener.local_addr().unwrap();
    let postfix = Postfix::start(relay, &["smtp_helo_timeout = 2s"]);
    send(postfix.port());
    assert_eq!(postfix.waiting(), 1);
    postfix.kill9();
    postfix.run();
    assert_eq!(postfix.waiting(), 1);
    let lines = inbox(listener).recv_timeout(Duration::from_secs(60)).unwrap();
    assert!(lines.iter().any(|line| line.starts_with("RCPT TO:<b@inbox.test>")), "{lines:?}");
    assert!(lines.contains(&"Subject: hello".to_owned()), "{lines:?}");
    let handed_over = || postfix.waiting() == 0 && postfix.log().contains("status=sent");
    assert!(crate::eventually(handed_over), "{}", postfix.log());
}
