//! The proxy with servers in the place of the services.

use std::fs;
use std::path::{Path, PathBuf};

use parts::{Caddy, free_port};
use tempfile::TempDir;

use crate::routes::routes;
use crate::upstream::{Upstream, answer_to, ask};
use crate::{file, read};

const CADDYFILE: &str = "deploy/caddy/Caddyfile";

struct Proxy {
    caddy: Caddy,
    registration: Upstream,
    feedback: Upstream,
    notification: Upstream,
}

impl Proxy {
    fn start() -> Self {
        Self::with(&file(CADDYFILE), None)
    }

    /// Where `away` is given, it is the port of a replica of each service that does not run.
    fn with(caddyfile: &Path, away: Option<u16>) -> Self {
        let [registration, feedback, notification] = tests::system::SERVICES.map(Upstream::start);
        let replicas = |upstream: &Upstream| {
            let ports = away.into_iter().chain([upstream.port]);
            ports.map(|port| format!("127.0.0.1:{port}")).collect::<Vec<_>>().join(" ")
        };
        let port = free_port();
        let settings = [
            ("SITE_ADDRESS", format!("http://127.0.0.1:{port}")),
            ("REGISTRATION", replicas(&registration)),
            ("FEEDBACK", replicas(&feedback)),
            ("NOTIFICATION", replicas(&notification)),
        ];
        let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
        let caddy = Caddy::start(caddyfile, port, &settings);
        Self { caddy, registration, feedback, notification }
    }

    /// The routes that are answered by another than their service.
    fn misled(&self) -> Vec<String> {
        let leads_to = |service: &str, path: &str| {
            let head = format!("GET {path} HTTP/1.1");
            let answer = ask(self.caddy.port(), &head, |answer| answer.contains(']'));
            answer.contains(&format!("[{service}]"))
        };
        let routes = routes().into_iter();
        let misled = routes.filter(|(service, path)| !leads_to(service, path));
        misled.map(|(_, path)| path).collect()
    }
}

/// The Caddyfile with a change.
fn changed(from: &str, to: &str) -> (TempDir, PathBuf) {
    let caddyfile = read(CADDYFILE);
    assert!(caddyfile.contains(from), "{from} is not in the Caddyfile");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Caddyfile");
    fs::write(&path, caddyfile.replace(from, to)).expect("a file");
    (folder, path)
}

#[test]
fn every_route_leads_to_its_service() {
    assert_eq!(Proxy::start().misled(), [""; 0]);
    let (_folder, without_results) = changed("path /s/* /results/*", "path /s/*");
    let misled = Proxy::with(&without_results, None).misled();
    assert!(misled.contains(&"/results/x".to_owned()), "{misled:?}");
}

#[test]
fn health_and_numbers_are_not_for_outside() {
    let proxy = Proxy::start();
    for path in ["/health/live", "/health/ready?x", "/metrics", "/dev/mail", "/HEALTH/ready"] {
        let answer = answer_to(proxy.caddy.port(), &format!("GET {path} HTTP/1.1"));
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[test]
fn only_the_proxy_says_who_asks() {
    let proxy = Proxy::start();
    answer_to(proxy.caddy.port(), "GET /c/x HTTP/1.1\r\nx-forwarded-for: 198.51.100.1");
    let seen = proxy.registration.seen("/c/x").concat().to_lowercase();
    assert!(seen.contains("\r\nx-forwarded-for: 127.0.0.1\r\n"), "{seen}");
}

#[test]
fn what_reached_no_replica_goes_to_another() {
    let proxy = Proxy::with(&file(CADDYFILE), Some(free_port()));
    for number in 0..10 {
        let path = format!("/c/{number}");
        let head = format!("POST {path} HTTP/1.1\r\ncontent-length: 0");
        assert!(answer_to(proxy.caddy.port(), &head).starts_with("HTTP/1.1 200"));
        assert_eq!(proxy.registration.seen(&path).len(), 1);
    }
}

#[test]
fn what_was_sent_is_not_sent_twice_unless_it_changes_nothing() {
    let proxy = Proxy::start();
    let post = "POST /me/break HTTP/1.1\r\ncontent-length: 0";
    let answer = answer_to(proxy.caddy.port(), post);
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("Retry-After: 30"), "{answer}");
    assert_eq!(proxy.registration.seen("/me/break").len(), 1);

    let answer = answer_to(proxy.caddy.port(), "GET /mail/break HTTP/1.1");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(proxy.notification.seen("/mail/break").len(), 2);
}

#[test]
fn pages_are_compressed_and_events_passed_on_at_once() {
    let proxy = Proxy::start();
    let gzip = "HTTP/1.1\r\naccept-encoding: gzip";
    let page = answer_to(proxy.caddy.port(), &format!("GET /results/x {gzip}"));
    assert!(page.contains("Content-Encoding: gzip"), "{page}");
    let is_there = |answer: &str| answer.contains("data: [feedback]");
    // The stream stays open: what is not passed on at once is waited for in vain.
    let events = ask(proxy.caddy.port(), &format!("GET /results/x/live {gzip}"), is_there);
    assert!(is_there(&events), "{events}");
}

/// A request of somebody who answers, which fails.
const SECRET: &str = "POST /s/dortmund/break-of-a-ballot HTTP/1.1\r\ncontent-length: 0";

#[test]
fn no_request_is_logged() {
    let proxy = Proxy::start();
    assert!(answer_to(proxy.caddy.port(), SECRET).starts_with("HTTP/1.1 503"));
    assert_eq!(proxy.feedback.seen("/s/dortmund/break-of-a-ballot").len(), 1);
    proxy.caddy.stop();
    let log = proxy.caddy.log();
    assert!(!log.contains("/s/") && !log.contains("ballot"), "{log}");

    let (_folder, talkative) =
        changed("include admin tls http.handlers.reverse_proxy.health_checker", "level debug");
    let proxy = Proxy::with(&talkative, None);
    answer_to(proxy.caddy.port(), SECRET);
    proxy.caddy.stop();
    assert!(proxy.caddy.log().contains("ballot"), "the search finds nothing");
}
