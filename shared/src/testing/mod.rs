//! What tests of services stand on: a base with a clock that is moved by hand, and a database of their own.

pub mod contract;
mod database;
pub mod locales;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use crate::base::Base;
use crate::clock::{Clock, Instant};
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::settings::FormRules;
use crate::shutdown::Shutdown;
use crate::web::assets::Assets;

pub use database::TestDb;

/// 2026-06-01T08:00:00Z, where a test's clock stands at first.
pub const START: Instant = Instant::from_micros(1_780_300_800_000_000);

/// The keys of every test.
pub fn keys() -> Keys {
    Keys::new("a secret for tests, of no use elsewhere".to_owned().into())
}

/// A base with a manual clock at [`START`], no slowest form and generous limits.
pub fn base() -> Base {
    Base {
        clock: Clock::manual(START),
        public_url: Arc::new("http://treffpunkt.test".parse().expect("a URL")),
        sessions: keys().pages().sessions,
        forms: keys().pages().forms,
        form_rules: FormRules {
            fastest: Duration::ZERO,
            sign_ups_per_client: NonZeroU32::new(10).expect("not 0"),
        },
        assets: Arc::new(Assets::default()),
        metrics: Metrics::default(),
        shutdown: Shutdown::new(),
        trusted_proxy: None,
        demo: false,
    }
}
