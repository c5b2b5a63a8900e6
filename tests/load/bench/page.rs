//! The page of a conference, against a handler that has the same bytes in memory; and how old its free places are.

use std::net::TcpListener;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use actix_web::rt::System as Runtime;
use actix_web::{App, HttpResponse, HttpServer, web};
use load::report::{Against, Report, Target};
use load::scene::Scene;
use load::wrk::{self, Load};
use load::{http, median};
use tests::Conference;

use crate::Size;

const PLACES: usize = 900;

/// People who sign up while others look at the page, and how long after each other.
const COME: u32 = 800;
const EVERY: Duration = Duration::from_millis(8);

pub async fn run(size: Size, report: &mut Report) {
    let mut scene = Scene::services().await;
    let conference = scene.conference("page", PLACES).await;
    let url = scene.process("registration", 0) + &conference.page();
    let memory = from_memory(&url).await;
    let load = Load { connections: 64, seconds: size.of(1, 4), rate: None };
    let (mut pages, mut bytes) = (Vec::new(), Vec::new());
    for _ in 0..size.of(1, 3) {
        bytes.push(wrk::get(&memory, load).await.rate);
        pages.push(wrk::get(&url, load).await.rate);
    }
    let against = Against { what: "the same bytes from memory", rate: median(bytes) };
    report.ratio("conference page", median(pages), &against, Target::AtLeast(0.5));
    let forms = scene.forms.sign_ups(COME);
    let age = age_of_free_places(&scene, &conference, &forms).await.as_secs_f64();
    report.number("oldest number of free places, two processes", age, " s", Target::Below(1.0));
}

/// A server with as many workers that answers with the bytes and headers of a page; it ends with the benchmark.
async fn from_memory(url: &str) -> String {
    let page = reqwest::get(url).await.expect("a page");
    let headers = page.headers().clone();
    let body = page.bytes().await.expect("a page to its end");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let answer = move || {
        let mut response = HttpResponse::Ok();
        for (name, value) in headers.iter().filter(|(name, _)| *name != "content-length") {
            response.append_header((name.as_str(), value.as_bytes()));
        }
        let body = body.clone();
        async move { response.body(body) }
    };
    let app = move || App::new().default_service(web::to(answer.clone()));
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::spawn(move || {
        Runtime::new().block_on(async {
            let server = HttpServer::new(app).workers(workers).disable_signals();
            server.listen(listener)?.run().await
        })
    });
    format!("http://{address}/")
}

/// How long ago the numbers were true that the pages of both processes show while people sign up at one of them.
async fn age_of_free_places(scene: &Scene, conference: &Conference, forms: &Path) -> Duration {
    let processes = [0, 1].map(|replica| scene.process("registration", replica));
    let path = conference.sign_up();
    let sign_ups = http::send_each(&processes[0], &path, forms, EVERY);
    let pages = processes.clone().map(|process| process + &conference.page());
    let look = async {
        let mut seen = Vec::new();
        loop {
            for page in &pages {
                seen.push((Instant::now(), free_places(page).await));
            }
            if seen.last().is_some_and(|(_, free)| *free == PLACES - COME as usize) {
                return seen;
            }
        }
    };
    let begun = Instant::now();
    let (took, seen) = tokio::join!(sign_ups, look);
    // When so many places were taken for certain: each was answered by then.
    let mut answered: Vec<_> = (0..).zip(took).map(|(n, took)| begun + EVERY * n + took).collect();
    answered.sort_unstable();
    let age = |(asked, free): &(Instant, usize)| {
        let next = answered.get(PLACES - free);
        next.map_or(Duration::ZERO, |next| asked.saturating_duration_since(*next))
    };
    seen.iter().map(age).max().expect("some looks")
}

async fn free_places(page: &str) -> usize {
    let html = reqwest::get(page).await.expect("a page").text().await.expect("a page to its end");
    let (before, _) = html.split_once(" von ").expect("free places, in German");
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    digits.and_then(|digits| digits.parse().ok()).expect("a number")
}
