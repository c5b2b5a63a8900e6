//! Waiting for a condition.

use std::thread;
use std::time::{Duration, Instant};

/// Asks until the answer is yes; whether it was within `limit`.
pub fn until(limit: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if holds() {
            return true;
        }
        if start.elapsed() > limit {
            return false;
        }
        thread::sleep(Duration::from_millis(20));
    }
}
