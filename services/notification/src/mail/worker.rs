//! The task that hands mails over: it fetches them for the carriers and keeps time.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use shared::{Conn, Instant, db, telemetry};
use tokio::task::JoinSet;

use super::carrier::{Carrier, Left};
use super::desk::{Claimed, Desk};
use super::prepare::gather;
use super::sender::{self, Turn};
use super::{RunId, claim, run};
use crate::handover::Handover;
use crate::state::Notification;
use crate::{ballots, people};

/// So many mails are claimed at once.
const BATCH: i64 = 128;

/// A second connection is worth while for more than so many mails.
const MAILS_FOR_ONE: usize = 4;

/// How long commits of other processes may stay unseen, and the grain of waits.
const POLL: Duration = Duration::from_millis(500);

/// Mails gather for so long before they are fetched: a look for ten costs what a look for one does.
const GATHER: Duration = Duration::from_millis(30);

/// How often to look for what time brings: it reads all that waits.
const LOOK: Duration = Duration::from_secs(1);

/// Connections that are idle for so long are closed rather than left for the server to drop.
const IDLE: Duration = Duration::from_secs(20);

/// For so long no connection more is tried than the server allowed.
const CROWDED: Duration = Duration::from_mins(1);

/// Hands mails over until the shutdown.
pub struct Worker {
    app: Arc<Notification>,
    desk: Arc<Desk>,
    run: RunId,
    /// The least time between two mails.
    pace: Duration,
    idle: Vec<Handover>,
    busy: JoinSet<Left>,
    /// How many connections the server allows, and until when that is believed.
    crowded: Option<(usize, Instant)>,
    /// When mails were last handed over, when was last looked for what time brings, and when last said to be alive.
    worked: Option<Instant>,
    looked: Option<Instant>,
    beat: Option<Instant>,
}

/// What a round came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Round {
    MoreMayWait,
    NothingToDo,
}

impl Worker {
    /// `handovers`: one for each connection that may be open at the same time.
    pub fn new(
        app: Arc<Notification>,
        handovers: Vec<Handover>,
        mails_per_minute: Option<NonZeroU32>,
    ) -> Self {
        let pace =
            mails_per_minute.map_or(Duration::ZERO, |most| Duration::from_mins(1) / most.get());
        Self {
            desk: Desk::new(app.clone()),
            app,
            run: RunId::new(),
            pace,
            idle: handovers,
            busy: JoinSet::new(),
            crowded: None,
            worked: None,
            looked: None,
            beat: None,
        }
    }

    /// Runs until the shutdown, finishes the mails under way and leaves the rest planned.
    pub async fn run(mut self) {
        let mut commits = self.app.db.commits();
        let shutdown = self.app.base.shutdown.clone();
        while !shutdown.begun() {
            // Seen before the queries, so that a commit in between is not slept over.
            commits.mark_unchanged();
            let wait = self.dispatch().await.unwrap_or_else(|error| {
                tracing::error!(error = %telemetry::Chain(&error), "mails cannot be fetched");
                POLL
            });
            shutdown.sleep(GATHER).await;
            tokio::select! {
                Some(left) = self.busy.join_next() => self.is_back(left),
                () = self.desk.low.notified() => {}
                _ = commits.changed() => {}
                () = shutdown.sleep(wait) => {}
            }
            self.close_if_idle().await;
        }
        if let Err(error) = self.end().await {
            tracing::error!(error = %telemetry::Chain(&error), "mails are left until their lease ends");
        }
    }

    /// One round: what time brings, then some mails.
    pub async fn round(&mut self) -> db::Result<Round> {
        self.dispatch().await?;
        let Some(left) = self.busy.join_next().await else { return Ok(Round::NothingToDo) };
        self.is_back(left);
        Ok(Round::MoreMayWait)
    }

    /// What was left behind by whoever ran before.
    pub async fn begin(&mut self) -> db::Result<()> {
        let now = self.app.base.clock.now();
        let mut conn = self.app.db.conn().await?;
        conn.transaction(async |conn| {
            run::begin(conn, self.run, now).await?;
            claim::recover(&self.app, conn).await?;
            sender::probe_now(conn).await
        })
        .await?;
        self.beat = Some(now);
        Ok(())
    }

    /// Fetches mails where they are wanted and sends carriers off with them. Returns how long nothing else is to be
    /// done if nothing happens.
    async fn dispatch(&mut self) -> db::Result<Duration> {
        if self.beat.is_none() {
            self.begin().await?;
        }
        let (app, mut wait) = (self.app.clone(), POLL);
        let mut conn = app.db.conn().await?;
        self.keep_time(&mut conn).await?;
        if self.desk.is_stopped() && self.busy.is_empty() {
            let left = self.desk.clear();
            conn.transaction(async |conn| claim::give_back(&app, conn, left).await).await?;
            self.desk.go_on();
        }
        if self.desk.is_low() && !self.desk.is_stopped() {
            wait = self.fetch(&mut conn).await?;
        }
        drop(conn);
        self.send_off();
        Ok(wait)
    }

    /// Claims mails and lays them on the desk. Returns how long to wait for the account's next turn.
    async fn fetch(&mut self, conn: &mut Conn) -> db::Result<Duration> {
        let (app, now) = (self.app.clone(), self.app.base.clock.now());
        let sender = sender::load(conn).await?;
        if sender.rests(now) || !claim::any_due(conn, now, sender.held).await? {
            return Ok(POLL);
        }
        let turn = conn
            .transaction(async |conn| claim::claim(&app, conn, self.run, self.pace, BATCH).await)
            .await?;
        match turn {
            Turn::NotBefore(moment) => Ok(moment.since(now).min(POLL)),
            Turn::Claimed { mails, probes } => {
                let turn = self.pace * u32::try_from(mails.len()).unwrap_or(u32::MAX);
                let gathered = gather(&app, conn, mails).await?;
                let claimed =
                    gathered.into_iter().map(|(mail, material)| Claimed { mail, material, probes });
                self.desk.lay(claimed);
                Ok(if turn.is_zero() { POLL } else { turn.min(POLL) })
            }
        }
    }

    /// Sends carriers off for what lies on the desk, over the connections that are there. Another connection is tried when
    /// the server is willing on all the others.
    fn send_off(&mut self) {
        let now = self.app.base.clock.now();
        self.crowded = self.crowded.filter(|(_, until)| now < *until);
        let most = self.crowded.map_or(usize::MAX, |(most, _)| most);
        let wanted = self.busy.len() + self.desk.waiting().div_ceil(MAILS_FOR_ONE);
        while self.busy.len() < wanted.min(most)
            && !self.desk.is_stopped()
            && let Some(handover) = self.next_handover()
        {
            self.busy.spawn(Carrier::new(self.desk.clone(), handover).work());
            self.worked = Some(now);
        }
    }

    fn next_handover(&mut self) -> Option<Handover> {
        let all_are_connected = self.desk.connected.load(Ordering::SeqCst) >= self.busy.len();
        self.idle.pop_if(|handover| all_are_connected || handover.is_open())
    }

    fn is_back(&mut self, left: Result<Left, tokio::task::JoinError>) {
        let handover = match left.expect("carriers do not panic") {
            Left::Done(handover) => handover,
            Left::Crowded(handover) => {
                let until = self.app.base.clock.now().plus(CROWDED);
                self.crowded = Some((self.busy.len().max(1), until));
                handover
            }
        };
        self.idle.push(handover);
    }

    /// What time alone brings: leases that end, mails that are too late, reminders, links to forget. Where there is
    /// nothing, nothing is committed, because every commit wakes all who wait for one.
    async fn keep_time(&mut self, conn: &mut Conn) -> db::Result<()> {
        let (app, now) = (self.app.clone(), self.app.base.clock.now());
        if self.beat.is_none_or(|beat| now.since(beat) >= run::BEAT || now < beat) {
            run::beat(conn, self.run, now).await?;
            self.beat = Some(now);
        }
        if self.looked.is_some_and(|looked| now.since(looked) < LOOK && looked <= now) {
            return Ok(());
        }
        if is_time_for_something(&app, conn).await? {
            conn.transaction(async |conn| {
                // In this order, because consumers lock surveys before mails too.
                ballots::remind_where_due(&app, conn).await?;
                claim::recover(&app, conn).await?;
                claim::expire(&app, conn).await?;
                people::sign_in::forget_expired(conn, now).await
            })
            .await?;
        }
        self.looked = Some(now);
        Ok(())
    }

    async fn close_if_idle(&mut self) {
        let now = self.app.base.clock.now();
        if self.busy.is_empty() && self.worked.is_some_and(|worked| now.since(worked) > IDLE) {
            self.close().await;
            self.worked = None;
        }
    }

    async fn close(&mut self) {
        for handover in &mut self.idle {
            handover.close().await;
        }
    }

    async fn end(&mut self) -> db::Result<()> {
        while let Some(left) = self.busy.join_next().await {
            self.is_back(left);
        }
        self.close().await;
        let (app, left) = (self.app.clone(), self.desk.clear());
        let mut conn = app.db.conn().await?;
        conn.transaction(async |conn| {
            claim::give_back(&app, conn, left).await?;
            run::end(conn, self.run).await
        })
        .await
    }
}

async fn is_time_for_something(app: &Notification, conn: &mut Conn) -> db::Result<bool> {
    let now = app.base.clock.now();
    Ok(!run::orphans(conn, now).await?.is_empty()
        || !claim::late(conn, now).await?.is_empty()
        || !ballots::due_for_reminder(app, conn).await?.is_empty()
        || people::sign_in::any_expired(conn, now).await?)
}
