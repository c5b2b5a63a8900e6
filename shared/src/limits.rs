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
