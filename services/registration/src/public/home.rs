//! `/`: every series with its conferences.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::i18n::Tr;
use shared::web::Problem;
use shared::{Conn, Instant, db};

use crate::conference::{self, Conference, State};
use crate::said::Said;
use crate::series::{self, Series};
use crate::{Page, Registration};

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    page: Page,
    series: Vec<SeriesView>,
}

struct SeriesView {
    title: Said,
    organiser: String,
    about: Said,
    funding_note: Said,
    upcoming: Vec<Card>,
    past: Vec<Card>,
}

/// A conference in the list.
struct Card {
    slug: String,
    title: Said,
    place: String,
    /// Day, month and year, and the same for machines.
    leaf: (String, String, String),
    date: String,
    badge: Option<Badge>,
}

/// A state in a word or two, with its class.
struct Badge {
    class: &'static str,
    text: String,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let now = app.base.clock.now();
    let series = all(&mut app.db.conn().await?, now, page.tr()).await?;
    let title = page.t("home-title");
    let view = HomePage { page: page.titled(title), series };
    view.page.show(&view)
}

/// The series that have anything to show.
async fn all(conn: &mut Conn, now: Instant, tr: Tr) -> db::Result<Vec<SeriesView>> {
    let conferences = conference::all(conn).await?;
    let mut views = Vec::new();
    for series in series::all(conn).await? {
        let theirs = conferences.iter().filter(|c| c.series_id == series.id && c.is_public());
        let (upcoming, mut past): (Vec<_>, Vec<_>) = theirs.partition(|c| is_upcoming(c, now));
        past.reverse();
        if !(upcoming.is_empty() && past.is_empty()) {
            views.push(view(&series, &upcoming, &past, tr));
        }
    }
    Ok(views)
}

fn is_upcoming(conference: &Conference, now: Instant) -> bool {
    conference.state != State::Over && now < conference.ends_at
}

fn view(series: &Series, upcoming: &[&Conference], past: &[&Conference], tr: Tr) -> SeriesView {
    let cards = |list: &[&Conference]| list.iter().map(|conference| card(conference, tr)).collect();
    SeriesView {
        title: Said::new(&series.title.0, tr),
        organiser: series.organiser.clone(),
        about: Said::new(&series.about.0, tr),
        funding_note: Said::new(&series.funding_note.0, tr),
        upcoming: cards(upcoming),
        past: cards(past),
    }
}

fn card(conference: &Conference, tr: Tr) -> Card {
    let zone = conference.zone();
    let place = [conference.place.as_str(), conference.city.as_str()];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Card {
        slug: conference.slug.clone(),
        title: Said::new(&conference.content().title, tr),
        place: place.join(", "),
        leaf: tr.leaf(conference.starts_at, &zone),
        date: conference.starts_at.in_zone(&zone).date().to_string(),
        badge: badge(conference, tr),
    }
}

fn badge(conference: &Conference, tr: Tr) -> Option<Badge> {
    let badge = |class, text| Some(Badge { class, text });
    match conference.state {
        State::Draft | State::Over => None,
        State::Cancelled => badge("cancelled", tr.t("home-cancelled")),
        State::Published if conference.free() > 0 => {
            badge("confirmed", tr.t1("home-free", "count", conference.free()))
        }
        State::Published => badge("waiting", tr.t("home-full")),
    }
}
