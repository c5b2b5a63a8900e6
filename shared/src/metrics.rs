//! Numbers for the operator, in the OpenMetrics text format.

use std::sync::{Arc, Mutex};

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Metric, Registry};

/// A route is its pattern (`/c/{slug}`), never a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Request {
    pub route: String,
    pub method: String,
    pub status: u16,
}

/// A service's name, where a process has several.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfService {
    service: &'static str,
}

/// Where services register what they count.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Mutex<Registry>>,
    requests: Family<Request, Counter>,
    seconds: Histogram,
    waiting: Family<OfService, Gauge>,
    dead: Family<OfService, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Arc::new(Mutex::new(Registry::with_prefix("treffpunkt"))),
            requests: Family::default(),
            // From a quarter of a millisecond to four seconds.
            seconds: Histogram::new(exponential_buckets(0.000_25, 2.0, 15)),
            waiting: Family::default(),
            dead: Family::default(),
        };
        metrics.register("http_requests", "Requests answered", metrics.requests.clone());
        metrics.register("http_request_seconds", "Time to answer", metrics.seconds.clone());
        metrics.register("outbox_messages", "Events not handed over", metrics.waiting.clone());
        metrics.register("dead_messages", "Events put aside unread", metrics.dead.clone());
        metrics
    }
}

impl Metrics {
    /// Adds a metric of a service. Keep a clone of it to count with.
    pub fn register(&self, name: &str, help: &str, metric: impl Metric) {
        self.lock().register(name, help, metric);
    }

    pub fn count_request(&self, request: Request, took: std::time::Duration) {
        self.requests.get_or_create(&request).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Tells how many events of a service wait to be handed over, and how many it could not handle.
    pub fn tell_events(&self, service: &'static str, waiting: i64, dead: i64) {
        self.waiting.get_or_create(&OfService { service }).set(waiting);
        self.dead.get_or_create(&OfService { service }).set(dead);
    }

    /// All metrics as the text that Prometheus reads.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        if let Err(error) = text::encode(&mut text, &self.lock()) {
            tracing::error!(%error, "the metrics cannot be written");
        }
        text
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Registry> {
        self.registry.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
