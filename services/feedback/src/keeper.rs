//! The timer: closes surveys whose date has come, takes the traces of moved letters off the disk, and tells watchers how
//! many answers there are to see.

use std::collections::HashMap;
use std::time::Duration;

use shared::db::{Error, Result};
use shared::ids::SurveyId;
use shared::shutdown::Shutdown;
use shared::telemetry::Chain;
use shared::{Base, Clock, Db, Trace};
use tokio::sync::watch;

use crate::survey;

/// How many answers may be seen of each survey that is not closed.
pub type Steps = HashMap<SurveyId, i32>;

/// How long a date may have passed unseen, and commits of other processes too.
const POLL: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub struct Keeper {
    db: Db,
    clock: Clock,
    steps: watch::Sender<Steps>,
    /// Whether the log of the last step is gone; unknown at first, because a crash may have left it.
    folded: bool,
}

impl Keeper {
    /// Does the first round, so that whatever a crash has left is done. A log in use is left to the later ones.
    pub async fn start(base: &Base, db: &Db) -> Result<(Self, watch::Receiver<Steps>)> {
        let (steps, seen) = watch::channel(Steps::new());
        let mut keeper = Self { db: db.clone(), clock: base.clock.clone(), steps, folded: false };
        match keeper.round().await {
            Ok(()) | Err(Error::LogInUse) => Ok((keeper, seen)),
            Err(error) => Err(error),
        }
    }

    /// Runs until the shutdown.
    pub async fn run(mut self, shutdown: Shutdown) {
        let mut commits = self.db.commits();
        while !shutdown.begun() {
            commits.mark_unchanged();
            if let Err(error) = self.round().await {
                tracing::error!(error = %Chain(&error), "surveys cannot be looked after");
                shutdown.sleep(POLL).await;
            }
            tokio::select! {
                _ = commits.changed() => {}
                () = shutdown.sleep(POLL) => {}
            }
        }
    }

    async fn round(&mut self) -> Result<()> {
        let steps = self.close_what_is_due().await?;
        self.folded &= steps == *self.steps.borrow();
        if !self.folded {
            // Before anybody is told of the step, the log that tells how it came about is gone.
            self.db.fold_log().await?;
            self.folded = true;
            self.steps.send_replace(steps);
        }
        Ok(())
    }

    async fn close_what_is_due(&self) -> Result<Steps> {
        let now = self.clock.now();
        let mut conn = self.db.conn().await?;
        let mut running = Vec::new();
        for survey in survey::running(&mut conn).await? {
            if survey.is_due(now) {
                let close = async |conn: &mut _| {
                    survey::close_if_due(conn, survey.id, now, Trace::new()).await
                };
                conn.transaction(close).await?;
            } else {
                running.push((survey.id, survey.answers));
            }
        }
        Ok(running.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use shared::testing::{self, TestDb};

    use super::*;

    #[tokio::test]
    async fn a_log_in_use_is_folded_later() {
        let test = TestDb::new(&crate::MIGRATIONS).await;
        let Some(reader) = test.hold_log().await else { return };
        let (mut keeper, _seen) =
            Keeper::start(&testing::base(), &test.db).await.expect("a keeper");
        assert!(matches!(keeper.round().await, Err(Error::LogInUse)));
        assert!(!keeper.folded);
        drop(reader);
        keeper.round().await.expect("a log that nobody reads");
        assert!(keeper.folded);
    }
}
