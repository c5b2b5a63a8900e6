//! `/c/{slug}`: everything about a conference, and the way to sign up.

use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::Permission;
use shared::i18n::{FluentArgs, FluentValue, Tr};
use shared::text::Localized;
use shared::web::Problem;
use shared::{Conn, db};

use super::privacy::{AskedField, asked_at_sign_up};
use crate::conference::content::{Contact, Item};
use crate::conference::{self, Conference, State};
use crate::said::Said;
use crate::series::{self, Series};
use crate::{Organiser, Page, Registration};

#[derive(Template)]
#[template(path = "public/conference.html")]
struct ConferencePage {
    page: Page,
    slug: String,
    state: State,
    takes_sign_ups: bool,
    facts: Facts,
    texts: Texts,
    lists: Lists,
    contact: Contact,
    /// Slug and title of the conference that goes on from this one.
    follow_up: Option<(String, Said)>,
    /// What the sign-up form asks for.
    asked: Vec<AskedField>,
}

struct Facts {
    /// With the times, and the day alone.
    when: String,
    day: String,
    date_is_open: bool,
    city: String,
    place: String,
    address: String,
    /// Free places and the waiting list, in words.
    places: String,
    full: bool,
}

struct Texts {
    title: Said,
    about: Said,
    expected: Said,
    directions: Said,
    accessibility: Said,
    funding_note: Said,
}

struct Lists {
    /// Times as people read them, where they are known.
    programme: Vec<(Option<String>, Said)>,
    workshops: Vec<Said>,
    topics: Vec<Said>,
    hosts: Vec<String>,
    partners: Vec<String>,
    regions: Vec<String>,
    came: Option<u32>,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    slug: web::Path<String>,
    organiser: Option<Organiser>,
) -> Result<HttpResponse, Problem> {
    let notice = app.board.find(&app.db, &slug).await?.ok_or(Problem::NotFound)?;
    let conference = &notice.conference;
    if !may_see(conference, organiser.as_ref()) {
        return Err(Problem::NotFound);
    }
    let (tr, lang) = (page.tr(), page.language());
    let for_everyone = page.is_for_everyone_at(&format!("/c/{}", conference.slug));
    if let Some(kept) = notice.page(lang).filter(|_| for_everyone) {
        return Ok(page.show_rendered(kept));
    }
    let mut conn = app.db.conn().await?;
    let series = series::by_id(&mut conn, conference.series_id).await?;
    let view = ConferencePage {
        takes_sign_ups: conference.takes_sign_ups(app.base.clock.now()),
        facts: facts(conference, tr),
        texts: texts(conference, &series, tr),
        lists: lists(conference, tr),
        contact: conference.content().contact.clone(),
        follow_up: follow_up(&mut conn, conference, tr).await?,
        asked: asked_at_sign_up(conference, tr),
        page: page.titled(conference.title(tr.lang)),
        slug: conference.slug.clone(),
        state: conference.state,
    };
    let html = Bytes::from(view.render()?);
    if for_everyone {
        notice.keep_page(lang, html.clone());
    }
    Ok(view.page.show_rendered(html))
}

/// Drafts are seen by organisers only.
fn may_see(conference: &Conference, organiser: Option<&Organiser>) -> bool {
    let may = |organiser: &Organiser| organiser.may(Permission::SeeOverview, &conference.scopes());
    conference.is_public() || organiser.is_some_and(may)
}

async fn follow_up(
    conn: &mut Conn,
    conference: &Conference,
    tr: Tr,
) -> db::Result<Option<(String, Said)>> {
    let Some(slug) = &conference.content().follow_up else { return Ok(None) };
    let next = conference::by_slug(conn, slug).await?.filter(Conference::is_public);
    Ok(next.map(|next| (next.slug.clone(), Said::new(&next.content().title, tr))))
}

fn facts(conference: &Conference, tr: Tr) -> Facts {
    let zone = conference.zone();
    Facts {
        when: tr.span(conference.starts_at, conference.ends_at, &zone),
        day: tr.date(conference.starts_at, &zone),
        date_is_open: conference.content().date_is_open,
        city: conference.city.clone(),
        place: conference.place.clone(),
        address: conference.address.clone(),
        places: places(conference, tr),
        full: conference.free() == 0,
    }
}

fn places(conference: &Conference, tr: Tr) -> String {
    let key =
        if conference.free() > 0 { "conference-places-free" } else { "conference-places-full" };
    tr.args(
        key,
        &FluentArgs::from_iter([
            ("free", FluentValue::from(conference.free())),
            ("capacity", FluentValue::from(conference.capacity)),
            ("waiting", FluentValue::from(conference.waiting)),
        ]),
    )
}

fn texts(conference: &Conference, series: &Series, tr: Tr) -> Texts {
    let content = conference.content();
    Texts {
        title: Said::new(&content.title, tr),
        about: Said::new(&content.about, tr),
        expected: Said::new(&content.expected, tr),
        directions: Said::new(&content.directions, tr),
        accessibility: Said::new(&content.accessibility, tr),
        funding_note: Said::new(&series.funding_note.0, tr),
    }
}

fn lists(conference: &Conference, tr: Tr) -> Lists {
    let content = conference.content();
    let said = |text: &Localized| Said::new(text, tr);
    let item = |item: &Item| {
        let time = item.time.map(|time| time.strftime("%H:%M").to_string());
        (time, said(&item.title))
    };
    Lists {
        programme: content.programme.iter().map(item).collect(),
        workshops: content.workshops.iter().map(|workshop| said(&workshop.title)).collect(),
        topics: content.topics.iter().map(said).collect(),
        hosts: content.hosts.clone(),
        partners: content.partners.clone(),
        regions: content.regions.clone(),
        came: content.came,
    }
}
