//! What notification tells of each mail (`delivery.changed`): for the person, and for organisers who wonder whether a
//! mail arrived.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use proto::notification::v1::DeliveryChanged;
use proto::notification::v1::delivery_changed::State as WireState;
use shared::db::{Conn, Link, Result};
use shared::events::HandleError;
use shared::ids::{ConferenceId, MailId, ParticipantId};
use shared::{Instant, on};

use crate::schema::{deliveries, participants};

shared::words! {
    /// How far a mail has come; the texts are `delivery-<word>` of the locales.
    State {
        Planned = "planned",
        /// The receiving server has taken it.
        Accepted = "accepted",
        Deferred = "deferred",
        Failed = "failed",
        Bounced = "bounced",
        /// The line broke while it was handed over.
        Unknown = "unknown",
        Expired = "expired",
        Cancelled = "cancelled",
    }
}

shared::words! {
    /// What a mail is about; the texts are `mail-purpose-<word>` of the locales. Mails about surveys are not told of.
    Purpose {
        Confirmed = "confirmed",
        Waiting = "waiting",
        MovedUp = "moved_up",
        Cancelled = "cancelled",
        AlreadySignedUp = "already_signed_up",
        MyLink = "my_link",
        ConferenceChanged = "conference_changed",
        ConferenceCancelled = "conference_cancelled",
    }
}

/// One mail to a participant.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deliveries)]
pub struct Delivery {
    pub mail_id: MailId,
    pub participant_id: ParticipantId,
    pub purpose: Purpose,
    pub state: State,
    pub revision: i64,
    pub changed_at: Instant,
}

impl State {
    const fn from_wire(state: WireState) -> Option<Self> {
        match state {
            WireState::Unspecified => None,
            WireState::Planned => Some(Self::Planned),
            WireState::Accepted => Some(Self::Accepted),
            WireState::Deferred => Some(Self::Deferred),
            WireState::Failed => Some(Self::Failed),
            WireState::Bounced => Some(Self::Bounced),
            WireState::Unknown => Some(Self::Unknown),
            WireState::Expired => Some(Self::Expired),
            WireState::Cancelled => Some(Self::Cancelled),
        }
    }
}

/// The mails of a participant, the latest last.
pub async fn of_participant(conn: &mut Conn, id: ParticipantId) -> Result<Vec<Delivery>> {
    Ok(on!(conn, |c| deliveries::table
        .filter(deliveries::participant_id.eq(id))
        .select(Delivery::as_select())
        .order((deliveries::changed_at, deliveries::mail_id))
        .load(c)
        .await)?)
}

/// The mails of everybody at a conference, by participant, the latest last.
pub async fn of_conference(
    conn: &mut Conn,
    conference: ConferenceId,
) -> Result<HashMap<ParticipantId, Vec<Delivery>>> {
    let people = participants::table.filter(participants::conference_id.eq(conference));
    let mails: Vec<Delivery> = on!(conn, |c| deliveries::table
        .filter(deliveries::participant_id.eq_any(people.select(participants::id)))
        .select(Delivery::as_select())
        .order((deliveries::changed_at, deliveries::mail_id))
        .load(c)
        .await)?;
    let mut by_participant: HashMap<_, Vec<_>> = HashMap::new();
    for mail in mails {
        by_participant.entry(mail.participant_id).or_default().push(mail);
    }
    Ok(by_participant)
}

/// How many mails did not arrive, for each conference where there are any.
pub async fn failing_counts(
    conn: &mut Conn,
    conferences: &[ConferenceId],
) -> Result<HashMap<ConferenceId, i64>> {
    let failing = [State::Failed, State::Bounced, State::Unknown];
    let counts: Vec<(ConferenceId, i64)> = on!(conn, |c| deliveries::table
        .inner_join(participants::table.on(participants::id.eq(deliveries::participant_id)))
        .filter(participants::conference_id.eq_any(conferences))
        .filter(deliveries::state.eq_any(failing))
        .group_by(participants::conference_id)
        .select((participants::conference_id, diesel::dsl::count_star()))
        .load(c)
        .await)?;
    Ok(counts.into_iter().collect())
}

/// Forgets the mails of a person who wants to be forgotten.
pub async fn forget(conn: &mut Conn, id: ParticipantId) -> Result<()> {
    let theirs = deliveries::table.filter(deliveries::participant_id.eq(id));
    on!(conn, |c| diesel::delete(theirs).execute(c).await)?;
    Ok(())
}

/// Takes `delivery.changed` events in, but for those where a newer one was there or the person is gone.
pub async fn apply(conn: &mut Conn, events: &[DeliveryChanged]) -> Result<(), HandleError> {
    let mut newest: BTreeMap<MailId, Delivery> = BTreeMap::new();
    for event in events {
        if let Some(delivery) = read(event)?
            && newest.get(&delivery.mail_id).is_none_or(|known| known.revision < delivery.revision)
        {
            newest.insert(delivery.mail_id, delivery);
        }
    }
    let held = hold(conn, newest.values().map(|delivery| delivery.participant_id)).await?;
    newest.retain(|_, delivery| held.contains(&delivery.participant_id));
    Ok(upsert(conn, newest.into_values().collect()).await?)
}

/// Keeps participants from being deleted until the transaction ends, and says who is there.
async fn hold(
    conn: &mut Conn,
    people: impl Iterator<Item = ParticipantId>,
) -> Result<HashSet<ParticipantId>> {
    let rows = participants::table
        .filter(participants::id.eq_any(people.collect::<Vec<_>>()))
        .order(participants::id)
        .select(participants::id);
    let held: Vec<_> = match &mut conn.link {
        Link::Postgres(c) => rows.for_key_share().load(&mut **c).await?,
        Link::Sqlite(c) => rows.load(&mut **c.get_mut()).await?,
    };
    Ok(held.into_iter().collect())
}

/// None for a purpose or a state that this version does not know.
fn read(event: &DeliveryChanged) -> Result<Option<Delivery>, HandleError> {
    let known = State::from_wire(event.state()).zip(event.purpose.parse().ok());
    let Some((state, purpose)) = known else { return Ok(None) };
    Ok(Some(Delivery {
        mail_id: event.mail_id.as_slice().try_into()?,
        participant_id: event.participant_id.as_slice().try_into()?,
        purpose,
        state,
        revision: event.revision.cast_signed(),
        changed_at: Instant::from_micros(event.changed_at),
    }))
}

/// In the order of the mails everywhere, so that two consumers never wait in a circle.
async fn upsert(conn: &mut Conn, deliveries: Vec<Delivery>) -> Result<()> {
    use diesel::query_dsl::methods::FilterDsl;
    match &mut conn.link {
        Link::Postgres(c) => {
            let changes = (
                deliveries::state.eq(excluded(deliveries::state)),
                deliveries::revision.eq(excluded(deliveries::revision)),
                deliveries::changed_at.eq(excluded(deliveries::changed_at)),
            );
            diesel::insert_into(deliveries::table)
                .values(deliveries)
                .on_conflict(deliveries::mail_id)
                .do_update()
                .set(changes)
                .filter(deliveries::revision.lt(excluded(deliveries::revision)))
                .execute(&mut **c)
                .await?;
        }
        // diesel knows no upsert of several rows on SQLite.
        Link::Sqlite(c) => {
            for delivery in deliveries {
                diesel::insert_into(deliveries::table)
                    .values(&delivery)
                    .on_conflict(deliveries::mail_id)
                    .do_update()
                    .set(&delivery)
                    .filter(deliveries::revision.lt(delivery.revision))
                    .execute(&mut **c.get_mut())
                    .await?;
            }
        }
    }
    Ok(())
}
