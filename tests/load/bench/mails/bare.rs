//! What lettre can do alone: all mails are copies of one that the services made.

use std::time::Instant;

use futures_util::future::try_join_all;
use futures_util::{StreamExt, TryStreamExt, stream};
use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tests::Sink;
use tokio::net::TcpStream;

/// As many at a time; the best counts.
const CONNECTIONS: [usize; 4] = [1, 2, 4, 8];

/// Mails in a second over lettre's pool. It writes a message and its end one after the other, and Nagle's algorithm (RFC
/// 896) holds the end back until the message is acknowledged, which the system on the other side puts off by 40 ms.
pub async fn pool(sink: &Sink, count: usize) -> f64 {
    let (envelope, message) = ready_made(sink);
    let mut best = 0.0_f64;
    for connections in CONNECTIONS {
        let pool = PoolConfig::new().max_size(connections as u32);
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1");
        let transport = transport.port(sink.address().port()).pool_config(pool).build();
        let begun = Instant::now();
        let sending =
            stream::iter(0..count).map(Ok).try_for_each_concurrent(connections, |_| async {
                transport.send_raw(&envelope, &message).await.map(drop)
            });
        sending.await.expect("a mail server that takes everything");
        best = best.max(count as f64 / begun.elapsed().as_secs_f64());
    }
    best
}

/// Mails in a second over connections of lettre without that wait.
pub async fn connections(sink: &Sink, count: usize) -> f64 {
    let (envelope, message) = ready_made(sink);
    let mut best = 0.0_f64;
    for connections in CONNECTIONS {
        let each = count / connections;
        let begun = Instant::now();
        let sending = (0..connections).map(async |_| {
            let mut connection = connect(sink).await;
            for _ in 0..each {
                connection.send(&envelope, &message).await?;
            }
            Ok::<_, lettre::transport::smtp::Error>(())
        });
        try_join_all(sending).await.expect("a mail server that takes everything");
        best = best.max((each * connections) as f64 / begun.elapsed().as_secs_f64());
    }
    best
}

async fn connect(sink: &Sink) -> AsyncSmtpConnection {
    let stream = TcpStream::connect(sink.address()).await.expect("a mail server");
    stream.set_nodelay(true).expect("a connection");
    let hello = ClientId::Domain("treffpunkt.test".to_owned());
    let connection = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await;
    connection.expect("a greeting")
}

fn ready_made(sink: &Sink) -> (Envelope, Vec<u8>) {
    let made = sink.received().last().cloned().expect("a mail");
    let address = |text: &str| text.parse().expect("an address");
    let envelope = Envelope::new(Some(address(&made.from)), vec![address(&made.to[0])]);
    (envelope.expect("a recipient"), made.raw.clone())
}
