//! Telling open pages that there is more to see (server-sent events, WHATWG HTML 9.2). The message says only that: the
//! page is fetched again, with all its checks.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use futures_util::Stream;
use futures_util::stream::unfold;
use shared::Service;
use shared::auth::Permission;
use shared::ids::SurveyId;
use shared::shutdown::Shutdown;
use shared::web::Problem;
use tokio::sync::watch;

use super::admit;
use crate::keeper::Steps;
use crate::survey::State;
use crate::{Feedback, Organiser};

const NEWS: &[u8] = b"data: new\n\n";

/// A comment now and then shows proxies that the connection lives, and shows us when it does not.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
const NOTHING_NEW: &[u8] = b":\n\n";

/// One open page. It costs no query: the keeper asks once for all.
struct Watcher {
    survey: SurveyId,
    /// How many answers the page shows; none once the survey is closed.
    seen: Option<i32>,
    steps: watch::Receiver<Steps>,
    shutdown: Shutdown,
}

pub async fn watch(
    app: web::Data<Feedback>,
    organiser: Organiser,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let report = admit(&app, &organiser, &slug, Permission::ReadResults).await?;
    // Tells the browser not to come back: there will be no news.
    if report.survey.state == State::Closed {
        return Ok(HttpResponse::NoContent().finish());
    }
    let watcher = Watcher {
        survey: report.survey.id,
        seen: Some(report.survey.answers),
        steps: app.steps.clone(),
        shutdown: app.base().shutdown.clone(),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(news(watcher)))
}

fn news(watcher: Watcher) -> impl Stream<Item = Result<Bytes, Infallible>> {
    unfold(watcher, |mut watcher| async move {
        let message = watcher.next().await?;
        Some((Ok(Bytes::from_static(message)), watcher))
    })
}

impl Watcher {
    /// The next message; none when the survey is closed or the process ends.
    async fn next(&mut self) -> Option<&'static [u8]> {
        self.seen?;
        tokio::select! {
            biased;
            () = self.shutdown.wait() => None,
            changed = changed(&mut self.steps, self.survey, self.seen) => {
                self.seen = changed?;
                Some(NEWS)
            }
            () = tokio::time::sleep(KEEP_ALIVE) => Some(NOTHING_NEW),
        }
    }
}

/// Waits until a survey's step is another one than was seen; none when the keeper has ended.
async fn changed(
    steps: &mut watch::Receiver<Steps>,
    survey: SurveyId,
    seen: Option<i32>,
) -> Option<Option<i32>> {
    let steps = steps.wait_for(|steps| steps.get(&survey).copied() != seen).await.ok()?;
    Some(steps.get(&survey).copied())
}
