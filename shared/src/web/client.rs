//! Who is asking: the client's address, its browser's cookie, its language.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::{HttpMessage, HttpRequest};
use uuid::Uuid;

use crate::base::Base;
use crate::i18n::Lang;

/// The cookie that ties a form to the browser it was given to. It is random, says nothing, and ends with the browser.
pub const BROWSER_COOKIE: &str = "browser";
pub const LANGUAGE_COOKIE: &str = "lang";

/// The client of a request.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    /// Only for limits: never kept, never logged.
    pub address: IpAddr,
    pub browser: Uuid,
    pub lang: Lang,
}

impl Client {
    pub fn of(request: &HttpRequest, base: &Base) -> Self {
        Self {
            address: address(request, base),
            browser: browser_or_new(request),
            lang: lang(request),
        }
    }
}

/// The peer's address; behind the trusted proxy the last one that it added to `X-Forwarded-For`.
fn address(request: &HttpRequest, base: &Base) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    // A bind on [::] sees IPv4 peers in their IPv6 form.
    let peer = peer.to_canonical();
    if base.trusted_proxy.map(|proxy| proxy.to_canonical()) != Some(peer) {
        return peer;
    }
    let forwarded = header(request, "x-forwarded-for").and_then(|list| list.rsplit(',').next());
    let forwarded = forwarded.and_then(|address| address.trim().parse::<IpAddr>().ok());
    forwarded.map_or(peer, |address| address.to_canonical())
}

/// The browser's cookie, if it has one.
pub fn browser(request: &HttpRequest) -> Option<Uuid> {
    request.cookie(BROWSER_COOKIE)?.value().parse().ok()
}

/// The browser's id: its cookie's, or the one that this answer will give it.
fn browser_or_new(request: &HttpRequest) -> Uuid {
    let given = || request.extensions().get::<Uuid>().copied();
    browser(request).or_else(given).unwrap_or_else(Uuid::new_v4)
}

/// `?lang=`, then the cookie, then the browser's wish, then German.
fn lang(request: &HttpRequest) -> Lang {
    let cookie = || request.cookie(LANGUAGE_COOKIE)?.value().parse().ok();
    let wish = || Lang::accepted(header(request, "accept-language")?);
    asked_lang(request).or_else(cookie).or_else(wish).unwrap_or(Lang::De)
}

/// The language that the URL asks for.
pub fn asked_lang(request: &HttpRequest) -> Option<Lang> {
    let query = url::form_urlencoded::parse(request.query_string().as_bytes());
    query.into_iter().find(|(name, _)| name == "lang").and_then(|(_, code)| code.parse().ok())
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::testing;

    fn seen(peer: &str, forwarded: &str, trusted: &str) -> IpAddr {
        let trusted_proxy = Some(trusted.parse().expect("an address"));
        let base = Base { trusted_proxy, ..testing::base() };
        let request = TestRequest::default()
            .peer_addr((peer.parse::<IpAddr>().expect("an address"), 1).into());
        address(&request.insert_header(("x-forwarded-for", forwarded)).to_http_request(), &base)
    }

    #[test]
    fn only_the_trusted_proxy_is_believed_and_only_its_last_word() {
        let client: IpAddr = "203.0.113.9".parse().expect("an address");
        assert_eq!(seen("127.0.0.1", "198.51.100.1, 203.0.113.9", "127.0.0.1"), client);
        assert_eq!(seen("203.0.113.9", "198.51.100.1", "127.0.0.1"), client);
    }

    #[test]
    fn a_proxy_is_known_in_its_ipv6_form_too() {
        let client: IpAddr = "203.0.113.9".parse().expect("an address");
        assert_eq!(seen("::ffff:127.0.0.1", "::ffff:203.0.113.9", "127.0.0.1"), client);
    }
}
