//! What many ask for at once, read once: a rush of people who look at the same thing costs the database one query, and
//! not one each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OnceCell, watch};

use crate::db::{self, Db};

/// Commits of this process end a moment. Those of others are seen after this span.
pub const MOMENT: Duration = Duration::from_millis(250);

/// More than an installation has conferences that people look at; then what is old is thrown away.
const MANY: usize = 64;

/// Values read from a database by a key, each kept for a moment.
pub struct Moments<V> {
    commits: watch::Receiver<u64>,
    kept: Mutex<HashMap<String, Kept<V>>>,
}

struct Kept<V> {
    commit: u64,
    at: Instant,
    reading: Arc<Reading<V>>,
}

/// Who comes first reads, the others wait for that.
type Reading<V> = OnceCell<Result<Arc<V>, Arc<db::Error>>>;

impl<V> Moments<V> {
    pub fn new(db: &Db) -> Self {
        Self { commits: db.commits(), kept: Mutex::default() }
    }

    /// The value of a key as it is now, or was a moment ago. All who wait for the same reading share its outcome.
    pub async fn get(
        &self,
        key: &str,
        read: impl Future<Output = db::Result<V>>,
    ) -> db::Result<Arc<V>> {
        let reading = self.reading(key);
        let read = async || read.await.map(Arc::new).map_err(Arc::new);
        match reading.get_or_init(read).await {
            Ok(value) => Ok(value.clone()),
            Err(error) => Err(match error.as_ref() {
                db::Error::Pool(reason) => db::Error::Pool(reason.clone()),
                _ => db::Error::Shared(error.clone()),
            }),
        }
    }

    fn reading(&self, key: &str) -> Arc<Reading<V>> {
        // Looked at before the database is read: what is committed meanwhile ends the moment at once.
        let commit = *self.commits.borrow();
        let holds = |kept: &Kept<V>| kept.commit == commit && kept.at.elapsed() < MOMENT;
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = all.get(key).filter(|kept| holds(kept)) {
            return kept.reading.clone();
        }
        if all.len() >= MANY {
            all.retain(|_, kept| holds(kept));
        }
        let reading = Arc::default();
        all.insert(
            key.to_owned(),
            Kept { commit, at: Instant::now(), reading: Arc::clone(&reading) },
        );
        reading
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;

    use super::*;
    use crate::events::MIGRATIONS;
    use crate::testing::TestDb;

    /// A value that counts how often it was read.
    #[derive(Default)]
    struct Counted(AtomicUsize);

    impl Counted {
        async fn read(&self) -> db::Result<usize> {
            tokio::task::yield_now().await;
            Ok(self.0.fetch_add(1, Ordering::SeqCst))
        }
    }

    async fn commit(db: &Db) {
        let mut conn = db.conn().await.expect("a connection");
        conn.transaction(async |_| Ok::<_, db::Error>(())).await.expect("a commit");
    }

    #[tokio::test]
    async fn many_who_ask_at_once_read_once() {
        let database = TestDb::new(&MIGRATIONS).await;
        let (moments, counted) = (Moments::new(&database.db), Counted::default());
        let asked = join_all((0..50).map(|_| moments.get("hagen", counted.read()))).await;
        assert!(asked.into_iter().all(|value| *value.expect("it was read") == 0));
        let other = moments.get("dortmund", counted.read()).await.expect("it was read");
        assert_eq!(*other, 1, "another key is another value");
    }

    #[tokio::test]
    async fn a_commit_ends_the_moment() {
        let database = TestDb::new(&MIGRATIONS).await;
        let (moments, counted) = (Moments::new(&database.db), Counted::default());
        let ask = async || *moments.get("hagen", counted.read()).await.expect("it was read");
        assert_eq!(ask().await, 0);
        commit(&database.db).await;
        assert_eq!(ask().await, 1);
    }

    #[tokio::test]
    async fn an_error_is_told_to_all_who_wait_and_ends_with_the_moment() {
        let database = TestDb::new(&MIGRATIONS).await;
        let moments = Moments::new(&database.db);
        let broken = async || db::Result::<()>::Err(db::Error::Pool("away".to_owned()));
        let asked = join_all((0..3).map(|_| moments.get("hagen", broken()))).await;
        assert!(asked.iter().all(|answer| matches!(answer, Err(db::Error::Pool(_)))));
        commit(&database.db).await;
        moments.get("hagen", async { Ok(()) }).await.expect("it is back");
    }
}
