//! Coming in: by the link once, then by the cookie it was swapped for.

use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use futures_util::future::LocalBoxFuture;
use shared::ids::ParticipantId;
use shared::links::{Link, LinkProblem, Purpose};
use shared::web::{Problem, see_other};

use crate::conference::{self, Conference};
use crate::participant::{self, Participant, State};
use crate::{Page, Registration};

const COOKIE: &str = "me";

/// Long enough to fill in a form without haste, short enough for a computer that others use.
const LIFETIME: Duration = Duration::from_hours(2);

/// The person whose registration is open in this browser, as an extractor.
pub struct Me {
    pub person: Participant,
    pub conference: Conference,
}

/// `GET /me/{token}`
pub async fn enter(
    app: web::Data<Registration>,
    token: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let me = Me::read(&app, &token, Purpose::Me).await?;
    Ok(see_other("/me/").cookie(cookie(&app, &me.person)).finish())
}

/// The cookie for a person; a new one after their epoch has risen.
pub fn cookie(app: &Registration, person: &Participant) -> Cookie<'static> {
    let (epoch, now) = (person.link_epoch.cast_unsigned(), app.base.clock.now());
    let link = Link::new(Purpose::MeCookie, person.id.0, epoch, now, LIFETIME);
    let cookie = Cookie::build(COOKIE, app.links.sign(link)).path("/me").http_only(true);
    // Lax, because the link is opened from a mail program.
    let cookie = cookie.secure(app.base.secure()).same_site(SameSite::Lax);
    cookie.max_age(time::Duration::try_from(LIFETIME).unwrap_or_default()).finish()
}

/// Takes the cookie back.
pub fn no_cookie() -> Cookie<'static> {
    let mut cookie = Cookie::build(COOKIE, "").path("/me").finish();
    cookie.make_removal();
    cookie
}

impl Me {
    async fn read(app: &Registration, token: &str, purpose: Purpose) -> Result<Self, Problem> {
        let link = app.links.read(token, purpose, app.base.clock.now())?;
        let mut conn = app.db.conn().await?;
        // Who was deleted leaves nothing but a link that no longer holds.
        let person = participant::by_id(&mut conn, ParticipantId(link.subject)).await?;
        let person = person.ok_or(LinkProblem::Expired)?;
        if person.link_epoch.cast_unsigned() != link.epoch {
            return Err(LinkProblem::Outdated.into());
        }
        let conference = conference::by_id(&mut conn, person.conference_id).await?;
        let conference = conference.ok_or_else(|| Problem::internal("no conference"))?;
        Ok(Self { person, conference })
    }

    /// Whether there is anything to cancel, and time left for it.
    pub fn may_cancel(&self, app: &Registration) -> bool {
        matches!(self.person.state, State::Waiting | State::Confirmed)
            && self.conference.takes_sign_ups(app.base.clock.now())
    }

    pub fn head(&self, page: &Page) -> crate::head::Head {
        crate::head::Head::of(&self.conference, page.tr())
    }
}

impl FromRequest for Me {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<Registration>>().cloned();
        let request = request.clone();
        Box::pin(async move {
            let app = app.ok_or_else(|| Problem::internal("the service is not set up"))?;
            let cookie = request.cookie(COOKIE).ok_or(LinkProblem::Expired)?;
            Self::read(&app, cookie.value(), Purpose::MeCookie).await
        })
    }
}
