//! Handing a message over: to a mail server, or in demo mode to the mailbox page.
//!
//! In two steps, because between them the mail is marked as being sent: [`Handover::offer`] goes up to the recipient and
//! can be repeated at will; from [`Handover::transfer`] on the server may have the message.

mod authority;
mod smtp;
mod url;

use std::sync::Arc;

use lettre::Address;

use crate::mail::MailError;
use crate::mail::sender::Trouble;
use crate::mailbox::Mailbox;

pub use authority::{Authority, NoAuthority};
pub use smtp::{Limits, Smtp};
pub use url::{SmtpUrl, SmtpUrlError};

/// A message in its envelope.
#[derive(Debug, Clone)]
pub struct Letter {
    pub from: Address,
    pub to: Address,
    /// RFC 5322, lines ended by CR LF, ASCII only.
    pub raw: Vec<u8>,
}

/// Why a message was not handed over, and so what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The server takes no mail from us at the moment, whoever it is for.
    Trouble(Trouble),
    /// The server said "later" (4xx) to this one.
    Later,
    /// The server said "never" (5xx) to this one.
    Never(MailError),
    /// The connection broke after the message and before the answer: nobody can know.
    Unknown,
}

/// Where messages go.
pub enum Handover {
    Smtp(Box<Smtp>),
    Mailbox(Arc<Mailbox>),
}

impl Handover {
    /// Whether it has a connection that worked when it was last used.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Smtp(smtp) => smtp.is_open(),
            Self::Mailbox(_) => true,
        }
    }

    /// Connects where needed and asks whether the server takes a message from this sender for this recipient.
    pub async fn offer(&mut self, letter: &Letter) -> Result<(), Failure> {
        match self {
            Self::Smtp(smtp) => smtp.offer(letter).await,
            Self::Mailbox(_) => Ok(()),
        }
    }

    /// Hands over the message that was offered last.
    pub async fn transfer(&mut self, letter: &Letter) -> Result<(), Failure> {
        match self {
            Self::Smtp(smtp) => smtp.transfer(letter).await,
            Self::Mailbox(mailbox) => {
                mailbox.put(letter);
                Ok(())
            }
        }
    }

    /// Takes back what was offered.
    pub async fn withdraw(&mut self) {
        if let Self::Smtp(smtp) = self {
            smtp.withdraw().await;
        }
    }

    /// Ends the conversation politely. The next offer begins another.
    pub async fn close(&mut self) {
        if let Self::Smtp(smtp) = self {
            smtp.close().await;
        }
    }
}
