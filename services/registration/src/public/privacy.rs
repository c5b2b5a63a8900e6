//! `/privacy`: the notice of Art. 13 GDPR, made from one table of what the forms ask for and the service keeps. A test
//! holds the table against the sign-up form.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::i18n::Tr;
use shared::web::Problem;

use super::Operator;
use crate::conference::Conference;
use crate::retention::{self, DAY};
use crate::series::{self, Series};
use crate::{Page, Registration};

/// Why the law allows it; the texts are `privacy-basis-<word>`.
#[derive(Debug, Clone, Copy)]
enum Basis {
    /// Art. 6 (1) (b) GDPR
    Participation,
    /// Art. 6 (1) (f) GDPR
    Interest,
    /// Art. 6 (1) (a) GDPR
    Consent,
    /// Art. 9 (2) (a) GDPR
    ExplicitConsent,
}

/// How long it is kept; the texts are `privacy-kept-<word>`.
#[derive(Debug, Clone, Copy)]
enum Kept {
    AfterConference(Duration),
    Day,
    Hour,
    Browser,
    Account,
}

/// Something about a person. Its name is the text `privacy-data-<key>`.
struct Datum {
    key: &'static str,
    /// The fields of the sign-up form that ask for it; none where it arises by itself.
    fields: &'static [&'static str],
    /// The text that says what it is for: where a form asks for it, the form's own.
    why: &'static str,
    optional: bool,
    basis: Basis,
    kept: Kept,
}

const PARTICIPANT: Kept = Kept::AfterConference(retention::PARTICIPANTS);

macro_rules! data {
    ($($key:literal $fields:tt $optional:ident $why:literal, $basis:ident, $kept:expr;)+) => {
        &[$(Datum {
            key: $key,
            fields: &$fields,
            why: $why,
            optional: data!(@ $optional),
            basis: Basis::$basis,
            kept: $kept,
        }),+]
    };
    (@ must) => { false };
    (@ may) => { true };
}

const DATA: &[Datum] = data![
    "name" ["name"] must "participant-name-hint", Participation, PARTICIPANT;
    "addressed-as" ["addressed_as"] may "participant-addressed-as-hint", Participation, PARTICIPANT;
    "email" ["email"] must "participant-email-hint", Participation, PARTICIPANT;
    "language" ["language"] must "participant-language-hint", Participation, PARTICIPANT;
    "organisation" ["organisation"] may "participant-organisation-hint", Participation, PARTICIPANT;
    "sector" ["sector"] must "participant-sector-hint", Interest, PARTICIPANT;
    "place" ["place"] may "participant-place-hint", Interest, PARTICIPANT;
    "workshop" ["workshop"] may "participant-workshop-hint", Participation, PARTICIPANT;
    "needs" ["needs", "needs_words"] may "participant-needs-hint", ExplicitConsent,
        Kept::AfterConference(retention::NEEDS);
    "photo" ["consent_photo"] may "participant-consent-photo-hint", Consent, PARTICIPANT;
    "signed-up" ["consent_data"] must "privacy-why-signed-up", Participation, PARTICIPANT;
    "attended" [] must "privacy-why-attended", Interest, PARTICIPANT;
    "mails" [] must "privacy-why-mails", Participation, PARTICIPANT;
    "address-limit" [] must "privacy-why-address-limit", Interest, Kept::Day;
    "client" [] must "privacy-why-client", Interest, Kept::Hour;
    "cookies" [] must "privacy-why-cookies", Interest, Kept::Browser;
    "organiser" [] must "privacy-why-organiser", Interest, Kept::Account;
];

/// What the sign-up form asks for, in a word or two.
pub struct AskedField {
    pub name: String,
    pub optional: bool,
}

/// What the sign-up form of a conference asks for.
pub fn asked_at_sign_up(conference: &Conference, tr: Tr) -> Vec<AskedField> {
    let has_workshops = !conference.content().workshops.is_empty();
    let asked = |datum: &&Datum| {
        !datum.fields.is_empty()
            && datum.key != "signed-up"
            && (has_workshops || datum.key != "workshop")
    };
    let field = |datum: &Datum| AskedField { name: name(datum, tr), optional: datum.optional };
    DATA.iter().filter(asked).map(field).collect()
}

#[derive(Template)]
#[template(path = "public/privacy.html")]
struct PrivacyPage {
    page: Page,
    operator: Operator,
    series: Vec<Series>,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    optional: bool,
    why: String,
    basis: String,
    kept: String,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let series = series::all(&mut app.db.conn().await?).await?;
    let tr = page.tr();
    let rows = DATA.iter().map(|datum| row(datum, tr)).collect();
    let title = page.t("privacy-title");
    let operator = app.operator.clone();
    let view = PrivacyPage { page: page.titled(title), operator, series, rows };
    view.page.show(&view)
}

fn row(datum: &Datum, tr: Tr) -> Row {
    Row {
        name: name(datum, tr),
        optional: datum.optional,
        why: tr.t(datum.why),
        basis: basis(datum.basis, tr),
        kept: kept(datum.kept, tr),
    }
}

fn name(datum: &Datum, tr: Tr) -> String {
    tr.t(&format!("privacy-data-{}", datum.key))
}

fn basis(basis: Basis, tr: Tr) -> String {
    match basis {
        Basis::Participation => tr.t("privacy-basis-participation"),
        Basis::Interest => tr.t("privacy-basis-interest"),
        Basis::Consent => tr.t("privacy-basis-consent"),
        Basis::ExplicitConsent => tr.t("privacy-basis-explicit-consent"),
    }
}

fn kept(kept: Kept, tr: Tr) -> String {
    match kept {
        Kept::AfterConference(span) => {
            let days = span.as_secs() / DAY.as_secs();
            tr.t1("privacy-kept-after-conference", "days", days)
        }
        Kept::Day => tr.t("privacy-kept-day"),
        Kept::Hour => tr.t("privacy-kept-hour"),
        Kept::Browser => tr.t("privacy-kept-browser"),
        Kept::Account => tr.t("privacy-kept-account"),
    }
}

#[cfg(test)]
pub(super) fn fields_explained() -> std::collections::BTreeSet<&'static str> {
    DATA.iter().flat_map(|datum| datum.fields).copied().collect()
}
