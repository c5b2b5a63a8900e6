//! A part ends with the process that started it, however that ends.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use parts::{Postgres, RabbitMq};

use crate::eventually;

/// Set for the process that is killed: this test program once more, told to start a part and wait.
const VICTIM: &str = "PARTS_VICTIM";

/// Starts a process that starts the part; answers it with the process id and the folder of the part.
fn victim(part: &str) -> (Child, u32, PathBuf) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "watchdog::the_victim", "--nocapture"])
        .env(VICTIM, part)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let found = lines
        .map_while(Result::ok)
        .find_map(|line| line.split_once("part: ").map(|(_, told)| told.to_owned()));
    let told = found.expect("the part's process id and folder");
    let (pid, folder) = told.split_once(' ').unwrap();
    (child, pid.parse().unwrap(), folder.into())
}

#[test]
#[ignore = "no test by itself: what the process does that other tests kill"]
fn the_victim() {
    let part = env::var(VICTIM).expect("the part to start");
    let told =
        |pid: Option<u32>, folder: &Path| println!("part: {} {}", pid.unwrap(), folder.display());
    match part.as_str() {
        "postgres" => told(Postgres::shared().pid(), Postgres::shared().folder()),
        "rabbitmq" => told(RabbitMq::shared().pid(), RabbitMq::shared().folder()),
        other => panic!("no part {other}"),
    }
    loop {
        thread::park();
    }
}

/// The processes below `pid`, itself included.
fn family(pid: u32) -> Vec<u32> {
    let parent = |stat: &str| {
        stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok())
    };
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|process| {
            Some((process, parent(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)?))
        })
        .collect();
    let mut found = vec![pid];
    let mut next = 0;
    while next < found.len() {
        let above = found[next];
        found
            .extend(all.iter().filter(|(_, parent)| *parent == above).map(|(process, _)| *process));
        next += 1;
    }
    found
}

fn ends_with_its_process(part: &str, signal: &str) {
    let (mut child, pid, folder) = victim(part);
    let processes = family(pid);
    assert!(processes.len() > 2, "{part} has {processes:?}");
    assert!(folder.exists());
    let killed = Command::new("sh")
        .arg("-c")
        .arg(format!("kill -{signal} {}", child.id()))
        .status()
        .unwrap();
    assert!(killed.success());
    child.wait().unwrap();
    let gone = |pid: &u32| !PathBuf::from(format!("/proc/{pid}")).exists();
    assert!(eventually(|| processes.iter().all(gone)), "{part} outlives: {processes:?}");
    assert!(eventually(|| !folder.exists()), "{} stays", folder.display());
}

#[test]
fn postgres_ends_when_the_test_is_killed() {
    ends_with_its_process("postgres", "KILL");
}

#[test]
fn postgres_ends_when_the_test_is_interrupted() {
    ends_with_its_process("postgres", "INT");
}

#[test]
fn rabbitmq_and_its_epmd_end_when_the_test_is_killed() {
    ends_with_its_process("rabbitmq", "KILL");
}

#[test]
fn a_dropped_part_is_gone_with_its_folder() {
    let postgres = Postgres::start();
    let (processes, folder) = (family(postgres.pid().unwrap()), postgres.folder().to_owned());
    assert!(processes.len() > 2);
    drop(postgres);
    assert!(
        processes.iter().all(|pid| !PathBuf::from(format!("/proc/{pid}")).exists()),
        "{processes:?}"
    );
    assert!(!folder.exists());
}
