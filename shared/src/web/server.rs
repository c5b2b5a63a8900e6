//! The HTTP servers of a process.

use std::io;
use std::net::TcpListener;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};

use super::{Problem, assets, frame};
use crate::base::Base;
use crate::shutdown::Shutdown;

/// A pasted conference is the largest thing that anyone sends.
const LARGEST_BODY: usize = 256 * 1024;

/// Serves until the shutdown begins, then finishes the requests under way.
pub async fn serve(
    base: Base,
    listener: TcpListener,
    routes: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
) -> io::Result<()> {
    let shutdown = base.shutdown.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(base.clone()))
            .app_data(web::PayloadConfig::new(LARGEST_BODY))
            .wrap(from_fn(finish))
            .wrap(from_fn(frame::frame))
            .configure(assets::routes)
            .configure(routes.clone())
    })
    .workers(workers())
    .shutdown_timeout(20)
    .disable_signals()
    .listen(listener)?
    .run();
    until(shutdown, server).await
}

async fn until(shutdown: Shutdown, server: Server) -> io::Result<()> {
    let handle = server.handle();
    let stop = async move {
        shutdown.wait().await;
        handle.stop(true).await;
    };
    let (served, ()) = tokio::join!(server, stop);
    served
}

/// Goes on with a request whose client went away: to drop it while a statement runs would hold up everyone on its thread
/// until the statement ends.
async fn finish<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let finished = actix_web::rt::spawn(next.call(request)).await;
    finished.unwrap_or_else(|panic| Err(Problem::internal(panic).into()))
}

/// Serves `/metrics` on a bind of its own.
pub async fn serve_metrics(base: Base, listener: TcpListener) -> io::Result<()> {
    let shutdown = base.shutdown.clone();
    let server = HttpServer::new(move || {
        App::new().app_data(web::Data::new(base.clone())).route("/metrics", web::get().to(metrics))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)?
    .run();
    until(shutdown, server).await
}

async fn metrics(base: web::Data<Base>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(base.metrics.encode())
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}
