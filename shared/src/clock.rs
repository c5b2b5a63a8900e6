//! Time: moments in UTC, and a clock that tests can move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::db::sql;

/// A moment in UTC, in whole microseconds since 1970: what both databases keep without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql::Instant)]
pub struct Instant(i64);

impl Instant {
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    pub const fn as_micros(self) -> i64 {
        self.0
    }

    pub fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(micros(span)))
    }

    pub fn minus(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(micros(span)))
    }

    /// How long after `earlier` this is; zero when it is before.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The same moment on the clocks of a time zone.
    pub fn in_zone(self, zone: &TimeZone) -> jiff::Zoned {
        self.to_timestamp().to_zoned(zone.clone())
    }

    /// The same moment for jiff. What lies beyond its years (−9999 to 9999) becomes its nearest end.
    pub fn to_timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

/// Where a clock that was moved by hand goes by itself.
const FOLLOWS_SYSTEM: i64 = i64::MIN;

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

/// Tells the time: the system's, or one that is moved by hand, in tests and when the demo tells its past.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at `start` until it is moved.
    pub fn manual(start: Instant) -> Self {
        Self(Some(Arc::new(AtomicI64::new(start.0))))
    }

    pub fn now(&self) -> Instant {
        let manual = self.0.as_ref().map(|micros| micros.load(Ordering::SeqCst));
        match manual {
            None | Some(FOLLOWS_SYSTEM) => Timestamp::now().into(),
            Some(micros) => Instant(micros),
        }
    }

    /// Lets a manual clock go with the system's from now on.
    pub fn follow_system(&self) {
        if let Some(now) = &self.0 {
            now.store(FOLLOWS_SYSTEM, Ordering::SeqCst);
        }
    }

    /// Sets a manual clock; the system's clock goes by itself.
    pub fn set(&self, to: Instant) {
        if let Some(now) = &self.0 {
            now.store(to.0, Ordering::SeqCst);
        }
    }

    /// Moves a manual clock on; the system's clock goes by itself.
    pub fn advance(&self, span: Duration) {
        if let Some(now) = &self.0 {
            now.fetch_add(micros(span), Ordering::SeqCst);
        }
    }
}
