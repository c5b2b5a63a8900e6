//! The page.

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::tz::TimeZone;
use shared::i18n::Tr;
use shared::web::Problem;

use super::list::{self, Item};
use crate::compose;
use crate::mail::{MailError, State, sender};
use crate::people::PersonState;
use crate::{Notification, Organiser, Page};

#[derive(Template)]
#[template(path = "delivery_page/page.html")]
struct DeliveryPage {
    page: Page,
    held: bool,
    /// What keeps all mails from going out, and what to do about it.
    trouble: Option<String>,
    figures: Vec<Figure>,
    rows: Vec<Row>,
}

struct Figure {
    label: String,
    count: i64,
}

struct Row {
    id: String,
    /// A person's name, or whom the mail went to in other words.
    whom: String,
    /// The participant's id, where organisers have a page for them.
    participant: Option<String>,
    purpose: String,
    conference: String,
    when: String,
    state: String,
    /// What happened and what to do, in plain words.
    cause: String,
    can_retry: bool,
}

pub async fn show(
    app: web::Data<Notification>,
    organiser: Organiser,
    page: Page,
) -> Result<HttpResponse, Problem> {
    super::may_manage(&organiser)?;
    let mut conn = app.db.conn().await?;
    let sender = sender::load(&mut conn).await?;
    let tr = page.tr();
    let figure = |(state, count): (State, i64)| Figure { label: tr.t(&state_key(state)), count };
    let figures = list::counts(&mut conn).await?.into_iter().map(figure).collect();
    let stuck = list::stuck(&mut conn, &organiser, sender.held, app.base.clock.now()).await?;
    let trouble = sender.trouble.map(|trouble| tr.t(&key("delivery-trouble", trouble.word())));
    let title = page.t("delivery-title");
    let rows = stuck.iter().map(|item| row(item, tr)).collect();
    let view = DeliveryPage { page: page.titled(title), held: sender.held, trouble, figures, rows };
    view.page.show_private(&view)
}

fn row(item: &Item, tr: Tr) -> Row {
    let mail = &item.mail;
    let zone = item.conference.as_ref().map_or(TimeZone::UTC, compose::zone);
    let named = item.person.as_ref().filter(|person| person.state != PersonState::Erased);
    let title = item.conference.as_ref().map(|conference| conference.title.0.get(tr.lang));
    Row {
        id: mail.id.to_string(),
        whom: named.map_or_else(|| tr.t("delivery-no-name"), |person| person.name.clone()),
        participant: named.map(|person| person.id.to_string()),
        purpose: tr.t(&key("delivery-purpose", mail.purpose.word())),
        conference: title.unwrap_or_default().to_owned(),
        when: tr.moment(mail.changed_at, &zone),
        state: tr.t(&state_key(mail.state)),
        cause: cause(mail.state, mail.error, tr),
        can_retry: list::is_stuck(mail.state),
    }
}

fn cause(state: State, error: Option<MailError>, tr: Tr) -> String {
    match (state, error) {
        // Only while all are held does one that waits stand in the list.
        (State::Planned, _) => tr.t("delivery-cause-held"),
        (_, Some(error)) => tr.t(&key("delivery-cause", error.word())),
        (_, None) => String::new(),
    }
}

fn state_key(state: State) -> String {
    key("delivery-state", state.word())
}

fn key(area: &str, word: &str) -> String {
    format!("{area}-{}", word.replace('_', "-"))
}
