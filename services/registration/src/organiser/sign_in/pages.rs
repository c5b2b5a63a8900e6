//! The pages of signing in and out.

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::session::{COOKIE, Session};
use shared::ids::SignInLinkId;
use shared::links::Purpose;
use shared::web::{Check, FieldProblem, Mistakes, Problem, see_other};

use super::{end_all_sessions, link};
use crate::address::evenly;
use crate::{Form, Organiser, Page, Registration};

/// `sent` stands before the links, or it would be taken for one.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/organise/sign-in", web::get().to(show))
        .route("/organise/sign-in", web::post().to(ask))
        .route("/organise/sign-in/sent", web::get().to(sent))
        .route("/organise/sign-in/{token}", web::get().to(button))
        .route("/organise/sign-in/{token}", web::post().to(sign_in))
        .route("/organise/sign-out", web::post().to(sign_out))
        .route("/organise/sign-out-everywhere", web::post().to(sign_out_everywhere));
}

#[derive(Template)]
#[template(path = "organiser/sign_in/ask.html")]
struct AskPage {
    page: Page,
    email: String,
    errors: Mistakes,
}

#[derive(Template)]
#[template(path = "organiser/sign_in/sent.html")]
struct SentPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "organiser/sign_in/button.html")]
struct ButtonPage {
    page: Page,
}

async fn show(page: Page) -> Result<HttpResponse, Problem> {
    let view = ask_page(page, String::new(), &[]);
    view.page.show(&view)
}

/// The answer is the same for every address.
async fn ask(
    app: web::Data<Registration>,
    page: Page,
    form: Form,
) -> Result<HttpResponse, Problem> {
    let typed = form.fields.get("email").to_owned();
    if let Some(lang) = form.switch_lang {
        let view = ask_page(page.switched_to(lang), typed, &[]);
        return view.page.show_private(&view);
    }
    let email = match check(&form) {
        Ok(email) => email,
        Err(problems) => {
            let view = ask_page(page, typed, &problems);
            return view.page.show_mistakes(&view);
        }
    };
    app.sign_in_limit.check(page.client.address)?;
    if !form.robot {
        evenly(send_link(&app, &page, &email)).await?;
    }
    Ok(see_other("/organise/sign-in/sent").finish())
}

async fn send_link(app: &Registration, page: &Page, email: &str) -> Result<(), Problem> {
    let (now, trace) = (app.base.clock.now(), page.trace);
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| link::ask(conn, email, now, trace).await).await?;
    Ok(())
}

/// However fast it was sent: browsers fill in an address at once, and the limits keep robots out.
fn check(form: &Form) -> Result<String, Vec<FieldProblem>> {
    let mut check = Check::new(&form.fields);
    let email = check.email("email");
    check.finish(email)
}

fn ask_page(page: Page, email: String, problems: &[FieldProblem]) -> AskPage {
    let title = page.t("sign-in-title");
    let errors = Mistakes::new(problems, page.tr());
    AskPage { page: page.titled(title), email, errors }
}

async fn sent(page: Page) -> Result<HttpResponse, Problem> {
    let title = page.t("sign-in-sent-title");
    let view = SentPage { page: page.titled(title) };
    view.page.show(&view)
}

/// Changes nothing: mail scanners open links.
async fn button(
    app: web::Data<Registration>,
    page: Page,
    token: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = read(&app, &token)?;
    if !link::is_fresh(&mut app.db.conn().await?, id).await? {
        return Err(Problem::LinkUsed);
    }
    let title = page.t("sign-in-button-title");
    let view = ButtonPage { page: page.titled(title) };
    view.page.show_private(&view)
}

async fn sign_in(
    app: web::Data<Registration>,
    token: web::Path<String>,
    _: Form,
) -> Result<HttpResponse, Problem> {
    let id = read(&app, &token)?;
    let now = app.base.clock.now();
    let organiser = link::spend(&mut app.db.conn().await?, id, now).await?;
    let organiser = organiser.ok_or(Problem::LinkUsed)?;
    let cookie = app.sessions.cookie(Session { organiser, begun: now }, app.base.secure());
    Ok(see_other("/organise/").cookie(cookie).finish())
}

fn read(app: &Registration, token: &str) -> Result<SignInLinkId, Problem> {
    let link = app.links.read(token, Purpose::SignIn, app.base.clock.now())?;
    Ok(SignInLinkId(link.subject))
}

async fn sign_out(app: web::Data<Registration>, _: Form) -> Result<HttpResponse, Problem> {
    Ok(without_session(&app, "/"))
}

async fn sign_out_everywhere(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    _: Form,
) -> Result<HttpResponse, Problem> {
    let (id, now) = (organiser.access.organiser, app.base.clock.now());
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| end_all_sessions(conn, id, now, page.trace).await).await?;
    Ok(without_session(&app, "/organise/sign-in"))
}

fn without_session(app: &Registration, path: &str) -> HttpResponse {
    let cookie = Cookie::build(COOKIE, "").path("/").http_only(true).secure(app.base.secure());
    let cookie = cookie.same_site(SameSite::Lax).max_age(time::Duration::ZERO).finish();
    see_other(path).cookie(cookie).finish()
}
