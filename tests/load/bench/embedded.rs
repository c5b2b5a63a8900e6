//! Sign-ups at the embedded program, against single transactions on SQLite with the same promises.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection, sql_query};
use load::median;
use load::report::{Against, Report, Target};
use load::scene::{SETTINGS, Scene};
use load::wrk::{self, Load};
use parts::free_port;
use tests::System;

use crate::Size;

/// Those of `shared::db`.
const PRAGMAS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;";

const TABLES: &str = "
    CREATE TABLE conferences (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL);
    INSERT INTO conferences VALUES (1, 0);
    CREATE TABLE participants (id INTEGER PRIMARY KEY, conference_id INTEGER NOT NULL, name TEXT NOT NULL,
        email TEXT NOT NULL);";

pub async fn run(size: Size, report: &mut Report) {
    let bind = format!("127.0.0.1:{}", free_port());
    let settings = [SETTINGS.as_slice(), &[("BIND", bind.as_str())]].concat();
    let mut scene = Scene::on(System::start_with(&settings).await).await;
    let conference = scene.conference("embedded", 10_000).await;
    let singles = single_transactions(&scene, Duration::from_secs(size.of(1, 5)));
    let mut rates = Vec::new();
    for _ in 0..size.of(1, 3) {
        let load = Load::greatest(size.of(1, 4));
        let forms = scene.forms.sign_ups(load.forms());
        let url = format!("http://{bind}");
        rates.push(wrk::send(&url, &conference.sign_up(), &forms, load).await.rate);
    }
    let against = Against { what: "SQLite `UPDATE; INSERT`, one transaction each", rate: singles };
    report.ratio("sign-ups at the embedded program", median(rates), &against, Target::None);
}

fn single_transactions(scene: &Scene, span: Duration) -> f64 {
    let file = scene.folder.path().join("singles");
    let mut conn = SqliteConnection::establish(&file.to_string_lossy()).expect("a database");
    conn.batch_execute(PRAGMAS).and_then(|()| conn.batch_execute(TABLES)).expect("a schema");
    let begun = Instant::now();
    let mut done = 0_u32;
    while begun.elapsed() < span {
        conn.immediate_transaction(|conn| {
            sql_query("UPDATE conferences SET taken = taken + 1 WHERE id = 1").execute(conn)?;
            let insert = "INSERT INTO participants (conference_id, name, email) \
                VALUES (1, 'Layla Khoury', 'layla.khoury@verein.example')";
            sql_query(insert).execute(conn)
        })
        .expect("a transaction");
        done += 1;
    }
    f64::from(done) / begun.elapsed().as_secs_f64()
}
