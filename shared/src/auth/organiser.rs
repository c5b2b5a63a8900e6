//! The signed-in organiser of a request, as an extractor.

use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

use super::access::{self, Access};
use super::role::Permission;
use super::session::{COOKIE, Session};
use crate::base::{Base, Service};
use crate::ids::ScopeId;
use crate::web::Problem;

/// Who is signed in, with what they may do in service `S`. Without a valid session the request goes to the sign-in page.
pub struct Organiser<S> {
    pub access: Access,
    service: PhantomData<S>,
}

impl<S> Organiser<S> {
    /// Goes on only if a role on one of the scopes allows it.
    pub fn require(&self, permission: Permission, scopes: &[ScopeId]) -> Result<(), Problem> {
        if self.access.may(permission, scopes) { Ok(()) } else { Err(Problem::Forbidden) }
    }
}

impl<S> Deref for Organiser<S> {
    type Target = Access;
    fn deref(&self) -> &Access {
        &self.access
    }
}

impl<S: Service> FromRequest for Organiser<S> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let service = request.app_data::<web::Data<S>>().cloned();
        let request = request.clone();
        Box::pin(async move {
            let service = service.ok_or_else(|| Problem::internal("the service is not set up"))?;
            let session = session(&request, service.base()).ok_or(Problem::SignInFirst)?;
            let mut conn = service.db().conn().await?;
            let access = access::of_session(&mut conn, session).await?;
            let access = access.ok_or(Problem::SignInFirst)?;
            Ok(Self { access, service: PhantomData })
        })
    }
}

/// The session that the request's cookie carries, if its signature and age are right.
pub fn session(request: &HttpRequest, base: &Base) -> Option<Session> {
    let cookie = request.cookie(COOKIE)?;
    base.sessions.read(cookie.value(), base.clock.now())
}
