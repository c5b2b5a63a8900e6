//! `/organise/`: the conferences that one has to do with, and how they stand.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::{Access, Permission};
use shared::i18n::Tr;
use shared::web::Problem;
use shared::{Conn, db};

use crate::conference::{self, Conference, State};
use crate::said::Said;
use crate::{Organiser, Page, Registration, delivery};

#[derive(Template)]
#[template(path = "administration/overview.html")]
struct OverviewPage {
    page: Page,
    conferences: Vec<Row>,
    may_import: bool,
    may_see_mails: bool,
}

struct Row {
    slug: String,
    title: Said,
    when: String,
    city: String,
    state: StateBadge,
    taken: i32,
    capacity: i32,
    waiting: i32,
    failing: i64,
    may_read_results: bool,
}

/// A conference's state in a word, with the class of its badge.
pub(super) struct StateBadge {
    pub class: &'static str,
    pub text: String,
}

impl StateBadge {
    pub fn new(state: State, tr: Tr) -> Self {
        let class = match state {
            State::Draft | State::Over => "",
            State::Published => "confirmed",
            State::Cancelled => "cancelled",
        };
        Self { class, text: tr.t(&format!("organise-state-{state}")) }
    }
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let conferences = rows(&mut conn, &organiser.access, page.tr()).await?;
    let title = page.t("organise-title");
    let may_manage = organiser.may_somewhere(Permission::ManageConferences);
    let view = OverviewPage {
        page: page.titled(title),
        conferences,
        may_import: may_manage,
        may_see_mails: may_manage,
    };
    view.page.show_private(&view)
}

/// What is still to come first, then what was, the latest first.
async fn rows(conn: &mut Conn, access: &Access, tr: Tr) -> db::Result<Vec<Row>> {
    let mut conferences = conference::all(conn).await?;
    conferences.retain(|one| access.may(Permission::SeeOverview, &one.scopes()));
    let (mut sorted, mut past): (Vec<_>, Vec<_>) =
        conferences.into_iter().partition(Conference::is_to_come);
    past.reverse();
    sorted.append(&mut past);
    let ids: Vec<_> = sorted.iter().map(|conference| conference.id).collect();
    let failing = delivery::failing_counts(conn, &ids).await?;
    let row = |conference: &Conference| Row {
        failing: failing.get(&conference.id).copied().unwrap_or_default(),
        may_read_results: access.may(Permission::ReadResults, &conference.scopes()),
        ..row(conference, tr)
    };
    Ok(sorted.iter().map(row).collect())
}

fn row(conference: &Conference, tr: Tr) -> Row {
    let when = match conference.content().date_is_open {
        true => tr.t("conference-date-open"),
        false => tr.date(conference.starts_at, &conference.zone()),
    };
    Row {
        slug: conference.slug.clone(),
        title: Said::new(&conference.content().title, tr),
        when,
        city: conference.city.clone(),
        state: StateBadge::new(conference.state, tr),
        taken: conference.taken,
        capacity: conference.capacity,
        waiting: conference.waiting,
        failing: 0,
        may_read_results: false,
    }
}
