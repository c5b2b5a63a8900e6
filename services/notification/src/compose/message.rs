//! The message as it goes over the wire (RFC 5322, MIME).

use lettre::Address;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use shared::Instant;

use super::calendar::Method;
use super::text::one_line;
use crate::handover::Letter;

/// Why no message can be made.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    #[error("the recipient's address cannot be used")]
    Address(#[from] AddressError),
    #[error("a template failed")]
    Template(#[from] askama::Error),
    #[error("the message cannot be put together")]
    Message(#[from] lettre::error::Error),
    #[error("a content type is wrong")]
    ContentType(#[from] lettre::message::header::ContentTypeErr),
}

/// What the message is made of.
pub struct Parts {
    pub from: Mailbox,
    pub to_name: String,
    pub to_address: String,
    /// Whom an answer reaches.
    pub reply_to: Option<String>,
    /// Without brackets.
    pub message_id: String,
    pub date: Instant,
    pub subject: String,
    /// BCP 47 tags (RFC 3282), the first language first.
    pub languages: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<(Method, String)>,
}

/// Puts the message together.
pub fn build(parts: Parts) -> Result<Letter, ComposeError> {
    let from = parts.from.email.clone();
    let to = address(&parts.to_address)?;
    let name = one_line(&parts.to_name);
    let to_mailbox = Mailbox::new((!name.is_empty()).then_some(name), to.clone());
    let mut message = Message::builder()
        .from(parts.from)
        .to(to_mailbox)
        .subject(one_line(&parts.subject))
        .date(parts.date.to_timestamp().into())
        .message_id(Some(format!("<{}>", parts.message_id)))
        // RFC 3834: no answering machine answers.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &parts.languages));
    if let Some(reply_to) = parts.reply_to.and_then(|reply_to| address(&reply_to).ok()) {
        message = message.reply_to(reply_to.into());
    }
    let mut body = MultiPart::alternative()
        .singlepart(SinglePart::plain(parts.text))
        .singlepart(SinglePart::html(parts.html));
    if let Some((method, calendar)) = parts.calendar {
        let kind = format!("text/calendar; method={}; charset=utf-8", method.word());
        let kind = ContentType::parse(&kind)?;
        body = body.singlepart(SinglePart::builder().header(kind).body(calendar));
    }
    Ok(Letter { from, to, raw: message.multipart(body)?.formatted() })
}

/// The address with its domain in ASCII (RFC 5891), which every server understands.
fn address(text: &str) -> Result<Address, AddressError> {
    let text = text.trim();
    let (user, domain) = text.rsplit_once('@').ok_or(AddressError::MissingParts)?;
    let domain = match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) => ascii,
        _ => domain.to_owned(),
    };
    Address::new(user, domain)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
