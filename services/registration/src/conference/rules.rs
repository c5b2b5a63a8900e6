//! What may become of a conference. The rules alone: no database, no clock.

use shared::Instant;

use super::{Conference, Content, State};

/// A conference never has more places: beyond it lies a typing mistake.
pub const LARGEST: i32 = 10_000;

/// Why a conference may not change so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a conference in this state does not change so")]
    WrongState,
    #[error("the day of the conference is not known yet")]
    NoDate,
    #[error("it would have ended already")]
    InThePast,
    #[error("it would end before it starts")]
    EndsBeforeStart,
    #[error("fewer places than are taken")]
    BelowTaken,
    #[error("a number of places from 1 to 10000")]
    NoCapacity,
}

impl Refused {
    /// The text that says it to a person.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WrongState => "conference-refused-wrong-state",
            Self::NoDate => "conference-refused-no-date",
            Self::InThePast => "conference-refused-in-the-past",
            Self::EndsBeforeStart => "conference-refused-ends-before-start",
            Self::BelowTaken => "conference-refused-below-taken",
            Self::NoCapacity => "conference-refused-no-capacity",
        }
    }
}

/// Everything that can be edited; the rest (places, state) has rules of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub time_zone: String,
    pub city: String,
    pub place: String,
    pub address: String,
    pub content: Content,
}

impl Conference {
    /// Draft → published.
    pub fn publish(&mut self) -> Result<(), Refused> {
        if self.content().date_is_open {
            return Err(Refused::NoDate);
        }
        self.become_from(&[State::Draft], State::Published)
    }

    /// Published → over.
    pub fn end(&mut self) -> Result<(), Refused> {
        self.become_from(&[State::Published], State::Over)
    }

    /// Draft or published → cancelled.
    pub fn cancel(&mut self) -> Result<(), Refused> {
        self.become_from(&[State::Draft, State::Published], State::Cancelled)
    }

    /// Another number of places. Nobody loses the place they have.
    pub fn set_capacity(&mut self, capacity: i32) -> Result<(), Refused> {
        if !self.is_to_come() {
            return Err(Refused::WrongState);
        }
        if !(1..=LARGEST).contains(&capacity) {
            return Err(Refused::NoCapacity);
        }
        if capacity < self.taken {
            return Err(Refused::BelowTaken);
        }
        self.capacity = capacity;
        Ok(())
    }

    /// Other texts, another time, another place. What lies behind keeps its time and place.
    pub fn edit(&mut self, edit: Edit, now: Instant) -> Result<(), Refused> {
        if edit.ends_at <= edit.starts_at {
            return Err(Refused::EndsBeforeStart);
        }
        if self.is_moved_by(&edit) {
            if !self.is_to_come() {
                return Err(Refused::WrongState);
            }
            if self.state == State::Published && edit.ends_at <= now {
                return Err(Refused::InThePast);
            }
            self.schedule += 1;
        }
        self.take(edit);
        Ok(())
    }

    /// Whether it is planned still: neither over nor cancelled.
    pub const fn is_to_come(&self) -> bool {
        matches!(self.state, State::Draft | State::Published)
    }

    fn become_from(&mut self, from: &[State], to: State) -> Result<(), Refused> {
        if !from.contains(&self.state) {
            return Err(Refused::WrongState);
        }
        self.state = to;
        Ok(())
    }

    fn is_moved_by(&self, edit: &Edit) -> bool {
        let now = (self.starts_at, self.ends_at, &self.time_zone);
        let then = (edit.starts_at, edit.ends_at, &edit.time_zone);
        let here = (&self.city, &self.place, &self.address);
        let there = (&edit.city, &edit.place, &edit.address);
        now != then || here != there
    }

    fn take(&mut self, edit: Edit) {
        let Edit { starts_at, ends_at, time_zone, city, place, address, content } = edit;
        (self.starts_at, self.ends_at, self.time_zone) = (starts_at, ends_at, time_zone);
        (self.city, self.place, self.address) = (city, place, address);
        self.content.0 = content;
    }
}
