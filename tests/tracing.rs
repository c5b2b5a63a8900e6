//! One trace from the request to the mail server, and none from an answer; told to a collector of OpenTelemetry.

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{App, HttpResponse, HttpServer, web};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::resource::v1::Resource;
use prost::Message;
use tests::sink::Kind;
use tests::story::words_of;
use tests::system::Disks;
use tests::wait::eventually;
use tests::{Stage, System};

/// A step of a trace, as the collector was told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    service: String,
    name: String,
    trace: Vec<u8>,
    id: Vec<u8>,
    parent: Vec<u8>,
}

/// Takes traces as OTLP over HTTP (opentelemetry.io/docs/specs/otlp, "OTLP/HTTP").
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<Step>>>);

impl Collector {
    /// Starts to listen; returns where.
    fn listen(&self) -> String {
        let steps = self.clone();
        let server = HttpServer::new(move || {
            let app = App::new().app_data(web::Data::new(steps.clone()));
            app.route("/v1/traces", web::post().to(take))
        });
        let server = server.workers(1).disable_signals().bind("127.0.0.1:0").expect("a port");
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        format!("http://{address}")
    }

    fn steps(&self) -> Vec<Step> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn steps_of(&self, service: &str) -> Vec<Step> {
        self.steps().into_iter().filter(|step| step.service == service).collect()
    }
}

async fn take(collector: web::Data<Collector>, body: web::Bytes) -> HttpResponse {
    let request = ExportTraceServiceRequest::decode(body).expect("an export of traces");
    let mut steps = collector.0.lock().unwrap_or_else(PoisonError::into_inner);
    for resource in request.resource_spans {
        let service = service(resource.resource.as_ref());
        let spans = resource.scope_spans.into_iter().flat_map(|scope| scope.spans);
        steps.extend(spans.map(|span| Step {
            service: service.clone(),
            name: span.name,
            trace: span.trace_id,
            id: span.span_id,
            parent: span.parent_span_id,
        }));
    }
    HttpResponse::Ok().finish()
}

fn service(resource: Option<&Resource>) -> String {
    let mut attributes = resource.iter().flat_map(|resource| &resource.attributes);
    let name = attributes.find(|attribute| attribute.key == "service.name");
    let value = name.and_then(|name| name.value.as_ref()?.value.clone());
    let Some(Value::StringValue(name)) = value else { panic!("a service without a name") };
    name
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_request_to_the_mail_server_and_none_from_an_answer() {
    let collector = Collector::default();
    let endpoint = collector.listen();
    let settings = [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str())];
    let system = System::services_with(Disks::default(), &settings).await;
    let stage = Stage::on(system, 1).await;
    let (system, conference) = (&stage.system, &stage.conference);
    // Queues that are made ask for everything again, and what is told again has a trace of its own.
    system.restart().await;

    let attendee = stage.attendee(1);
    attendee.sign_up(conference).await;
    attendee.mail(&system.sink, Kind::Entry).await;
    one_trace_to_the_mail(&collector).await;

    stage.organiser.end(conference).await;
    let invitation = attendee.mail(&system.sink, Kind::Invitation).await;
    // Whatever is still on its way is told when the processes end.
    system.restart().await;
    let before = collector.steps_of("feedback");
    attendee.answer(&invitation, &words_of(&attendee)).await;
    system.terminate().await;
    let after = collector.steps_of("feedback");
    let new: Vec<_> = after.iter().skip(before.len()).map(|step| step.name.as_str()).collect();
    assert!(new.iter().all(|name| *name == "GET /health/ready"), "{new:?}");
    assert!(new.contains(&"GET /health/ready"), "feedback tells of nothing at all");
}

/// The request is the root, and all that it set off hangs below it.
async fn one_trace_to_the_mail(collector: &Collector) {
    let expected = [
        ("notification", "hand over confirmed"),
        ("notification", "receive participant.changed"),
        ("registration", "POST /c/{slug}/sign-up"),
        ("registration", "publish participant.changed"),
    ];
    let trace = eventually("the trace of the sign-up", || async {
        let steps = collector.steps();
        let root = steps.iter().find(|step| step.name == expected[2].1)?;
        let all: Vec<_> = steps.iter().filter(|step| step.trace == root.trace).cloned().collect();
        let told = |&(service, name): &(&str, &str)| {
            all.iter().any(|step| step.service == service && step.name == name)
        };
        expected.iter().all(told).then_some((root.clone(), all))
    });
    let (root, steps) = trace.await;
    assert!(root.parent.is_empty(), "{root:?}");
    let below = |step: &&Step| step.id != root.id;
    assert!(steps.iter().filter(below).all(|step| step.parent == root.id), "{steps:#?}");
}
