//! Servers in the place of the services, to see what the proxy does.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Longer than a page, so that the proxy may compress it.
const PAGE: usize = 2_000;

const PATIENCE: Duration = Duration::from_secs(30);

/// Answers every request with its [name], but closes the connection on a path with `break` when it is asked for the first
/// time, and leaves the answer open on one that ends in `/live`. It ends with the test process.
pub struct Upstream {
    pub port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Upstream {
    pub fn start(name: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::<Mutex<Vec<String>>>::default();
        let upstream = Self { port, seen: seen.clone() };
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let seen = seen.clone();
                thread::spawn(move || answer(connection, name, &seen));
            }
        });
        upstream
    }

    /// The heads of the requests for a path.
    pub fn seen(&self, path: &str) -> Vec<String> {
        let seen = self.seen.lock().expect("nobody panics while holding it");
        seen.iter().filter(|head| is_for(head, path)).cloned().collect()
    }
}

fn is_for(head: &str, path: &str) -> bool {
    head.split(' ').nth(1) == Some(path)
}

fn answer(mut connection: TcpStream, name: &str, seen: &Mutex<Vec<String>>) -> Option<()> {
    let head = read_head(&mut connection)?;
    let path = head.split(' ').nth(1)?.to_owned();
    let is_first = {
        let mut seen = seen.lock().expect("nobody panics while holding it");
        seen.push(head.clone());
        seen.iter().filter(|head| is_for(head, &path)).count() == 1
    };
    if path.contains("break") && is_first {
        return None;
    }
    if path.ends_with("/live") {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream";
        // In one piece, or it may be passed on in many.
        connection.write_all(format!("{head}\r\n\r\ndata: [{name}]\n\n").as_bytes()).ok()?;
        // Until the other side has seen enough.
        return connection.read(&mut [0]).ok().map(drop);
    }
    let page = format!("{:>PAGE$}", format!("[{name}]"));
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/html\r\ncontent-length:";
    write!(connection, "{head} {PAGE}\r\n\r\n{page}").ok()
}

fn read_head(connection: &mut TcpStream) -> Option<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        connection.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

/// A request, given as its line and headers without the last empty line; answers what has come when `enough` says so,
/// or the connection ends.
pub fn ask(port: u16, head: &str, enough: impl Fn(&str) -> bool) -> String {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).expect("a proxy");
    connection.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    let request = format!("{head}\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).expect("a proxy that reads");
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&answer).into_owned();
        match connection.read(&mut part).expect("an answer in time") {
            0 => return text,
            read => answer.extend_from_slice(&part[..read]),
        }
        let text = String::from_utf8_lossy(&answer).into_owned();
        if enough(&text) {
            return text;
        }
    }
}

/// The whole answer to a request.
pub fn answer_to(port: u16, head: &str) -> String {
    ask(port, head, |_| false)
}
