//! How a conference stands at the head of a page: what, when, where, and whom to ask.

use shared::i18n::Tr;

use crate::conference::Conference;
use crate::conference::content::Contact;

/// The texts, for the macros of `head.html`.
pub struct Head {
    pub slug: String,
    pub title: String,
    /// The language that the title is in: not every conference is described in every language.
    pub title_lang: String,
    pub when: String,
    pub place: String,
    pub contact: Contact,
}

impl Head {
    pub fn of(conference: &Conference, tr: Tr) -> Self {
        let (title, title_lang) = conference.content().title.best(tr.lang);
        let parts = [&conference.place, &conference.address, &conference.city];
        let mut place: Vec<&str> = Vec::new();
        for part in parts.into_iter().map(String::as_str) {
            // The address mostly names the city.
            if !part.is_empty() && !place.iter().any(|said| said.contains(part)) {
                place.push(part);
            }
        }
        Self {
            slug: conference.slug.clone(),
            title: title.to_owned(),
            title_lang: title_lang.to_owned(),
            when: when(conference, tr),
            place: place.join(", "),
            contact: conference.content().contact.clone(),
        }
    }
}

fn when(conference: &Conference, tr: Tr) -> String {
    if conference.content().date_is_open {
        return tr.t("conference-date-open");
    }
    tr.span(conference.starts_at, conference.ends_at, &conference.zone())
}
