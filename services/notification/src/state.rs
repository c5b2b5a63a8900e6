//! What every part of the service is given.

use std::sync::{Arc, LazyLock};

use lettre::message::Mailbox as Sender;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use shared::i18n::{Lang, Locale, Texts};
use shared::ids::MailId;
use shared::keys::MailKeys;
use shared::links::LinkKey;
use shared::seal::SealKey;
use shared::{Base, Db};

use crate::mail::State;
use crate::mailbox::DemoMailbox;

/// The service's state, and what handlers and consumers work with.
pub struct Notification {
    pub base: Base,
    pub db: Db,
    pub links: LinkKey,
    /// Seals the keys of the ballots' pools.
    pub ballots: SealKey,
    /// `MAIL_FROM`.
    pub from: Sender,
    /// The mailbox page of demo mode.
    pub mailbox: Option<Arc<DemoMailbox>>,
    mails: Family<MailLabel, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct MailLabel {
    state: String,
}

impl Notification {
    pub fn new(
        base: Base,
        db: Db,
        keys: MailKeys,
        from: Sender,
        mailbox: Option<Arc<DemoMailbox>>,
    ) -> Self {
        let mails = Family::default();
        base.metrics.register("mails", "Mails that came into a state", mails.clone());
        Self { links: keys.links, ballots: keys.ballots, base, db, from, mailbox, mails }
    }

    /// Counts a mail that came into a state.
    pub fn count(&self, state: State) {
        self.mails.get_or_create(&MailLabel { state: state.word().to_owned() }).inc();
    }

    /// A mail's Message-ID (RFC 5322, 3.6.4), without brackets.
    pub fn message_id(&self, mail: MailId) -> String {
        format!("{mail}@{}", self.host())
    }

    /// The site's host, as ids of messages and calendar entries end with it.
    pub fn host(&self) -> &str {
        self.base.public_url.host_str().unwrap_or("localhost")
    }
}

impl shared::Service for Notification {
    fn base(&self) -> &Base {
        &self.base
    }

    fn db(&self) -> &Db {
        &self.db
    }

    fn texts() -> &'static Texts {
        &TEXTS
    }
}

/// This service's texts.
pub const LOCALES: &[Locale] = &[
    (Lang::De, include_str!("../locales/de/mail.ftl")),
    (Lang::De, include_str!("../locales/de/delivery.ftl")),
    (Lang::De, include_str!("../locales/de/mailbox.ftl")),
    (Lang::Ar, include_str!("../locales/ar/mail.ftl")),
    (Lang::Ar, include_str!("../locales/ar/delivery.ftl")),
    (Lang::Ar, include_str!("../locales/ar/mailbox.ftl")),
];

pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(LOCALES));

pub type Page = shared::web::Page<Notification>;
pub type Form = shared::web::Form<Notification>;
pub type Organiser = shared::auth::Organiser<Notification>;
