//! From one process to three services: nothing is lost on the way, and nobody hears anything twice.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use parts::Postgres;
use parts::postgres::program;
use tests::actors::Row;
use tests::people::person;
use tests::sink::Kind;
use tests::system::{SERVICES, Said};
use tests::{Attendee, Conference, Mail, Organiser, Stage, System};

/// Of the conference that is to come; one more person signs up than there are places.
const PLACES: usize = 3;
/// At the conference that is over; all answer but the last.
const PRESENT: usize = 12;

/// The embedded program with something of everything: a waiting list, mails, sessions, an open survey with letters and
/// answers.
struct Embedded {
    system: System,
    organiser: Organiser,
    to_come: Conference,
    signed_up: Vec<Attendee>,
    over: Conference,
    present: Vec<Attendee>,
}

impl Embedded {
    /// To be moved to these databases.
    async fn to(postgres: &Postgres) -> Self {
        let urls = SERVICES.map(|service| (setting(service), postgres.url_of(service)));
        let settings = urls.each_ref().map(|(name, url)| (name.as_str(), url.as_str()));
        let stage = Stage::on(System::start_with(&settings).await, PLACES).await;
        let Stage { system, organiser, conference: to_come } = stage;
        let over = Conference::new("hagen", PRESENT);
        organiser.publish(&over).await;
        let signed_up = sign_up(&system, 1..=PLACES + 1, &to_come).await;
        let present = sign_up(&system, 101..=100 + PRESENT, &over).await;
        let embedded = Self { system, organiser, to_come, signed_up, over, present };
        embedded.survey().await;
        embedded
    }

    async fn survey(&self) {
        for attendee in &self.present {
            attendee.mail(&self.system.sink, Kind::Entry).await;
        }
        self.organiser.end(&self.over).await;
        for (number, attendee) in self.present.iter().enumerate() {
            let invitation = self.invitation(attendee).await;
            if number + 1 < PRESENT {
                attendee.answer(&invitation, "Danke").await;
            }
        }
        self.waiting().mail(&self.system.sink, Kind::Waiting).await;
    }

    async fn invitation(&self, attendee: &Attendee) -> Mail {
        attendee.mail(&self.system.sink, Kind::Invitation).await
    }

    fn waiting(&self) -> &Attendee {
        self.signed_up.last().expect("one more than there are places")
    }

    /// What the organiser sees: participants, answers, mails.
    async fn seen(&self) -> (Vec<Row>, Vec<Row>, usize, usize) {
        let organiser = &self.organiser;
        (
            organiser.participants(&self.to_come).await,
            organiser.participants(&self.over).await,
            organiser.answers_shown(&self.over).await,
            organiser.mails_known().await,
        )
    }

    async fn move_over(&self) -> Said {
        self.system.try_cli(&["move"]).await
    }

    /// What a query finds in a service's file.
    fn there(&self, service: &str, query: &str) -> String {
        #[derive(QueryableByName)]
        struct Found {
            #[diesel(sql_type = Text)]
            found: String,
        }
        let files = self.system.files_of(service);
        let is_database = |file: &&std::path::PathBuf| file.extension() == Some("db".as_ref());
        let file: &Path = files.iter().find(is_database).expect("a database file");
        let mut conn = SqliteConnection::establish(&file.to_string_lossy()).expect("a database");
        let query = format!("SELECT CAST(({query}) AS TEXT) AS found");
        sql_query(query).get_result::<Found>(&mut conn).expect("an answer").found
    }
}

async fn sign_up(
    system: &System,
    numbers: impl Iterator<Item = usize>,
    conference: &Conference,
) -> Vec<Attendee> {
    let mut attendees = Vec::new();
    for number in numbers {
        let attendee = Attendee::new(system, person(number));
        attendee.sign_up(conference).await;
        attendees.push(attendee);
    }
    attendees
}

/// What a query finds in a service's new database.
fn here(postgres: &Postgres, service: &str, query: &str) -> String {
    let mut psql = Command::new(program("psql"));
    psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", query]);
    let output = psql.arg(postgres.url_of(service)).output().expect("psql");
    assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// Throws away what a service has begun.
fn empty(postgres: &Postgres, service: &str) {
    let anew = format!("CREATE DATABASE {service} OWNER {service}");
    postgres.psql(&[&format!("DROP DATABASE {service}"), &anew]);
}

fn setting(service: &str) -> String {
    format!("{}_DATABASE_URL", service.to_uppercase())
}

fn tables(postgres: &Postgres, service: &str) -> Vec<String> {
    let query = "SELECT table_name FROM information_schema.tables \
        WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'";
    here(postgres, service, query).lines().map(str::to_owned).collect()
}

fn rows(postgres: &Postgres, service: &str, table: &str) -> String {
    here(postgres, service, &format!("SELECT count(*) FROM {table}"))
}

/// Rows as one text, written by either database in its own way: a service, its table in SQLite, in PostgreSQL.
const CONTENTS: [(&str, &str, &str); 3] = [
    (
        "registration",
        "SELECT group_concat(line, '|') FROM (SELECT hex(id) || name || arrival || signed_up_at || photo_consent
            || iif(needs IS NULL, '-', hex(needs)) || coalesce(attended_at, '-') AS line FROM participants ORDER BY arrival, id)",
        "SELECT string_agg(upper(replace(id::text, '-', '')) || name || arrival
            || (extract(epoch FROM signed_up_at) * 1000000)::bigint || photo_consent::int
            || coalesce(upper(encode(needs, 'hex')), '-')
            || coalesce(((extract(epoch FROM attended_at) * 1000000)::bigint)::text, '-'), '|' ORDER BY arrival, id)
            FROM participants",
    ),
    (
        "feedback",
        "SELECT group_concat(line, '|') FROM (SELECT hex(key) || content AS line FROM answers ORDER BY key)",
        "SELECT string_agg(upper(encode(key, 'hex')) || content, '|' ORDER BY key) FROM answers",
    ),
    (
        "notification",
        "SELECT group_concat(line, '|') FROM (SELECT message_id || state || attempts || changed_at AS line
            FROM mails ORDER BY id)",
        "SELECT string_agg(message_id || state || attempts || (extract(epoch FROM changed_at) * 1000000)::bigint, '|'
            ORDER BY id) FROM mails",
    ),
];

fn same_on_both_sides(embedded: &Embedded, postgres: &Postgres) {
    for service in SERVICES {
        for table in tables(postgres, service) {
            let count = format!("SELECT count(*) FROM {table}");
            assert_eq!(rows(postgres, service, &table), embedded.there(service, &count), "{table}");
        }
    }
    for (service, in_sqlite, in_postgres) in CONTENTS {
        let there = embedded.there(service, in_sqlite);
        assert!(there.contains('|'), "nothing to compare in {service}");
        assert_eq!(here(postgres, service, in_postgres), there, "{service}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_goes_on_where_it_was() {
    let services = System::services().await;
    services.terminate().await;
    let postgres = &services.parts().postgres;
    SERVICES.iter().for_each(|service| empty(postgres, service));
    let embedded = Embedded::to(postgres).await;
    let seen = embedded.seen().await;
    embedded.system.terminate().await;
    let said = embedded.move_over().await;
    assert!(said.went_well, "{}", said.complaint);
    same_on_both_sides(&embedded, postgres);

    services.restart_with(&[("SMTP_URL", &embedded.system.sink.url())]).await;
    embedded.system.lead_to(&services);
    assert_eq!(embedded.seen().await, seen, "with the session from before");
    ballots_are_as_they_were(&embedded).await;
    the_waiting_list_moves_on(&embedded).await;
    every_mail_once(&embedded.system);
}

async fn ballots_are_as_they_were(embedded: &Embedded) {
    let (last, answered) = embedded.present.split_last().expect("present people");
    let used = embedded.invitation(&answered[0]).await;
    answered[0].browser.visit(&used.link("/s/")).await.expect(409);
    last.answer(&embedded.invitation(last).await, "Bis bald").await;
    embedded.organiser.close_survey(&embedded.over).await;
    assert_eq!(embedded.organiser.answers_shown(&embedded.over).await, PRESENT);
}

async fn the_waiting_list_moves_on(embedded: &Embedded) {
    let (leaving, sink) = (&embedded.signed_up[0], &embedded.system.sink);
    leaving.cancel(&leaving.mail(sink, Kind::Entry).await).await;
    leaving.mail(sink, Kind::Cancellation).await;
    embedded.waiting().mail(sink, Kind::Entry).await;
}

fn every_mail_once(system: &System) {
    let mails = system.sink.mails();
    let ids: BTreeSet<_> = mails.iter().map(|mail| mail.message_id.clone()).collect();
    assert_eq!(ids.len(), mails.len(), "a mail came twice");
    let to = |mail: &Mail| (mail.to.clone(), mail.subject.clone());
    let told: BTreeSet<_> =
        mails.iter().filter(|mail| mail.kind() != Kind::SignIn).map(to).collect();
    let sign_ins = mails.iter().filter(|mail| mail.kind() == Kind::SignIn).count();
    assert_eq!(told.len() + sign_ins, mails.len(), "somebody was told twice");
}

#[tokio::test]
async fn all_databases_are_filled_or_none() {
    let postgres = Postgres::start();
    SERVICES.iter().for_each(|service| drop(postgres.create_database(service)));
    let embedded = Embedded::to(&postgres).await;
    refused(&embedded, "another treffpunkt").await;
    embedded.system.terminate().await;

    // What the first two would take, the last one does not.
    postgres.psql(&["ALTER ROLE notification NOLOGIN"]);
    refused(&embedded, "NOTIFICATION_DATABASE_URL").await;
    postgres.psql(&["ALTER ROLE notification LOGIN"]);
    let forbid = "ALTER TABLE answers ADD CONSTRAINT broken CHECK (content = '')";
    here(&postgres, "feedback", forbid);
    refused(&embedded, "broken").await;
    assert_eq!(rows(&postgres, "registration", "participants"), "0");
    assert_eq!(rows(&postgres, "feedback", "conferences"), "0");

    here(&postgres, "feedback", "ALTER TABLE answers DROP CONSTRAINT broken");
    let said = embedded.move_over().await;
    assert!(said.went_well, "{}", said.complaint);
    let people = PLACES + 1 + PRESENT;
    let line = |line: &str| {
        line.split_whitespace().eq(["registration", "participants", &people.to_string()])
    };
    assert!(said.answer.lines().any(line), "{}", said.answer);
    same_on_both_sides(&embedded, &postgres);
    refused(&embedded, "not empty").await;
}

async fn refused(embedded: &Embedded, reason: &str) {
    let said = embedded.move_over().await;
    assert!(!said.went_well, "it moved: {}", said.answer);
    assert!(said.complaint.contains(reason), "{}", said.complaint);
    assert!(!said.complaint.contains("postgres://"), "it says a password: {}", said.complaint);
}
