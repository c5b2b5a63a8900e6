//! The stylesheet and the script, under addresses that change with their content, so that browsers keep them for ever.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use data_encoding::BASE64URL_NOPAD;
use ring::digest;

use super::Problem;
use crate::base::Base;

const CSS: &str = include_str!("../../assets/treffpunkt.css");
const JS: &str = include_str!("../../assets/treffpunkt.js");

/// The addresses of the assets.
pub struct Assets {
    pub css: String,
    pub js: String,
}

impl Default for Assets {
    fn default() -> Self {
        Self { css: address(CSS, "treffpunkt.css"), js: address(JS, "treffpunkt.js") }
    }
}

fn address(content: &str, name: &str) -> String {
    let hash = digest::digest(&digest::SHA256, content.as_bytes());
    format!("/assets/{}/{name}", BASE64URL_NOPAD.encode(&hash.as_ref()[..9]))
}

/// The route. An old hash gets today's content: a page that is still open should not lose its look.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/assets/{hash}/{name}", web::get().to(asset));
}

async fn asset(
    base: web::Data<Base>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (_, name) = path.as_ref();
    let (content, kind, current) = match name.as_str() {
        "treffpunkt.css" => (CSS, "text/css; charset=utf-8", &base.assets.css),
        "treffpunkt.js" => (JS, "text/javascript; charset=utf-8", &base.assets.js),
        _ => return Err(Problem::NotFound),
    };
    let asked = format!("/assets/{}/{name}", path.0);
    let keep = if asked == *current { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, keep))
        .body(content))
}
