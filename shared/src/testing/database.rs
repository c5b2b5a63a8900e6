//! A database for a test alone: SQLite, or PostgreSQL where `TEST_DATABASE` asks for it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use diesel::{Connection, SqliteConnection};
use diesel_async::SimpleAsyncConnection;
use parts::Postgres;
use parts::postgres::program;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;
use url::Url;
use uuid::Uuid;

use crate::db::{Db, Migrations, SQLITE_CONNECTIONS};
use crate::on;

/// `sqlite`, which is the default, or `postgres`.
const SETTING: &str = "TEST_DATABASE";

/// A migrated database. SQLite's files go with the value.
pub struct TestDb {
    pub db: Db,
    place: Place,
}

enum Place {
    Folder(tempfile::TempDir),
    Postgres(Database),
}

/// A database of [`Postgres::shared`], by its name. It goes with the server: dropped at the end of its test, it would wait
/// for connections that are just being made, and these for the test's runtime.
struct Database(String);

impl TestDb {
    pub async fn new(migrations: &'static Migrations) -> Self {
        match std::env::var(SETTING).as_deref() {
            Ok("postgres") => Self::on_postgres(migrations).await,
            Ok("sqlite") | Err(_) => Self::on_sqlite(migrations).await,
            Ok(other) => panic!("{SETTING} is sqlite or postgres, not {other}"),
        }
    }

    async fn on_sqlite(migrations: &'static Migrations) -> Self {
        let place = Place::Folder(tempfile::tempdir().expect("a temporary folder"));
        let db = place.open().await;
        db.migrate(migrations).await.expect("migrations that apply");
        Self { db, place }
    }

    async fn on_postgres(migrations: &'static Migrations) -> Self {
        let template = template(migrations).await;
        let place = Place::Postgres(Database::new(&template).await);
        Self { db: place.open().await, place }
    }

    /// The same database as another process sees it.
    pub async fn replica(&self) -> Db {
        self.place.open().await
    }

    /// Whether a text is stored anywhere: in SQLite's files as they are, in PostgreSQL's rows.
    pub fn holds(&self, text: &str) -> bool {
        let contains = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|at| at == part);
        match &self.place {
            Place::Folder(folder) => {
                let files = std::fs::read_dir(folder.path()).expect("a folder");
                let paths = files.map(|file| file.expect("an entry").path());
                let mut files = paths.map(|path| std::fs::read(path).expect("a file"));
                files.any(|bytes| contains(&bytes, text.as_bytes()))
            }
            Place::Postgres(database) => {
                let dump = database.dump();
                // Columns of bytes are dumped as hexadecimal digits.
                let hex = data_encoding::HEXLOWER.encode(text.as_bytes());
                contains(&dump, text.as_bytes()) || contains(&dump, hex.as_bytes())
            }
        }
    }

    /// Where SQLite's files are. None on PostgreSQL: what looks at them has nothing to look at there and says so.
    pub fn folder(&self) -> Option<&Path> {
        match &self.place {
            Place::Folder(folder) => Some(folder.path()),
            Place::Postgres(_) => {
                eprintln!("PASSED OVER: this looks at SQLite's files, and {SETTING} is PostgreSQL");
                None
            }
        }
    }

    /// Reads SQLite's log until the value is dropped. Statements of the pool no longer wait for it. None on PostgreSQL,
    /// as [`TestDb::folder`].
    pub async fn hold_log(&self) -> Option<SqliteConnection> {
        let file = self.folder()?.join(FILE);
        let mut pool = Vec::new();
        for _ in 0..SQLITE_CONNECTIONS {
            let conn = self.db.conn().await.expect("a connection");
            let at_once = on!(conn, |c| c.batch_execute("PRAGMA busy_timeout = 0").await);
            at_once.expect("a setting");
            pool.push(conn);
        }
        let mut reader = SqliteConnection::establish(&file.to_string_lossy()).expect("a reader");
        let read = "BEGIN; SELECT count(*) FROM sqlite_schema";
        diesel::connection::SimpleConnection::batch_execute(&mut reader, read).expect("a read");
        Some(reader)
    }
}

const FILE: &str = "test.db";

impl Place {
    async fn open(&self) -> Db {
        let opened = match self {
            Self::Folder(folder) => Db::open_sqlite(&folder.path().join(FILE)).await,
            Self::Postgres(database) => Db::open_postgres(&database.url()).await,
        };
        opened.expect("a database")
    }
}

/// A database with these migrations, to be copied for each test: quicker than migrating.
async fn template(migrations: &'static Migrations) -> String {
    static TEMPLATES: Mutex<BTreeMap<usize, String>> = Mutex::const_new(BTreeMap::new());
    let mut templates = TEMPLATES.lock().await;
    let key = std::ptr::from_ref(migrations).addr();
    if let Some(name) = templates.get(&key) {
        return name.clone();
    }
    let database = Database::new("template0").await;
    let db = Db::open_postgres(&database.url()).await.expect("a database");
    db.migrate(migrations).await.expect("migrations that apply");
    templates.insert(key, database.0.clone());
    database.0
}

impl Database {
    /// Beside the runtime, which may have connections to the template to close.
    async fn new(template: &str) -> Self {
        let name = format!("test_{}", Uuid::new_v4().simple());
        let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
        let created = spawn_blocking(move || Postgres::shared().psql(&[&create])).await;
        created.expect("a database");
        Self(name)
    }

    fn dump(&self) -> Vec<u8> {
        let mut dump = Command::new(program("pg_dump"));
        let output = dump.arg("--data-only").arg(self.url()).output().expect("pg_dump");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    fn url(&self) -> String {
        let mut url: Url = Postgres::shared().admin_url().parse().expect("a URL");
        url.set_path(&self.0);
        url.into()
    }
}
