//! Waiting for what must become true, with a deadline instead of a guess.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How long anything may take before a test says that it never happens.
pub const PATIENCE: Duration = Duration::from_secs(60);

const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Looks again and again until `look` finds something, and returns it.
///
/// # Panics
/// When [`PATIENCE`] runs out; the message names `what` was waited for.
pub async fn eventually<T, F>(what: &str, look: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    eventually_within(PATIENCE, what, look).await
}

/// As [`eventually`], for what has a time of its own to wait for.
pub async fn eventually_within<T, F>(
    patience: Duration,
    what: &str,
    mut look: impl FnMut() -> F,
) -> T
where
    F: Future<Output = Option<T>>,
{
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(BETWEEN_LOOKS).await;
    }
}
