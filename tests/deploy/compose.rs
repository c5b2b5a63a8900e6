//! The compose file, read by a parser and held against what it names.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Map, Value, json};
use tests::system::SERVICES;

use crate::{file, read, secrets, settings_of, unknown};

const FILE: &str = "deploy/compose.yaml";

fn compose() -> Value {
    serde_saphyr::from_str(&read(FILE)).expect("YAML")
}

fn object(value: &Value) -> &Map<String, Value> {
    static NOTHING: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    value.as_object().unwrap_or(&NOTHING)
}

/// The names in a list or the keys of an object, as compose takes either.
fn names(value: &Value) -> BTreeSet<&str> {
    let listed = value.as_array().into_iter().flatten();
    let listed = listed.filter_map(|entry| entry.as_str().or_else(|| entry["source"].as_str()));
    listed.chain(object(value).keys().map(String::as_str)).collect()
}

/// What is named but not there, or there but not shut in.
fn wrong(compose: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for part in ["secrets", "networks"] {
        let declared = names(&compose[part]);
        let used: BTreeSet<_> = object(&compose["services"])
            .values()
            .flat_map(|service| names(&service[part]))
            .collect();
        let differ = declared.symmetric_difference(&used);
        wrong.extend(differ.map(|name| format!("{part}: {name} is only declared or only used")));
    }
    for (name, service) in object(&compose["services"]) {
        let shut_in = service["read_only"] == true && service["cap_drop"] == json!(["ALL"]);
        if !shut_in || service["security_opt"] != json!(["no-new-privileges:true"]) {
            wrong.push(format!("{name} is not shut in"));
        }
        wrong.extend(missing_files(service));
    }
    wrong
}

/// What is mounted into a service, or its image made from, and is not there. `secrets/` is looked at elsewhere.
fn missing_files(service: &Value) -> Vec<String> {
    let mounts = service["volumes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mounted = mounts.filter_map(|mount| Some(mount.strip_prefix("./")?.split_once(':')?.0));
    let mut files: Vec<_> = mounted
        .filter(|path| !path.starts_with("secrets/"))
        .map(|path| format!("deploy/{path}"))
        .collect();
    files.extend(service["build"]["dockerfile"].as_str().map(str::to_owned));
    files.into_iter().filter(|path| !file(path).is_file()).collect()
}

#[test]
fn what_is_named_is_there_and_shut_in() {
    assert_eq!(wrong(&compose()), [""; 0]);

    let broken: [fn(&mut Value); 5] = [
        |compose| compose["services"]["feedback"]["read_only"] = json!(false),
        |compose| compose["services"]["caddy"]["cap_drop"] = json!([]),
        |compose| compose["services"]["feedback"]["secrets"][0] = json!("another"),
        |compose| {
            compose["services"]["caddy"]["volumes"][0] = json!("./nginx.conf:/etc/nginx.conf")
        },
        |compose| compose["networks"] = json!({"data": {}}),
    ];
    for (number, break_it) in broken.into_iter().enumerate() {
        let mut compose = compose();
        break_it(&mut compose);
        assert!(!wrong(&compose).is_empty(), "what change {number} breaks is not seen");
    }
}

#[tokio::test]
async fn a_service_is_told_what_it_knows() {
    let compose = compose();
    for service in SERVICES {
        let entry = &compose["services"][service];
        assert_eq!(entry["command"], json!([service]));
        let told = names(&entry["environment"]);
        assert!(told.contains("DATABASE_URL_FILE"), "the common settings are not merged in");
        assert_eq!(unknown(told, &settings_of(service).await), [""; 0], "{service}");
        for value in object(&entry["environment"]).values().filter_map(Value::as_str) {
            let Some(secret) = value.strip_prefix("/run/secrets/") else { continue };
            let mounted = |entry: &Value| entry == secret || entry["target"] == secret;
            let secrets = entry["secrets"].as_array().expect("secrets");
            assert!(secrets.iter().any(mounted), "{service} has no {secret}");
        }
    }
}

#[tokio::test]
async fn every_secret_is_made_but_the_way_to_the_mail_server() {
    let compose = compose();
    let folder = tempfile::tempdir().expect("a folder");
    secrets::make(folder.path(), "postgres").await;
    let is_made = |path: &str| {
        path.strip_prefix("./secrets/").is_some_and(|name| folder.path().join(name).is_file())
    };
    let declared = object(&compose["secrets"]).iter();
    let missing: Vec<_> = declared
        .filter(|(_, secret)| !secret["file"].as_str().is_some_and(is_made))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(missing, ["smtp_url"]);
    let url = fs::read_to_string(folder.path().join("feedback_database_url")).expect("a URL");
    assert!(url.trim_end().ends_with("@postgres/feedback"), "the server's name is that in compose");
}

#[test]
fn feedback_has_no_way_to_a_mail_server() {
    let compose = compose();
    let of = |service: &str| names(&compose["services"][service]["networks"]);
    assert!(of("feedback").is_disjoint(&of("mailpit")));
    assert!(of("feedback").iter().all(|network| compose["networks"][network]["internal"] == true));
    assert!(!of("notification").is_disjoint(&of("mailpit")));
}

#[test]
fn the_proxy_finds_every_replica_and_is_believed() {
    let compose = compose();
    let caddy = &compose["services"]["caddy"];
    let caddyfile = read("deploy/caddy/Caddyfile");
    for name in names(&caddy["environment"]) {
        assert!(caddyfile.contains(&format!("{{${name}}}")), "the Caddyfile does not read {name}");
    }
    let project = compose["name"].as_str().expect("a name");
    for service in SERVICES {
        let entry = &compose["services"][service];
        let replicas = entry["deploy"]["replicas"].as_u64().expect("a number");
        let hosts: Vec<_> =
            (1..=replicas).map(|number| format!("{project}-{service}-{number}:8080")).collect();
        assert_eq!(caddy["environment"][service.to_uppercase()], hosts.join(" "));
        let proxy = &caddy["networks"]["front"]["ipv4_address"];
        assert_eq!(&entry["environment"]["TRUSTED_PROXY"], proxy);
    }
}
