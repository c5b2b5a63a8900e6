//! The tables are the same in both dialects, and going down undoes going up.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn migrations(dialect: &str) -> BTreeMap<String, (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect);
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let read = |file: std::path::PathBuf| fs::read_to_string(file).expect("a migration");
    let migration = |entry: fs::DirEntry| {
        let (up, down) = (entry.path().join("up.sql"), entry.path().join("down.sql"));
        (entry.file_name().to_string_lossy().into_owned(), (read(up), read(down)))
    };
    entries.map(migration).collect()
}

/// Names of tables and columns, without their types.
fn names(sql: &str) -> Vec<String> {
    let code = sql.lines().filter(|line| !line.trim_start().starts_with("--"));
    code.map(|line| line.split_whitespace().take(1).collect()).collect()
}

#[test]
fn both_dialects_have_the_same_migrations() {
    let (sqlite, postgres) = (migrations("sqlite"), migrations("postgres"));
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (name, (up, down)) in &sqlite {
        assert_eq!(names(up), names(&postgres[name].0), "{name}");
        assert_eq!(*down, postgres[name].1, "{name}");
    }
}

#[test]
fn down_drops_every_table_that_up_makes() {
    for (up, down) in migrations("sqlite").values() {
        let words = |sql: &str, before: &str| {
            let mut tables: Vec<String> = sql
                .lines()
                .filter_map(|line| line.strip_prefix(before))
                .map(|rest| rest.trim_end_matches([' ', '(', ';']).to_owned())
                .collect();
            tables.sort();
            tables
        };
        assert_eq!(words(up, "CREATE TABLE "), words(down, "DROP TABLE "));
    }
}
