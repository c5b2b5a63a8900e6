//! What all sessions of the server share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::watch;

use super::Received;
use super::offer::Offer;
use super::rule::{Action, Phase, Rule};

pub(super) struct State {
    pub offer: Offer,
    inner: Mutex<Inner>,
    /// Counts changes; waiting is waiting for the next.
    version: watch::Sender<u64>,
}

#[derive(Default)]
struct Inner {
    received: Vec<Arc<Received>>,
    rules: Vec<Rule>,
    reached: HashMap<Phase, usize>,
    logins: Vec<(String, String)>,
}

impl State {
    pub fn new(offer: Offer) -> Self {
        Self { offer, inner: Mutex::default(), version: watch::Sender::new(0) }
    }

    pub fn note_login(&self, name: String, password: String) {
        self.change(|inner| inner.logins.push((name, password)));
    }

    pub fn logins(&self) -> Vec<(String, String)> {
        self.lock().logins.clone()
    }

    pub fn add(&self, rule: Rule) {
        self.change(|inner| inner.rules.push(rule));
    }

    pub fn forgive(&self) {
        self.change(|inner| inner.rules.clear());
    }

    pub fn keep(&self, message: Received) {
        self.change(|inner| inner.received.push(Arc::new(message)));
    }

    pub fn received(&self) -> Vec<Arc<Received>> {
        self.lock().received.clone()
    }

    pub fn count(&self) -> usize {
        self.lock().received.len()
    }

    pub fn reached(&self, phase: Phase) -> usize {
        self.lock().reached.get(&phase).copied().unwrap_or(0)
    }

    pub fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// What the first fitting rule says to a step, once nothing makes it hang.
    pub async fn verdict(&self, phase: Phase, address: &str) -> Option<Action> {
        let mut changes = self.changes();
        self.change(|inner| *inner.reached.entry(phase).or_default() += 1);
        let mut action = self.spend(phase, address);
        while action == Some(Action::Hang) {
            changes.changed().await.ok()?;
            action = self.lock().action(phase, address);
        }
        action
    }

    fn spend(&self, phase: Phase, address: &str) -> Option<Action> {
        let mut inner = self.lock();
        let rule = inner.rules.iter_mut().find(|rule| rule.fits(phase, address))?;
        rule.spend().then_some(rule.action)
    }

    fn change(&self, change: impl FnOnce(&mut Inner)) {
        change(&mut self.lock());
        self.version.send_modify(|version| *version += 1);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no session panics while it holds the lock")
    }
}

impl Inner {
    fn action(&self, phase: Phase, address: &str) -> Option<Action> {
        self.rules.iter().find(|rule| rule.fits(phase, address)).map(|rule| rule.action)
    }
}
