//! What whoever runs the program relies on: settings that explain themselves, health, numbers, logs, and an end that
//! loses nothing.

use std::fs;
use std::net::{SocketAddr, TcpListener};

use serde_json::Value;
use tests::people::person;
use tests::sink::Kind;
use tests::system::run_program;
use tests::wait::eventually;
use tests::{Attendee, Crowd, Organiser, Stage, System};

const SECRET_KEY: &str = "0123456789abcdef0123456789abcdef";

/// What the program says when it refuses to start.
async fn refusal(settings: &[(&str, &str)]) -> String {
    let said = run_program(&[], settings).await;
    assert!(!said.went_well, "it started with {settings:?}");
    assert!(!said.complaint.contains("panicked"), "{}", said.complaint);
    said.complaint
}

#[tokio::test]
async fn a_wrong_setting_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().display().to_string();
    let anywhere = ("BIND", "0.0.0.0:0");
    let (data_dir, secret) = (("DATA_DIR", data.as_str()), ("SECRET_KEY", SECRET_KEY));
    let smtp = ("SMTP_URL", "smtp://127.0.0.1:1025");
    let cases: [(&str, &[(&str, &str)]); 11] = [
        ("SMTP_URL", &[anywhere]),
        ("SMTP_URL", &[anywhere, data_dir, secret]),
        ("MAIL_FROM", &[smtp]),
        ("DATA_DIR", &[anywhere, smtp, ("MAIL_FROM", "post@treffpunkt.test")]),
        ("SECRET_KEY", &[data_dir]),
        ("SECRET_KEY", &[data_dir, ("SECRET_KEY", "short")]),
        ("SECRET_KEY_FILE", &[data_dir, ("SECRET_KEY_FILE", "/not/there")]),
        ("BIND", &[("BIND", "everywhere")]),
        ("SMTP_URL", &[("SMTP_URL", "mail.example.org")]),
        ("FORM_MIN_SECONDS", &[("FORM_MIN_SECONDS", "two")]),
        ("LOG_FORMAT", &[("LOG_FORMAT", "xml")]),
    ];
    for (name, settings) in cases {
        let complaint = refusal(settings).await;
        assert!(complaint.contains(name), "{settings:?}: {complaint}");
        assert!(!complaint.contains(SECRET_KEY), "it says the secret: {complaint}");
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let settings: [&[(&str, &str)]; 2] =
        [&[("BIND", &address)], &[("BIND", "127.0.0.1:0"), ("METRICS_BIND", &address)]];
    for settings in settings {
        let (name, _) = settings[settings.len() - 1];
        let complaint = refusal(settings).await;
        assert!(complaint.contains(&format!("{name}: ")), "{complaint}");
        assert!(complaint.contains(&address), "{complaint}");
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("a file");
    let data_dir = file.join("data").display().to_string();
    let settings =
        |data_dir| [("BIND", "127.0.0.1:0"), ("DATA_DIR", data_dir), ("SECRET_KEY", SECRET_KEY)];
    let complaint = refusal(&settings(&data_dir)).await;
    assert!(complaint.contains("DATA_DIR: "), "{complaint}");

    let locked = folder.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    let mut rights = fs::metadata(&locked).expect("the folder's rights").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&locked, rights).expect("a folder that cannot be written to");
    if fs::write(locked.join("file"), "").is_ok() {
        eprintln!("skipped: this user (root?) may write everywhere");
        return;
    }
    let complaint = refusal(&settings(&locked.display().to_string())).await;
    assert!(complaint.contains("DATA_DIR: "), "{complaint}");
}

#[tokio::test]
async fn a_damaged_database_is_named_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("feedback.db"), "SQLite format 3, or so it says").expect("a file");
    let data_dir = folder.path().display().to_string();
    let settings = [("BIND", "127.0.0.1:0"), ("DATA_DIR", &data_dir), ("SECRET_KEY", SECRET_KEY)];
    let complaint = refusal(&settings).await;
    assert!(complaint.contains("feedback.db: file is not a database"), "{complaint}");
}

#[tokio::test]
async fn help_names_every_setting_and_command() {
    let help = run_program(&["--help"], &[]).await;
    assert!(help.went_well);
    let system = System::start().await;
    let pages =
        [system.browser().visit("/legal-notice").await, system.browser().visit("/privacy").await];
    let text = pages.map(|page| page.text()).join(" ");
    let on_pages = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
    let on_pages = on_pages.filter(|word| word.contains('_')).map(str::to_owned);
    let known = [
        "DATA_DIR",
        "SECRET_KEY",
        "SMTP_URL",
        "MAIL_FROM",
        "MAILS_PER_MINUTE",
        "BIND",
        "PUBLIC_URL",
        "METRICS_BIND",
        "TRUSTED_PROXY",
        "LOG_FORMAT",
        "LOG_LEVEL",
        "FORM_MIN_SECONDS",
        "SIGN_UPS_PER_CLIENT",
        "_FILE",
        "serve",
        "organiser",
        "conference",
        "backup",
        "restore",
        "release",
        "replay",
    ];
    for name in known.map(str::to_owned).into_iter().chain(on_pages) {
        assert!(help.answer.contains(&name), "--help does not say {name}");
    }
}

#[tokio::test]
async fn health_and_numbers() {
    let metrics = free_address();
    let system = System::start_with(&[("METRICS_BIND", &metrics.to_string())]).await;
    for path in ["/health/live", "/health/ready"] {
        let page = system.browser().open(path).await.expect(200);
        assert!(!page.html.is_empty(), "{path}");
    }
    assert_eq!(
        system.browser().open("/metrics").await.status,
        404,
        "numbers are not for everybody"
    );
    let stage = Stage::on(system, 5).await;
    stage.attendee(1).sign_up(&stage.conference).await;
    let numbers = stage.system.browser_at(metrics).open("/metrics").await.expect(200).html;
    assert!(numbers.contains("/c/{slug}/sign-up"), "{numbers}");
    assert!(!numbers.contains("dortmund"), "numbers by route, not by path: {numbers}");
    assert!(numbers.ends_with("# EOF\n"), "OpenMetrics ends so: {numbers}");
}

/// An address that is free now.
fn free_address() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address")
}

#[tokio::test]
async fn one_trace_leads_from_the_form_to_the_mail() {
    let talkative = System::start_with(&[("LOG_LEVEL", "trace")]).await;
    let stage = Stage::on(talkative, 5).await;
    let attendee = stage.attendee(1);
    attendee.sign_up(&stage.conference).await;
    let mail = attendee.mail(&stage.system.sink, Kind::Entry).await;
    attendee.my_registration(&mail).await;
    let sign_up = |line: &Value| line["route"] == "/c/{slug}/sign-up" && line["method"] == "POST";
    let trace = eventually("the sign-up in the log", || async {
        let line = log(&stage.system).into_iter().find(sign_up)?;
        Some(line["trace_id"].as_str().expect("a trace").to_owned())
    });
    let trace = trace.await;
    eventually("the mail's hand-over in the log", || async {
        let handed_over = |line: &Value| {
            line["message"] == "mail handed over" && line["span"]["trace_id"] == trace.as_str()
        };
        log(&stage.system).iter().any(handed_over).then_some(())
    })
    .await;
    nobody_is_in_the_log(&stage, &attendee, &mail.link("/me/"));
}

fn nobody_is_in_the_log(stage: &Stage, attendee: &Attendee, link: &str) {
    let log = stage.system.log();
    let person = &attendee.person;
    let token = link.rsplit('/').next().expect("the last part of a link");
    let path = stage.conference.page();
    for trace in [&person.name, &person.email, &person.organisation, &stage.organiser.email] {
        assert!(!log.contains(trace.as_str()), "the log says {trace}");
    }
    for trace in [token, &path, &person.client_ip.to_string()] {
        assert!(!log.contains(trace), "the log says {trace}");
    }
}

/// The log's lines, each an object of JSON, without what the program prints for people.
fn log(system: &System) -> Vec<Value> {
    let log = system.log();
    let lines = log.lines().filter(|line| !line.starts_with("listening on "));
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_end_in_the_middle_of_sign_ups_loses_nothing() {
    const PEOPLE: usize = 200;
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let crowd = Crowd::of(&system, PEOPLE);
    let ends = async {
        for ended_at in [50, 120] {
            crowd.answered(ended_at).await;
            system.restart().await;
        }
    };
    tokio::join!(crowd.sign_up(&system, &conference), ends);
    crowd.is_there_once(&organiser, &conference).await;
    for attendee in &crowd.attendees {
        attendee.mail(&system.sink, Kind::Entry).await;
    }
    system.restart().await;
    Organiser::sign_in(&system, &organiser.email).await;
    for attendee in &crowd.attendees {
        assert_eq!(system.sink.mails_to(&attendee.person.email).len(), 1);
    }
    assert_eq!(organiser.stuck_mails().await, [""; 0], "an orderly end leaves nothing unknown");
}

#[tokio::test]
async fn two_programs_do_not_work_in_one_folder() {
    let Stage { system, conference, .. } = Stage::with_places(5).await;
    let second = system.try_cli(&["serve"]).await;
    assert!(!second.went_well);
    assert!(second.complaint.contains("DATA_DIR"), "{}", second.complaint);
    Attendee::new(&system, person(1)).sign_up(&conference).await;
}
