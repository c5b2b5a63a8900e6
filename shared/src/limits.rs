//! How often one client may do a thing (GCRA), counted in this process's memory.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

/// A limit for each client: so many at once, and as many again over the span.
pub struct ClientLimit(DefaultKeyedRateLimiter<IpAddr>);

/// Try again after this long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often; again in {0:?}")]
pub struct TooOften(pub Duration);

impl ClientLimit {
    pub fn new(count: NonZeroU32, span: Duration) -> Self {
        let quota = Quota::with_period(span / count.get())
            .unwrap_or_else(|| Quota::per_second(count))
            .allow_burst(count);
        Self(DefaultKeyedRateLimiter::keyed(quota))
    }

    /// Counts one try of the client.
    pub fn check(&self, client: IpAddr) -> Result<(), TooOften> {
        self.0
            .check_key(&household(client))
            .map_err(|not_until| TooOften(not_until.wait_time_from(DefaultClock::default().now())))
    }

    /// Forgets clients that have not come for long. Run it now and then.
    pub fn tidy(&self) {
        self.0.retain_recent();
    }
}

/// An IPv6 customer has a /64 (RFC 6177) and could change the rest at will.
fn household(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(count: u32) -> ClientLimit {
        let count = NonZeroU32::new(count).expect("not 0");
        ClientLimit::new(count, Duration::from_hours(1))
    }

    fn try_from(limit: &ClientLimit, address: &str) -> bool {
        limit.check(address.parse().expect("an address")).is_ok()
    }

    #[test]
    fn each_client_has_so_many_tries_and_then_must_wait() {
        let limit = limit(2);
        let tries = ["192.0.2.1"; 3].map(|address| try_from(&limit, address));
        assert_eq!(tries, [true, true, false]);
        assert!(try_from(&limit, "192.0.2.2"), "another client");
        let TooOften(wait) =
            limit.check("192.0.2.1".parse().expect("an address")).expect_err("too often");
        assert!(wait > Duration::ZERO && wait <= Duration::from_mins(30), "{wait:?}");
    }

    #[test]
    fn the_addresses_of_an_ipv6_household_are_one_client() {
        let limit = limit(1);
        assert!(try_from(&limit, "2001:db8:0:1::1"));
        assert!(!try_from(&limit, "2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assert!(try_from(&limit, "2001:db8:0:2::1"), "another household");
    }

    #[test]
    fn an_ipv4_address_in_ipv6_clothes_is_the_same_client() {
        let limit = limit(1);
        assert!(try_from(&limit, "192.0.2.1"));
        assert!(!try_from(&limit, "::ffff:192.0.2.1"));
        assert!(try_from(&limit, "::ffff:192.0.2.2"), "another client");
    }
}
