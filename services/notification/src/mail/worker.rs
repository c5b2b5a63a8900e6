//! The task that hands mails over, one after the other on one connection.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use shared::{Conn, Instant, db, telemetry};
use tokio::time::Instant as Tick;

use super::State;
use super::claim;
use super::ledger::{self, Mail, Step};
use super::prepare::{Prepared, prepare};
use super::sender::{self, Sender};
use super::verdict::judge;
use crate::handover::{Failure, Handover, Letter};
use crate::state::Notification;
use crate::{ballots, people, telemetry_of};

const BATCH: i64 = 20;

/// How long commits of other processes may stay unseen, and the grain of waits.
const POLL: Duration = Duration::from_millis(500);

/// How often to look for what time brings: it reads all that waits.
const LOOK: Duration = Duration::from_secs(1);

/// A connection that is idle for so long is closed rather than left for the server to drop.
const IDLE: Duration = Duration::from_secs(20);

/// Hands mails over until the shutdown.
pub struct Worker {
    app: Arc<Notification>,
    handover: Handover,
    /// The least time between two mails.
    pace: Duration,
    last: Option<Tick>,
    /// When was last looked for what time brings.
    looked: Option<Instant>,
}

/// What a round came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Round {
    MoreMayWait,
    NothingToDo,
}

impl Worker {
    pub fn new(
        app: Arc<Notification>,
        handover: Handover,
        mails_per_minute: Option<NonZeroU32>,
    ) -> Self {
        let pace =
            mails_per_minute.map_or(Duration::ZERO, |most| Duration::from_mins(1) / most.get());
        Self { app, handover, pace, last: None, looked: None }
    }

    /// Runs until the shutdown, finishes the mail under way and leaves the rest planned.
    pub async fn run(mut self) {
        self.log(self.begin().await);
        let mut commits = self.app.db.commits();
        let shutdown = self.app.base.shutdown.clone();
        while !shutdown.begun() {
            // Seen before the queries, so that a commit in between is not slept over.
            commits.mark_unchanged();
            match self.round().await {
                Ok(Round::MoreMayWait) => continue,
                Ok(Round::NothingToDo) => tokio::select! {
                    _ = commits.changed() => {}
                    () = shutdown.sleep(POLL) => {}
                },
                Err(error) => {
                    self.log(Err(error));
                    shutdown.sleep(POLL).await;
                }
            }
            self.close_if_idle().await;
        }
        self.handover.close().await;
    }

    /// What was left behind by whoever ran before.
    pub async fn begin(&self) -> db::Result<()> {
        let mut conn = self.app.db.conn().await?;
        conn.transaction(async |conn| {
            claim::recover_at_start(&self.app, conn).await?;
            sender::probe_now(conn).await
        })
        .await
    }

    /// One round: what time brings, then a batch of mails.
    pub async fn round(&mut self) -> db::Result<Round> {
        let app = self.app.clone();
        let mut conn = app.db.conn().await?;
        self.keep_time(&mut conn).await?;
        let sender = sender::load(&mut conn).await?;
        let now = app.base.clock.now();
        if sender.rests(now) || !claim::any_due(&mut conn, now, sender.held).await? {
            return Ok(Round::NothingToDo);
        }
        // At a slow pace a batch would keep a more urgent mail waiting.
        let one_by_one = sender.is_probing() || !self.pace.is_zero();
        let most = if one_by_one { 1 } else { BATCH };
        let claimed = conn
            .transaction(async |conn| claim::claim(&app, conn, most, sender.held).await)
            .await?;
        if claimed.is_empty() {
            return Ok(Round::NothingToDo);
        }
        self.deliver_all(&mut conn, claimed, sender).await?;
        Ok(Round::MoreMayWait)
    }

    /// What time alone brings: leases that end, mails that are too late, reminders, links to forget. Where there is
    /// nothing, nothing is committed, because every commit wakes all who wait for one.
    async fn keep_time(&mut self, conn: &mut Conn) -> db::Result<()> {
        let (app, now) = (self.app.clone(), self.app.base.clock.now());
        if self.looked.is_some_and(|looked| now.since(looked) < LOOK) {
            return Ok(());
        }
        if is_time_for_something(&app, conn).await? {
            conn.transaction(async |conn| {
                claim::recover(&app, conn).await?;
                claim::expire(&app, conn).await?;
                ballots::remind_where_due(&app, conn).await?;
                people::sign_in::forget_expired(conn, now).await
            })
            .await?;
        }
        self.looked = Some(now);
        Ok(())
    }

    async fn deliver_all(
        &mut self,
        conn: &mut Conn,
        claimed: Vec<Mail>,
        mut sender: Sender,
    ) -> db::Result<()> {
        for mut mail in claimed {
            self.keep_pace().await;
            if self.app.base.shutdown.begun() || sender.rests(self.app.base.clock.now()) {
                let app = self.app.clone();
                conn.transaction(async |conn| claim::give_back(&app, conn, &mut mail).await)
                    .await?;
                continue;
            }
            sender = self.deliver(conn, mail, sender).await?;
        }
        Ok(())
    }

    /// Brings one mail to its next state. Returns how the account fares after it.
    async fn deliver(
        &mut self,
        conn: &mut Conn,
        mut mail: Mail,
        sender: Sender,
    ) -> db::Result<Sender> {
        let letter = match prepare(&self.app, conn, &mail).await? {
            Prepared::HandOver(letter) => letter,
            Prepared::End(state, error) => {
                let end = Step { error, ..Step::to(state, &mail) };
                self.take(conn, &mut mail, end).await?;
                return Ok(sender);
            }
        };
        let outcome = match self.handover.offer(&letter).await {
            Ok(()) => match self.transfer(conn, &mut mail, &letter).await? {
                Some(outcome) => outcome,
                None => return Ok(sender),
            },
            Err(failure) => Err(failure),
        };
        self.conclude(conn, mail, outcome, sender).await
    }

    /// Marks the mail as being sent, durably, then sends it. None when somebody else changed it meanwhile.
    async fn transfer(
        &mut self,
        conn: &mut Conn,
        mail: &mut Mail,
        letter: &Letter,
    ) -> db::Result<Option<Result<(), Failure>>> {
        let lease_until = Some(self.app.base.clock.now().plus(claim::SENDING));
        let sending = Step { lease_until, ..Step::to(State::Sending, mail) };
        if !self.take(conn, mail, sending).await? {
            self.handover.withdraw().await;
            return Ok(None);
        }
        Ok(Some(self.handover.transfer(letter).await))
    }

    async fn conclude(
        &self,
        conn: &mut Conn,
        mut mail: Mail,
        outcome: Result<(), Failure>,
        sender: Sender,
    ) -> db::Result<Sender> {
        let now = self.app.base.clock.now();
        let verdict = judge(outcome, &mail, now, rand::random());
        let went_through = verdict.trouble.is_none();
        telemetry_of(&mail).in_scope(|| match verdict.trouble {
            None => tracing::info!(state = %verdict.step.state, "mail handed over"),
            Some(trouble) => {
                tracing::warn!(%trouble, "the mail server takes no mails; nothing is lost")
            }
        });
        let app = self.app.clone();
        conn.transaction(async |conn| {
            ledger::step(&app, conn, &mut mail, verdict.step).await?;
            match verdict.trouble {
                Some(trouble) => sender::rest(conn, trouble, now).await,
                None if went_through && sender.is_probing() => {
                    sender::recovered(conn).await?;
                    sender::load(conn).await
                }
                None => Ok(sender),
            }
        })
        .await
    }

    async fn take(&self, conn: &mut Conn, mail: &mut Mail, step: Step) -> db::Result<bool> {
        conn.transaction(async |conn| ledger::step(&self.app, conn, mail, step).await).await
    }

    async fn keep_pace(&mut self) {
        if let Some(last) = self.last {
            let wait = self.pace.saturating_sub(last.elapsed());
            self.app.base.shutdown.sleep(wait).await;
        }
        self.last = Some(Tick::now());
    }

    async fn close_if_idle(&mut self) {
        if self.last.is_some_and(|last| last.elapsed() > IDLE) {
            self.handover.close().await;
        }
    }

    fn log(&self, result: db::Result<()>) {
        if let Err(error) = result {
            tracing::error!(error = %telemetry::Chain(&error), "mails cannot be read or noted");
        }
    }
}

async fn is_time_for_something(app: &Notification, conn: &mut Conn) -> db::Result<bool> {
    let now = app.base.clock.now();
    Ok(!claim::overdue(conn, now).await?.is_empty()
        || !claim::late(conn, now).await?.is_empty()
        || !ballots::due_for_reminder(app, conn).await?.is_empty()
        || people::sign_in::any_expired(conn, now).await?)
}
