//! Where somebody who comes to a survey stands: what their ballot still allows.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use shared::ballot_code::{BallotCode, BallotHash};
use shared::web::Problem;
use shared::{Db, Service, db};

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

/// What everybody who comes to a survey asks the database for.
#[derive(Clone)]
pub struct Asked {
    conference: Conference,
    survey: Survey,
    check_keys: Vec<Vec<u8>>,
}

impl Visit {
    /// Where the bearer of a code stands. Without a survey there is no such page.
    pub async fn with(
        app: &Feedback,
        slug: &str,
        code: Option<BallotCode>,
    ) -> Result<Self, Problem> {
        let mut visit = Self::of(app, Asked::read(app.db(), slug).await?, code)?;
        if let Standing::Ready(hash) = visit.standing {
            let mut conn = app.db().conn().await?;
            if !pool::is_unused(&mut conn, visit.survey.id, &hash).await? {
                visit.standing = Standing::Used;
            }
        }
        Ok(visit)
    }

    /// As [`Visit::with`], but as it was a moment ago, and a used ballot may seem to be ready: for whoever is about to use
    /// it, because only that tells for certain.
    async fn unlooked(
        app: &Feedback,
        slug: &str,
        code: Option<BallotCode>,
    ) -> Result<Self, Problem> {
        let asked = app.asked.get(slug, Asked::read(app.db(), slug)).await?;
        Self::of(app, asked.as_ref().clone(), code)
    }

    fn of(app: &Feedback, asked: Option<Asked>, code: Option<BallotCode>) -> Result<Self, Problem> {
        let now = app.base().clock.now();
        let Asked { conference, survey, check_keys } = asked.ok_or(Problem::NotFound)?;
        let standing = if survey.takes_answers(now) {
            of_code(&check_keys, code)
        } else if survey.state == State::Planned {
            Standing::NotYet
        } else {
            Standing::Closed
        };
        Ok(Self { conference, survey, standing })
    }
}

impl Asked {
    async fn read(db: &Db, slug: &str) -> db::Result<Option<Self>> {
        let mut conn = db.conn().await?;
        let Some(conference) = conference::by_slug(&mut conn, slug).await? else { return Ok(None) };
        let survey = survey::of_conference(&mut conn, conference.id).await?;
        let Some(survey) = survey else { return Ok(None) };
        let check_keys = pool::check_keys(&mut conn, survey.id).await?;
        Ok(Some(Self { conference, survey, check_keys }))
    }
}

fn of_code(check_keys: &[Vec<u8>], code: Option<BallotCode>) -> Standing {
    let made_here = |code: &BallotCode| check_keys.iter().any(|key| code.check_tag_holds(key));
    code.filter(made_here).map_or(Standing::NoBallot, |code| Standing::Ready(code.hash()))
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<Feedback>>().cloned();
        let slug = request.match_info().query("slug").to_owned();
        let cookie = request.cookie(COOKIE);
        let code = cookie.and_then(|cookie| BallotCode::parse(cookie.value()).ok());
        let answers = request.method() == Method::POST;
        Box::pin(async move {
            let app = app.ok_or_else(|| Problem::internal("the service is not set up"))?;
            if answers {
                return Self::unlooked(&app, &slug, code).await;
            }
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
