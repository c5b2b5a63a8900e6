//! Signing up as people do it: through the page.

mod abuse;
pub(crate) mod batch;
mod form;
mod replicas;

use crate::stage::{Answer, Browser, Site};

/// What somebody types who needs nothing.
pub fn filled<'a>(name: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("email", email),
        ("organisation", "Verein Vielfalt e. V."),
        ("sector", "welfare"),
        ("place", "Halle"),
        ("language", "ar"),
        ("consent_data", "yes"),
    ]
}

pub fn path(site: &Site) -> String {
    format!("/c/{}/sign-up", site.conference.slug)
}

pub async fn sign_up(site: &Site, browser: &Browser, email: &str) -> Answer {
    browser.fill(&path(site), &filled("Layla Khoury", email)).await
}
