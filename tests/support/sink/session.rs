//! One SMTP session, server side (RFC 5321, section 4; login: RFC 4954).

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use super::Received;
use super::rule::{Action, Phase};
use super::state::State;

const GREETING: &str = "220 sink.test ESMTP";
const EXTENSIONS: &str =
    "250-sink.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 10485760";

/// What became of a command.
#[derive(PartialEq, Eq)]
enum Outcome {
    Accepted,
    Refused,
    Closed,
}

use Outcome::{Accepted, Closed, Refused};

struct Session {
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    state: Arc<State>,
    greeted: bool,
    sender: Option<String>,
    recipients: Vec<String>,
}

/// Speaks with one client until it leaves; a broken connection is the client's affair.
pub(super) async fn serve(stream: TcpStream, state: Arc<State>) {
    let (reader, writer) = stream.into_split();
    let reader = BufReader::new(reader);
    let session =
        Session { reader, writer, state, greeted: false, sender: None, recipients: Vec::new() };
    session.run().await.ok();
}

impl Session {
    async fn run(mut self) -> io::Result<()> {
        let mut outcome = self.answer(Phase::Connect, "", GREETING).await?;
        while outcome != Closed {
            let Some(line) = self.line().await? else { break };
            outcome = self.command(&line).await?;
        }
        Ok(())
    }

    async fn command(&mut self, line: &str) -> io::Result<Outcome> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.hello(EXTENSIONS).await,
            "HELO" => self.hello("250 sink.test").await,
            "AUTH" => self.login(rest).await,
            "MAIL" => self.mail(rest).await,
            "RCPT" => self.recipient(rest).await,
            "DATA" => self.data().await,
            "RSET" => self.reset().await,
            "NOOP" => self.reply("250 fine", Accepted).await,
            "QUIT" => self.reply("221 goodbye", Closed).await,
            _ => self.reply("502 not known here", Refused).await,
        }
    }

    async fn hello(&mut self, welcome: &str) -> io::Result<Outcome> {
        self.forget();
        self.greeted = true;
        self.answer(Phase::Hello, "", welcome).await
    }

    async fn login(&mut self, rest: &str) -> io::Result<Outcome> {
        let prompts: &[&str] = match rest.to_ascii_uppercase().as_str() {
            "LOGIN" => &["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"],
            "PLAIN" => &["334 "],
            _ => &[],
        };
        for prompt in prompts {
            self.reply(prompt, Accepted).await?;
            self.line().await?;
        }
        self.answer(Phase::Login, "", "235 welcome").await
    }

    async fn mail(&mut self, rest: &str) -> io::Result<Outcome> {
        if !self.greeted || self.sender.is_some() {
            return self.reply("503 not now", Refused).await;
        }
        let Some(address) = path(rest, "FROM:") else {
            return self.reply("501 from whom?", Refused).await;
        };
        let outcome = self.answer(Phase::Sender, &address, "250 go on").await?;
        self.sender = (outcome == Accepted).then_some(address);
        Ok(outcome)
    }

    async fn recipient(&mut self, rest: &str) -> io::Result<Outcome> {
        if self.sender.is_none() {
            return self.reply("503 not now", Refused).await;
        }
        let Some(address) = path(rest, "TO:") else {
            return self.reply("501 to whom?", Refused).await;
        };
        let outcome = self.answer(Phase::Recipient, &address, "250 go on").await?;
        if outcome == Accepted {
            self.recipients.push(address);
        }
        Ok(outcome)
    }

    async fn data(&mut self) -> io::Result<Outcome> {
        let (Some(from), false) = (self.sender.clone(), self.recipients.is_empty()) else {
            return self.reply("503 not now", Refused).await;
        };
        let ready = self.answer(Phase::Data, &from, "354 up to a single dot").await?;
        if ready != Accepted {
            return Ok(ready);
        }
        let raw = self.body().await?;
        let verdict = self.state.verdict(Phase::Body, &from).await;
        let to = std::mem::take(&mut self.recipients);
        self.forget();
        if matches!(verdict, None | Some(Action::Close)) {
            self.state.keep(Received { from, to, raw });
        }
        self.carry_out(verdict, "250 kept").await
    }

    async fn reset(&mut self) -> io::Result<Outcome> {
        self.forget();
        self.reply("250 forgotten", Accepted).await
    }

    fn forget(&mut self) {
        self.sender = None;
        self.recipients.clear();
    }

    async fn answer(&mut self, phase: Phase, address: &str, friendly: &str) -> io::Result<Outcome> {
        let verdict = self.state.verdict(phase, address).await;
        self.carry_out(verdict, friendly).await
    }

    async fn carry_out(&mut self, verdict: Option<Action>, friendly: &str) -> io::Result<Outcome> {
        match verdict {
            None | Some(Action::Hang) => self.reply(friendly, Accepted).await,
            Some(Action::Refuse(code)) => self.reply(&format!("{code} by a rule"), Refused).await,
            Some(Action::Goodbye) => self.reply("421 closing", Closed).await,
            Some(Action::Close) => Ok(Closed),
        }
    }

    async fn reply(&mut self, text: &str, outcome: Outcome) -> io::Result<Outcome> {
        self.writer.write_all(format!("{text}\r\n").as_bytes()).await?;
        Ok(outcome)
    }

    /// The message's lines with the dots unstuffed (section 4.5.2).
    async fn body(&mut self) -> io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.reader.read_until(b'\n', &mut line).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            match line.strip_prefix(b".") {
                Some(b"\r\n") => return Ok(raw),
                Some(unstuffed) => raw.extend_from_slice(unstuffed),
                None => raw.extend_from_slice(&line),
            }
        }
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let length = self.reader.read_line(&mut line).await?;
        Ok((length > 0).then(|| line.trim_end().to_owned()))
    }
}

/// The address in `FROM:<…>` or `TO:<…>`; parameters after it are accepted unread.
fn path(rest: &str, keyword: &str) -> Option<String> {
    let head = rest.get(..keyword.len())?;
    let in_brackets = rest[keyword.len()..].trim_start().strip_prefix('<')?;
    let (address, _) = in_brackets.split_once('>')?;
    head.eq_ignore_ascii_case(keyword).then(|| address.to_owned())
}
