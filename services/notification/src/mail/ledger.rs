//! The rows of the mails, and the one way in which they change.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::notification::v1::DeliveryChanged;
use shared::db::Result;
use shared::events::{Message, outbox};
use shared::ids::{MailId, ParticipantId, SurveyId};
use shared::{Conn, Instant, Trace, on};

use super::{MailError, Purpose, RecipientId, State, SubjectId};
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
    let now = app.base.clock.now();
    let id = MailId::new();
    let mail = Mail {
        id,
        purpose: new.purpose,
        subject_id: new.subject,
        recipient_id: new.recipient,
        occasion: new.occasion,
        lane: new.purpose.lane(),
        state: State::Planned,
        lease_until: None,
        attempts: 0,
        next_attempt_at: now,
        expires_at: new.expires_at,
        message_id: app.message_id(id),
        error: None,
        trace: trace.to_string(),
        revision: 1,
        planned_at: now,
        changed_at: now,
    };
    let row = mail.clone();
    let planned = on!(conn, |c| diesel::insert_into(mails::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    if planned == 1 { tell(app, conn, &mail).await } else { Ok(()) }
}

/// A step from one state to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub state: State,
    pub error: Option<MailError>,
    pub lease_until: Option<Instant>,
    pub attempts: i32,
    pub next_attempt_at: Instant,
}

impl Step {
    /// To a state with nothing more to say, from `mail` as it is.
    pub fn to(state: State, mail: &Mail) -> Self {
        Self {
            state,
            error: None,
            lease_until: None,
            attempts: mail.attempts,
            next_attempt_at: mail.next_attempt_at,
        }
    }
}

/// Takes a step, and tells registration. False when the mail has changed since it was read: somebody else is at it.
pub async fn step(
    app: &Notification,
    conn: &mut Conn,
    mail: &mut Mail,
    step: Step,
) -> Result<bool> {
    let now = app.base.clock.now();
    let row = mails::table.find(mail.id).filter(mails::revision.eq(mail.revision));
    let changes = (
        mails::state.eq(step.state),
        mails::error.eq(step.error),
        mails::lease_until.eq(step.lease_until),
        mails::attempts.eq(step.attempts),
        mails::next_attempt_at.eq(step.next_attempt_at),
        mails::revision.eq(mail.revision + 1),
        mails::changed_at.eq(now),
    );
    if on!(conn, |c| diesel::update(row).set(changes).execute(c).await)? == 0 {
        return Ok(false);
    }
    mail.state = step.state;
    mail.error = step.error;
    mail.lease_until = step.lease_until;
    mail.attempts = step.attempts;
    mail.next_attempt_at = step.next_attempt_at;
    mail.revision += 1;
    mail.changed_at = now;
    tell(app, conn, mail).await?;
    Ok(true)
}

async fn tell(app: &Notification, conn: &mut Conn, mail: &Mail) -> Result<()> {
    app.count(mail.state);
    tracing::debug!(
        mail.id = %mail.id, purpose = %mail.purpose, state = %mail.state, trace_id = %mail.trace, "mail"
    );
    match delivery(mail) {
        Some(event) => outbox::add(conn, &event, mail.trace()).await,
        None => Ok(()),
    }
}

/// What registration may know of a mail.
fn delivery(mail: &Mail) -> Option<DeliveryChanged> {
    let state = mail.state.to_wire().filter(|_| mail.purpose.is_told_to_registration())?;
    Some(DeliveryChanged {
        mail_id: mail.id.to_bytes(),
        revision: mail.revision.cast_unsigned(),
        participant_id: mail.recipient_id.to_bytes(),
        purpose: mail.purpose.word().to_owned(),
        state: state.into(),
        changed_at: mail.changed_at.as_micros(),
    })
}

/// Publishes every mail's state once more.
pub async fn tell_all(conn: &mut Conn) -> Result<()> {
    let mails = all(conn).await?;
    let message = |mail: &Mail| Some(Message::new(&delivery(mail)?, mail.trace()));
    outbox::add_all(conn, mails.iter().filter_map(message).collect()).await
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
        .filter(mails::state.eq_any(UNSENT));
    let unsent = on!(conn, |c| query.select(Mail::as_select()).load(c).await)?;
    cancel(app, conn, unsent).await
}

/// Every mail to a person about a survey.
pub async fn about_survey(
    conn: &mut Conn,
    survey: SurveyId,
    person: ParticipantId,
) -> Result<Vec<Mail>> {
    let query = mails::table
        .filter(mails::subject_id.eq(SubjectId::from(survey)))
        .filter(mails::recipient_id.eq(RecipientId::from(person)));
    Ok(on!(conn, |c| query.select(Mail::as_select()).load(c).await)?)
}

/// A claimed mail is not sent yet: whoever claimed it sees by its revision that it changed.
const UNSENT: [State; 3] = [State::Planned, State::Deferred, State::Claimed];

async fn unsent_to(conn: &mut Conn, person: ParticipantId) -> Result<Vec<Mail>> {
    let query = mails::table
        .filter(mails::recipient_id.eq(RecipientId::from(person)))
        .filter(mails::state.eq_any(UNSENT));
    Ok(on!(conn, |c| query.select(Mail::as_select()).load(c).await)?)
}

async fn cancel(app: &Notification, conn: &mut Conn, mails: Vec<Mail>) -> Result<()> {
    for mut mail in mails {
        let cancelled = Step::to(State::Cancelled, &mail);
        step(app, conn, &mut mail, cancelled).await?;
    }
    Ok(())
}

/// Whether a person was ever sent a calendar entry that can be taken back.
pub async fn has_calendar_entry(conn: &mut Conn, person: ParticipantId) -> Result<bool> {
    let gone_out = [State::Sending, State::Accepted, State::Unknown];
    let entries = [Purpose::Confirmed, Purpose::MovedUp];
    let query = mails::table
        .filter(mails::recipient_id.eq(RecipientId::from(person)))
        .filter(mails::purpose.eq_any(entries))
        .filter(mails::state.eq_any(gone_out))
        .count();
    let count: i64 = on!(conn, |c| query.get_result(c).await)?;
    Ok(count > 0)
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
