//! Where the mail server is, as one setting.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use lettre::transport::smtp::authentication::Credentials;
use url::{Host, Url};

/// From when on the conversation is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (`smtps://`, RFC 8314).
    Implicit,
    /// By STARTTLS (RFC 3207), and not without.
    Upgrade,
    /// Never: on this machine, or where somebody asked for it.
    Off,
}

/// `SMTP_URL`.
///
/// - `smtps://name:password@mail.example.org`: TLS from the start, port 465
/// - `smtp://name:password@mail.example.org`: STARTTLS, port 587, without a login 25; a server without STARTTLS gets no mail
/// - `smtp+starttls://…`: the same, also on this machine
/// - `smtp://127.0.0.1:1025`: on this machine, in the clear
/// - `smtp://relay:25?tls=off`: in the clear over a network that is trusted
///
/// Name and password are percent-encoded where they hold `:`, `/`, `@`, `%` and the like.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub login: Option<Credentials>,
}

/// What is wrong with the setting. Never shows it: it holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmtpUrlError {
    #[error("this is no URL; it looks like smtps://name:password@mail.example.org")]
    NoUrl,
    #[error("it must begin with smtps://, smtp:// or smtp+starttls://")]
    Scheme,
    #[error("the server's name is missing")]
    Host,
    #[error("the name and the password belong together, percent-encoded")]
    Login,
    #[error("after '?' only tls=off may stand, and only with smtp://")]
    Query,
}

impl FromStr for SmtpUrl {
    type Err = SmtpUrlError;

    fn from_str(text: &str) -> Result<Self, SmtpUrlError> {
        let url: Url = text.parse().map_err(|_| SmtpUrlError::NoUrl)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpUrlError::Host)?;
        let tls = tls(&url, host)?;
        let login = login(&url)?;
        let port = url.port().unwrap_or(match (tls, &login) {
            (Tls::Implicit, _) => 465,
            (_, Some(_)) => 587,
            (_, None) => 25,
        });
        // Brackets of an IPv6 address belong to the URL only.
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Self { host, port, tls, login })
    }
}

fn tls(url: &Url, host: &str) -> Result<Tls, SmtpUrlError> {
    match (url.scheme(), url.query()) {
        ("smtps", None) => Ok(Tls::Implicit),
        ("smtp", Some("tls=off")) => Ok(Tls::Off),
        ("smtp", None) if is_this_machine(host) => Ok(Tls::Off),
        ("smtp" | "smtp+starttls", None) => Ok(Tls::Upgrade),
        ("smtp" | "smtps" | "smtp+starttls", Some(_)) => Err(SmtpUrlError::Query),
        _ => Err(SmtpUrlError::Scheme),
    }
}

fn is_this_machine(host: &str) -> bool {
    let is_loopback = |ip: IpAddr| ip.is_loopback();
    match Host::parse(host) {
        Ok(Host::Ipv4(ip)) => is_loopback(ip.into()),
        Ok(Host::Ipv6(ip)) => is_loopback(ip.into()),
        _ => host == "localhost",
    }
}

fn login(url: &Url) -> Result<Option<Credentials>, SmtpUrlError> {
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (name, Some(password)) if !name.is_empty() => {
            let (name, password) = (decode(name), decode(password));
            let login = name.zip(password).ok_or(SmtpUrlError::Login)?;
            Ok(Some(Credentials::new(login.0, login.1)))
        }
        _ => Err(SmtpUrlError::Login),
    }
}

/// Undoes percent-encoding (RFC 3986, 2.1).
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

impl fmt::Debug for SmtpUrl {
    /// Without the login.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.tls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (String, u16, Tls, bool) {
        let url: SmtpUrl = text.parse().expect("a valid URL");
        (url.host, url.port, url.tls, url.login.is_some())
    }

    #[test]
    fn each_form_has_its_encryption_and_port() {
        let host = || "mail.example.org".to_owned();
        assert_eq!(parsed("smtps://a:b@mail.example.org"), (host(), 465, Tls::Implicit, true));
        assert_eq!(parsed("smtp://a:b@mail.example.org"), (host(), 587, Tls::Upgrade, true));
        assert_eq!(parsed("smtp://mail.example.org"), (host(), 25, Tls::Upgrade, false));
        assert_eq!(parsed("smtp://mail.example.org?tls=off"), (host(), 25, Tls::Off, false));
        assert_eq!(
            parsed("smtp://127.0.0.1:1025"),
            ("127.0.0.1".to_owned(), 1025, Tls::Off, false)
        );
        let here = ("127.0.0.1".to_owned(), 1025, Tls::Upgrade, false);
        assert_eq!(parsed("smtp+starttls://127.0.0.1:1025"), here);
        assert_eq!(parsed("smtp://[::1]:1025"), ("::1".to_owned(), 1025, Tls::Off, false));
    }

    #[test]
    fn names_and_passwords_are_decoded() {
        let url: SmtpUrl =
            "smtps://post%40x.org:a%2Bb%C3%A4+c@mail.example.org".parse().expect("a URL");
        let login = Credentials::new("post@x.org".to_owned(), "a+bä+c".to_owned());
        assert_eq!(url.login, Some(login));
        assert_eq!(format!("{url:?}"), "mail.example.org:465 (Implicit)");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |text: &str| text.parse::<SmtpUrl>().expect_err("no valid URL");
        assert_eq!(wrong("mail.example.org"), SmtpUrlError::NoUrl);
        assert_eq!(wrong("https://mail.example.org"), SmtpUrlError::Scheme);
        assert_eq!(wrong("smtp:///"), SmtpUrlError::Host);
        assert_eq!(wrong("smtp://name@mail.example.org"), SmtpUrlError::Login);
        assert_eq!(wrong("smtp://a:%zz@mail.example.org"), SmtpUrlError::Login);
        assert_eq!(wrong("smtps://mail.example.org?tls=off"), SmtpUrlError::Query);
    }
}
