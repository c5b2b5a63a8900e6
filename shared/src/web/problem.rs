//! What can go wrong with a request, as a person reads it: one table of statuses and texts.
//!
//! A handler returns the error; [`super::frame`] makes the page, in the person's language, and logs what is ours to mend.

use std::error::Error;
use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::limits::TooOften;
use crate::links::LinkProblem;
use crate::writer::WriteError;

/// The texts are `problem-<word>-title` and `problem-<word>-text` of the common locale.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("there is no such page")]
    NotFound,
    #[error("no role allows this")]
    Forbidden,
    #[error("nobody is signed in")]
    SignInFirst,
    /// The form was not given to this browser by this site, or too long ago.
    #[error("the form's token is not valid")]
    FormExpired,
    #[error("the form cannot be read")]
    BrokenForm,
    #[error("the request is too large")]
    TooLarge,
    #[error("the method is not allowed")]
    WrongMethod,
    #[error(transparent)]
    Link(#[from] LinkProblem),
    /// A link that works once was used.
    #[error("the link was used")]
    LinkUsed,
    #[error("too often")]
    TooOften(#[from] TooOften),
    #[error("too many wait")]
    Busy,
    #[error("{0}")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl Problem {
    /// Something of ours is broken. It is logged once, by the frame, and the person learns only that.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// The word in the text keys.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forbidden => "forbidden",
            Self::SignInFirst => "sign-in-first",
            Self::FormExpired => "form-expired",
            Self::BrokenForm => "broken-form",
            Self::TooLarge => "too-large",
            Self::WrongMethod => "wrong-method",
            Self::Link(LinkProblem::Forged) => "link-forged",
            Self::Link(LinkProblem::Expired) => "link-expired",
            Self::Link(LinkProblem::Outdated) => "link-outdated",
            Self::LinkUsed => "link-used",
            Self::TooOften(_) => "too-often",
            Self::Busy => "busy",
            Self::Internal(_) => "internal",
        }
    }

    /// The problem that a framework's bare status stands for.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            status if status.is_client_error() => Self::BrokenForm,
            status => Self::internal(format!("answered with {status}")),
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooOften(TooOften(wait)) => Some(*wait),
            Self::Busy => Some(Duration::from_secs(2)),
            _ => None,
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Link(LinkProblem::Forged) => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::FormExpired => StatusCode::FORBIDDEN,
            Self::SignInFirst => StatusCode::SEE_OTHER,
            Self::BrokenForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Link(_) | Self::LinkUsed => StatusCode::GONE,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Status and headers; the frame adds the page.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if matches!(self, Self::SignInFirst) {
            response.insert_header((header::LOCATION, "/organise/sign-in"));
        }
        if let Some(wait) = self.retry_after() {
            response.insert_header((header::RETRY_AFTER, wait.as_secs() + 1));
        }
        response.finish()
    }
}

impl From<crate::db::Error> for Problem {
    fn from(error: crate::db::Error) -> Self {
        match error {
            // It is back in a moment, and what was to be done was not begun.
            crate::db::Error::Pool(_) => Self::Busy,
            error => Self::internal(error),
        }
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        crate::db::Error::from(error).into()
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Busy => Self::Busy,
            WriteError::Database(error) => error.into(),
        }
    }
}
