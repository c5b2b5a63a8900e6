//! The timer: closes surveys whose date has come, takes the traces of moved letters off the disk, and tells watchers how
//! many answers there are to see.

use std::collections::HashMap;
use std::time::Duration;

use shared::db::Result;
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
}

impl Keeper {
    /// Does the first round, in which nothing is known yet, so that whatever a crash has left is done.
    pub async fn start(base: &Base, db: &Db) -> Result<(Self, watch::Receiver<Steps>)> {
        let (steps, seen) = watch::channel(Steps::new());
        let keeper = Self { db: db.clone(), clock: base.clock.clone(), steps };
        db.fold_log().await?;
        keeper.round().await?;
        Ok((keeper, seen))
    }

    /// Runs until the shutdown.
    pub async fn run(self, shutdown: Shutdown) {
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

    async fn round(&self) -> Result<()> {
        let steps = self.close_what_is_due().await?;
        if steps == *self.steps.borrow() {
            return Ok(());
        }
        // Before anybody can see the step, the log that tells how it came about is gone.
        self.db.fold_log().await?;
        self.steps.send_replace(steps);
        Ok(())
    }

    async fn close_what_is_due(&self) -> Result<Steps> {
        let now = self.clock.now();
        let mut conn = self.db.conn().await?;
        let mut running = Vec::new();
        for survey in survey::running(&mut conn).await? {
            if survey.is_due(now) {
                let close =
                    async |conn: &mut _| survey::close(conn, survey.id, now, Trace::new()).await;
                conn.transaction(close).await?;
            } else {
                running.push((survey.id, survey.answers));
            }
        }
        Ok(running.into_iter().collect())
    }
}
