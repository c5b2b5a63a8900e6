//! What a mail says, in one language.

use shared::Instant;
use shared::i18n::Lang;

use super::text::{Speaker, Text};
use crate::people::{Conference, Person, PersonState};

/// A line of the list of facts.
pub struct Fact {
    pub label: Text,
    pub value: Text,
}

/// The one thing to do next.
pub struct Action {
    pub label: Text,
    pub url: String,
}

/// Whom to ask.
pub struct Contact {
    pub offer: Text,
    pub email: String,
    pub phone: String,
}

/// A whole mail in one language; a template shows one or two of them.
pub struct Part {
    lang: Lang,
    pub subject: Text,
    pub greeting: Text,
    pub paragraphs: Vec<Text>,
    pub facts: Vec<Fact>,
    pub action: Option<Action>,
    /// Below the button: whom the link is for.
    pub caution: Option<Text>,
    pub contact: Option<Contact>,
    pub farewell: Text,
    pub signature: Text,
    pub automatic: Text,
}

impl Part {
    pub fn lang(&self) -> &'static str {
        self.lang.code()
    }

    pub fn dir(&self) -> &'static str {
        self.lang.dir()
    }

    /// The title of the German part below another.
    pub fn in_german(&self) -> String {
        super::texts(Lang::De).t("mail-in-german")
    }
}

/// What every mail about a conference has: greeting, facts, contact, farewell. `about` is the start of its text keys.
pub fn about_conference(lang: Lang, about: &str, person: &Person, conference: &Conference) -> Part {
    let speaker = speaker(lang, person, conference);
    Part {
        lang,
        subject: speaker.say(&format!("{about}-subject")),
        greeting: speaker.say("mail-greeting"),
        paragraphs: speaker.paragraphs(&format!("{about}-text")),
        facts: facts(&speaker, conference),
        action: None,
        caution: None,
        contact: contact(&speaker, conference),
        farewell: speaker.say("mail-farewell"),
        signature: speaker.quote(conference.series_title.0.get(lang)),
        automatic: speaker.say("mail-automatic"),
    }
}

impl Part {
    /// Adds the button to "my registration".
    pub fn with_my_registration(mut self, url: &str) -> Self {
        let speaker = Speaker::new(super::texts(self.lang));
        let label = speaker.say("mail-my-registration");
        self.action = Some(Action { label, url: url.to_owned() });
        self.caution = Some(speaker.say("mail-link-is-yours"));
        self
    }

    /// Makes it a mail about a survey: when it closes, and the button to it.
    pub fn with_survey(
        mut self,
        about: &str,
        conference: &Conference,
        closes: Instant,
        url: &str,
    ) -> Self {
        let tr = super::texts(self.lang);
        let speaker = Speaker::new(tr);
        let until = tr.moment(closes, &zone(conference));
        self.facts.retain(|fact| fact.label != speaker.say("mail-where"));
        self.facts
            .push(Fact { label: speaker.say("mail-closes"), value: Text::new(self.lang, until) });
        let label = speaker.say(&format!("{about}-action"));
        self.action = Some(Action { label, url: url.to_owned() });
        self
    }
}

/// A sign-in mail: it knows no name.
pub fn about_sign_in(lang: Lang, about: &str, expires: Instant, url: &str) -> Part {
    let tr = super::texts(lang);
    // Organisers' clocks are German ones.
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap_or(jiff::tz::TimeZone::UTC);
    let speaker = Speaker::new(tr).with("time", tr.time(expires, &zone));
    let action = Action { label: speaker.say(&format!("{about}-action")), url: url.to_owned() };
    Part {
        lang,
        subject: speaker.say(&format!("{about}-subject")),
        greeting: speaker.say(&format!("{about}-greeting")),
        paragraphs: speaker.paragraphs(&format!("{about}-text")),
        facts: Vec::new(),
        action: Some(action),
        caution: None,
        contact: None,
        farewell: speaker.say("mail-farewell"),
        signature: speaker.say("site-name"),
        automatic: speaker.say(&format!("{about}-automatic")),
    }
}

fn speaker<'a>(lang: Lang, person: &Person, conference: &Conference) -> Speaker<'a> {
    let tr = super::texts(lang);
    let called = match person.addressed_as.trim() {
        "" => &person.name,
        wish => wish,
    };
    let state = match person.state {
        PersonState::Attended => PersonState::Confirmed,
        state => state,
    };
    Speaker::new(tr)
        .with("name", super::text::one_line(called))
        .with("city", super::text::one_line(&conference.city))
        .with("date", tr.date(conference.starts_at, &zone(conference)))
        .with("position", person.waiting_position)
        .with("state", state.word())
}

fn facts(speaker: &Speaker<'_>, conference: &Conference) -> Vec<Fact> {
    let lang = speaker.lang();
    let when = super::texts(lang).span(conference.starts_at, conference.ends_at, &zone(conference));
    let place = [conference.place.trim(), conference.address.trim()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    vec![
        Fact {
            label: speaker.say("mail-conference"),
            value: speaker.quote(conference.title.0.get(lang)),
        },
        Fact { label: speaker.say("mail-when"), value: Text::new(lang, when) },
        Fact { label: speaker.say("mail-where"), value: speaker.quote(&place) },
    ]
}

fn contact(speaker: &Speaker<'_>, conference: &Conference) -> Option<Contact> {
    let name = super::text::one_line(&conference.contact_name);
    let offer = Speaker::new(super::texts(speaker.lang())).with("name", name);
    let email = super::text::one_line(&conference.contact_email);
    let phone = super::text::one_line(&conference.contact_phone);
    let can_be_asked = !(email.is_empty() && phone.is_empty());
    (can_be_asked && !conference.contact_name.is_empty()).then(|| Contact {
        offer: offer.say("mail-contact"),
        email,
        phone,
    })
}

/// The conference's time zone. Registration has checked its name; if this version does not know it, German time.
pub fn zone(conference: &Conference) -> jiff::tz::TimeZone {
    [conference.time_zone.as_str(), "Europe/Berlin"]
        .iter()
        .find_map(|name| jiff::tz::TimeZone::get(name).ok())
        .unwrap_or(jiff::tz::TimeZone::UTC)
}
