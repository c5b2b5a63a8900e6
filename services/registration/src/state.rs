//! What the handlers of registration share.

use shared::i18n::Texts;
use shared::{Base, Db, Service};

use crate::public::Operator;
use crate::texts::TEXTS;

/// The service's state, given to actix as `web::Data<Registration>`.
pub struct Registration {
    pub base: Base,
    pub db: Db,
    /// Who runs the site.
    pub operator: Operator,
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
