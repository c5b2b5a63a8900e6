//! The units of systemd.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use tests::system::SERVICES;

use crate::{file, read, settings_of, unknown};

const FOLDER: &str = "deploy/systemd";

/// What `systemd-analyze verify` says of the units; none where there is none. The programs of a unit must be there, so
/// another one takes their place.
fn verdict(change: impl Fn(String) -> String) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut units = Vec::new();
    for entry in fs::read_dir(file(FOLDER)).expect("units") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().replace("@.", "@1.");
        let unit = fs::read_to_string(entry.path()).expect("a unit");
        let unit = unit.lines().map(|line| match line.strip_prefix("ExecStart=") {
            Some(_) => "ExecStart=/bin/true",
            None => line,
        });
        let unit = change(unit.collect::<Vec<_>>().join("\n"));
        fs::write(folder.path().join(&name), unit).expect("a file");
        units.push(folder.path().join(name));
    }
    let mut verify = Command::new("systemd-analyze");
    verify.arg("verify").arg("--man=no").args(units).stdin(Stdio::null());
    let output = verify.output().ok()?;
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn systemd_understands_them() {
    let Some(said) = verdict(|unit| unit) else {
        eprintln!("PASSED OVER: there is no systemd here");
        return;
    };
    assert_eq!(said, "");
    let said =
        verdict(|unit| unit.replace("NoNewPrivileges=", "NoPrivileges=")).expect("as before");
    assert!(said.contains("NoPrivileges"), "a wrong name is not seen: {said}");
}

/// The variables that a unit sets, and what it sets them to.
fn variables(unit: &str) -> Vec<(&str, &str)> {
    let lines = unit.lines().filter_map(|line| line.strip_prefix("Environment="));
    lines.flat_map(|line| line.split(' ').filter_map(|pair| pair.split_once('='))).collect()
}

#[tokio::test]
async fn a_service_is_told_what_it_knows() {
    for service in SERVICES {
        let unit = read(&format!("{FOLDER}/{service}@.service"));
        assert!(unit.contains(&format!("ExecStart=/usr/local/bin/{service}\n")));
        let settings = settings_of(service).await;
        let names = variables(&unit).into_iter().map(|(name, _)| name);
        assert_eq!(unknown(names, &settings), [""; 0], "{service}");
        let credentials = unit.lines().filter_map(|line| line.strip_prefix("LoadCredential="));
        let given: BTreeSet<_> =
            credentials.filter_map(|line| Some(line.split_once(':')?.0)).collect();
        let asked = variables(&unit).into_iter().filter_map(|(_, value)| value.strip_prefix("%d/"));
        assert_eq!(asked.collect::<BTreeSet<_>>(), given, "{service}");
    }
    let feedback = settings_of("feedback").await;
    assert_eq!(unknown(["SMTP_URL_FILE"], &feedback), ["SMTP_URL_FILE"], "nothing is unknown");
}

/// What shuts a service in, without what it is and knows.
fn walls(unit: &str) -> BTreeSet<&str> {
    let own = ["Exec", "Env", "LoadCredential", "#", "Description"];
    unit.lines().filter(|line| !own.iter().any(|start| line.starts_with(start))).collect()
}

#[test]
fn all_are_shut_in_alike_and_only_notification_has_a_way_out() {
    let [registration, feedback, notification] =
        SERVICES.map(|service| read(&format!("{FOLDER}/{service}@.service")));
    assert_eq!(walls(&registration), walls(&feedback));
    let missing: Vec<_> = walls(&feedback).difference(&walls(&notification)).copied().collect();
    assert_eq!(missing, ["IPAddressAllow=localhost", "IPAddressDeny=any"]);
}
