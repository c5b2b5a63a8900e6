//! Taking in what registration tells, and planning the mails that close the gap.

use proto::registration::v1::{ConferenceChanged, ParticipantChanged};
use shared::db::Result;
use shared::events::HandleError;
use shared::{Conn, Trace};

use super::conference::{self, Conference};
use super::person::{self, Person, PersonState, Told};
use crate::mail::ledger::{self, NewMail};
use crate::state::Notification;
use crate::{ballots, gap, locks};

/// Keeps the conference as it is now and tells everybody what changed for them.
pub async fn conference_changed(
    app: &Notification,
    conn: &mut Conn,
    event: ConferenceChanged,
    trace: Trace,
) -> Result<(), HandleError> {
    let conference = Conference::try_from(event)?;
    // Nobody may come in between who is told of the conference as it was.
    locks::alone(conn, conference.id.0).await?;
    if !conference::keep(conn, &conference).await? {
        return Ok(());
    }
    for person in person::of_conference(conn, conference.id).await? {
        close(app, conn, &person, &conference, trace).await?;
    }
    Ok(())
}

/// Keeps the participant as they are now and tells them what changed.
pub async fn participant_changed(
    app: &Notification,
    conn: &mut Conn,
    event: ParticipantChanged,
    trace: Trace,
) -> Result<(), HandleError> {
    let newest = Person::try_from(event)?;
    locks::together(conn, newest.conference_id.0).await?;
    locks::alone(conn, newest.id.0).await?;
    let before = person::find(conn, newest.id).await?;
    if !person::keep(conn, &newest).await? {
        return Ok(());
    }
    if newest.state == PersonState::Erased {
        person::note_told(conn, newest.id, Told::default()).await?;
        return Ok(ledger::cancel_unsent_to(app, conn, newest.id).await?);
    }
    if before.is_some_and(|before| !gap::is_same_mailbox(&before.email, &newest.email)) {
        ballots::address_changed(app, conn, &newest).await?;
    }
    // The conference may come later than its people; it closes their gaps then.
    let Some(conference) = conference::find(conn, newest.conference_id).await? else {
        return Ok(());
    };
    let Some(person) = person::find(conn, newest.id).await? else { return Ok(()) };
    close(app, conn, &person, &conference, trace).await?;
    Ok(ballots::invite_person(app, conn, &person, trace).await?)
}

async fn close(
    app: &Notification,
    conn: &mut Conn,
    person: &Person,
    conference: &Conference,
    trace: Trace,
) -> Result<()> {
    let closed = gap::close(person, conference);
    if closed.told == person.told.0 {
        return Ok(());
    }
    if closed.mails.iter().any(|mail| mail.purpose.is_about_a_place()) {
        // What waits to be sent about the place would be outdated news.
        ledger::cancel_place_news(app, conn, person.id).await?;
    }
    for mail in &closed.mails {
        let mail = NewMail::to_participant(mail, person.id, conference);
        ledger::plan(app, conn, mail, trace).await?;
    }
    person::note_told(conn, person.id, closed.told).await
}
