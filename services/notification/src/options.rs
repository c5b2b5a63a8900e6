//! What the service is told by the settings.

use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;

pub use lettre::message::Mailbox as Sender;
use shared::settings::{SettingError, Source};

use crate::handover::{Authority, Handover, Limits, Smtp, SmtpUrl};
use crate::mailbox::DemoMailbox;

/// What `--help` says of these settings.
pub const HELP: &str = "\
  SMTP_URL             smtps://user:password@host (TLS, port 465), smtp://user:password@host (STARTTLS, port 587),
                       smtp://127.0.0.1:1025 (in the clear on this machine), smtp://host:25?tls=off (in the clear)
  MAIL_FROM            Sender of the mails: Netzwerk <konferenz@example.org>
  MAILS_PER_MINUTE     How many mails the SMTP account may send, over all processes (default: any number).
  SMTP_CONNECTIONS     How many connections a process opens to the server at most (default: 4).
  SMTP_CA              Certificates (PEM) of an own authority that the server's goes back to; best as SMTP_CA_FILE.";

/// Most servers allow that many.
const CONNECTIONS: NonZeroUsize = NonZeroUsize::new(4).expect("4 is not 0");

/// Where mails go.
#[derive(Debug, Clone)]
pub enum Delivery {
    Smtp(SmtpUrl),
    /// Demo mode: to `/dev/mail`.
    Mailbox(Arc<DemoMailbox>),
}

impl Delivery {
    /// To `/dev/mail`, which opens with this token only.
    pub fn to_mailbox(token: String) -> Self {
        Self::Mailbox(Arc::new(DemoMailbox::new(token)))
    }
}

/// What the service is told by the settings.
#[derive(Debug, Clone)]
pub struct Options {
    pub delivery: Delivery,
    /// `MAIL_FROM`: with a name, all mails bear it; without, each its series'.
    pub from: Sender,
    /// `MAILS_PER_MINUTE`: what the mail account allows.
    pub mails_per_minute: Option<NonZeroU32>,
    /// `SMTP_CONNECTIONS`: at the same time, of one process.
    pub connections: NonZeroUsize,
    /// `SMTP_CA`
    pub authority: Option<Authority>,
    /// How patient we are with the server.
    pub limits: Limits,
}

impl Options {
    /// Mails from this sender, as many as come.
    pub fn new(delivery: Delivery, from: Sender) -> Self {
        Self {
            delivery,
            from,
            mails_per_minute: None,
            connections: CONNECTIONS,
            authority: None,
            limits: Limits::default(),
        }
    }

    /// One for each connection, from this host.
    pub fn handovers(&self, host: &str) -> Vec<Handover> {
        let handover = |_| match &self.delivery {
            Delivery::Mailbox(demo) => Handover::Mailbox(demo.mailbox.clone()),
            Delivery::Smtp(server) => {
                let smtp = Smtp::new(server.clone(), host, self.authority.clone(), self.limits);
                Handover::Smtp(Box::new(smtp))
            }
        };
        (0..self.connections.get()).map(handover).collect()
    }

    /// `SMTP_URL` and what belongs to it; none where it is not set.
    pub fn read(source: &Source<'_>) -> Result<Option<Self>, SettingError> {
        let Some(url) = source.value("SMTP_URL")? else { return Ok(None) };
        let from = source.value("MAIL_FROM")?.ok_or(SettingError::Missing {
            name: "MAIL_FROM",
            reason: "mails need a sender where there is an SMTP_URL",
        })?;
        let mails_per_minute = source.value("MAILS_PER_MINUTE")?;
        let connections = source.value("SMTP_CONNECTIONS")?.unwrap_or(CONNECTIONS);
        let authority = source.value("SMTP_CA")?;
        Ok(Some(Self {
            mails_per_minute,
            connections,
            authority,
            ..Self::new(Delivery::Smtp(url), from)
        }))
    }
}
