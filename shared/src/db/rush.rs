//! A rush: so many people wait for the database that everything nobody waits for had better rest.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// A rush is over when there was no sign of it for so long.
const CALM: Duration = Duration::from_millis(100);

/// Work that rests goes on after this span, a step at a time, even while the rush lasts.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// When the last sign of a rush was seen, if ever.
#[derive(Clone, Default)]
pub(super) struct Rush(Arc<Mutex<Option<Instant>>>);

impl Rush {
    pub fn sign(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Resolves at once where there is no rush.
    pub async fn rest(&self) {
        let longest = Instant::now() + LONGEST_REST;
        while let Some(calm) = self.calm_at()
            && Instant::now() < calm.min(longest)
        {
            sleep_until(calm.min(longest)).await;
        }
    }

    fn calm_at(&self) -> Option<Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|sign| sign + CALM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_rest_ends_with_the_rush() {
        let (rush, begun) = (Rush::default(), Instant::now());
        rush.rest().await;
        assert!(begun.elapsed() < CALM, "nobody waits");
        rush.sign();
        rush.rest().await;
        assert!(begun.elapsed() >= CALM);
    }

    #[tokio::test]
    async fn no_rush_is_too_long() {
        let (rush, begun) = (Rush::default(), Instant::now());
        rush.sign();
        let people = async {
            loop {
                rush.sign();
                tokio::time::sleep(CALM / 2).await;
            }
        };
        tokio::select! {
            () = rush.rest() => {}
            () = people => {}
        }
        assert!(begun.elapsed() >= LONGEST_REST);
    }
}
