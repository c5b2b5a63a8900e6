//! What the operator sees of sign-ups.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use shared::metrics::Metrics;

use super::Outcome;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Label {
    outcome: &'static str,
}

/// Counts sign-ups by their outcome, and how many share a commit. Clones count together.
#[derive(Clone)]
pub struct Counts {
    sign_ups: Family<Label, Counter>,
    batch: Histogram,
}

impl Counts {
    pub fn register(metrics: &Metrics) -> Self {
        let batch = Histogram::new(exponential_buckets(1.0, 2.0, 9));
        let counts = Self { sign_ups: Family::default(), batch };
        metrics.register("sign_ups", "Sign-ups by outcome", counts.sign_ups.clone());
        metrics.register("sign_up_batch", "Sign-ups in one commit", counts.batch.clone());
        counts
    }

    pub fn count(&self, outcome: Outcome) {
        self.sign_ups.get_or_create(&Label { outcome: outcome.word() }).inc();
    }

    pub fn count_batch(&self, size: usize) {
        self.batch.observe(u32::try_from(size).unwrap_or(u32::MAX).into());
    }
}
