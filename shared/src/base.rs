//! What every service is given at the start.

use std::sync::Arc;

use url::Url;

use crate::auth::session::SessionVerifier;
use crate::clock::Clock;
use crate::db::Db;
use crate::i18n::Texts;
use crate::metrics::Metrics;
use crate::settings::FormRules;
use crate::shutdown::Shutdown;
use crate::web::assets::Assets;
use crate::web::form_token::FormKey;

/// The common ground of the services of one process. Cheap to clone.
#[derive(Clone)]
pub struct Base {
    pub clock: Clock,
    /// Where people reach the site, without a slash at the end.
    pub public_url: Arc<Url>,
    pub sessions: SessionVerifier,
    pub forms: FormKey,
    pub form_rules: FormRules,
    pub assets: Arc<Assets>,
    pub metrics: Metrics,
    pub shutdown: Shutdown,
    /// The peer whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<std::net::IpAddr>,
    /// Demo mode: pages say so, and `/dev` is there.
    pub demo: bool,
}

impl Base {
    /// An absolute URL of the site, for mails.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }

    /// Whether cookies may ask for https.
    pub fn secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

/// A service's state as actix hands it to handlers; what the extractors of this crate need of it.
pub trait Service: 'static {
    fn base(&self) -> &Base;
    fn db(&self) -> &Db;
    fn texts() -> &'static Texts;
}
