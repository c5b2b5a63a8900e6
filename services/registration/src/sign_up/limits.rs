//! How often one client may sign up for one conference.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use shared::ids::ConferenceId;
use shared::limits::{ClientLimit, TooOften};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// How often one client may sign up for one conference: patience does not fill it, nor do many IPv6 households of one
/// customer.
struct Limits {
    an_hour: ClientLimit,
    a_day: ClientLimit,
    network_a_day: ClientLimit,
}

/// A limit of its own for every conference that somebody signed up for since the start.
pub struct ClientLimits {
    an_hour: NonZeroU32,
    by_conference: Mutex<HashMap<ConferenceId, Limits>>,
}

impl ClientLimits {
    pub fn new(an_hour: NonZeroU32) -> Self {
        Self { an_hour, by_conference: Mutex::default() }
    }

    /// Counts one try.
    pub fn check(&self, conference: ConferenceId, client: IpAddr) -> Result<(), TooOften> {
        let mut limits = self.lock();
        let new = || Limits::new(self.an_hour, HOUR);
        limits.entry(conference).or_insert_with(new).check(client)
    }

    /// Forgets clients that have not come for long. Run it now and then.
    pub fn tidy(&self) {
        self.lock().values().for_each(Limits::tidy);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ConferenceId, Limits>> {
        self.by_conference.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Limits {
    fn new(an_hour: NonZeroU32, hour: Duration) -> Self {
        let times = |times: u32| an_hour.saturating_mul(NonZeroU32::MIN.saturating_add(times - 1));
        Self {
            an_hour: ClientLimit::new(an_hour, hour),
            a_day: ClientLimit::new(times(2), DAY),
            network_a_day: ClientLimit::new(times(4), DAY),
        }
    }

    fn check(&self, client: IpAddr) -> Result<(), TooOften> {
        self.an_hour.check(client)?;
        self.a_day.check(client)?;
        network(client).map_or(Ok(()), |network| self.network_a_day.check(network))
    }

    fn tidy(&self) {
        [&self.an_hour, &self.a_day, &self.network_a_day].into_iter().for_each(ClientLimit::tidy);
    }
}

/// The /56 of an IPv6 address: many a customer has one, with 256 households to change between.
fn network(client: IpAddr) -> Option<IpAddr> {
    match client.to_canonical() {
        IpAddr::V4(_) => None,
        IpAddr::V6(address) => Some(Ipv6Addr::from_bits(address.to_bits() >> 72 << 72).into()),
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

    #[test]
    fn patience_brings_twice_as_many_a_day() {
        let hour = Duration::from_millis(1);
        let limits = Limits::new(NonZeroU32::MIN, hour);
        let tries = [1, 2, 3].map(|_| {
            std::thread::sleep(hour * 2);
            limits.check([10, 0, 0, 1].into()).is_ok()
        });
        assert_eq!(tries, [true, true, false]);
    }

    #[test]
    fn the_households_of_an_ipv6_network_share_a_limit() {
        let limits = Limits::new(NonZeroU32::MIN, HOUR);
        let from = |address: String| limits.check(address.parse().expect("an address")).is_ok();
        assert!((1..=4).all(|household| from(format!("2001:db8:0:{household}::1"))));
        assert!(!from("2001:db8:0:5::1".to_owned()));
        assert!(from("2001:db8:0:100::1".to_owned()), "another network");
    }
}
