//! A received message, read by a parser written by others.

use mail_parser::{MessageParser, MimeHeaders, PartType};
use scraper::{Html, Selector};

use super::Received;

/// What a mail is for, told from what it carries, whatever its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A place: the calendar entry. Confirmed at once, or moved up.
    Entry,
    /// The calendar entry is taken back.
    Cancellation,
    /// A link to the own registration and no calendar entry.
    Waiting,
    /// The link to the survey.
    Invitation,
    /// The link to sign in as an organiser.
    SignIn,
    Other,
}

/// A message's parts that a person sees, and its envelope.
#[derive(Clone, Debug)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    pub message_id: String,
    pub subject: String,
    /// `Content-Language`, or empty.
    pub language: String,
    pub text: String,
    pub html: String,
    /// The calendar entry (RFC 5545), if there is one.
    pub calendar: Option<String>,
    pub raw: Vec<u8>,
}

impl Mail {
    /// # Panics
    /// When the message is none (RFC 5322).
    pub fn parse(received: &Received) -> Self {
        let raw = received.raw.clone();
        let message = MessageParser::default().parse(&raw).expect("a message that can be parsed");
        let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let calendar = message.parts.iter().find_map(|part| {
            let of_type = part
                .content_type()
                .is_some_and(|t| t.ctype() == "text" && t.subtype() == Some("calendar"));
            part.text_contents().filter(|_| of_type).map(str::to_owned)
        });
        let html = message.parts.iter().find_map(|part| match &part.body {
            PartType::Html(html) => Some(html.to_string()),
            _ => None,
        });
        Self {
            from: received.from.clone(),
            to: received.to.clone(),
            message_id: owned(message.message_id()),
            subject: owned(message.subject()),
            language: owned(message.header_raw("Content-Language")).trim().to_owned(),
            text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            html: html.unwrap_or_default(),
            calendar,
            raw: raw.clone(),
        }
    }

    pub fn kind(&self) -> Kind {
        match self.calendar_method() {
            Some("REQUEST") => Kind::Entry,
            Some("CANCEL") => Kind::Cancellation,
            _ if self.links_to("/organise/sign-in/") => Kind::SignIn,
            _ if self.links_to("/s/") => Kind::Invitation,
            _ if self.links_to("/me/") => Kind::Waiting,
            _ => Kind::Other,
        }
    }

    /// Where the links lead, in the order of the HTML part, or of the text if there is no HTML.
    pub fn links(&self) -> Vec<String> {
        if self.html.is_empty() { links_in_text(&self.text) } else { links_in_html(&self.html) }
    }

    /// The first link that contains `part`.
    ///
    /// # Panics
    /// When there is none; the message lists the links.
    pub fn link(&self, part: &str) -> String {
        let links = self.links();
        let found = links.iter().find(|link| link.contains(part));
        found
            .unwrap_or_else(|| panic!("no link with {part} in {:?}: {links:?}", self.subject))
            .clone()
    }

    /// Whether some link contains `part`.
    pub fn links_to(&self, part: &str) -> bool {
        self.links().iter().any(|link| link.contains(part))
    }

    /// The calendar entry's method, for example `REQUEST`.
    pub fn calendar_method(&self) -> Option<&str> {
        self.calendar.as_deref()?.lines().find_map(|line| line.trim_end().strip_prefix("METHOD:"))
    }
}

fn links_in_html(html: &str) -> Vec<String> {
    let anchors = Selector::parse("a[href]").expect("a valid selector");
    let document = Html::parse_document(html);
    document.select(&anchors).filter_map(|a| a.attr("href")).map(str::to_owned).collect()
}

fn links_in_text(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '<' || c == '>');
    words
        .filter(|w| w.starts_with("http://") || w.starts_with("https://"))
        .map(str::to_owned)
        .collect()
}
