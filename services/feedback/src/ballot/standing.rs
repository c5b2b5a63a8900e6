//! Where somebody who comes to a survey stands: what their ballot still allows.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use shared::Service;
use shared::ballot_code::{BallotCode, BallotHash};
use shared::db::{Conn, Result};
use shared::ids::SurveyId;
use shared::web::Problem;

use super::pool;
use crate::Feedback;
use crate::conference::{self, Conference};
use crate::survey::{self, State, Survey};

/// Holds the ballot's code while the browser is open, so that the address bar need not.
const COOKIE: &str = "ballot";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The survey is not open yet.
    NotYet,
    Closed,
    /// No code, or none of this survey.
    NoBallot,
    Used,
    Ready(BallotHash),
}

/// A visit to a survey, with the ballot of the cookie: an extractor for routes with `{slug}`.
pub struct Visit {
    pub conference: Conference,
    pub survey: Survey,
    pub standing: Standing,
}

impl Visit {
    /// Where the bearer of a code stands. Without a survey there is no such page.
    pub async fn with(
        app: &Feedback,
        slug: &str,
        code: Option<BallotCode>,
    ) -> Result<Self, Problem> {
        let mut conn = app.db().conn().await?;
        let conference = conference::by_slug(&mut conn, slug).await?.ok_or(Problem::NotFound)?;
        let survey = survey::of_conference(&mut conn, conference.id).await?;
        let survey = survey.ok_or(Problem::NotFound)?;
        let standing = if survey.takes_answers(app.base().clock.now()) {
            of_code(&mut conn, survey.id, code).await?
        } else if survey.state == State::Planned {
            Standing::NotYet
        } else {
            Standing::Closed
        };
        Ok(Self { conference, survey, standing })
    }
}

async fn of_code(conn: &mut Conn, survey: SurveyId, code: Option<BallotCode>) -> Result<Standing> {
    let Some(code) = code else { return Ok(Standing::NoBallot) };
    let keys = pool::check_keys(conn, survey).await?;
    if !keys.iter().any(|key| code.check_tag_holds(key)) {
        return Ok(Standing::NoBallot);
    }
    let hash = code.hash();
    let unused = pool::is_unused(conn, survey, &hash).await?;
    Ok(if unused { Standing::Ready(hash) } else { Standing::Used })
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<Feedback>>().cloned();
        let slug = request.match_info().query("slug").to_owned();
        let cookie = request.cookie(COOKIE);
        let code = cookie.and_then(|cookie| BallotCode::parse(cookie.value()).ok());
        Box::pin(async move {
            let app = app.ok_or_else(|| Problem::internal("the service is not set up"))?;
            Self::with(&app, &slug, code).await
        })
    }
}

/// The cookie that takes the code's place in the address. It ends with the browser.
pub fn cookie(code: BallotCode, secure: bool) -> Cookie<'static> {
    let cookie = Cookie::build(COOKIE, code.to_string()).path("/s/").http_only(true);
    // Lax, because the invitation is opened from a mail program.
    cookie.secure(secure).same_site(SameSite::Lax).finish()
}
