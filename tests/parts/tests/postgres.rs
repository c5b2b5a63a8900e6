use std::process::Command;

use parts::{Postgres, postgres};

fn ask(url: &str, sql: &str) -> Result<String, String> {
    let output = Command::new(postgres::program("psql"))
        .args(["-X", "-A", "-t", url, "-c", sql])
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap().trim().to_owned();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

#[test]
fn every_database_has_a_role_of_its_own() {
    let postgres = Postgres::shared();
    let own = postgres.create_database("one");
    postgres.create_database("other");
    assert_eq!(ask(&own, "SELECT current_user || '@' || current_database()").unwrap(), "one@one");
    ask(&own, "CREATE TABLE t (n int)").unwrap();
    let foreign = format!("{}/other", own.strip_suffix("/one").unwrap());
    assert!(ask(&foreign, "SELECT 1").unwrap_err().contains("permission denied"));
    assert!(ask(&own.replace("of-one", "guessed"), "SELECT 1").unwrap_err().contains("password"));
}

#[test]
fn what_was_committed_outlives_a_kill_and_a_restart() {
    let postgres = Postgres::start();
    assert_eq!(ask(&postgres.admin_url(), "SHOW fsync").unwrap(), "on");
    let url = postgres.create_database("kept");
    ask(&url, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS n").unwrap();
    let first = postgres.pid();
    postgres.kill9();
    assert!(ask(&url, "SELECT 1").is_err());
    postgres.run();
    assert_ne!(postgres.pid(), first);
    assert_eq!(ask(&url, "SELECT count(*) FROM t").unwrap(), "1000");
    postgres.restart();
    assert_eq!(ask(&url, "SELECT count(*) FROM t").unwrap(), "1000");
}

#[test]
fn quick_means_without_fsync_and_further_settings_are_taken() {
    let settings = vec![("work_mem", "7MB".to_owned())];
    let postgres =
        Postgres::with(postgres::Options { quick: true, settings, ..Default::default() });
    assert_eq!(ask(&postgres.admin_url(), "SHOW fsync").unwrap(), "off");
    assert_eq!(ask(&postgres.admin_url(), "SHOW work_mem").unwrap(), "7MB");
    assert_eq!(ask(&postgres.admin_url(), "SHOW max_connections").unwrap(), "300");
}

#[test]
fn pgbench_runs_against_it() {
    let url = Postgres::shared().create_database("bench");
    let bench = |args: &[&str]| {
        Command::new(postgres::program("pgbench")).args(args).arg(&url).output().unwrap()
    };
    assert!(bench(&["-i", "-q"]).status.success());
    let run = bench(&["-t", "10", "-c", "2"]);
    assert!(String::from_utf8_lossy(&run.stdout).contains("20/20"), "{run:?}");
}
