//! `/organise/c/{slug}/desk`: who is there, ticked on a phone at the door. Names and organisations, nothing else.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use shared::auth::Permission;
use shared::ids::ParticipantId;
use shared::web::{Problem, see_other};

use super::conference_for;
use super::tabs::{At, Tabs};
use crate::participant::{self, Filter, Participant, State};
use crate::{Form, Organiser, Page, Registration};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/organise/c/{slug}/desk", web::get().to(show))
        .route("/organise/c/{slug}/desk/{id}", web::post().to(tick));
}

#[derive(Template)]
#[template(path = "administration/desk.html")]
struct DeskPage {
    page: Page,
    tabs: Tabs,
    slug: String,
    words: String,
    people: Vec<Guest>,
    here: usize,
    expected: usize,
}

struct Guest {
    id: ParticipantId,
    name: String,
    organisation: String,
    here: bool,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(default)]
    q: String,
}

async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let conference =
        conference_for(&mut conn, &organiser, &slug, Permission::TickAttendance).await?;
    let filter = Filter { state: None, words: wanted.q.clone() };
    let all = participant::of_conference(&mut conn, conference.id, &Filter::default()).await?;
    let found = participant::of_conference(&mut conn, conference.id, &filter).await?;
    let with_place = |person: &&Participant| person.state.has_place();
    let title = page.t("desk-title");
    let view = DeskPage {
        tabs: Tabs::new(&conference, &organiser.access, At::Desk, page.tr()),
        words: wanted.q.clone(),
        people: guests(found),
        here: all.iter().filter(|person| person.state == State::Attended).count(),
        expected: all.iter().filter(with_place).count(),
        slug: conference.slug,
        page: page.titled(title),
    };
    view.page.show_private(&view)
}

/// Those with a place, by name.
fn guests(people: Vec<Participant>) -> Vec<Guest> {
    let guest = |person: Participant| Guest {
        id: person.id,
        here: person.state == State::Attended,
        name: person.name,
        organisation: person.organisation,
    };
    let with_place = people.into_iter().filter(|person| person.state.has_place());
    let mut guests: Vec<_> = with_place.map(guest).collect();
    guests.sort_by_cached_key(|guest| guest.name.to_lowercase());
    guests
}

async fn tick(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    let mut conn = app.db.conn().await?;
    let conference =
        conference_for(&mut conn, &organiser, &slug, Permission::TickAttendance).await?;
    let id: ParticipantId = id.parse().map_err(|_| Problem::NotFound)?;
    let person = participant::by_id(&mut conn, id).await?;
    person.filter(|person| person.conference_id == conference.id).ok_or(Problem::NotFound)?;
    let (came, now) = (form.fields.get("came") == "yes", app.base.clock.now());
    conn.transaction(async |conn| {
        participant::mark_attended(conn, id, came, now, page.trace).await
    })
    .await?;
    Ok(see_other(format!("/organise/c/{slug}/desk#p-{id}")).finish())
}
