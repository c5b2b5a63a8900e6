//! Looking again, right before a mail goes out: does it still hold, and what does it say?

use shared::db::{self, Result};
use shared::{Conn, Instant};

use super::ledger::{self, Mail};
use super::{MailError, Purpose, State};
use crate::compose::{self, ComposeError};
use crate::handover::Letter;
use crate::people::{self, Conference, ConferenceState, Person, PersonState, sign_in};
use crate::state::Notification;
use crate::{ballots, telemetry_of};

/// What there is to do with a mail.
pub enum Prepared {
    HandOver(Box<Letter>),
    /// Nothing to hand over: the state it ends in, and why.
    End(State, Option<MailError>),
}

/// What a mail says does no longer hold.
const OUTDATED: Prepared = Prepared::End(State::Cancelled, None);

/// Makes the message of a mail that still holds.
pub async fn prepare(app: &Notification, conn: &mut Conn, mail: &Mail) -> Result<Prepared> {
    if mail.expires_at < app.base.clock.now() {
        return Ok(Prepared::End(State::Expired, None));
    }
    let letter = match mail.purpose {
        Purpose::OrganiserSignIn => sign_in_letter(app, conn, mail).await?,
        Purpose::SurveyInvitation | Purpose::SurveyReminder => {
            survey_letter(app, conn, mail).await?
        }
        _ => participant_letter(app, conn, mail).await?,
    };
    Ok(match letter {
        None => OUTDATED,
        Some(Ok(letter)) => Prepared::HandOver(Box::new(letter)),
        Some(Err(ComposeError::Address(_))) => {
            Prepared::End(State::Failed, Some(MailError::AddressUnusable))
        }
        Some(Err(error)) => {
            telemetry_of(mail).in_scope(|| {
                tracing::error!(error = %shared::telemetry::Chain(&error), "a mail cannot be made");
            });
            Prepared::End(State::Failed, Some(MailError::ContentRefused))
        }
    })
}

type Made = Option<Result<Letter, ComposeError>>;

async fn sign_in_letter(app: &Notification, conn: &mut Conn, mail: &Mail) -> db::Result<Made> {
    let sign_in = sign_in::find(conn, mail.subject_id.into()).await?;
    Ok(sign_in.map(|sign_in| compose::to_organiser(app, mail, &sign_in)))
}

async fn participant_letter(app: &Notification, conn: &mut Conn, mail: &Mail) -> db::Result<Made> {
    let Some(person) = people::person(conn, mail.recipient_id.into()).await? else {
        return Ok(None);
    };
    let Some(conference) = people::conference(conn, mail.subject_id.into()).await? else {
        return Ok(None);
    };
    if !holds(mail.purpose, &person, &conference) {
        return Ok(None);
    }
    let has_entry = ledger::has_calendar_entry(conn, person.id).await?;
    Ok(Some(compose::to_participant(app, mail, &person, &conference, has_entry)))
}

async fn survey_letter(app: &Notification, conn: &mut Conn, mail: &Mail) -> db::Result<Made> {
    let Some(survey) = ballots::survey(conn, mail.subject_id.into()).await? else {
        return Ok(None);
    };
    let now: Instant = app.base.clock.now();
    let Some(closes) = survey.closes_at.filter(|_| survey.is_open(now)) else { return Ok(None) };
    let Some(person) = people::person(conn, mail.recipient_id.into()).await? else {
        return Ok(None);
    };
    let Some(conference) = people::conference(conn, survey.conference_id).await? else {
        return Ok(None);
    };
    let code = ballots::code_of(app, conn, survey.id, person.id).await?;
    let Some(code) = code.filter(|_| person.state != PersonState::Erased) else { return Ok(None) };
    let code = code.to_string();
    Ok(Some(compose::to_ballot_holder(app, mail, &person, &conference, closes, &code)))
}

/// Whether what a mail says is still so.
pub fn holds(purpose: Purpose, person: &Person, conference: &Conference) -> bool {
    let takes_place = conference.state == ConferenceState::Published;
    let waits = person.state == PersonState::Waiting;
    match purpose {
        _ if person.state == PersonState::Erased => false,
        Purpose::Confirmed | Purpose::MovedUp => takes_place && person.state.has_place(),
        Purpose::Waiting => takes_place && waits,
        Purpose::Cancelled => takes_place && person.state == PersonState::Cancelled,
        Purpose::ConferenceChanged => takes_place && (waits || person.state.has_place()),
        Purpose::ConferenceCancelled => conference.state == ConferenceState::Cancelled,
        Purpose::AlreadySignedUp | Purpose::MyLink => true,
        // These look at what they are about themselves.
        Purpose::SurveyInvitation | Purpose::SurveyReminder | Purpose::OrganiserSignIn => true,
    }
}
