//! The log and the metrics know routes and statuses, but no person, and nothing at all of who answers a survey.

use std::cell::RefCell;
use std::io;
use std::sync::Once;

use super::house::ask;
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use shared::Base;
use shared::testing::base;

#[actix_web::test]
async fn the_log_and_the_metrics_know_the_route_but_not_the_path() {
    let base = base();
    let (log, answer) = logged(&base, "/c/secret-slug?lang=ar&name=Ayse").await;
    assert_eq!(answer, StatusCode::OK);
    for seen in [log, base.metrics.encode()] {
        assert!(seen.contains("/c/{slug}") && seen.contains("200"), "{seen}");
        assert!(!seen.contains("secret-slug") && !seen.contains("Ayse"), "{seen}");
    }
    let (log, _) = logged(&base, "/nowhere/secret-path").await;
    assert!(log.contains("404") && !log.contains("secret-path"), "{log}");
}

#[actix_web::test]
async fn methods_that_clients_make_up_do_not_fill_the_metrics() {
    let base = base();
    for made_up in ["M000001", "M000002"] {
        let method = made_up.parse().expect("a method");
        ask(&base, TestRequest::default().method(method).uri("/c/slug")).await;
    }
    let metrics = base.metrics.encode();
    assert!(metrics.contains(r#"method="other""#) && !metrics.contains("M0000"), "{metrics}");
}

#[actix_web::test]
async fn what_went_wrong_is_logged_once() {
    let (log, answer) = logged(&base(), "/problem/internal").await;
    assert_eq!(answer, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(log.matches("the roof leaks").count(), 1, "{log}");
}

#[actix_web::test]
async fn nothing_says_that_somebody_was_at_a_survey() {
    let base = base();
    for path in ["/s/x", "/s/x?lang=ar", "/s/x/no-such-page", "/%73/x"] {
        let (log, _) = logged(&base, path).await;
        assert_eq!(log, "", "{path}");
    }
    assert!(!base.metrics.encode().contains("route="), "{}", base.metrics.encode());
}

/// What is logged while a path is asked for.
async fn logged(base: &Base, path: &str) -> (String, StatusCode) {
    static START: Once = Once::new();
    START.call_once(|| tracing_subscriber::fmt().with_ansi(false).with_writer(|| ThisTest).init());
    LOG.take();
    let answer = ask(base, TestRequest::get().uri(path)).await;
    (String::from_utf8(LOG.take()).expect("text"), answer.status)
}

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of the test that runs on this thread.
struct ThisTest;

impl io::Write for ThisTest {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(line))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
