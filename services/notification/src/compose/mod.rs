//! Making the message: text, HTML and calendar entry, in the person's language with German below where it differs.
//!
//! No picture, no tracking, no attachment but the calendar entry. Made when it is handed over, and kept nowhere.

mod calendar;
mod message;
mod part;
mod text;

use std::time::Duration;

use askama::Template;
use lettre::message::Mailbox;
use shared::i18n::{Lang, Tr};
use shared::links::{Link, Purpose as LinkPurpose};
use shared::{Instant, Service};

pub use message::ComposeError;
pub use part::zone;

use self::calendar::{Inviting, Method};
use self::message::Parts;
use self::part::Part;
use crate::handover::Letter;
use crate::mail::Purpose;
use crate::mail::ledger::Mail;
use crate::people::sign_in::SignIn;
use crate::people::{Conference, Person, PersonState};
use crate::state::Notification;

/// A link to "my registration" holds so long after the conference's end.
pub const LINK_HOLDS_AFTER: Duration = Duration::from_hours(60 * 24);

#[derive(Template)]
#[template(path = "compose/mail.html")]
struct Html<'a> {
    subject: &'a str,
    parts: &'a [Part],
}

#[derive(Template)]
#[template(path = "compose/mail.txt")]
struct Plain<'a> {
    parts: &'a [Part],
}

/// A mail to a participant about their registration. `has_entry`: their calendar may hold an entry that can be taken out.
pub fn to_participant(
    app: &Notification,
    mail: &Mail,
    person: &Person,
    conference: &Conference,
    has_entry: bool,
) -> Result<Letter, ComposeError> {
    let about = text_keys(mail.purpose);
    let link = Link {
        purpose: LinkPurpose::Me,
        subject: person.id.0,
        epoch: u32::try_from(person.link_epoch).unwrap_or(u32::MAX),
        expires: conference.ends_at.plus(LINK_HOLDS_AFTER),
    };
    let url = app.base.url(&format!("/me/{}", app.links.sign(link)));
    let parts = in_languages(person.language, |lang| {
        part::about_conference(lang, &about, person, conference).with_my_registration(&url)
    });
    let method = calendar_method(mail.purpose, person.state, has_entry);
    let from = sender(app, conference, person.language);
    let name = from.name.clone().unwrap_or_default();
    let page = app.base.url(&format!("/c/{}", conference.slug));
    let inviting = Inviting { organiser: &from.email, name: &name, host: app.host(), page: &page };
    let now = app.base.clock.now();
    let calendar =
        method.map(|method| (method, calendar::entry(method, person, conference, &inviting, now)));
    let parts = envelope(app, mail, &parts, person, conference, from.clone())?;
    message::build(Parts { calendar, ..parts })
}

/// A mail with the code of a ballot. It carries no other link, so that nothing joins the two.
pub fn to_ballot_holder(
    app: &Notification,
    mail: &Mail,
    person: &Person,
    conference: &Conference,
    closes: Instant,
    code: &str,
) -> Result<Letter, ComposeError> {
    let about = text_keys(mail.purpose);
    let url = app.base.url(&format!("/s/{}/{code}", conference.slug));
    let parts = in_languages(person.language, |lang| {
        part::about_conference(lang, &about, person, conference)
            .with_survey(&about, conference, closes, &url)
    });
    let from = sender(app, conference, person.language);
    message::build(envelope(app, mail, &parts, person, conference, from)?)
}

/// A mail with an organiser's sign-in link.
pub fn to_organiser(
    app: &Notification,
    mail: &Mail,
    sign_in: &SignIn,
) -> Result<Letter, ComposeError> {
    let about = text_keys(mail.purpose);
    let link = Link {
        purpose: LinkPurpose::SignIn,
        subject: sign_in.link_id.0,
        epoch: 0,
        expires: sign_in.expires_at,
    };
    let url = app.base.url(&format!("/organise/sign-in/{}", app.links.sign(link)));
    let parts = in_languages(sign_in.language, |lang| {
        part::about_sign_in(lang, &about, sign_in.expires_at, &url)
    });
    let name = texts(sign_in.language).t("site-name");
    let from = Mailbox::new(app.from.name.clone().or(Some(name)), app.from.email.clone());
    let (subject, text, html) = render(&parts)?;
    message::build(Parts {
        from,
        to_name: String::new(),
        to_address: sign_in.email.clone(),
        reply_to: None,
        message_id: mail.message_id.clone(),
        date: app.base.clock.now(),
        subject,
        languages: languages(&parts),
        text,
        html,
        calendar: None,
    })
}

fn texts(lang: Lang) -> Tr {
    Notification::texts().speak(lang)
}

/// "mail-moved-up"
fn text_keys(purpose: Purpose) -> String {
    format!("mail-{}", purpose.word().replace('_', "-"))
}

/// The person's language, and German below, which whoever helps them reads.
fn in_languages(lang: Lang, part: impl Fn(Lang) -> Part) -> Vec<Part> {
    let mut parts = vec![part(lang)];
    if lang != Lang::De {
        parts.push(part(Lang::De));
    }
    parts
}

fn languages(parts: &[Part]) -> String {
    parts.iter().map(Part::lang).collect::<Vec<_>>().join(", ")
}

/// What a calendar is to do. Who waits has no entry.
fn calendar_method(purpose: Purpose, state: PersonState, has_entry: bool) -> Option<Method> {
    match purpose {
        Purpose::Confirmed | Purpose::MovedUp => Some(Method::Request),
        Purpose::ConferenceChanged if state.has_place() => Some(Method::Request),
        Purpose::Cancelled | Purpose::ConferenceCancelled if has_entry => Some(Method::Cancel),
        _ => None,
    }
}

/// The configured name, or that of the series.
fn sender(app: &Notification, conference: &Conference, lang: Lang) -> Mailbox {
    let series = text::one_line(conference.series_title.0.get(lang));
    let name = app.from.name.clone().unwrap_or(series);
    Mailbox::new((!name.is_empty()).then_some(name), app.from.email.clone())
}

fn envelope(
    app: &Notification,
    mail: &Mail,
    parts: &[Part],
    person: &Person,
    conference: &Conference,
    from: Mailbox,
) -> Result<Parts, ComposeError> {
    let (subject, text, html) = render(parts)?;
    Ok(Parts {
        from,
        to_name: person.name.clone(),
        to_address: person.email.clone(),
        reply_to: Some(conference.contact_email.clone()),
        message_id: mail.message_id.clone(),
        date: app.base.clock.now(),
        subject,
        languages: languages(parts),
        text,
        html,
        calendar: None,
    })
}

/// Subject, plain text and HTML.
fn render(parts: &[Part]) -> Result<(String, String, String), ComposeError> {
    let subject = parts.first().map(|part| part.subject.bare()).unwrap_or_default();
    let text = Plain { parts }.render()?;
    let html = Html { subject: &subject, parts }.render()?;
    Ok((subject, text, html))
}
