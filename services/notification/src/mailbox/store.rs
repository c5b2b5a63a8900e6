//! The last messages, in memory: a demo leaves nothing behind.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::handover::Letter;

const MOST: usize = 500;

/// A message as it was handed over.
#[derive(Debug)]
pub struct Received {
    /// Counts from 1.
    pub number: u64,
    pub to: String,
    pub raw: Vec<u8>,
}

#[derive(Debug, Default)]
pub struct Mailbox(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    last: u64,
    mails: VecDeque<Arc<Received>>,
}

impl Mailbox {
    pub fn put(&self, letter: &Letter) {
        let mut inner = self.lock();
        inner.last += 1;
        let (number, to) = (inner.last, letter.to.to_string());
        inner.mails.push_front(Arc::new(Received { number, to, raw: letter.raw.clone() }));
        inner.mails.truncate(MOST);
    }

    /// The newest first.
    pub fn all(&self) -> Vec<Arc<Received>> {
        self.lock().mails.iter().cloned().collect()
    }

    pub fn get(&self, number: u64) -> Option<Arc<Received>> {
        self.lock().mails.iter().find(|mail| mail.number == number).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
