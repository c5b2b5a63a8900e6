//! A survey as the database keeps it.

use std::time::Duration;

use diesel::prelude::*;
use proto::feedback::v1::SurveyChanged;
use proto::feedback::v1::survey_changed::State as WireState;
use shared::Instant;
use shared::ids::{ConferenceId, SurveyId};

use crate::conference::Conference;
use crate::schema::surveys;

/// How long people may answer, if nobody prolongs it.
pub const OPEN_FOR: Duration = Duration::from_hours(14 * 24);

const GROUP_SIZE: i32 = 5;
const SENSITIVE_GROUP_SIZE: i32 = 10;

/// Ballots beyond those of the pool's rule, for slips of paper.
const PAPER: i32 = 20;

shared::words! {
    State {
        /// The conference is not over yet.
        Planned = "planned",
        Open = "open",
        /// For good: ballots and their keys are destroyed.
        Closed = "closed",
    }
}

/// The survey of a conference.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = surveys)]
pub struct Survey {
    pub id: SurveyId,
    pub conference_id: ConferenceId,
    pub state: State,
    pub revision: i64,
    /// The fewest answers that anything shown may stand for.
    pub group_size: i32,
    /// The same for sensitive questions.
    pub sensitive_group_size: i32,
    /// When it closes, or closed; none while it is planned.
    pub closes_at: Option<Instant>,
    /// How many ballots to issue.
    pub ballots: i32,
    /// How many answers pages may read; letters still in the box are not among them.
    pub answers: i32,
}

impl Survey {
    /// The survey of a conference that was just published.
    pub fn planned(conference: &Conference) -> Self {
        Self {
            id: SurveyId::new(),
            conference_id: conference.id,
            state: State::Planned,
            revision: 0,
            group_size: GROUP_SIZE,
            sensitive_group_size: SENSITIVE_GROUP_SIZE,
            closes_at: None,
            ballots: ballots(conference.capacity),
            answers: 0,
        }
    }

    /// Whether answers are taken in. The date counts even before the timer has come round.
    pub fn takes_answers(&self, now: Instant) -> bool {
        self.state == State::Open && self.closes_at.is_some_and(|at| now < at)
    }

    /// Whether its date to close has come.
    pub fn is_due(&self, now: Instant) -> bool {
        self.state == State::Open && !self.takes_answers(now)
    }

    /// The group size k.
    pub fn k(&self) -> usize {
        self.group_size.unsigned_abs() as usize
    }

    /// What the other services learn: never an answer, never how many.
    pub fn event(&self) -> SurveyChanged {
        SurveyChanged {
            id: self.id.to_bytes(),
            revision: self.revision.cast_unsigned(),
            conference_id: self.conference_id.to_bytes(),
            state: self.state.to_wire().into(),
            closes_at: self.closes_at.map_or(0, Instant::as_micros),
            ballots: self.ballots.unsigned_abs(),
            group_size: self.group_size.unsigned_abs(),
        }
    }
}

impl State {
    const fn to_wire(self) -> WireState {
        match self {
            Self::Planned => WireState::Planned,
            Self::Open => WireState::Open,
            Self::Closed => WireState::Closed,
        }
    }
}

/// One and a half for each place, rounded up, because places change hands; and some for paper.
pub fn ballots(capacity: i32) -> i32 {
    let capacity = capacity.max(0);
    capacity.saturating_add(capacity.div_euclid(2) + capacity % 2).saturating_add(PAPER)
}
