//! The conferences that people look at, each kept for a moment with its page; see [`shared::moment`].

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::web::Bytes;
use shared::i18n::Lang;
use shared::moment::Moments;
use shared::{Db, db};

use crate::conference::{self, Conference};

pub struct Board {
    notices: Moments<Option<Arc<Notice>>>,
}

/// A conference as it was when it was read.
pub struct Notice {
    pub conference: Conference,
    pages: Mutex<HashMap<Lang, Bytes>>,
}

impl Board {
    pub fn new(db: &Db) -> Self {
        Self { notices: Moments::new(db) }
    }

    /// The conference of a slug, as it is now or was a moment ago.
    pub async fn find(&self, db: &Db, slug: &str) -> db::Result<Option<Arc<Notice>>> {
        let read = async {
            let conference = conference::by_slug(&mut db.conn().await?, slug).await?;
            Ok(conference.map(|conference| Arc::new(Notice::new(conference))))
        };
        let notice = self.notices.get(slug, read).await?;
        Ok(notice.as_ref().clone())
    }
}

impl Notice {
    fn new(conference: Conference) -> Self {
        Self { conference, pages: Mutex::default() }
    }

    /// The page as it was shown to somebody else in this moment.
    pub fn page(&self, lang: Lang) -> Option<Bytes> {
        self.pages().get(&lang).cloned()
    }

    /// Keeps a page that has nothing in it of the person who reads it.
    pub fn keep_page(&self, lang: Lang, page: Bytes) {
        self.pages().insert(lang, page);
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<Lang, Bytes>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
