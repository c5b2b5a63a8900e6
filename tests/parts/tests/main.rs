//! Every part is started and used for real.

use std::thread;
use std::time::{Duration, Instant};

mod caddy;
mod ports;
mod postfix;
mod postgres;
mod rabbitmq;
mod tmpfs;
mod watchdog;

/// Whether the condition comes to hold within a minute.
fn eventually(mut holds: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if holds() {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}
