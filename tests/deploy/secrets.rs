//! The script that makes secrets, and PostgreSQL with the roles and databases of `deploy/`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use parts::Postgres;
use parts::postgres::program;
use tempfile::TempDir;
use tests::system::{SERVICES, program_file};

use crate::file;

/// The secrets of an installation with PostgreSQL at this address.
pub async fn make(folder: &Path, postgres: &str) {
    let mut script = Command::new(file("deploy/make-secrets"));
    script.arg(folder).arg(postgres).env("REGISTRATION", program_file("registration").await);
    let output = script.output().expect("a script");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn all_in(folder: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut all: Vec<_> = files
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (name, fs::read_to_string(file.path()).expect("a secret"))
        })
        .collect();
    all.sort();
    all
}

#[tokio::test]
async fn secrets_are_made_once_for_their_owner_alone() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("secrets");
    make(&folder, "127.0.0.1").await;
    let rights = fs::metadata(&folder).expect("a folder").permissions().mode();
    assert_eq!(rights & 0o077, 0, "{rights:o}");
    let secrets = all_in(&folder);
    assert!(secrets.iter().all(|(name, secret)| secret.len() > 30 || name.ends_with(".sql")));

    fs::remove_file(folder.join("feedback_service_key")).expect("a key");
    make(&folder, "127.0.0.1").await;
    assert_eq!(
        all_in(&folder),
        secrets,
        "what is there is kept, and the key comes from the secret"
    );
}

#[tokio::test]
async fn definitions_bear_the_hashes_of_the_passwords() {
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path(), "127.0.0.1").await;
    let definitions = fs::read_to_string(folder.path().join("definitions.json")).expect("a file");
    let definitions: serde_json::Value = serde_json::from_str(&definitions).expect("JSON");
    let users = definitions["users"].as_array().expect("users");
    assert!(users.iter().map(|user| &user["name"]).eq(SERVICES));
    for user in users {
        let hash = user["password_hash"].as_str().expect("a hash").as_bytes();
        assert_eq!(data_encoding::BASE64.decode(hash).expect("base64").len(), 4 + 32);
    }
}

fn psql(url: &str, arguments: &[&Path]) -> Output {
    let mut psql = Command::new(program("psql"));
    psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", url]);
    psql.args(arguments.iter().flat_map(|file| [Path::new("-f"), file])).output().expect("psql")
}

/// What is printed when a query is sent to a database, or why not.
fn asked(url: &str, query: &str) -> Result<String, String> {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("query"), query).expect("a file");
    let output = psql(url, &[&folder.path().join("query")]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

#[tokio::test]
async fn nobody_but_its_service_enters_a_database() {
    let postgres = Postgres::start();
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path(), &format!("127.0.0.1:{}", postgres.port())).await;
    let passwords = folder.path().join("passwords.sql");
    let made = psql(&postgres.admin_url(), &[&file("deploy/postgres/databases.sql"), &passwords]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for service in SERVICES {
        let url = fs::read_to_string(folder.path().join(format!("{service}_database_url")));
        let url = url.expect("a URL").trim_end().to_owned();
        for other in SERVICES {
            let elsewhere = url.rsplit_once('/').expect("a database").0.to_owned() + "/" + other;
            let answer = asked(&elsewhere, "SELECT current_user");
            match service == other {
                true => assert_eq!(answer.as_deref(), Ok(service)),
                false => assert!(answer.is_err_and(|why| why.contains("permission denied"))),
            }
        }
        no_row_is_logged(&url, &postgres);
    }
    asked(&postgres.admin_url(), ONE_TOO_MANY).expect_err("the second row is refused");
    assert!(postgres.log().contains(ROW), "the search finds nothing");
}

const ONE_TOO_MANY: &str = "CREATE TABLE people (email TEXT UNIQUE);
    INSERT INTO people SELECT 'amira@' || 'verein.example' FROM generate_series(1, 2)";
const ROW: &str = "amira@verein.example";

fn no_row_is_logged(url: &str, postgres: &Postgres) {
    asked(url, ONE_TOO_MANY).expect_err("the second row is refused");
    assert!(postgres.log().contains("people_email_key"), "the failure is not logged at all");
    assert!(!postgres.log().contains(ROW));
}
