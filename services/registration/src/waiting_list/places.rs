//! The rule of the places: who comes first gets one, and nobody waits while one is free.

use crate::conference::Conference;
use crate::participant::State;

/// A conference's places while its row is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    capacity: i32,
    taken: i32,
    waiting: i32,
    /// The number of the last arrival.
    arrivals: i64,
}

/// What somebody who arrives is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admission {
    pub arrival: i64,
    pub state: State,
    /// From 1; 0 for who need not wait.
    pub waiting_position: i32,
}

impl Places {
    pub fn of(conference: &Conference) -> Self {
        let &Conference { capacity, taken, waiting, arrivals, .. } = conference;
        Self { capacity, taken, waiting, arrivals }
    }

    /// Lets the next person in, or puts them at the end of the waiting list.
    pub fn admit(&mut self) -> Admission {
        self.arrivals += 1;
        if self.taken < self.capacity && self.waiting == 0 {
            self.taken += 1;
            return self.admission(State::Confirmed, 0);
        }
        self.waiting += 1;
        self.admission(State::Waiting, self.waiting)
    }

    /// Writes the counts into the conference.
    pub fn write_to(self, conference: &mut Conference) {
        conference.taken = self.taken;
        conference.waiting = self.waiting;
        conference.arrivals = self.arrivals;
    }

    const fn admission(self, state: State, waiting_position: i32) -> Admission {
        Admission { arrival: self.arrivals, state, waiting_position }
    }
}

/// Lets everybody in and counts no place: what the tests of the rule must find out.
#[cfg(test)]
pub fn admit_without_guard(places: &mut Places) -> Admission {
    places.arrivals += 1;
    places.admission(State::Confirmed, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(capacity: i32, taken: i32, waiting: i32) -> Places {
        Places { capacity, taken, waiting, arrivals: 7 }
    }

    #[test]
    fn the_last_place_and_the_first_who_waits() {
        let mut places = places(1, 0, 0);
        let (first, second, third) = (places.admit(), places.admit(), places.admit());
        assert_eq!((first.arrival, first.state, first.waiting_position), (8, State::Confirmed, 0));
        assert_eq!((second.arrival, second.state, second.waiting_position), (9, State::Waiting, 1));
        assert_eq!((third.arrival, third.waiting_position), (10, 2));
    }

    #[test]
    fn nobody_passes_those_who_wait() {
        let mut places = places(5, 4, 1);
        assert_eq!(places.admit().waiting_position, 2);
        assert_eq!(places.taken, 4);
    }
}
