//! The one way in which a mail changes: in steps, as many at once as wait.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join_all;
use proto::notification::v1::DeliveryChanged;
use shared::db::Result;
use shared::events::{Message, outbox};
use shared::ids::MailId;
use shared::{Conn, Instant, locked, on};

use super::ledger::Mail;
use super::{MailError, RunId, State, claim};
use crate::schema::mails;
use crate::state::Notification;

/// So many mails at once keep a statement small.
pub(super) const SET: usize = 1_000;

/// A step from one state to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    pub state: State,
    pub error: Option<MailError>,
    /// Whose mail it is, while it is somebody's.
    pub run: Option<RunId>,
    pub attempts: i32,
    /// None where it stays as it is.
    pub next_attempt_at: Option<Instant>,
}

impl Step {
    /// To a state with nothing more to say, from `mail` as it is.
    pub fn to(state: State, mail: &Mail) -> Self {
        let run = mail.run.filter(|_| matches!(state, State::Claimed | State::Sending));
        Self { state, error: None, run, attempts: mail.attempts, next_attempt_at: None }
    }

    fn lease_until(&self, now: Instant) -> Option<Instant> {
        match self.state {
            State::Claimed => Some(now.plus(claim::CLAIM)),
            State::Sending => Some(now.plus(claim::SENDING)),
            _ => None,
        }
    }

    fn taken_by(self, mail: Mail, revision: i64, now: Instant) -> Mail {
        Mail {
            state: self.state,
            error: self.error,
            run: self.run,
            lease_until: self.lease_until(now),
            attempts: self.attempts,
            next_attempt_at: self.next_attempt_at.unwrap_or(mail.next_attempt_at),
            revision: revision + 1,
            changed_at: now,
            ..mail
        }
    }
}

/// Takes a step. False when the mail has changed since it was read: somebody else is at it.
pub async fn step(app: &Notification, conn: &mut Conn, mail: &mut Mail, to: Step) -> Result<bool> {
    let taken = steps(app, conn, vec![(mail.clone(), to)]).await?.pop().flatten();
    let was_taken = taken.is_some();
    if let Some(taken) = taken {
        *mail = taken;
    }
    Ok(was_taken)
}

/// Takes steps, each of another mail, and tells registration. Returns each mail as it is now; nothing for one that has
/// changed since it was read.
pub async fn steps(
    app: &Notification,
    conn: &mut Conn,
    wanted: Vec<(Mail, Step)>,
) -> Result<Vec<Option<Mail>>> {
    let mut all = Vec::with_capacity(wanted.len());
    for some in wanted.chunks(SET) {
        all.extend(take(app, conn, some).await?);
    }
    Ok(all)
}

async fn take(
    app: &Notification,
    conn: &Conn,
    wanted: &[(Mail, Step)],
) -> Result<Vec<Option<Mail>>> {
    let now = app.base.clock.now();
    let rows = lock(conn, wanted.iter().map(|(mail, _)| mail.id).collect()).await?;
    let mut same: HashMap<Step, Vec<MailId>> = HashMap::new();
    let taken: Vec<_> = wanted
        .iter()
        .map(|(mail, step)| {
            let row = rows.get(&mail.id).filter(|row| row.is_still(mail, step))?;
            same.entry(*step).or_default().push(mail.id);
            Some(step.taken_by(mail.clone(), row.revision, now))
        })
        .collect();
    tokio::try_join!(
        try_join_all(same.into_iter().map(|(step, ids)| write(conn, step, ids, now))),
        tell(app, conn, taken.iter().flatten()),
    )?;
    Ok(taken)
}

/// What of a row says whether a step can be taken.
#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
struct Row {
    id: MailId,
    revision: i64,
    state: State,
    error: Option<MailError>,
    run: Option<RunId>,
}

impl Row {
    /// Whether nobody else was at the mail. Whoever hands it over may find their own step, of which they were not told
    /// because the database went away, or that they were thought to be dead: they still know best what became of it.
    fn is_still(&self, mail: &Mail, step: &Step) -> bool {
        // Not for whoever takes the mail from a run that seems to be dead: it is not theirs.
        let is_mine = (self.state, step.state) == (State::Sending, State::Sending)
            && self.run.is_some()
            && self.run == mail.run;
        let was_given_up = mail.state == State::Sending
            && (self.state, self.error) == (State::Unknown, Some(MailError::Interrupted));
        self.revision == mail.revision
            || (self.revision == mail.revision + 1 && (is_mine || was_given_up))
    }
}

/// Locks the rows, everybody in the same order.
async fn lock(conn: &Conn, ids: Vec<MailId>) -> Result<HashMap<MailId, Row>> {
    let query = mails::table.filter(mails::id.eq_any(ids)).order(mails::id);
    let rows: Vec<Row> = locked!(conn, query, Row)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn write(conn: &Conn, step: Step, ids: Vec<MailId>, now: Instant) -> Result<()> {
    let changes = (
        mails::state.eq(step.state),
        mails::error.eq(step.error),
        mails::run.eq(step.run),
        mails::lease_until.eq(step.lease_until(now)),
        mails::attempts.eq(step.attempts),
        step.next_attempt_at.map(|at| mails::next_attempt_at.eq(at)),
        mails::revision.eq(mails::revision + 1),
        mails::changed_at.eq(now),
    );
    let rows = mails::table.filter(mails::id.eq_any(ids));
    on!(conn, |c| diesel::update(rows).set(changes).execute(c).await)?;
    Ok(())
}

/// Tells registration what it may know, and counts.
pub(super) async fn tell(
    app: &Notification,
    conn: &Conn,
    mails: impl Iterator<Item = &Mail>,
) -> Result<()> {
    let mut news = Vec::new();
    for mail in mails {
        app.count(mail.state);
        tracing::debug!(
            mail.id = %mail.id, purpose = %mail.purpose, state = %mail.state, trace_id = %mail.trace, "mail"
        );
        news.extend(message(mail));
    }
    outbox::add_all(conn, news).await
}

/// The event that tells a mail's state.
pub(super) fn message(mail: &Mail) -> Option<Message> {
    let state = mail.state.to_wire().filter(|_| mail.purpose.is_told_to_registration())?;
    let event = DeliveryChanged {
        mail_id: mail.id.to_bytes(),
        revision: mail.revision.cast_unsigned(),
        participant_id: mail.recipient_id.to_bytes(),
        purpose: mail.purpose.word().to_owned(),
        state: state.into(),
        changed_at: mail.changed_at.as_micros(),
    };
    Some(Message::new(&event, mail.trace()))
}
