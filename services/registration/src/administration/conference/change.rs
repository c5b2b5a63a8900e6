//! What the forms of the page do.

use actix_web::{HttpResponse, web};
use shared::auth::Permission;
use shared::web::{Check, FieldProblem, Problem, see_other};
use shared::{Conn, Trace};

use super::{edit, show};
use crate::administration::{conference_for, mistake};
use crate::conference::{self, ChangeError, Conference, Refused, change};
use crate::{Form, Organiser, Page, Registration};

type Answer = Result<HttpResponse, Problem>;

/// What a form asks for.
enum Wish {
    Publish,
    End,
    Cancel,
    Capacity(i32),
    Edit(Box<conference::Edit>),
}

pub(super) async fn publish(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    form: Form,
) -> Answer {
    change_by(&app, page, &organiser, &slug, form, |_, _| Ok(Wish::Publish)).await
}

pub(super) async fn end(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    form: Form,
) -> Answer {
    change_by(&app, page, &organiser, &slug, form, |_, _| Ok(Wish::End)).await
}

pub(super) async fn cancel(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    form: Form,
) -> Answer {
    change_by(&app, page, &organiser, &slug, form, |_, _| Ok(Wish::Cancel)).await
}

pub(super) async fn set_capacity(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    form: Form,
) -> Answer {
    let read = |_: &Conference, form: &Form| {
        let mut check = Check::new(&form.fields);
        let capacity = check.required_choice("capacity").unwrap_or_default();
        check.finish(Wish::Capacity(capacity))
    };
    change_by(&app, page, &organiser, &slug, form, read).await
}

pub(super) async fn edit(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    form: Form,
) -> Answer {
    let read = |conference: &Conference, form: &Form| {
        edit::read(&form.fields, conference).map(|edit| Wish::Edit(Box::new(edit)))
    };
    change_by(&app, page, &organiser, &slug, form, read).await
}

/// Reads the wish, fulfils it, and goes back to the page; where it is refused, the page says why.
async fn change_by(
    app: &Registration,
    page: Page,
    organiser: &Organiser,
    slug: &str,
    form: Form,
    read: impl FnOnce(&Conference, &Form) -> Result<Wish, Vec<FieldProblem>>,
) -> Answer {
    let mut conn = app.db.conn().await?;
    let conference =
        conference_for(&mut conn, organiser, slug, Permission::ManageConferences).await?;
    let problems = match read(&conference, &form) {
        Ok(wish) => match fulfil(app, &mut conn, &conference, wish, page.trace).await? {
            None => return Ok(see_other(format!("/organise/c/{slug}")).finish()),
            Some((field, refused)) => mistake(field, refused.key()),
        },
        Err(problems) => problems,
    };
    let typed = edit::with_rest(&form.fields, &conference);
    show::show_again(&mut conn, page, organiser, &conference, typed, &problems).await
}

/// None where it was done; else the field or form to mend, and why it was refused.
async fn fulfil(
    app: &Registration,
    conn: &mut Conn,
    conference: &Conference,
    wish: Wish,
    trace: Trace,
) -> Result<Option<(&'static str, Refused)>, Problem> {
    let (id, now) = (conference.id, app.base.clock.now());
    let form = match &wish {
        Wish::Publish => "publish",
        Wish::End => "over",
        Wish::Cancel => "cancel",
        Wish::Capacity(_) => "capacity",
        Wish::Edit(_) => "date",
    };
    let done = conn
        .transaction(async |conn| match wish {
            Wish::Publish => change::publish(conn, id, trace).await,
            Wish::End => change::end(conn, id, trace).await,
            Wish::Cancel => change::cancel(conn, id, trace).await,
            Wish::Capacity(capacity) => change::set_capacity(conn, id, capacity, trace).await,
            Wish::Edit(edit) => change::edit(conn, id, *edit, now, trace).await,
        })
        .await;
    match done {
        Ok(()) => Ok(None),
        Err(ChangeError::Refused(refused)) => Ok(Some((form, refused))),
        Err(ChangeError::NotFound) => Err(Problem::NotFound),
        Err(ChangeError::Database(error)) => Err(error.into()),
    }
}
