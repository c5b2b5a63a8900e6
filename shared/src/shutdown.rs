//! Ending in order: everyone hears that the end has begun, and finishes what was promised.

use std::time::Duration;

use tokio::sync::watch;

/// Says that the process is ending. Clones hear the same.
#[derive(Clone)]
pub struct Shutdown {
    begun: watch::Receiver<bool>,
    begin: std::sync::Arc<watch::Sender<bool>>,
}

impl Shutdown {
    #[allow(clippy::new_without_default, reason = "a new one is an event, not a value")]
    pub fn new() -> Self {
        let (begin, begun) = watch::channel(false);
        Self { begun, begin: begin.into() }
    }

    pub fn begin(&self) {
        self.begin.send_replace(true);
    }

    pub fn begun(&self) -> bool {
        *self.begun.borrow()
    }

    /// Resolves when the end begins.
    pub async fn wait(&self) {
        let mut begun = self.begun.clone();
        // The sender lives in `self`, so the channel cannot close while this waits.
        let _ = begun.wait_for(|begun| *begun).await;
    }

    /// Sleeps, but no longer than until the end begins.
    pub async fn sleep(&self, span: Duration) {
        tokio::select! {
            () = tokio::time::sleep(span) => {}
            () = self.wait() => {}
        }
    }
}
