//! Where the broker is, and as whom to speak to it.

use std::fmt;
use std::str::FromStr;

use lapin::uri::AMQPUri;

/// Seconds until a silent connection is given up (AMQP 0-9-1, heartbeat), unless the URL says otherwise.
const HEARTBEAT: u16 = 10;

/// `AMQP_URL`: `amqp://user:password@host:port/vhost`, or `amqps://` with TLS. The vhost `/` is written `%2f`. It holds
/// a password, so it is never shown.
#[derive(Clone)]
pub struct AmqpUrl(pub(super) AMQPUri);

/// Text that is no URL of a broker. Does not show it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not of the form amqp://user:password@host:port/vhost")]
pub struct NoAmqpUrl;

impl FromStr for AmqpUrl {
    type Err = NoAmqpUrl;

    fn from_str(text: &str) -> Result<Self, NoAmqpUrl> {
        let mut uri: AMQPUri = text.parse().map_err(|_| NoAmqpUrl)?;
        uri.query.heartbeat.get_or_insert(HEARTBEAT);
        Ok(Self(uri))
    }
}

impl fmt::Debug for AmqpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0.authority.host, self.0.authority.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_shown() {
        let url: AmqpUrl = "amqp://feedback:secret@broker:5672/treffpunkt".parse().expect("a URL");
        assert_eq!(format!("{url:?}"), "broker:5672");
        let error = "http://feedback:secret@broker".parse::<AmqpUrl>().expect_err("no AMQP");
        assert!(!error.to_string().contains("secret"));
    }

    #[test]
    fn a_silent_connection_is_given_up_soon() {
        let heartbeat = |url: &str| url.parse::<AmqpUrl>().expect("a URL").0.query.heartbeat;
        assert_eq!(heartbeat("amqp://broker"), Some(HEARTBEAT));
        assert_eq!(heartbeat("amqp://broker?heartbeat=30"), Some(30));
    }
}
