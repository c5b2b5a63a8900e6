//! The steps of a trace, told to an OpenTelemetry collector where there is one.
//!
//! The request is the root; what it set off in any process is a step below it. All of them know the root's id, because
//! it is made from the trace's, so that only the trace id travels. Answers to surveys have no trace, and no step.

use std::time::Duration;

use crate::trace::Trace;

/// What kind of work a step is (OpenTelemetry, `SpanKind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request that everything began with.
    Request,
    Publish,
    Receive,
    /// Work at another server, such as handing a mail over.
    Call,
}

/// A step that ends now.
pub struct Step {
    pub kind: Kind,
    /// Of a few: the route, the topic, the purpose of a mail; never a person.
    pub name: String,
    pub trace: Trace,
    pub took: Duration,
}

impl Step {
    /// Tells the collector of it; without one it costs nothing.
    pub fn tell(step: impl FnOnce() -> Self) {
        #[cfg(feature = "services")]
        super::collector::tell(step);
        #[cfg(not(feature = "services"))]
        drop(step);
    }
}
