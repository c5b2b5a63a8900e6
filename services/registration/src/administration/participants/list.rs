//! `/organise/c/{slug}/participants`: everybody, with their state and whether their last mail arrived.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use shared::auth::Permission;
use shared::i18n::Tr;
use shared::ids::ParticipantId;
use shared::web::{Choice, Problem};

use super::mail_class;
use crate::administration::conference_for;
use crate::administration::tabs::{At, Tabs};
use crate::conference::Conference;
use crate::delivery::{self, Delivery};
use crate::participant::{self, Filter, Participant, State};
use crate::{Organiser, Page, Registration};

#[derive(Template)]
#[template(path = "administration/participants/list.html")]
struct ListPage {
    page: Page,
    tabs: Tabs,
    slug: String,
    words: String,
    states: Vec<Choice>,
    rows: Vec<Row>,
    count: usize,
    may_edit: bool,
}

struct Row {
    id: ParticipantId,
    number: i64,
    name: String,
    organisation: String,
    state: State,
    state_text: String,
    /// Class and text of the last mail's badge.
    mail: Option<(&'static str, String)>,
    since: String,
}

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
}

impl Wanted {
    fn filter(&self) -> Filter {
        Filter { state: self.state.parse().ok(), words: self.q.clone() }
    }
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let conference =
        conference_for(&mut conn, &organiser, &slug, Permission::SeeParticipants).await?;
    let tr = page.tr();
    let people = participant::of_conference(&mut conn, conference.id, &wanted.filter()).await?;
    let mails = delivery::of_conference(&mut conn, conference.id).await?;
    let title = page.t("people-title");
    let rows = people.iter().map(|person| row(person, &mails, &conference, tr));
    let view = ListPage {
        tabs: Tabs::new(&conference, &organiser.access, At::Participants, tr),
        words: wanted.q.clone(),
        states: states(&wanted, tr),
        rows: rows.collect(),
        count: people.len(),
        may_edit: organiser.may(Permission::EditParticipants, &conference.scopes()),
        slug: conference.slug,
        page: page.titled(title),
    };
    view.page.show_private(&view)
}

fn states(wanted: &Wanted, tr: Tr) -> Vec<Choice> {
    let choice = |state: &State| Choice {
        value: state.word().to_owned(),
        label: tr.t(&format!("people-state-{state}")),
        chosen: wanted.state == state.word(),
    };
    State::ALL.iter().map(choice).collect()
}

fn row(
    person: &Participant,
    mails: &HashMap<ParticipantId, Vec<Delivery>>,
    conference: &Conference,
    tr: Tr,
) -> Row {
    let last = mails.get(&person.id).and_then(|mails| mails.last());
    let since = person.signed_up_at.in_zone(&conference.zone());
    Row {
        id: person.id,
        number: person.arrival,
        name: person.name.clone(),
        organisation: person.organisation.clone(),
        state: person.state,
        state_text: tr.t(&format!("people-state-{}", person.state)),
        mail: last.map(|mail| (mail_class(mail), tr.t(&format!("people-delivery-{}", mail.state)))),
        since: since.strftime("%d.%m.%Y %H:%M").to_string(),
    }
}
