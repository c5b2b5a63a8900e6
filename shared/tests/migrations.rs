//! Every database has the same migrations in both dialects, and each can be undone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationConnection, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

#[test]
fn both_dialects_have_the_same_migrations() {
    let (shared, services) = folders();
    for folder in services.into_iter().chain([shared]) {
        let (sqlite, postgres) = (names(&folder.join("sqlite")), names(&folder.join("postgres")));
        assert_eq!(sqlite, postgres, "in {}", folder.display());
        assert!(!sqlite.is_empty(), "{} is empty", folder.display());
    }
}

#[test]
fn down_undoes_up() {
    let (shared, services) = folders();
    assert_each_can_be_undone(&mut database(), &shared);
    for service in services {
        // A service's own migrations stand on the shared ones.
        let mut database = database();
        assert_each_can_be_undone(&mut database, &shared);
        assert_each_can_be_undone(&mut database, &service);
    }
}

fn assert_each_can_be_undone(database: &mut SqliteConnection, folder: &Path) {
    for migration in migrations(&folder.join("sqlite")) {
        let before = schema(database);
        database.run_migration(&migration).expect("up");
        assert_ne!(schema(database), before, "{} does nothing", migration.name());
        database.revert_migration(&migration).expect("down");
        assert_eq!(schema(database), before, "what {} leaves", migration.name());
        database.run_migration(&migration).expect("up again");
    }
}

fn database() -> SqliteConnection {
    let mut database = SqliteConnection::establish(":memory:").expect("a database");
    database.batch_execute("PRAGMA foreign_keys = ON").expect("SQL that runs");
    MigrationConnection::setup(&mut database).expect("diesel's own table");
    database
}

/// The shared migrations, and those of each service.
fn folders() -> (PathBuf, BTreeSet<PathBuf>) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR"));
    let services = fs::read_dir(shared.join("../services")).expect("the services");
    let services = services.map(|service| service.expect("a service").path().join("migrations"));
    (shared.join("migrations"), services.filter(|folder| folder.is_dir()).collect())
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder of migrations");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.map(|entry| name(entry.expect("a migration"))).collect()
}

fn migrations(folder: &Path) -> Vec<Box<dyn Migration<Sqlite>>> {
    let source = FileBasedMigrations::from_path(folder).expect("a folder of migrations");
    let mut migrations = MigrationSource::<Sqlite>::migrations(&source).expect("migrations");
    migrations.sort_by_key(|migration| migration.name().to_string());
    migrations
}

/// All that was created, as SQLite shows it, but for diesel's own table.
fn schema(conn: &mut SqliteConnection) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Created {
        #[diesel(sql_type = Text)]
        sql: String,
    }
    let created = diesel::sql_query(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> '__diesel_schema_migrations' ORDER BY name",
    );
    let created: Vec<Created> = created.load(conn).expect("the schema");
    created.into_iter().map(|created| created.sql).collect()
}
