//! Questions whose answer must not tell whether an address is known.

use std::time::Duration;

use tokio::time::sleep;

/// Longer than a database takes, and too short to annoy.
const AT_LEAST: Duration = Duration::from_millis(200);

/// Does the work, and takes the same time for it whether there is much to do or little: who measures how fast the answer
/// comes learns nothing of the address.
pub async fn evenly<T>(work: impl Future<Output = T>) -> T {
    tokio::join!(work, sleep(AT_LEAST)).0
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test]
    async fn little_work_takes_its_time() {
        let begun = Instant::now();
        assert_eq!(evenly(async { "nothing to do" }).await, "nothing to do");
        assert!(begun.elapsed() >= AT_LEAST);
    }
}
