//! Leading on.

use actix_web::http::header;
use actix_web::{HttpResponse, HttpResponseBuilder};

/// Leads on to another page, mostly as the answer to a form (303 See Other, RFC 9110, section 15.4.4). Nothing keeps a
/// copy of the way.
pub fn see_other(path: impl AsRef<str>) -> HttpResponseBuilder {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, path.as_ref()));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response
}
