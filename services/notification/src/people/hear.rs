//! Taking in what registration tells, and planning the mails that close the gap.

use std::collections::HashSet;
use std::mem;

use proto::registration::v1::{ConferenceChanged, ParticipantChanged};
use shared::db::Result;
use shared::events::HandleError;
use shared::text::Doc;
use shared::{Conn, Trace};

use super::conference::{self, Conference};
use super::person::{self, Person, PersonState};
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

/// What registration tells of a participant, and the request that it comes of.
type News = (Person, Trace);

/// Keeps the participants as they are now and tells them what changed: everybody who is new in one go.
pub async fn participants_changed(
    app: &Notification,
    conn: &mut Conn,
    events: Vec<(ParticipantChanged, Trace)>,
) -> Result<(), HandleError> {
    let mut people = HashSet::new();
    let mut news: Vec<News> = Vec::with_capacity(events.len());
    for (event, trace) in events {
        let person = Person::try_from(event)?;
        // Nobody comes twice in one go, so that each of their changes is told as if it had come alone.
        if !people.insert(person.id) {
            take_in(app, conn, mem::take(&mut news)).await?;
            people = HashSet::from([person.id]);
        }
        news.push((person, trace));
    }
    Ok(take_in(app, conn, news).await?)
}

async fn take_in(app: &Notification, conn: &mut Conn, news: Vec<News>) -> Result<()> {
    locks::together(conn, news.iter().map(|(person, _)| person.conference_id.0)).await?;
    locks::all_alone(conn, news.iter().map(|(person, _)| person.id.0)).await?;
    let known = person::all(conn, news.iter().map(|(person, _)| person.id).collect()).await?;
    let (known_people, new): (Vec<_>, Vec<_>) =
        news.into_iter().partition(|(person, _)| known.contains_key(&person.id));
    welcome(app, conn, new).await?;
    for (newest, trace) in known_people {
        let before = &known[&newest.id];
        if before.revision < newest.revision {
            change(app, conn, before, newest, trace).await?;
        }
    }
    Ok(())
}

/// Keeps people who were not known, and tells them that they are.
async fn welcome(app: &Notification, conn: &mut Conn, mut new: Vec<News>) -> Result<()> {
    let conferences = new.iter().map(|(person, _)| person.conference_id).collect();
    let conferences = conference::all(conn, conferences).await?;
    let mut mails = Vec::with_capacity(new.len());
    for (person, trace) in &mut new {
        // The conference may come later than its people; it closes their gaps then.
        if let Some(conference) = conferences.get(&person.conference_id) {
            let closed = gap::close(person, conference);
            let mail = |mail| (NewMail::to_participant(mail, person.id, conference), *trace);
            mails.extend(closed.mails.iter().map(mail));
            person.told = Doc(closed.told);
        }
    }
    person::add_all(conn, new.iter().map(|(person, _)| person.clone()).collect()).await?;
    ledger::plan_all(app, conn, mails).await?;
    new.retain(|(person, _)| conferences.contains_key(&person.conference_id));
    ballots::invite_people(app, conn, &new).await
}

/// Takes in what changed for somebody who was known.
async fn change(
    app: &Notification,
    conn: &mut Conn,
    before: &Person,
    newest: Person,
    trace: Trace,
) -> Result<()> {
    let person = Person { told: before.told.clone(), ..newest };
    if person.state == PersonState::Erased {
        person::save(conn, Person { told: Doc::default(), ..person.clone() }).await?;
        return ledger::cancel_unsent_to(app, conn, person.id).await;
    }
    person::save(conn, person.clone()).await?;
    if !gap::is_same_mailbox(&before.email, &person.email) {
        ballots::address_changed(app, conn, &person).await?;
    }
    let Some(conference) = conference::find(conn, person.conference_id).await? else {
        return Ok(());
    };
    close(app, conn, &person, &conference, trace).await?;
    ballots::invite_people(app, conn, &[(person, trace)]).await
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
