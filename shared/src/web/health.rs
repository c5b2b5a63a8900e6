//! Is the process alive, and can it do its work?

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use futures_util::future::BoxFuture;

use crate::db::Db;
use crate::telemetry::Chain;

/// A part: its name, and a check that says in plain words what is wrong. No personal data.
#[derive(Clone)]
pub struct Part {
    pub name: &'static str,
    needed: bool,
    check: Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>,
}

impl Part {
    /// A part without which nothing works: where it fails, the process asks for no requests.
    pub fn new<F>(name: &'static str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self { name, needed: true, check: Arc::new(move || Box::pin(check())) }
    }

    /// A part that pages do without for a while: where it fails, that is shown, but requests still come.
    pub fn spare<F>(name: &'static str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self { needed: false, ..Self::new(name, check) }
    }

    /// A database answers.
    pub fn database(name: &'static str, db: Db) -> Self {
        Self::new(name, move || {
            let db = db.clone();
            async move { db.ping().await.map_err(|error| Chain(&error).to_string()) }
        })
    }
}

/// `/health/live` and `/health/ready`; the latter names what is missing, and answers 503 where that is needed.
pub fn routes(parts: Vec<Part>) -> impl Fn(&mut web::ServiceConfig) + Clone {
    move |config| {
        let parts = parts.clone();
        config.route("/health/live", web::get().to(async || HttpResponse::Ok().body("live\n")));
        let ready = move || {
            let parts = parts.clone();
            async move { ready(&parts).await }
        };
        config.route("/health/ready", web::get().to(ready));
    }
}

async fn ready(parts: &[Part]) -> HttpResponse {
    let (mut ready, mut lines) = (true, String::new());
    for part in parts {
        if let Err(reason) = (part.check)().await {
            ready &= !part.needed;
            lines += &format!("{}: {reason}\n", part.name);
        }
    }
    let mut response = match ready {
        true => HttpResponse::Ok(),
        false => HttpResponse::ServiceUnavailable(),
    };
    response.insert_header(("cache-control", "no-store"));
    response.body(if ready { format!("ready\n{lines}") } else { lines })
}
