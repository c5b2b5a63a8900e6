//! The page itself; also shown again where a change was refused.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::Permission;
use shared::web::{FieldProblem, Fields, Mistakes, Problem};
use shared::{Conn, db};

use super::edit::{self, TextGroup};
use crate::administration::conference_for;
use crate::administration::overview::StateBadge;
use crate::administration::tabs::{At, Tabs};
use crate::conference::{Conference, State};
use crate::participant::{self, State as PersonState};
use crate::{Organiser, Page, Registration, delivery};

#[derive(Template)]
#[template(path = "administration/conference/show.html")]
pub(super) struct ConferencePage {
    page: Page,
    tabs: Tabs,
    slug: String,
    state: State,
    badge: StateBadge,
    when: String,
    date_is_open: bool,
    figures: Figures,
    may_manage: bool,
    typed: Fields,
    texts: Vec<TextGroup>,
    errors: Mistakes,
}

struct Figures {
    taken: i32,
    capacity: i32,
    waiting: i32,
    cancelled: i64,
    attended: i64,
    failing: i64,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let conference = conference_for(&mut conn, &organiser, &slug, Permission::SeeOverview).await?;
    let typed = edit::fields_of(&conference);
    let view = load(&mut conn, page, &organiser, &conference, typed, &[]).await?;
    view.page.show_private(&view)
}

/// The page with what was typed and what is wrong with it (422).
pub(super) async fn show_again(
    conn: &mut Conn,
    page: Page,
    organiser: &Organiser,
    conference: &Conference,
    typed: Fields,
    problems: &[FieldProblem],
) -> Result<HttpResponse, Problem> {
    let view = load(conn, page, organiser, conference, typed, problems).await?;
    view.page.show_mistakes(&view)
}

async fn load(
    conn: &mut Conn,
    page: Page,
    organiser: &Organiser,
    conference: &Conference,
    typed: Fields,
    problems: &[FieldProblem],
) -> Result<ConferencePage, Problem> {
    let tr = page.tr();
    let errors = Mistakes::new(problems, tr);
    let title = page.t("organise-conference-title");
    Ok(ConferencePage {
        tabs: Tabs::new(conference, &organiser.access, At::Conference, tr),
        slug: conference.slug.clone(),
        state: conference.state,
        badge: StateBadge::new(conference.state, tr),
        when: tr.span(conference.starts_at, conference.ends_at, &conference.zone()),
        date_is_open: conference.content().date_is_open,
        figures: figures(conn, conference).await?,
        may_manage: organiser.may(Permission::ManageConferences, &conference.scopes()),
        texts: edit::text_groups(&typed, &errors, tr),
        typed,
        errors,
        page: page.titled(title),
    })
}

async fn figures(conn: &mut Conn, conference: &Conference) -> db::Result<Figures> {
    let failing = delivery::failing_counts(conn, &[conference.id]).await?;
    Ok(Figures {
        taken: conference.taken,
        capacity: conference.capacity,
        waiting: conference.waiting,
        cancelled: participant::count(conn, conference.id, PersonState::Cancelled).await?,
        attended: participant::count(conn, conference.id, PersonState::Attended).await?,
        failing: failing.get(&conference.id).copied().unwrap_or_default(),
    })
}
