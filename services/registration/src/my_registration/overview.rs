//! `/me/`: everything that is stored about a person, in plain words.

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::tz::TimeZone;
use shared::Instant;
use shared::i18n::Tr;
use shared::web::Problem;

use super::Me;
use crate::conference::State as ConferenceState;
use crate::delivery::{self, Delivery};
use crate::head::Head;
use crate::participant::{self, Needs, Participant, State, needs};
use crate::survey::{self, Survey};
use crate::{Page, Registration};

#[derive(Template)]
#[template(path = "my_registration/overview.html")]
struct Overview {
    page: Page,
    head: Head,
    state: State,
    /// Where the person stands, in a sentence.
    standing: String,
    facts: Vec<Fact>,
    needs: Vec<String>,
    mails: Vec<Mail>,
    /// Until when the survey is open, in words.
    survey: Option<String>,
    may_cancel: bool,
}

/// Something that is stored; an empty value was not told.
struct Fact {
    label: String,
    value: String,
}

/// A mail as the person sees it.
struct Mail {
    about: String,
    state: String,
    at: String,
}

pub async fn show(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let place = participant::place_in_line(&mut conn, &me.person).await?;
    let mails = delivery::of_participant(&mut conn, me.person.id).await?;
    let survey = survey::of_conference(&mut conn, me.conference.id).await?;
    let told = needs::open(&app.needs, &me.person).map_err(Problem::internal)?;

    let (tr, zone) = (page.tr(), me.conference.zone());
    let title = page.t("my-title");
    let overview = Overview {
        head: me.head(&page),
        state: me.person.state,
        standing: standing(&me, place, tr),
        facts: facts(&me, tr),
        needs: in_words(told, tr),
        mails: mails.iter().map(|delivery| mail(delivery, tr, &zone)).collect(),
        survey: survey.as_ref().and_then(Survey::open_until).map(|at| tr.moment(at, &zone)),
        may_cancel: me.may_cancel(&app),
        page: page.titled(title),
    };
    overview.page.show_private(&overview)
}

fn standing(me: &Me, place: Option<i64>, tr: Tr) -> String {
    if me.conference.state == ConferenceState::Cancelled {
        return tr.t("my-standing-conference-cancelled");
    }
    match place {
        Some(place) => tr.t1("my-standing-waiting", "place", place),
        None => tr.t(&format!("my-standing-{}", me.person.state)),
    }
}

fn facts(me: &Me, tr: Tr) -> Vec<Fact> {
    let person = &me.person;
    let consent = if person.photo_consent { "my-photo-yes" } else { "my-photo-no" };
    let moment = |at: Instant| tr.moment(at, &me.conference.zone());
    let fact = |key: &str, value: String| Fact { label: tr.t(key), value };
    let mut facts = vec![
        fact("my-fact-name", person.name.clone()),
        fact("my-fact-addressed-as", person.addressed_as.clone()),
        fact("my-fact-email", person.email.clone()),
        fact("my-fact-language", person.language.name().to_owned()),
        fact("my-fact-organisation", person.organisation.clone()),
        fact("my-fact-sector", tr.t(&format!("sector-{}", person.sector))),
        fact("my-fact-place", person.place.clone()),
        fact("my-fact-workshop", workshop(me, tr)),
        fact("my-fact-consent-photo", tr.t(consent)),
        fact("my-fact-consent-data", moment(person.signed_up_at)),
        fact("my-fact-arrival", person.arrival.to_string()),
    ];
    facts.extend(person.attended_at.map(|at| fact("my-fact-attended", moment(at))));
    facts.extend(asked(person, tr, moment));
    facts
}

/// What came of asking with the person's address.
fn asked(person: &Participant, tr: Tr, moment: impl Fn(Instant) -> String) -> Vec<Fact> {
    let fact = |key: &str, count: i32, last: Option<Instant>| {
        let last = moment(last?);
        Some(Fact { label: tr.t(key), value: tr.t2("my-asked", ("count", count), ("last", last)) })
    };
    let repeated = fact("my-fact-repeated", person.repeated_sign_ups, person.repeated_at);
    let links = fact("my-fact-links", person.link_requests, person.link_requested_at);
    repeated.into_iter().chain(links).collect()
}

/// The title of the workshop; its code where the conference has none of it any more.
fn workshop(me: &Me, tr: Tr) -> String {
    let code = &me.person.workshop;
    let workshops = &me.conference.content().workshops;
    let found = workshops.iter().find(|workshop| workshop.code == *code);
    found.map_or(code.as_str(), |workshop| workshop.title.get(tr.lang)).to_owned()
}

fn in_words(needs: Needs, tr: Tr) -> Vec<String> {
    let catalogue = needs.catalogue.iter().map(|need| tr.t(&format!("need-{need}")));
    let words = Some(needs.words).filter(|words| !words.is_empty());
    catalogue.chain(words).collect()
}

fn mail(delivery: &Delivery, tr: Tr, zone: &TimeZone) -> Mail {
    Mail {
        about: tr.t(&format!("mail-purpose-{}", delivery.purpose.word().replace('_', "-"))),
        state: tr.t(&format!("delivery-{}", delivery.state)),
        at: tr.moment(delivery.changed_at, zone),
    }
}
