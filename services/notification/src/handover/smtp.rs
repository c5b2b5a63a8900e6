//! The SMTP client (RFC 5321), step by step.
//!
//! lettre's own `send` hides in which step it failed and limits the time of the connect only; here each step has its
//! limit, and its failure means what it means in that step.

use std::fmt::{self, Write};
use std::io;
use std::time::Duration;

use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error, response::Severity};
use tokio::time::timeout;

use super::authority::Authority;
use super::url::{SmtpUrl, Tls};
use super::{Failure, Letter};
use crate::mail::MailError;
use crate::mail::sender::Trouble;

/// How long the server may take for each step.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub connect: Duration,
    pub command: Duration,
    /// The message and the answer to it. RFC 5321 (4.5.3.2.6) asks for patience here: who leaves too early gets a mail
    /// delivered twice.
    pub message: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            command: Duration::from_secs(60),
            message: Duration::from_secs(5 * 60),
        }
    }
}

/// One account on one server. Holds a connection for as many messages as the server likes.
pub struct Smtp {
    server: SmtpUrl,
    hello: ClientId,
    authority: Option<Authority>,
    limits: Limits,
    connection: Option<AsyncSmtpConnection>,
}

/// What an answer means that is not the good one.
enum Answer {
    /// 421: the server closes the conversation.
    Goodbye,
    Later,
    Never(u16),
    /// No answer, or none that can be understood.
    None,
}

impl Smtp {
    /// `host`: who we say we are, which servers keep in the message; the machine's own name is nobody's business.
    /// `authority`: whom to trust beside those that everybody does.
    pub fn new(server: SmtpUrl, host: &str, authority: Option<Authority>, limits: Limits) -> Self {
        Self { server, hello: hello(host), authority, limits, connection: None }
    }

    pub fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    /// Up to RCPT. A connection that has served before may have been closed meanwhile; that says nothing about now, so
    /// one more is tried.
    pub async fn offer(&mut self, letter: &Letter) -> Result<(), Failure> {
        let had_served = self.connection.is_some();
        match self.try_offer(letter).await {
            Err(Failure::Trouble(Trouble::Unreachable | Trouble::Busy)) if had_served => {
                self.try_offer(letter).await
            }
            answer => answer,
        }
    }

    async fn try_offer(&mut self, letter: &Letter) -> Result<(), Failure> {
        if self.connection.is_none() {
            self.connection = Some(self.connect().await?);
        }
        let parameters = self.parameters(letter)?;
        let sender = Mail::new(Some(letter.from.clone()), parameters);
        if let Err(answer) = self.command(sender).await {
            let failure = self.refused(answer, Failure::Trouble(Trouble::SenderRefused)).await;
            return Err(failure);
        }
        let recipient = Rcpt::new(letter.to.clone(), Vec::new());
        if let Err(answer) = self.command(recipient).await {
            let never = match answer {
                // "Authentication required" is said to us, not about the recipient (RFC 4954).
                Answer::Never(530) => Failure::Trouble(Trouble::LoginRefused),
                _ => Failure::Never(MailError::RecipientRefused),
            };
            return Err(self.refused(answer, never).await);
        }
        Ok(())
    }

    /// DATA and the message. Until the message's end the server has nothing.
    pub async fn transfer(&mut self, letter: &Letter) -> Result<(), Failure> {
        let never = Failure::Never(MailError::ContentRefused);
        if let Err(answer) = self.command(Data).await {
            return Err(self.refused(answer, never).await);
        }
        let Some(connection) = &mut self.connection else { return Err(Failure::Unknown) };
        let sent = timeout(self.limits.message, connection.command(Body(&letter.raw))).await;
        let answer = match sent {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => answer(&error),
            Err(_) => Answer::None,
        };
        match answer {
            Answer::None => {
                self.connection = None;
                Err(Failure::Unknown)
            }
            // An answer is an answer, also that of a server which then leaves.
            Answer::Goodbye => {
                self.connection = None;
                Err(Failure::Later)
            }
            Answer::Later => Err(Failure::Later),
            Answer::Never(_) => Err(never),
        }
    }

    pub async fn withdraw(&mut self) {
        if self.command(Rset).await.is_err() {
            self.connection = None;
        }
    }

    pub async fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // Who does not answer a goodbye is left alone.
            let _ = timeout(self.limits.command, connection.quit()).await;
        }
    }

    /// Connects, encrypts, logs in.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let server = (self.server.host.as_str(), self.server.port);
        let implicit = (self.server.tls == Tls::Implicit).then(|| self.tls()).transpose()?;
        let connecting = AsyncSmtpConnection::connect_tokio1(
            server,
            Some(self.limits.connect),
            &self.hello,
            implicit,
            None,
        );
        let limit = self.limits.connect + self.limits.command;
        let mut connection = self.step(limit, connecting, Trouble::SenderRefused).await?;
        if self.server.tls == Tls::Upgrade {
            let encrypting = connection.starttls(self.tls()?, &self.hello);
            self.step(limit, encrypting, Trouble::Insecure).await?;
        }
        if let Some(login) = &self.server.login {
            let logging_in = connection.auth(DEFAULT_MECHANISMS, login);
            self.step(limit, logging_in, Trouble::LoginRefused).await?;
        }
        Ok(connection)
    }

    fn tls(&self) -> Result<TlsParameters, Failure> {
        let parameters = TlsParameters::builder(self.server.host.clone());
        let tls = match &self.authority {
            Some(authority) => authority.trusted_by(parameters),
            None => parameters,
        };
        tls.build_rustls().map_err(|_| Failure::Trouble(Trouble::Insecure))
    }

    /// One step of connecting. `refused` is what a "never", or a server that lacks what is asked for, stands for.
    async fn step<T>(
        &self,
        limit: Duration,
        step: impl Future<Output = Result<T, Error>>,
        refused: Trouble,
    ) -> Result<T, Failure> {
        let error = match timeout(limit, step).await {
            Ok(Ok(done)) => return Ok(done),
            Ok(Err(error)) => error,
            Err(_) => return Err(Failure::Trouble(Trouble::Unreachable)),
        };
        let trouble = match answer(&error) {
            Answer::Goodbye | Answer::Later => Trouble::Busy,
            Answer::Never(_) => refused,
            Answer::None if is_about_tls(&error) => Trouble::Insecure,
            Answer::None if error.is_client() => refused,
            Answer::None => Trouble::Unreachable,
        };
        Err(Failure::Trouble(trouble))
    }

    /// Our messages are ASCII; an address may not be (RFC 6531).
    fn parameters(&self, letter: &Letter) -> Result<Vec<MailParameter>, Failure> {
        let is_ascii = |address: &lettre::Address| address.to_string().is_ascii();
        if is_ascii(&letter.to) && is_ascii(&letter.from) {
            return Ok(Vec::new());
        }
        let server = self.connection.as_ref().map(AsyncSmtpConnection::server_info);
        match server.is_some_and(|server| server.supports_feature(Extension::SmtpUtfEight)) {
            true => Ok(vec![MailParameter::SmtpUtfEight]),
            false => Err(Failure::Never(MailError::AddressUnusable)),
        }
    }

    async fn command(&mut self, command: impl fmt::Display) -> Result<(), Answer> {
        let Some(connection) = &mut self.connection else { return Err(Answer::None) };
        match timeout(self.limits.command, connection.command(command)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(answer(&error)),
            Err(_) => Err(Answer::None),
        }
    }

    /// What a refusal before the message means, and the connection ready for the next one.
    async fn refused(&mut self, answer: Answer, never: Failure) -> Failure {
        match answer {
            Answer::None => {
                self.connection = None;
                Failure::Trouble(Trouble::Unreachable)
            }
            Answer::Goodbye => {
                self.connection = None;
                Failure::Trouble(Trouble::Busy)
            }
            Answer::Later => {
                self.withdraw().await;
                Failure::Later
            }
            Answer::Never(_) => {
                self.withdraw().await;
                never
            }
        }
    }
}

fn hello(host: &str) -> ClientId {
    match url::Host::parse(host) {
        Ok(url::Host::Ipv4(ip)) => ClientId::Ipv4(ip),
        Ok(url::Host::Ipv6(ip)) => ClientId::Ipv6(ip),
        _ => ClientId::Domain(host.to_owned()),
    }
}

/// A message with its end, its dots doubled (RFC 5321, 4.5.2). It goes out in one write, where lettre makes two: the
/// second would wait until the first is acknowledged (RFC 896), 40 ms for each mail.
struct Body<'a>(&'a [u8]);

impl fmt::Display for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                f.write_char('.')?;
            }
            // ASCII, see [`Letter`].
            f.write_str(&String::from_utf8_lossy(line))?;
        }
        f.write_str(if self.0.ends_with(b"\r\n") { ".\r\n" } else { "\r\n.\r\n" })
    }
}

/// Whether no encrypted connection came about. What rustls says of a certificate comes as invalid data, somewhere among
/// the causes of a broken connection.
fn is_about_tls(error: &Error) -> bool {
    let first: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut causes = std::iter::successors(first, |error| error.source());
    let is_invalid = |error: &io::Error| error.kind() == io::ErrorKind::InvalidData;
    error.is_tls() || causes.any(|cause| cause.downcast_ref().is_some_and(is_invalid))
}

fn answer(error: &Error) -> Answer {
    let Some(code) = error.status() else { return Answer::None };
    match (code.severity, u16::from(code)) {
        (_, 421) => Answer::Goodbye,
        (Severity::PermanentNegativeCompletion, code) => Answer::Never(code),
        _ => Answer::Later,
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn a_line_of_one_dot_does_not_end_the_message() {
        let sent = |message: &str| Body(message.as_bytes()).to_string();
        assert_eq!(sent("a\r\n.\r\n.b\r\n"), "a\r\n..\r\n..b\r\n.\r\n");
        assert_eq!(sent("no end"), "no end\r\n.\r\n");
    }
}
