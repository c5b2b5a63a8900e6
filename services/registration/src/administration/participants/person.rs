//! `/organise/participants/{id}`: one person, for somebody who phones.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::Permission;
use shared::ids::ParticipantId;
use shared::web::{Check, FieldProblem, Fields, Problem, see_other};
use shared::{Conn, db};

use super::mail_class;
use crate::administration::mistake;
use crate::administration::tabs::{At, Tabs};
use crate::conference::{self, Conference};
use crate::participant::form::{self, View};
use crate::participant::{
    self, Corrected, Correction, Details, Needs, Participant, State, Submitted, needs,
};
use crate::{Form, Organiser, Page, Registration, delivery};

#[derive(Template)]
#[template(path = "administration/participants/person.html")]
struct PersonPage {
    page: Page,
    tabs: Tabs,
    person: Participant,
    state_text: String,
    /// The place in the waiting list now.
    line: Option<i64>,
    mails: Vec<MailView>,
    form: View,
    may_edit: bool,
    may_cancel: bool,
}

struct MailView {
    purpose: String,
    class: &'static str,
    state: String,
    at: String,
}

/// The person with their conference, if the organiser may do this with them. An id that is none leads nowhere.
async fn person_for(
    conn: &mut Conn,
    organiser: &Organiser,
    id: &str,
    permission: Permission,
) -> Result<(Conference, Participant), Problem> {
    let id: ParticipantId = id.parse().map_err(|_| Problem::NotFound)?;
    let person = participant::by_id(conn, id).await?.ok_or(Problem::NotFound)?;
    let conference = conference::by_id(conn, person.conference_id).await?;
    let conference = conference.ok_or(Problem::NotFound)?;
    organiser.require(permission, &conference.scopes())?;
    Ok((conference, person))
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let (conference, person) =
        person_for(&mut conn, &organiser, &id, Permission::SeeParticipants).await?;
    let known = if sees_needs(&organiser, &conference) {
        needs::open(&app.needs, &person).map_err(Problem::internal)?
    } else {
        Needs::default()
    };
    let typed = form::fields_of(&Details::of(&person), &known);
    let view = load(&mut conn, page, &organiser, &conference, person, typed, &[]).await?;
    view.page.show_private(&view)
}

pub(super) async fn edit(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    id: web::Path<String>,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let (conference, person) =
        person_for(&mut conn, &organiser, &id, Permission::EditParticipants).await?;
    if let Some(lang) = sent.switch_lang {
        let page = page.switched_to(lang);
        let view = load(&mut conn, page, &organiser, &conference, person, sent.fields, &[]).await?;
        return view.page.show_private(&view);
    }
    let mut check = Check::new(&sent.fields);
    let submitted = form::read(&mut check, &conference, sees_needs(&organiser, &conference));
    let problems = match check.finish(submitted) {
        Ok(submitted) => write(&app, &mut conn, &page, person.id, &submitted).await?,
        Err(problems) => problems,
    };
    if problems.is_empty() {
        return Ok(see_other(format!("/organise/participants/{}", person.id)).finish());
    }
    let view = load(&mut conn, page, &organiser, &conference, person, sent.fields, &problems);
    let view = view.await?;
    view.page.show_mistakes(&view)
}

/// What is wrong with the correction; nothing where it is written.
async fn write(
    app: &Registration,
    conn: &mut Conn,
    page: &Page,
    id: ParticipantId,
    submitted: &Submitted,
) -> Result<Vec<FieldProblem>, Problem> {
    let correction = Correction { submitted, key: &app.needs, now: app.base.clock.now() };
    let corrected = conn
        .transaction(async |conn| participant::correct(conn, id, &correction, page.trace).await)
        .await?;
    match corrected {
        Corrected::Done(_) => Ok(Vec::new()),
        Corrected::AddressRefused => Ok(mistake("email", "people-address-taken")),
        Corrected::Gone => Err(Problem::NotFound),
    }
}

pub(super) async fn cancel(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    id: web::Path<String>,
    _: Form,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let (_, person) = person_for(&mut conn, &organiser, &id, Permission::EditParticipants).await?;
    let (id, trace) = (person.id, page.trace);
    conn.transaction(async |conn| participant::cancel(conn, id, trace).await).await?;
    Ok(see_other(format!("/organise/participants/{id}")).finish())
}

fn sees_needs(organiser: &Organiser, conference: &Conference) -> bool {
    organiser.may(Permission::SeeNeeds, &conference.scopes())
}

async fn load(
    conn: &mut Conn,
    page: Page,
    organiser: &Organiser,
    conference: &Conference,
    person: Participant,
    typed: Fields,
    problems: &[FieldProblem],
) -> Result<PersonPage, Problem> {
    let tr = page.tr();
    let may_edit = organiser.may(Permission::EditParticipants, &conference.scopes());
    let form = View::new(conference, typed, problems, tr);
    let waits_or_comes = matches!(person.state, State::Waiting | State::Confirmed);
    Ok(PersonPage {
        tabs: Tabs::new(conference, &organiser.access, At::Participants, tr),
        state_text: tr.t(&format!("people-state-{}", person.state)),
        line: participant::place_in_line(conn, &person).await?,
        mails: mails(conn, &person, conference, &page).await?,
        form: if sees_needs(organiser, conference) { form } else { form.without_needs() },
        may_edit,
        may_cancel: may_edit && waits_or_comes,
        page: page.titled(person.name.clone()),
        person,
    })
}

async fn mails(
    conn: &mut Conn,
    person: &Participant,
    conference: &Conference,
    page: &Page,
) -> db::Result<Vec<MailView>> {
    let (tr, zone) = (page.tr(), conference.zone());
    let view = |mail: &delivery::Delivery| MailView {
        purpose: tr.t(&format!("people-mail-{}", mail.purpose.word().replace('_', "-"))),
        class: mail_class(mail),
        state: tr.t(&format!("people-delivery-{}", mail.state)),
        at: mail.changed_at.in_zone(&zone).strftime("%d.%m.%Y %H:%M").to_string(),
    };
    Ok(delivery::of_participant(conn, person.id).await?.iter().map(view).collect())
}
