//! The server itself: requests under way at its end, and clients that go away.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpResponse, web};
use shared::Base;
use shared::testing::base;
use shared::web::server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// A page that takes its time.
#[derive(Clone, Default)]
struct Slow {
    begun: Arc<Notify>,
    go_on: Arc<Notify>,
    done: Arc<Notify>,
}

impl Slow {
    async fn show(&self) -> HttpResponse {
        self.begun.notify_one();
        self.go_on.notified().await;
        self.done.notify_one();
        HttpResponse::Ok().body("at last")
    }
}

/// Asks for a page; [`read`] has the answer.
async fn ask(listener: &TcpListener, path: &str) -> TcpStream {
    send(listener, "GET", path).await
}

async fn send(listener: &TcpListener, method: &str, path: &str) -> TcpStream {
    let address = listener.local_addr().expect("an address");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("a request");
    stream
}

async fn read(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer
}

fn routes(slow: &Slow) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + use<> {
    let slow = slow.clone();
    move |config| {
        let slow = slow.clone();
        let show = move || {
            let slow = slow.clone();
            async move { slow.show().await }
        };
        config.route("/slow", web::get().to(show)).route("/broken", web::get().to(broken));
    }
}

async fn broken() -> HttpResponse {
    panic!("a mistake of ours");
}

/// A server with the slow page, and the port that it listens on.
fn serve(base: Base, slow: &Slow) -> (TcpListener, JoinHandle<io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let served = server::serve(base, listener.try_clone().expect("a port"), routes(slow));
    (listener, tokio::spawn(served))
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() {
    let (base, slow) = (base(), Slow::default());
    let (listener, served) = serve(base.clone(), &slow);
    let client = ask(&listener, "/slow").await;
    slow.begun.notified().await;
    base.shutdown.begin();
    slow.go_on.notify_one();
    assert!(read(client).await.ends_with("at last"));
    served.await.expect("a task").expect("a server that ends well");
}

#[tokio::test]
async fn a_request_is_finished_although_its_client_went_away() {
    let (base, slow) = (base(), Slow::default());
    let (listener, served) = serve(base.clone(), &slow);
    let client = ask(&listener, "/slow").await;
    slow.begun.notified().await;
    client.set_zero_linger().expect("a connection that can be reset");
    drop(client);
    // By the time that each thread has answered somebody else, it has seen that the client is gone.
    for _ in 0..2 * std::thread::available_parallelism().map_or(2, usize::from) {
        read(ask(&listener, "/nowhere").await).await;
    }
    slow.go_on.notify_one();
    let finished = tokio::time::timeout(Duration::from_secs(10), slow.done.notified()).await;
    finished.expect("the rest of the request");
    base.shutdown.begin();
    served.await.expect("a task").expect("a server that ends well");
}

#[tokio::test]
async fn who_asks_for_the_head_gets_it_without_the_body() {
    let (base, slow) = (base(), Slow::default());
    let (listener, served) = serve(base.clone(), &slow);
    slow.go_on.notify_one();
    let answer = read(send(&listener, "HEAD", "/slow").await).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("content-length: 7\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    base.shutdown.begin();
    served.await.expect("a task").expect("a server that ends well");
}

#[tokio::test]
async fn a_mistake_of_ours_is_answered_and_harms_nobody_else() {
    let (base, slow) = (base(), Slow::default());
    let (listener, served) = serve(base.clone(), &slow);
    for _ in 0..4 {
        let answer = read(ask(&listener, "/broken").await).await;
        assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
        assert!(!answer.contains("mistake"), "{answer}");
    }
    base.shutdown.begin();
    served.await.expect("a task").expect("a server that ends well");
}
