//! What the handlers of registration share.

use shared::auth::session::SessionKey;
use shared::i18n::Texts;
use shared::limits::ClientLimit;
use shared::links::LinkKey;
use shared::seal::SealKey;
use shared::writer::Writer;
use shared::{Base, Db, Service};

use crate::public::{Board, Operator};
use crate::sign_up::{ClientLimits, Counts, SignUps};
use crate::texts::TEXTS;

/// The service's state, given to actix as `web::Data<Registration>`.
pub struct Registration {
    pub base: Base,
    pub db: Db,
    /// Who runs the site.
    pub operator: Operator,
    /// Signs and reads the links to "my registration" and the sign-in links.
    pub links: LinkKey,
    /// Opens organisers' sessions.
    pub sessions: SessionKey,
    /// Sign-in links that one client may ask for.
    pub sign_in_limit: ClientLimit,
    /// Seals access needs.
    pub needs: SealKey,
    /// The conferences that people look at.
    pub board: Board,
    pub sign_ups: Writer<SignUps>,
    pub client_limits: ClientLimits,
    /// How often one client may ask for links.
    pub link_limit: ClientLimit,
    pub counts: Counts,
}

pub type Page = shared::web::Page<Registration>;
pub type Form = shared::web::Form<Registration>;
pub type Organiser = shared::auth::Organiser<Registration>;

impl Service for Registration {
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
