use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use parts::{Caddy, free_port};

const CADDYFILE: &str = "http://127.0.0.1:{$PORT} {\n\trespond \"hello from {$NAME}\"\n}\n";

fn get(port: u16) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(("127.0.0.1", port))?;
    connection.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn it_serves_a_file_with_its_environment_and_again_after_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let (file, port) = (folder.path().join("Caddyfile"), free_port());
    fs::write(&file, CADDYFILE).unwrap();
    let caddy = Caddy::start(&file, port, &[("PORT", &port.to_string()), ("NAME", "here")]);
    assert!(get(port).unwrap().ends_with("hello from here"));
    caddy.stop();
    assert!(get(port).is_err());
    caddy.run();
    assert!(get(port).unwrap().ends_with("hello from here"));
    caddy.kill9();
    assert!(get(port).is_err());
}
