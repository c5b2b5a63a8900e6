//! What tests of services stand on: a base with a clock that is moved by hand, and a database of their own.

pub mod contract;
pub mod locales;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use diesel::{Connection, SqliteConnection};
use diesel_async::SimpleAsyncConnection;

use crate::base::Base;
use crate::clock::{Clock, Instant};
use crate::db::{Db, Migrations, SQLITE_CONNECTIONS};
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::on;
use crate::settings::FormRules;
use crate::shutdown::Shutdown;
use crate::web::assets::Assets;

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

/// A migrated SQLite database in a folder that goes with the value.
pub struct TestDb {
    pub db: Db,
    pub folder: tempfile::TempDir,
}

impl TestDb {
    pub async fn new(migrations: &'static Migrations) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let db = Db::open_sqlite(&folder.path().join("test.db")).await.expect("a database");
        db.migrate(migrations).await.expect("migrations that apply");
        Self { db, folder }
    }
    /// Reads the database's log until the value is dropped. Statements of the pool no longer wait for it.
    pub async fn hold_log(&self) -> SqliteConnection {
        let mut pool = Vec::new();
        for _ in 0..SQLITE_CONNECTIONS {
            let mut conn = self.db.conn().await.expect("a connection");
            let at_once = on!(conn, |c| c.batch_execute("PRAGMA busy_timeout = 0").await);
            at_once.expect("a setting");
            pool.push(conn);
        }
        let file = self.folder.path().join("test.db");
        let mut reader = SqliteConnection::establish(&file.to_string_lossy()).expect("a reader");
        let read = "BEGIN; SELECT count(*) FROM sqlite_schema";
        diesel::connection::SimpleConnection::batch_execute(&mut reader, read).expect("a read");
        reader
    }
}
