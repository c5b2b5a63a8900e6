use std::collections::BTreeSet;
use std::net::TcpListener;

use parts::free_port;

#[test]
fn ports_are_free_and_given_once() {
    let ports: Vec<_> = (0..1000).map(|_| free_port()).collect();
    assert_eq!(ports.iter().collect::<BTreeSet<_>>().len(), ports.len());
    let listeners: Vec<_> =
        ports.iter().filter_map(|port| TcpListener::bind(("127.0.0.1", *port)).ok()).collect();
    assert!(listeners.len() > 900, "{} of 1000 are free", listeners.len());
    assert!(ports.iter().all(|port| *port < 32_768), "a port that outgoing connections may take");
}
