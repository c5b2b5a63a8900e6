//! Looking again before a mail goes out: does it still hold, and what does it say?
//!
//! What mails are made of is loaded for many at once. When one is marked as being sent, its [`Basis`] is compared with the
//! rows once more, so that nobody is told what changed in between.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use shared::db::Result;
use shared::ids::{ConferenceId, ParticipantId, SurveyId};
use shared::{Conn, Instant};

use super::ledger::{self, Mail};
use super::{MailError, Purpose, RecipientId, State};
use crate::ballots::{self, Survey};
use crate::compose::{self, ComposeError};
use crate::handover::Letter;
use crate::people::{self, Conference, ConferenceState, Person, PersonState, SignIn};
use crate::state::Notification;
use crate::telemetry_of;

/// What a mail is made of.
pub enum Material {
    Participant {
        person: Person,
        conference: Arc<Conference>,
        has_entry: bool,
    },
    Ballot {
        person: Person,
        conference: Arc<Conference>,
        closes: Instant,
        code: String,
    },
    SignIn(SignIn),
    /// What it says does no longer hold.
    Outdated,
}

/// The revisions that a letter was made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Basis {
    pub person: Option<(ParticipantId, i64)>,
    pub conference: Option<(ConferenceId, i64)>,
}

/// What there is to do with a mail.
pub enum Prepared {
    HandOver(Box<Letter>),
    /// Nothing to hand over: the state it ends in, and why.
    End(State, Option<MailError>),
}

/// Everything that some mails are made of.
struct Sources {
    people: HashMap<ParticipantId, Person>,
    conferences: HashMap<ConferenceId, Arc<Conference>>,
    surveys: HashMap<SurveyId, Survey>,
    with_entry: HashSet<RecipientId>,
}

/// Loads what these mails are made of.
pub async fn gather(
    app: &Notification,
    conn: &mut Conn,
    mails: Vec<Mail>,
) -> Result<Vec<(Mail, Material)>> {
    let sources = Sources::load(conn, &mails).await?;
    let mut gathered = Vec::with_capacity(mails.len());
    for mail in mails {
        let material = match mail.purpose {
            Purpose::OrganiserSignIn => {
                let sign_in = people::sign_in::find(conn, mail.subject_id.into()).await?;
                sign_in.map(Material::SignIn)
            }
            Purpose::SurveyInvitation | Purpose::SurveyReminder => {
                sources.ballot(app, conn, &mail).await?
            }
            _ => sources.participant(&mail),
        };
        gathered.push((mail, material.unwrap_or(Material::Outdated)));
    }
    Ok(gathered)
}

impl Sources {
    async fn load(conn: &mut Conn, mails: &[Mail]) -> Result<Self> {
        let of = |fits: fn(Purpose) -> bool| mails.iter().filter(move |mail| fits(mail.purpose));
        let surveys = of(Purpose::is_survey).map(|mail| mail.subject_id.into()).collect();
        let surveys = ballots::surveys(conn, surveys).await?;
        let own = of(Purpose::is_told_to_registration).map(|mail| mail.subject_id.into());
        let conferences = own.chain(surveys.values().map(|survey| survey.conference_id)).collect();
        let people = of(|purpose| purpose != Purpose::OrganiserSignIn);
        let people = people.map(|mail| mail.recipient_id.into()).collect();
        let takes_back =
            |purpose| matches!(purpose, Purpose::Cancelled | Purpose::ConferenceCancelled);
        let taken_back: Vec<_> = of(takes_back).map(|mail| mail.recipient_id).collect();
        let with_entry = match taken_back.is_empty() {
            true => HashSet::new(),
            false => ledger::with_calendar_entry(conn, taken_back).await?,
        };
        Ok(Self {
            people: people::people(conn, people).await?,
            conferences: people::conferences(conn, conferences).await?,
            surveys,
            with_entry,
        })
    }

    fn participant(&self, mail: &Mail) -> Option<Material> {
        let person = self.people.get(&mail.recipient_id.into())?.clone();
        let conference = self.conferences.get(&mail.subject_id.into())?.clone();
        let has_entry = self.with_entry.contains(&mail.recipient_id);
        holds(mail.purpose, &person, &conference).then_some(Material::Participant {
            person,
            conference,
            has_entry,
        })
    }

    async fn ballot(
        &self,
        app: &Notification,
        conn: &mut Conn,
        mail: &Mail,
    ) -> Result<Option<Material>> {
        let material = || {
            let survey = self.surveys.get(&mail.subject_id.into())?;
            let closes = survey.closes_at.filter(|_| survey.is_open(app.base.clock.now()))?;
            let person = self.people.get(&mail.recipient_id.into())?.clone();
            let conference = self.conferences.get(&survey.conference_id)?.clone();
            (person.state != PersonState::Erased).then_some((person, conference, closes))
        };
        let Some((person, conference, closes)) = material() else { return Ok(None) };
        let code = ballots::code_of(app, conn, mail.subject_id.into(), person.id).await?;
        let ballot = |code: shared::ballot_code::BallotCode| Material::Ballot {
            person,
            conference,
            closes,
            code: code.to_string(),
        };
        Ok(code.map(ballot))
    }
}

impl Material {
    pub fn basis(&self) -> Basis {
        match self {
            Self::Participant { person, conference, .. }
            | Self::Ballot { person, conference, .. } => Basis {
                person: Some((person.id, person.revision)),
                conference: Some((conference.id, conference.revision)),
            },
            Self::SignIn(_) | Self::Outdated => Basis::default(),
        }
    }

    fn letter(&self, app: &Notification, mail: &Mail) -> Option<Result<Letter, ComposeError>> {
        Some(match self {
            Self::Participant { person, conference, has_entry } => {
                compose::to_participant(app, mail, person, conference, *has_entry)
            }
            Self::Ballot { person, conference, closes, code } => {
                compose::to_ballot_holder(app, mail, person, conference, *closes, code)
            }
            Self::SignIn(sign_in) => compose::to_organiser(app, mail, sign_in),
            Self::Outdated => return None,
        })
    }
}

/// Makes the message of a mail that still holds.
pub fn prepare(app: &Notification, mail: &Mail, material: &Material) -> Prepared {
    if mail.expires_at < app.base.clock.now() {
        return Prepared::End(State::Expired, None);
    }
    match material.letter(app, mail) {
        None => Prepared::End(State::Cancelled, None),
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
    }
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
