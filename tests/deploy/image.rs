//! The container image, of which no part can be built here: whether what it names is there, and its check of health.

use std::net::TcpListener;
use std::process::Command;

use tests::System;
use tests::system::program_file;

use crate::{file, read};

/// The instructions, each in one line.
fn instructions() -> Vec<String> {
    let text = read("deploy/Dockerfile").replace("\\\n", "");
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn all<'a>(instructions: &'a [String], keyword: &str) -> Vec<&'a str> {
    let found = instructions.iter().filter_map(|line| line.strip_prefix(keyword));
    found.map(str::trim).collect()
}

#[tokio::test]
async fn it_holds_all_programs_and_runs_as_nobody_special() {
    let instructions = instructions();
    let bases = all(&instructions, "FROM ");
    assert!(bases.iter().all(|base| base.contains(':')), "a base without a version: {bases:?}");
    let build = all(&instructions, "RUN ").concat();
    for program in ["registration", "feedback", "notification", "treffpunkt"] {
        assert!(program_file(program).await.is_file());
        assert!(build.contains(&format!("--package {program}")), "{program}");
        assert!(build.contains(&format!("target/production/{program} ")), "{program}");
    }
    let [user] = all(&instructions, "USER ")[..] else { panic!("one user") };
    assert!(!user.starts_with('0') && !user.starts_with("root"), "{user}");
}

/// Whether the image's check of health finds a program at this address.
fn healthy(bind: &str) -> bool {
    let instructions = instructions();
    let [check] = all(&instructions, "HEALTHCHECK ")[..] else { panic!("one check") };
    let command = check.split_once("CMD ").expect("a command").1;
    let command: Vec<String> = serde_json::from_str(command).expect("a JSON array");
    let mut check = Command::new(&command[0]);
    check.args(&command[1..]).env("BIND", bind).status().expect("bash").success()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_check_of_health_sees_whether_the_program_answers() {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let bind = free.local_addr().expect("an address").to_string();
    drop(free);
    assert!(!healthy(&bind), "nothing runs there");
    let _system = System::start_with(&[("BIND", &bind)]).await;
    assert!(healthy(&bind));
}

#[test]
fn the_context_holds_what_the_programs_are_made_of() {
    let ignored = read(".dockerignore");
    let ignored: Vec<_> = ignored.lines().filter(|line| !line.starts_with('#')).collect();
    for needed in ["Cargo.toml", "Cargo.lock", "proto", "services", "shared", "tests", "docs"] {
        assert!(file(needed).exists(), "{needed}");
        assert!(!ignored.contains(&needed), "{needed} is ignored");
    }
}
