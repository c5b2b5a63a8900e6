//! `/organise/c/{slug}/needs`: what people need to take part, for those who arrange it (Art. 9 GDPR).

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::Permission;
use shared::i18n::Tr;
use shared::seal::SealKey;
use shared::web::Problem;

use super::conference_for;
use super::tabs::{At, Tabs};
use crate::participant::needs::{self, Need, NeedsError};
use crate::participant::{self, Filter, Needs, Participant, State};
use crate::{Organiser, Page, Registration};

#[derive(Template)]
#[template(path = "administration/needs.html")]
struct NeedsPage {
    page: Page,
    tabs: Tabs,
    counts: Vec<(String, usize)>,
    people: Vec<PersonNeeds>,
}

struct PersonNeeds {
    name: String,
    organisation: String,
    email: String,
    language: &'static str,
    state: State,
    state_text: String,
    catalogue: Vec<String>,
    words: String,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let conference = conference_for(&mut conn, &organiser, &slug, Permission::SeeNeeds).await?;
    let people = participant::of_conference(&mut conn, conference.id, &Filter::default()).await?;
    let known = open_all(&app.needs, people).map_err(Problem::internal)?;
    let tr = page.tr();
    let title = page.t("needs-title");
    let view = NeedsPage {
        tabs: Tabs::new(&conference, &organiser.access, At::Needs, tr),
        counts: counts(&known, tr),
        people: known.into_iter().map(|(person, needs)| view(person, needs, tr)).collect(),
        page: page.titled(title),
    };
    view.page.show_private(&view)
}

/// Those who come or wait and need something.
fn open_all(
    key: &SealKey,
    people: Vec<Participant>,
) -> Result<Vec<(Participant, Needs)>, NeedsError> {
    let mut known = Vec::new();
    for person in people.into_iter().filter(|person| person.state != State::Cancelled) {
        let needs = needs::open(key, &person)?;
        if !needs.is_empty() {
            known.push((person, needs));
        }
    }
    Ok(known)
}

/// How many need what; what nobody needs is left out.
fn counts(known: &[(Participant, Needs)], tr: Tr) -> Vec<(String, usize)> {
    let count = |need: &Need| {
        let who = known.iter().filter(|(_, needs)| needs.catalogue.contains(need));
        (tr.t(&format!("need-{need}")), who.count())
    };
    Need::ALL.iter().map(count).filter(|(_, count)| *count > 0).collect()
}

fn view(person: Participant, needs: Needs, tr: Tr) -> PersonNeeds {
    PersonNeeds {
        name: person.name,
        organisation: person.organisation,
        email: person.email,
        language: person.language.name(),
        state: person.state,
        state_text: tr.t(&format!("people-state-{}", person.state)),
        catalogue: needs.catalogue.iter().map(|need| tr.t(&format!("need-{need}"))).collect(),
        words: needs.words,
    }
}
