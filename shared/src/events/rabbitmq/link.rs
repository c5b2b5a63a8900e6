//! One connection to the broker, kept up.

use std::time::Duration;

use lapin::{Connection, ConnectionProperties};
use rand::RngExt;
use tokio::sync::watch;

use super::AmqpUrl;
use crate::db;
use crate::shutdown::Shutdown;
use crate::telemetry::Chain;

/// Longer than a broker under load needs to greet.
const CONNECT: Duration = Duration::from_secs(10);
const CLOSE: Duration = Duration::from_secs(2);

const SHORTEST_REST: Duration = Duration::from_millis(200);
const LONGEST_REST: Duration = Duration::from_secs(5);

/// Why a connection is given up.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    #[error("the broker refuses or is away")]
    Amqp(#[from] lapin::Error),
    #[error("the broker does not answer in time")]
    TooSlow,
    #[error("the broker took nothing for a while")]
    WasBlocked,
    #[error("the queue is gone")]
    QueueGone,
    #[error("the consumer's database failed")]
    Database(#[from] db::Error),
}

/// How a connection is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Up,
    Away(String),
}

impl State {
    /// What is wrong, in words without personal data.
    pub fn away(&self) -> Option<String> {
        match self {
            Self::Up => None,
            Self::Away(reason) => Some(reason.clone()),
        }
    }
}

/// What goes on over a connection.
pub(super) trait Session: Send {
    /// Works until the shutdown begins; an error asks for another connection. Says [`Link::up`] as soon as it is ready.
    fn run(
        &mut self,
        connection: &Connection,
        link: &Link,
    ) -> impl Future<Output = Result<(), LinkError>> + Send;
}

pub(super) struct Link {
    /// For the log and the broker's list of connections.
    name: &'static str,
    url: AmqpUrl,
    state: watch::Sender<State>,
    shutdown: Shutdown,
}

impl Link {
    pub fn new(
        name: &'static str,
        url: &AmqpUrl,
        shutdown: &Shutdown,
    ) -> (Self, watch::Receiver<State>) {
        let (state, watched) = watch::channel(State::Away("not connected yet".to_owned()));
        (Self { name, url: url.clone(), state, shutdown: shutdown.clone() }, watched)
    }

    pub fn up(&self) {
        tracing::info!(link = self.name, "connected to the broker");
        self.state.send_replace(State::Up);
    }

    pub fn away(&self, reason: String) {
        self.state.send_replace(State::Away(reason));
    }

    /// Runs sessions, one after the other, until the shutdown begins.
    pub async fn keep(self, mut session: impl Session) {
        let mut rest = Rest::default();
        while !self.shutdown.begun() {
            let Err(error) = self.once(&mut session).await else { break };
            if *self.state.borrow() == State::Up {
                rest = Rest::default();
            }
            let reason = Chain(&error).to_string();
            tracing::warn!(link = self.name, error = reason, "the broker is away");
            self.away(reason);
            self.shutdown.sleep(rest.next()).await;
        }
    }

    async fn once(&self, session: &mut impl Session) -> Result<(), LinkError> {
        let connecting = tokio::time::timeout(CONNECT, self.connect());
        let connection = tokio::select! {
            connected = connecting => connected.map_err(|_| LinkError::TooSlow)??,
            () = self.shutdown.wait() => return Ok(()),
        };
        session.run(&connection, self).await?;
        // A broker that does not say goodbye closes by itself when the process is gone.
        let _ = tokio::time::timeout(CLOSE, connection.close(200, "ending".into())).await;
        Ok(())
    }

    async fn connect(&self) -> lapin::Result<Connection> {
        let name = format!("treffpunkt {}", self.name);
        let properties = ConnectionProperties::default().with_connection_name(name.into());
        Connection::connect_uri(self.url.0.clone(), properties).await
    }
}

/// Rests that grow, with jitter, so that many processes do not come back in step.
pub(super) struct Rest(Duration);

impl Default for Rest {
    fn default() -> Self {
        Self(SHORTEST_REST)
    }
}

impl Rest {
    pub fn next(&mut self) -> Duration {
        let rest = self.0.mul_f64(rand::rng().random_range(0.5..1.0));
        self.0 = (self.0 * 2).min(LONGEST_REST);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_grow_to_a_limit_and_never_vanish() {
        let mut rest = Rest::default();
        let rests: Vec<_> = std::iter::repeat_with(|| rest.next()).take(20).collect();
        assert!(rests[0] >= SHORTEST_REST / 2 && rests[0] < SHORTEST_REST, "{rests:?}");
        assert!(rests[10..].iter().all(|rest| *rest >= LONGEST_REST / 2 && *rest < LONGEST_REST));
    }
}
