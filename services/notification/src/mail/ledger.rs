//! The rows of the mails: planning them, and taking back what is not sent.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Link, Result};
use shared::events::outbox;
use shared::ids::{MailId, ParticipantId, SurveyId};
use shared::{Conn, Instant, Trace, locked, on};

use super::step::{self, Step};
use super::{MailError, Purpose, RecipientId, RunId, State, SubjectId};
use crate::gap::PlannedMail;
use crate::people::Conference;
use crate::schema::mails;
use crate::state::Notification;

/// A mail, as its row keeps it. Address, text and links are made when it is handed over.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = mails)]
pub struct Mail {
    pub id: MailId,
    pub purpose: Purpose,
    pub subject_id: SubjectId,
    pub recipient_id: RecipientId,
    pub occasion: i64,
    pub lane: i32,
    pub state: State,
    pub lease_until: Option<Instant>,
    /// Whose the lease is: it ends with them.
    pub run: Option<RunId>,
    pub attempts: i32,
    pub next_attempt_at: Instant,
    /// After this it would come too late.
    pub expires_at: Instant,
    /// The Message-ID without brackets: the same at every attempt, so that a mail program sees a repeat.
    pub message_id: String,
    pub error: Option<MailError>,
    pub trace: String,
    pub revision: i64,
    pub planned_at: Instant,
    pub changed_at: Instant,
}

impl Mail {
    pub fn trace(&self) -> Trace {
        self.trace.parse().unwrap_or_else(|_| Trace::new())
    }
}

/// A mail to plan.
#[derive(Debug, Clone, Copy)]
pub struct NewMail {
    pub purpose: Purpose,
    pub subject: SubjectId,
    pub recipient: RecipientId,
    pub occasion: i64,
    pub expires_at: Instant,
}

impl NewMail {
    /// News of a conference are late once it is over; a link that was asked for is not, but soon forgotten.
    pub fn to_participant(mail: &PlannedMail, to: ParticipantId, about: &Conference) -> Self {
        let latest = match mail.purpose {
            Purpose::MyLink => about.ends_at.plus(crate::compose::LINK_HOLDS_AFTER),
            _ => about.ends_at,
        };
        Self {
            purpose: mail.purpose,
            subject: about.id.into(),
            recipient: to.into(),
            occasion: mail.occasion,
            expires_at: latest,
        }
    }
}

/// Plans a mail, unless the same was planned for the same occasion before.
pub async fn plan(app: &Notification, conn: &mut Conn, new: NewMail, trace: Trace) -> Result<()> {
    plan_all(app, conn, vec![(new, trace)]).await
}

/// As [`plan`], for several mails, each with the request that it comes of.
pub async fn plan_all(
    app: &Notification,
    conn: &mut Conn,
    new: Vec<(NewMail, Trace)>,
) -> Result<()> {
    let mut mails: Vec<_> = new.into_iter().map(|(new, trace)| planned(app, new, trace)).collect();
    let added = add_new(conn, &mails).await?;
    mails.retain(|mail| added.contains(&mail.id));
    step::tell(app, conn, mails.iter()).await
}

fn planned(app: &Notification, new: NewMail, trace: Trace) -> Mail {
    let now = app.base.clock.now();
    let id = MailId::new();
    Mail {
        id,
        purpose: new.purpose,
        subject_id: new.subject,
        recipient_id: new.recipient,
        occasion: new.occasion,
        lane: new.purpose.lane(),
        state: State::Planned,
        lease_until: None,
        run: None,
        attempts: 0,
        next_attempt_at: now,
        expires_at: new.expires_at,
        message_id: app.message_id(id),
        error: None,
        trace: trace.to_string(),
        revision: 1,
        planned_at: now,
        changed_at: now,
    }
}

/// Adds mails but for those that were there, and answers which are new.
async fn add_new(conn: &mut Conn, mails: &[Mail]) -> Result<HashSet<MailId>> {
    let mut added = HashSet::new();
    match &mut conn.link {
        Link::Postgres(c) => {
            for some in mails.chunks(step::SET) {
                let insert = diesel::insert_into(mails::table).values(some);
                let insert = insert.on_conflict_do_nothing().returning(mails::id);
                added.extend(insert.load::<MailId>(&mut **c).await?);
            }
        }
        // A set with a conflict is not to be had there.
        Link::Sqlite(c) => {
            for mail in mails {
                let insert = diesel::insert_into(mails::table).values(mail.clone());
                if insert.on_conflict_do_nothing().execute(&mut **c.get_mut()).await? == 1 {
                    added.insert(mail.id);
                }
            }
        }
    }
    Ok(added)
}

/// Publishes every mail's state once more.
pub async fn tell_all(conn: &mut Conn) -> Result<()> {
    let mails = all(conn).await?;
    outbox::add_all(conn, mails.iter().filter_map(step::message).collect()).await
}

/// Cancels what waits to be sent to somebody who was erased.
pub async fn cancel_unsent_to(
    app: &Notification,
    conn: &mut Conn,
    person: ParticipantId,
) -> Result<()> {
    let unsent = unsent_to(conn, person).await?;
    cancel(app, conn, unsent).await
}

/// Cancels what waits to tell a person about their place: newer news follow.
pub async fn cancel_place_news(
    app: &Notification,
    conn: &mut Conn,
    person: ParticipantId,
) -> Result<()> {
    let mut unsent = unsent_to(conn, person).await?;
    unsent.retain(|mail| mail.purpose.is_about_a_place());
    cancel(app, conn, unsent).await
}

/// Cancels what waits to be sent about a survey.
pub async fn cancel_survey(app: &Notification, conn: &mut Conn, survey: SurveyId) -> Result<()> {
    let query = mails::table
        .filter(mails::subject_id.eq(SubjectId::from(survey)))
        .filter(mails::state.eq_any(UNSENT))
        .order(mails::id);
    let unsent = locked!(conn, query, Mail)?;
    cancel(app, conn, unsent).await
}

/// Every mail to a person about a survey, locked until the end of the transaction.
pub async fn about_survey(
    conn: &mut Conn,
    survey: SurveyId,
    person: ParticipantId,
) -> Result<Vec<Mail>> {
    let query = mails::table
        .filter(mails::subject_id.eq(SubjectId::from(survey)))
        .filter(mails::recipient_id.eq(RecipientId::from(person)))
        .order(mails::id);
    Ok(locked!(conn, query, Mail)?)
}

/// A claimed mail is not sent yet: whoever claimed it sees by its revision that it changed.
const UNSENT: [State; 3] = [State::Planned, State::Deferred, State::Claimed];

async fn unsent_to(conn: &mut Conn, person: ParticipantId) -> Result<Vec<Mail>> {
    let query = mails::table
        .filter(mails::recipient_id.eq(RecipientId::from(person)))
        .filter(mails::state.eq_any(UNSENT))
        .order(mails::id);
    Ok(locked!(conn, query, Mail)?)
}

async fn cancel(app: &Notification, conn: &mut Conn, mails: Vec<Mail>) -> Result<()> {
    let cancelled = |mail: Mail| {
        let step = Step::to(State::Cancelled, &mail);
        (mail, step)
    };
    step::steps(app, conn, mails.into_iter().map(cancelled).collect()).await?;
    Ok(())
}

/// Who of these people was ever sent a calendar entry that can be taken back.
pub async fn with_calendar_entry(
    conn: &mut Conn,
    people: Vec<RecipientId>,
) -> Result<HashSet<RecipientId>> {
    let gone_out = [State::Sending, State::Accepted, State::Unknown];
    let entries = [Purpose::Confirmed, Purpose::MovedUp];
    let query = mails::table
        .filter(mails::recipient_id.eq_any(people))
        .filter(mails::purpose.eq_any(entries))
        .filter(mails::state.eq_any(gone_out))
        .select(mails::recipient_id);
    let with: Vec<RecipientId> = on!(conn, |c| query.load(c).await)?;
    Ok(with.into_iter().collect())
}

pub async fn find(conn: &mut Conn, id: MailId) -> Result<Option<Mail>> {
    let query = mails::table.find(id);
    Ok(on!(conn, |c| query.select(Mail::as_select()).first(c).await.optional())?)
}

/// Every mail, in the order in which they were planned.
pub async fn all(conn: &mut Conn) -> Result<Vec<Mail>> {
    let query = mails::table.order(mails::id);
    Ok(on!(conn, |c| query.select(Mail::as_select()).load(c).await)?)
}
