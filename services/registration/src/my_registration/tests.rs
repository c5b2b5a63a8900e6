//! "My registration" as people use it: by the link in their mail.

mod change;
mod link;
mod read;

use std::time::Duration;

use shared::links::{Link, Purpose};

use crate::participant::Participant;
use crate::sign_up::tests::{filled, path};
use crate::stage::{Browser, Site};

/// The link that notification would put into a mail now.
fn link(site: &Site, person: &Participant) -> String {
    let (epoch, now) = (person.link_epoch.cast_unsigned(), site.app.base.clock.now());
    let span = Duration::from_hours(24 * 90);
    let link = Link::new(Purpose::Me, person.id.0, epoch, now, span);
    format!("/me/{}", site.app.links.sign(link))
}

/// Signs somebody up, with needs, and says who they became.
async fn sign_up(site: &Site, email: &str) -> Participant {
    let mut fields = filled("Layla Khoury", email);
    fields.extend([("needs", "step-free"), ("needs_words", "Aufzug bitte")]);
    let sent = site.browser(200).fill(&path(site), &fields).await;
    assert_eq!(sent.status, 303);
    site.person(email).await
}

/// Comes in by the link.
async fn enter(site: &Site, browser: &Browser, person: &Participant) {
    let answer = browser.get(&link(site, person)).await;
    assert_eq!((answer.status, answer.location()), (303, "/me/"));
}
