//! The mailbox page of demo mode: what would have been sent, as a mail program shows it.

mod pages;
mod reading;
mod store;

use std::sync::Arc;

pub use pages::routes;
pub use store::{Mailbox, Received};

/// The mailbox and the token that opens its page.
#[derive(Debug)]
pub struct DemoMailbox {
    pub mailbox: Arc<Mailbox>,
    token: String,
}

impl DemoMailbox {
    pub fn new(token: String) -> Self {
        Self { mailbox: Arc::default(), token }
    }

    /// Whether this is the token; the time it takes does not tell how much of it is right.
    fn opens_with(&self, given: &str) -> bool {
        let hash = |text: &str| ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
        hash(&self.token).as_ref() == hash(given).as_ref()
    }
}
