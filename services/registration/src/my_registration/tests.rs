//! "My registration" as people use it: by the link in their mail.

mod change;
mod link;
mod read;

use std::time::Duration;

use proto::notification::v1::{DeliveryChanged, delivery_changed};
use shared::Trace;
use shared::events::Message;
use shared::ids::MailId;
use shared::links::{Link, Purpose};
use shared::testing::START;

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

/// What notification tells of a mail: planned at first, then accepted.
fn delivery(of: &Participant, mail: MailId, revision: u64) -> Message {
    let states = [delivery_changed::State::Planned, delivery_changed::State::Accepted];
    let event = DeliveryChanged {
        mail_id: mail.to_bytes(),
        revision,
        participant_id: of.id.to_bytes(),
        purpose: "confirmed".to_owned(),
        state: states[usize::from(revision > 1)].into(),
        changed_at: START.as_micros(),
    };
    Message::new(&event, Trace::new())
}
