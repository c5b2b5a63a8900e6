//! `/mail/`: whether mails arrive, for organisers: what is wrong, in plain words, and what to do about it.

mod list;
mod show;

use actix_web::{HttpResponse, web};
use shared::auth::Permission;
use shared::db;
use shared::ids::MailId;
use shared::web::{Problem, see_other};

use crate::mail::ledger::Mail;
use crate::mail::step::{Step, step};
use crate::mail::{State, sender};
use crate::{Form, Notification, Organiser};

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/mail", web::get().to(home))
        .route("/mail/", web::get().to(show::show))
        .route("/mail/release", web::post().to(release))
        .route("/mail/{id}/retry", web::post().to(retry));
}

async fn home() -> HttpResponse {
    to_list()
}

/// Lets held mails go.
async fn release(
    app: web::Data<Notification>,
    organiser: Organiser,
    _form: Form,
) -> Result<HttpResponse, Problem> {
    may_manage(&organiser)?;
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| sender::set_held(conn, false).await).await?;
    Ok(to_list())
}

/// Tries one mail again that did not go through.
async fn retry(
    app: web::Data<Notification>,
    organiser: Organiser,
    id: web::Path<String>,
    _form: Form,
) -> Result<HttpResponse, Problem> {
    may_manage(&organiser)?;
    let id: MailId = id.parse().map_err(|_| Problem::NotFound)?;
    let mut conn = app.db.conn().await?;
    let mut item = list::find(&mut conn, &organiser, id).await?.ok_or(Problem::NotFound)?;
    conn.transaction(async |conn| again(&app, conn, &mut item.mail).await).await?;
    Ok(to_list())
}

/// Nothing happens to a mail that has gone on meanwhile.
async fn again(app: &Notification, conn: &mut shared::Conn, mail: &mut Mail) -> db::Result<()> {
    if list::is_stuck(mail.state) {
        let now = app.base.clock.now();
        let planned =
            Step { attempts: 0, next_attempt_at: Some(now), ..Step::to(State::Planned, mail) };
        step(app, conn, mail, planned).await?;
    }
    Ok(())
}

fn may_manage(organiser: &Organiser) -> Result<(), Problem> {
    match organiser.may_somewhere(Permission::ManageConferences) {
        true => Ok(()),
        false => Err(Problem::Forbidden),
    }
}

fn to_list() -> HttpResponse {
    see_other("/mail/").finish()
}
