//! One SMTP session, server side (RFC 5321, section 4; login: RFC 4954).

use std::io;
use std::sync::Arc;
use std::time::Instant;

use data_encoding::BASE64;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::Received;
use super::offer::Encryption;
use super::rule::{Action, Phase};
use super::state::State;

const GREETING: &str = "220 sink.test ESMTP";

/// What became of a command.
#[derive(PartialEq, Eq)]
enum Outcome {
    Accepted,
    Refused,
    Closed,
}

use Outcome::{Accepted, Closed, Refused};

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

struct Session {
    /// None while it is being encrypted.
    stream: Option<BufReader<Box<dyn Stream>>>,
    state: Arc<State>,
    encrypted: bool,
    greeted: bool,
    sender: Option<String>,
    recipients: Vec<String>,
}

/// Speaks with one client until it leaves; a broken connection is the client's affair.
pub(super) async fn serve(stream: TcpStream, state: Arc<State>) {
    let mut session = Session {
        stream: Some(BufReader::new(Box::new(stream))),
        state,
        encrypted: false,
        greeted: false,
        sender: None,
        recipients: Vec::new(),
    };
    session.run().await.ok();
}

impl Session {
    async fn run(&mut self) -> io::Result<()> {
        if self.state.offer.encryption == Encryption::Implicit {
            self.encrypt().await?;
        }
        let mut outcome = self.answer(Phase::Connect, "", GREETING).await?;
        while outcome != Closed {
            let Some(line) = self.line().await? else { break };
            outcome = self.command(&line).await?;
        }
        Ok(())
    }

    async fn encrypt(&mut self) -> io::Result<()> {
        let acceptor = self.state.offer.acceptor().expect("a certificate where one is needed");
        let acceptor = acceptor.clone();
        let stream = self.stream.take().ok_or(io::ErrorKind::NotConnected)?.into_inner();
        self.stream = Some(BufReader::new(Box::new(acceptor.accept(stream).await?)));
        self.encrypted = true;
        Ok(())
    }

    /// Whether what is private may be said.
    fn is_private_enough(&self) -> bool {
        self.encrypted || self.state.offer.encryption == Encryption::Never
    }

    fn stream(&mut self) -> io::Result<&mut BufReader<Box<dyn Stream>>> {
        self.stream.as_mut().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    async fn command(&mut self, line: &str) -> io::Result<Outcome> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.hello(&self.extensions()).await,
            "HELO" => self.hello("250 sink.test").await,
            "STARTTLS" if !self.is_private_enough() => self.start_tls().await,
            "AUTH" | "MAIL" if !self.is_private_enough() => {
                self.reply("530 first STARTTLS", Refused).await
            }
            "AUTH" => self.login(rest).await,
            "MAIL" => self.mail(rest).await,
            "RCPT" => self.recipient(rest).await,
            "DATA" => self.data().await,
            "RSET" => self.reset().await,
            "NOOP" => self.reply("250 fine", Accepted).await,
            "QUIT" => self.quit().await,
            _ => self.reply("502 not known here", Refused).await,
        }
    }

    fn extensions(&self) -> String {
        let private = match self.is_private_enough() {
            true => format!("AUTH {}", self.state.offer.logins),
            false => "STARTTLS".to_owned(),
        };
        format!(
            "250-sink.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-{private}\r\n250 SIZE 10485760"
        )
    }

    async fn hello(&mut self, welcome: &str) -> io::Result<Outcome> {
        self.forget();
        self.greeted = true;
        self.answer(Phase::Hello, "", welcome).await
    }

    async fn start_tls(&mut self) -> io::Result<Outcome> {
        self.forget();
        self.greeted = false;
        self.reply("220 go ahead", Accepted).await?;
        self.encrypt().await?;
        Ok(Accepted)
    }

    /// AUTH PLAIN (RFC 4616) with what comes along, or AUTH LOGIN with two questions.
    async fn login(&mut self, rest: &str) -> io::Result<Outcome> {
        let said = match rest.split_once(' ') {
            Some((_, at_once)) => vec![at_once.to_owned()],
            None if rest.eq_ignore_ascii_case("LOGIN") => {
                vec![self.ask("334 VXNlcm5hbWU6").await?, self.ask("334 UGFzc3dvcmQ6").await?]
            }
            None => vec![self.ask("334 ").await?],
        };
        let decode = |text: &String| {
            String::from_utf8_lossy(&BASE64.decode(text.as_bytes()).unwrap_or_default())
                .into_owned()
        };
        let said = said.iter().map(decode).collect::<Vec<_>>().join("\0");
        let mut parts = said.trim_start_matches('\0').split('\0').map(str::to_owned);
        self.state.note_login(parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        self.answer(Phase::Login, "", "235 welcome").await
    }

    async fn ask(&mut self, prompt: &str) -> io::Result<String> {
        self.reply(prompt, Accepted).await?;
        Ok(self.line().await?.unwrap_or_default())
    }

    async fn quit(&mut self) -> io::Result<Outcome> {
        self.answer(Phase::Quit, "", "221 goodbye").await?;
        Ok(Closed)
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
            self.state.keep(Received { from, to, raw, at: Instant::now() });
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
        let stream = self.stream()?;
        stream.write_all(format!("{text}\r\n").as_bytes()).await?;
        stream.flush().await?;
        Ok(outcome)
    }

    /// The message's lines with the dots unstuffed (section 4.5.2).
    async fn body(&mut self) -> io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.stream()?.read_until(b'\n', &mut line).await? == 0 {
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
        let length = self.stream()?.read_line(&mut line).await?;
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
