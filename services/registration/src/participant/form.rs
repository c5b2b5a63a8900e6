//! The fields about a person: read, checked and shown alike by the sign-up, the person's own correction and the
//! organiser's.

use shared::i18n::{Lang, Tr};
use shared::web::{Check, Choice, FieldProblem, Fields, Mistakes};

use super::needs::Need;
use super::{Details, Needs, Submitted};
use crate::conference::{Conference, Sector};

const LONGEST_LINE: usize = 200;
const LONGEST_ADDRESSED_AS: usize = 100;
const LONGEST_WORDS: usize = 2000;

/// Takes the fields out of a form. Look at [`Check::finish`] before you use what comes back.
pub fn read(check: &mut Check<'_>, conference: &Conference, with_needs: bool) -> Submitted {
    let name = check.required_line("name", LONGEST_LINE);
    let addressed_as = check.line("addressed_as", LONGEST_ADDRESSED_AS);
    no_link(check, "name", &name);
    no_link(check, "addressed_as", &addressed_as);
    Submitted {
        details: Details {
            name,
            addressed_as,
            email: check.email("email"),
            language: check.required_choice("language").unwrap_or(Lang::De),
            organisation: check.line("organisation", LONGEST_LINE),
            sector: sector(check, conference),
            place: check.line("place", LONGEST_LINE),
            workshop: workshop(check, conference),
            photo_consent: check.ticked("consent_photo"),
        },
        needs: with_needs.then(|| Needs {
            catalogue: check.choices("needs"),
            words: check.words("needs_words", LONGEST_WORDS),
        }),
    }
}

/// Mails begin with the name; they shall not carry a stranger's link into a mailbox.
fn no_link(check: &mut Check<'_>, field: &'static str, words: &str) {
    let words = words.to_lowercase();
    if words.contains("://") || words.contains("www.") {
        check.problem(field, "participant-link-in-name");
    }
}

fn sector(check: &mut Check<'_>, conference: &Conference) -> Sector {
    let sector = check.required_choice("sector");
    if sector.is_some_and(|sector| !conference.content().offered_sectors().contains(&sector)) {
        check.problem("sector", "field-wrong");
    }
    sector.unwrap_or(Sector::Other)
}

fn workshop(check: &mut Check<'_>, conference: &Conference) -> String {
    let code = check.line("workshop", LONGEST_LINE);
    let workshops = &conference.content().workshops;
    if !code.is_empty() && !workshops.iter().any(|workshop| workshop.code == code) {
        check.problem("workshop", "field-wrong");
    }
    code
}

/// What was submitted before, as fields to start from.
pub fn fields_of(details: &Details, needs: &Needs) -> Fields {
    let mut pairs = vec![
        ("name", details.name.clone()),
        ("addressed_as", details.addressed_as.clone()),
        ("email", details.email.clone()),
        ("language", details.language.code().to_owned()),
        ("organisation", details.organisation.clone()),
        ("sector", details.sector.word().to_owned()),
        ("place", details.place.clone()),
        ("workshop", details.workshop.clone()),
        ("needs_words", needs.words.clone()),
    ];
    pairs.extend(needs.catalogue.iter().map(|need| ("needs", need.word().to_owned())));
    pairs.extend(details.photo_consent.then(|| ("consent_photo", "yes".to_owned())));
    Fields::from_pairs(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

/// What `participant/fields.html` shows: the choices, what was typed, and what is wrong with it.
pub struct View {
    pub typed: Fields,
    pub mistakes: Mistakes,
    pub sectors: Vec<Choice>,
    pub languages: Vec<Choice>,
    /// Empty where the conference has none.
    pub workshops: Vec<Choice>,
    pub needs: Vec<Choice>,
    /// False for organisers, who are not to see them.
    pub with_needs: bool,
}

impl View {
    pub fn new(conference: &Conference, typed: Fields, problems: &[FieldProblem], tr: Tr) -> Self {
        Self {
            mistakes: Mistakes::new(problems, tr),
            sectors: sectors(conference, &typed, tr),
            languages: languages(&typed, tr),
            workshops: workshops(conference, &typed, tr),
            needs: needs(&typed, tr),
            with_needs: true,
            typed,
        }
    }

    /// Without the access needs, for organisers.
    pub fn without_needs(mut self) -> Self {
        self.with_needs = false;
        self
    }
}

fn sectors(conference: &Conference, typed: &Fields, tr: Tr) -> Vec<Choice> {
    let choice = |sector: Sector| Choice {
        value: sector.word().to_owned(),
        label: tr.t(&format!("sector-{sector}")),
        chosen: typed.get("sector") == sector.word(),
    };
    conference.content().offered_sectors().into_iter().map(choice).collect()
}

/// Starts from the language of the page.
fn languages(typed: &Fields, tr: Tr) -> Vec<Choice> {
    let wished = typed.get("language").parse().unwrap_or(tr.lang);
    let choice = |lang: &Lang| Choice {
        value: lang.code().to_owned(),
        label: lang.name().to_owned(),
        chosen: *lang == wished,
    };
    Lang::ALL.iter().map(choice).collect()
}

fn workshops(conference: &Conference, typed: &Fields, tr: Tr) -> Vec<Choice> {
    let workshops = conference.content().workshops.iter();
    let choice = |workshop: &crate::conference::content::Workshop| Choice {
        value: workshop.code.clone(),
        label: workshop.title.get(tr.lang).to_owned(),
        chosen: typed.get("workshop") == workshop.code,
    };
    workshops.map(choice).collect()
}

fn needs(typed: &Fields, tr: Tr) -> Vec<Choice> {
    let choice = |need: &Need| Choice {
        value: need.word().to_owned(),
        label: tr.t(&format!("need-{need}")),
        chosen: typed.all("needs").any(|typed| typed == need.word()),
    };
    Need::ALL.iter().map(choice).collect()
}
