//! A small, real SMTP server (RFC 5321) that keeps what it is given and misbehaves on demand.

mod mail;
mod offer;
mod rule;
mod session;
mod state;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub use mail::{Kind, Mail};
pub use offer::Encryption;
pub use rule::{Phase, Rule};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use self::offer::Offer;
use self::state::State;
use crate::wait::PATIENCE;

/// The server; dropping it closes every session.
pub struct Sink {
    address: SocketAddr,
    state: Arc<State>,
    /// None while the server is away.
    listening: Mutex<Option<JoinHandle<()>>>,
}

/// One message as it was handed over.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    /// The message after dot-unstuffing, lines ended by CR LF.
    pub raw: Vec<u8>,
    /// When its last line was read.
    pub at: Instant,
}

impl Sink {
    /// Starts on a free port of the loopback address, in the clear.
    pub async fn start() -> io::Result<Self> {
        Self::offering(Offer::in_the_clear()).await
    }

    /// Starts with a certificate of its own authority, and these mechanisms to log in with.
    pub async fn encrypted(encryption: Encryption, logins: &'static str) -> io::Result<Self> {
        Self::offering(Offer::encrypted(encryption, logins)).await
    }

    async fn offering(offer: Offer) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::new(offer));
        let listening = Mutex::new(Some(tokio::spawn(accept(listener, Arc::clone(&state)))));
        Ok(Self { address, state, listening })
    }

    /// Ends every session and listens no more, until [`Sink::come_back`].
    pub async fn go_away(&self) {
        let listening = self.listening().take();
        if let Some(listening) = listening {
            listening.abort();
            // Only then is the port free again; that it was aborted is no news.
            listening.await.ok();
        }
    }

    /// Listens at the same address again, with everything that was received.
    pub async fn come_back(&self) {
        let listener = TcpListener::bind(self.address).await.expect("the port is still free");
        *self.listening() = Some(tokio::spawn(accept(listener, Arc::clone(&self.state))));
    }

    /// The server's URL without a login.
    pub fn url(&self) -> String {
        format!("{}://{}", self.state.offer.scheme(), self.address)
    }

    /// The server's URL with a name and a password, which it believes unless a rule says otherwise.
    pub fn url_with_login(&self) -> String {
        format!("{}://treffpunkt:geheim@{}", self.state.offer.scheme(), self.address)
    }

    /// The certificate (PEM) of the authority that vouches for the server, where it encrypts.
    pub fn authority(&self) -> Option<&str> {
        self.state.offer.authority()
    }

    /// The names and passwords that clients have logged in with.
    pub fn logins(&self) -> Vec<(String, String)> {
        self.state.logins()
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Adds a rule; the first that fits decides.
    pub fn add(&self, rule: Rule) {
        self.state.add(rule);
    }

    /// Takes all rules away, so that hanging sessions go on.
    pub fn forgive(&self) {
        self.state.forgive();
    }

    /// How often clients have come to a phase.
    pub fn reached(&self, phase: Phase) -> usize {
        self.state.reached(phase)
    }

    /// Every message so far, in the order of arrival.
    pub fn received(&self) -> Vec<Arc<Received>> {
        self.state.received()
    }

    /// How many messages there are so far.
    pub fn count(&self) -> usize {
        self.state.count()
    }

    /// Every message so far, parsed.
    pub fn mails(&self) -> Vec<Mail> {
        self.received().iter().map(|r| Mail::parse(r)).collect()
    }

    /// The messages to one address, parsed.
    pub fn mails_to(&self, address: &str) -> Vec<Mail> {
        let to_them = |r: &&Arc<Received>| r.to.iter().any(|to| to == address);
        self.received().iter().filter(to_them).map(|r| Mail::parse(r)).collect()
    }

    /// Waits until `look` finds something in the sink.
    ///
    /// # Panics
    /// When [`PATIENCE`] runs out; the message lists what had arrived.
    pub async fn wait_for<T>(&self, what: &str, look: impl FnMut(&Self) -> Option<T>) -> T {
        self.wait_within(PATIENCE, what, look).await
    }

    /// Like [`Sink::wait_for`], with another patience.
    pub async fn wait_within<T>(
        &self,
        patience: Duration,
        what: &str,
        mut look: impl FnMut(&Self) -> Option<T>,
    ) -> T {
        let mut changes = self.state.changes();
        let found = timeout(patience, async {
            loop {
                changes.borrow_and_update();
                if let Some(found) = look(self) {
                    return found;
                }
                changes.changed().await.expect("the sink lives as long as this borrow");
            }
        });
        found
            .await
            .unwrap_or_else(|_| panic!("waited in vain: {what}; there is {}", self.summary()))
    }

    /// Waits for the number of messages, of all recipients together.
    pub async fn wait_for_count(&self, count: usize) {
        let what = format!("{count} mails");
        self.wait_for(&what, |sink| (sink.state.count() >= count).then_some(())).await;
    }

    /// Waits for the newest mail to `address` of which `fits` is true.
    pub async fn wait_for_mail(&self, address: &str, fits: impl Fn(&Mail) -> bool) -> Mail {
        let what = format!("a mail to {address}");
        self.wait_for(&what, |sink| sink.mails_to(address).into_iter().rfind(&fits)).await
    }

    fn listening(&self) -> std::sync::MutexGuard<'_, Option<JoinHandle<()>>> {
        self.listening.lock().expect("nobody panics while holding the task")
    }

    fn summary(&self) -> String {
        let received = self.received();
        let last = received.iter().rev().take(20).map(|r| Mail::parse(r));
        let lines = last.map(|m| format!("\n  {} | {}", m.to.join(", "), m.subject));
        format!("{} mails, the last are:{}", received.len(), lines.collect::<String>())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(listening) = self.listening().take() {
            listening.abort();
        }
    }
}

/// Accepts until aborted; the sessions end with it.
async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut sessions = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        // Replies must not wait for acknowledgements (RFC 896); what cannot be set is not needed.
        stream.set_nodelay(true).ok();
        sessions.spawn(session::serve(stream, Arc::clone(&state)));
        while sessions.try_join_next().is_some() {}
    }
}
