//! A message as a mail program understands it.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use shared::Instant;

use super::store::Received;

/// What a reader sees of a message.
pub struct Reading {
    pub number: u64,
    pub from: String,
    pub to: String,
    pub subject: String,
    pub date: Option<Instant>,
    pub text: String,
    pub html: String,
    /// The calendar entry's lines.
    pub calendar: String,
    /// Names of the attached files.
    pub attachments: Vec<String>,
    pub raw: String,
}

impl Reading {
    /// None where the message is none; ours are.
    pub fn of(received: &Received) -> Option<Self> {
        let message = MessageParser::default().parse(&received.raw)?;
        let html = message.parts.iter().find_map(|part| match &part.body {
            PartType::Html(html) => Some(html.to_string()),
            _ => None,
        });
        let calendar = message.parts.iter().find(|part| is_calendar(part));
        let date = message.date().map(|date| Instant::from_micros(date.to_timestamp() * 1_000_000));
        Some(Self {
            number: received.number,
            from: sender(&message),
            to: received.to.clone(),
            subject: message.subject().unwrap_or_default().to_owned(),
            date,
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: html.unwrap_or_default(),
            calendar: calendar.and_then(MessagePart::text_contents).unwrap_or_default().to_owned(),
            attachments: attachments(&message),
            raw: String::from_utf8_lossy(&received.raw).into_owned(),
        })
    }
}

fn sender(message: &Message<'_>) -> String {
    let Some(from) = message.from().and_then(mail_parser::Address::first) else {
        return String::new();
    };
    let address = from.address().unwrap_or_default();
    match from.name() {
        Some(name) => format!("{name} <{address}>"),
        None => address.to_owned(),
    }
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| kind.subtype() == Some("calendar"))
}

fn attachments(message: &Message<'_>) -> Vec<String> {
    let name = |part: &MessagePart<'_>| part.attachment_name().map(str::to_owned);
    message.attachments().filter_map(name).collect()
}
