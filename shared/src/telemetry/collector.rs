//! Where steps are sent: OTLP over HTTP, in batches, from a thread of its own (opentelemetry.io/docs/specs/otlp).

use std::sync::OnceLock;
use std::thread;
use std::time::SystemTime;

use opentelemetry::trace::{
    SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState,
};
use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{
    BatchSpanProcessor, SpanData, SpanEvents, SpanLinks, SpanProcessor,
};
use url::Url;

use super::Chain;
use super::steps::{Kind, Step};
use crate::trace::Trace;

static COLLECTOR: OnceLock<BatchSpanProcessor> = OnceLock::new();

/// Sends the steps of this process to a collector from now on. `endpoint` is its base, as `http://127.0.0.1:4318`.
///
/// # Errors
/// When the endpoint is no address of a collector.
pub fn start(endpoint: &Url, service: &'static str) -> Result<(), ExporterBuildError> {
    let traces = format!("{}/v1/traces", endpoint.as_str().trim_end_matches('/'));
    // The exporter's client blocks, which no thread of the runtime may.
    let exporter =
        thread::spawn(move || SpanExporter::builder().with_http().with_endpoint(traces).build());
    let exporter = exporter
        .join()
        .unwrap_or_else(|_| Err(ExporterBuildError::InternalFailure("it panicked".to_owned())))?;
    let mut processor = BatchSpanProcessor::builder(exporter).build();
    processor.set_resource(&Resource::builder().with_service_name(service).build());
    // A second call in a process changes nothing.
    let _ = COLLECTOR.set(processor);
    Ok(())
}

/// Sends what waits, at the end of the process.
pub async fn end() {
    let ended = tokio::task::spawn_blocking(|| COLLECTOR.get().map(SpanProcessor::shutdown)).await;
    if let Ok(Some(Err(error))) = ended {
        tracing::warn!(error = %Chain(&error), "the last steps of traces did not reach the collector");
    }
}

pub(super) fn tell(step: impl FnOnce() -> Step) {
    if let Some(collector) = COLLECTOR.get() {
        collector.on_end(span(step()));
    }
}

fn span(step: Step) -> SpanData {
    let (root, now) = (root_of(step.trace), SystemTime::now());
    let (id, parent) = match step.kind {
        Kind::Request => (root, SpanId::INVALID),
        _ => (SpanId::from(rand::random::<u64>()), root),
    };
    let trace = TraceId::from(step.trace.to_u128());
    let state = TraceState::NONE;
    SpanData {
        span_context: SpanContext::new(trace, id, TraceFlags::SAMPLED, false, state),
        parent_span_id: parent,
        parent_span_is_remote: parent != SpanId::INVALID,
        span_kind: span_kind(step.kind),
        name: step.name.into(),
        start_time: now.checked_sub(step.took).unwrap_or(now),
        end_time: now,
        attributes: Vec::<KeyValue>::new(),
        dropped_attributes_count: 0,
        events: SpanEvents::default(),
        links: SpanLinks::default(),
        status: Status::Unset,
        instrumentation_scope: InstrumentationScope::builder("treffpunkt").build(),
    }
}

/// The first half of the trace's id, which is random and never zero in a UUID v4.
fn root_of(trace: Trace) -> SpanId {
    SpanId::from((trace.to_u128() >> 64) as u64)
}

const fn span_kind(kind: Kind) -> SpanKind {
    match kind {
        Kind::Request => SpanKind::Server,
        Kind::Publish => SpanKind::Producer,
        Kind::Receive => SpanKind::Consumer,
        Kind::Call => SpanKind::Client,
    }
}
