//! The form for time, place and texts. Programme, workshops and lists are changed by importing the file again.

use jiff::civil::{Date, Time};
use shared::i18n::{Lang, Tr};
use shared::text::Localized;
use shared::web::{Check, FieldProblem, Fields, Mistakes};

use crate::conference::content::Contact;
use crate::conference::import::moment;
use crate::conference::{Conference, Content, Edit};

const LINE: usize = 200;
const TEXT: usize = 5_000;

/// The names of the fields for the texts in one language.
struct TextFields {
    title: &'static str,
    about: &'static str,
    directions: &'static str,
    accessibility: &'static str,
}

const fn text_fields(lang: Lang) -> TextFields {
    macro_rules! named {
        ($code:literal) => {
            TextFields {
                title: concat!("title_", $code),
                about: concat!("about_", $code),
                directions: concat!("directions_", $code),
                accessibility: concat!("accessibility_", $code),
            }
        };
    }
    match lang {
        Lang::De => named!("de"),
        Lang::Ar => named!("ar"),
    }
}

/// A text in one language, for the template.
pub(super) struct TextField {
    pub name: &'static str,
    pub label: String,
    pub value: String,
    pub error: String,
    pub long: bool,
    pub optional: bool,
}

/// The texts in one language.
pub(super) struct TextGroup {
    pub language: &'static str,
    pub fields: Vec<TextField>,
}

/// What stands in the page's forms at first.
pub(super) fn fields_of(conference: &Conference) -> Fields {
    with_rest(&Fields::default(), conference)
}

/// What was typed into one of the page's forms, with what is stored in the others.
pub(super) fn with_rest(typed: &Fields, conference: &Conference) -> Fields {
    let typed_or = |(name, value): (&'static str, String)| {
        let value = if typed.ticked(name) { typed.get(name).to_owned() } else { value };
        (name.to_owned(), value)
    };
    Fields::from_pairs(stored(conference).into_iter().map(typed_or))
}

fn stored(conference: &Conference) -> Vec<(&'static str, String)> {
    let content = conference.content();
    let zone = conference.zone();
    let (starts, ends) = (conference.starts_at.in_zone(&zone), conference.ends_at.in_zone(&zone));
    let date = if content.date_is_open { String::new() } else { starts.date().to_string() };
    let mut pairs = vec![
        ("capacity", conference.capacity.to_string()),
        ("date", date),
        ("starts", starts.strftime("%H:%M").to_string()),
        ("ends", ends.strftime("%H:%M").to_string()),
        ("city", conference.city.clone()),
        ("place", conference.place.clone()),
        ("address", conference.address.clone()),
        ("contact_name", content.contact.name.clone()),
        ("contact_email", content.contact.email.clone()),
        ("contact_phone", content.contact.phone.clone()),
    ];
    for lang in Lang::ALL {
        let names = text_fields(*lang);
        let in_lang = |text: &Localized| text.0.get(lang.code()).cloned().unwrap_or_default();
        pairs.push((names.title, in_lang(&content.title)));
        pairs.push((names.about, in_lang(&content.about)));
        pairs.push((names.directions, in_lang(&content.directions)));
        pairs.push((names.accessibility, in_lang(&content.accessibility)));
    }
    pairs
}

pub(super) fn text_groups(typed: &Fields, errors: &Mistakes, tr: Tr) -> Vec<TextGroup> {
    let group = |lang: &Lang| {
        let names = text_fields(*lang);
        let field = |name: &'static str, label: String, long| TextField {
            name,
            label,
            value: typed.get(name).to_owned(),
            error: errors.of(name).to_owned(),
            long,
            optional: long || *lang != Lang::De,
        };
        let fields = vec![
            field(names.title, tr.t("edit-title"), false),
            field(names.about, tr.t("conference-about"), true),
            field(names.directions, tr.t("conference-directions"), true),
            field(names.accessibility, tr.t("conference-accessibility"), true),
        ];
        TextGroup { language: lang.name(), fields }
    };
    Lang::ALL.iter().map(group).collect()
}

/// The form as a change of the conference.
pub(super) fn read(fields: &Fields, conference: &Conference) -> Result<Edit, Vec<FieldProblem>> {
    let mut check = Check::new(fields);
    let (starts_at, ends_at, date_is_open) = when(&mut check, conference);
    let edit = Edit {
        starts_at,
        ends_at,
        time_zone: conference.time_zone.clone(),
        city: check.line("city", LINE),
        place: check.line("place", LINE),
        address: check.line("address", LINE),
        content: content(&mut check, fields, conference, date_is_open),
    };
    check.finish(edit)
}

/// An open day may stay open.
fn when(
    check: &mut Check<'_>,
    conference: &Conference,
) -> (shared::Instant, shared::Instant, bool) {
    let (starts_at, ends_at) = (conference.starts_at, conference.ends_at);
    let was_open = conference.content().date_is_open;
    let date: Option<Date> =
        if was_open { check.choice("date") } else { check.required_choice("date") };
    let starts: Option<Time> = check.required_choice("starts");
    let ends: Option<Time> = check.required_choice("ends");
    let day = date.unwrap_or_else(|| starts_at.in_zone(&conference.zone()).date());
    let at = |time: Option<Time>| moment(day, time?, &conference.time_zone);
    if starts.zip(ends).is_some_and(|(starts, ends)| ends <= starts) {
        check.problem("ends", "conference-refused-ends-before-start");
    }
    let is_open = was_open && date.is_none();
    (at(starts).unwrap_or(starts_at), at(ends).unwrap_or(ends_at), is_open)
}

fn content(
    check: &mut Check<'_>,
    fields: &Fields,
    conference: &Conference,
    date_is_open: bool,
) -> Content {
    let mut content = conference.content().clone();
    content.date_is_open = date_is_open;
    for lang in Lang::ALL {
        let names = text_fields(*lang);
        let title = match lang {
            Lang::De => check.required_line(names.title, LINE),
            Lang::Ar => check.line(names.title, LINE),
        };
        put(&mut content.title, *lang, title);
        put(&mut content.about, *lang, check.words(names.about, TEXT));
        put(&mut content.directions, *lang, check.words(names.directions, TEXT));
        put(&mut content.accessibility, *lang, check.words(names.accessibility, TEXT));
    }
    content.contact = contact(check, fields);
    content
}

/// A language without words is left out, so that another one is shown.
fn put(text: &mut Localized, lang: Lang, words: String) {
    if words.is_empty() {
        text.0.remove(lang.code());
    } else {
        text.0.insert(lang.code().to_owned(), words);
    }
}

fn contact(check: &mut Check<'_>, fields: &Fields) -> Contact {
    let no_email = fields.get("contact_email").trim().is_empty();
    Contact {
        name: check.line("contact_name", LINE),
        email: if no_email { String::new() } else { check.email("contact_email") },
        phone: check.line("contact_phone", LINE),
    }
}
