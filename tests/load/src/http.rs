//! Single requests on connections of their own, where each matters for itself.

use std::path::Path;
use std::time::{Duration, Instant};

use tokio::fs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What a browser sends, byte by byte, and where to.
#[derive(Clone)]
struct Request {
    address: String,
    bytes: Vec<u8>,
}

/// Sends every form of a file to `path`, all at once or one each `pause`; answers how long each took, in the order in
/// which they were sent.
///
/// # Panics
/// When one is not answered by leading on.
pub async fn send_each(url: &str, path: &str, forms: &Path, pause: Duration) -> Vec<Duration> {
    let forms = fs::read_to_string(forms).await.expect("a file of forms");
    let requests: Vec<_> = forms.lines().map(|form| Request::new(url, path, form)).collect();
    let mut under_way = JoinSet::new();
    let begun = Instant::now();
    for (number, request) in (0..).zip(requests) {
        tokio::time::sleep_until((begun + pause * number).into()).await;
        under_way.spawn(async move { (number, request.send().await) });
    }
    let mut took = under_way.join_all().await;
    took.sort_unstable();
    took.into_iter().map(|(_, took)| took).collect()
}

impl Request {
    fn new(url: &str, path: &str, form: &str) -> Self {
        let (cookie, body) = form.split_once('\t').expect("a cookie and a body");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: treffpunkt.test\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let address = url.strip_prefix("http://").expect("an URL of this machine").to_owned();
        Self { address, bytes: (head + body).into_bytes() }
    }

    async fn send(self) -> Duration {
        let begun = Instant::now();
        let mut stream = TcpStream::connect(&self.address).await.expect("a server that listens");
        stream.write_all(&self.bytes).await.expect("a server that reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("a server that answers");
        let said = String::from_utf8_lossy(&answer);
        assert!(said.starts_with("HTTP/1.1 303"), "{said}");
        begun.elapsed()
    }
}
