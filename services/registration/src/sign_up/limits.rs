//! How often one client may sign up for one conference.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use shared::ids::ConferenceId;
use shared::limits::{ClientLimit, TooOften};

const SPAN: Duration = Duration::from_hours(1);

/// A limit of its own for every conference that somebody signed up for since the start.
pub struct ClientLimits {
    an_hour: NonZeroU32,
    by_conference: Mutex<HashMap<ConferenceId, ClientLimit>>,
}

impl ClientLimits {
    pub fn new(an_hour: NonZeroU32) -> Self {
        Self { an_hour, by_conference: Mutex::default() }
    }

    /// Counts one try.
    pub fn check(&self, conference: ConferenceId, client: IpAddr) -> Result<(), TooOften> {
        let mut limits = self.lock();
        let new = || ClientLimit::new(self.an_hour, SPAN);
        limits.entry(conference).or_insert_with(new).check(client)
    }

    /// Forgets clients that have not come for long. Run it now and then.
    pub fn tidy(&self) {
        self.lock().values().for_each(ClientLimit::tidy);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ConferenceId, ClientLimit>> {
        self.by_conference.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_client_and_each_conference_for_itself() {
        let limits = ClientLimits::new(NonZeroU32::new(2).expect("not 0"));
        let [here, there] = [ConferenceId::new(), ConferenceId::new()];
        let [one, other]: [IpAddr; 2] = [[10, 0, 0, 1].into(), [10, 0, 0, 2].into()];
        assert!(limits.check(here, one).is_ok() && limits.check(here, one).is_ok());
        assert!(limits.check(here, one).is_err());
        assert!(limits.check(here, other).is_ok());
        assert!(limits.check(there, one).is_ok());
    }
}
