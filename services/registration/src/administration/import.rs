//! `/organise/import`: a file, pasted.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::Permission;
use shared::web::check::Mistake;
use shared::web::{Problem, see_other};

use crate::conference::import::{self, Author, Import, ImportProblem, StoreError};
use crate::{Form, Organiser, Page, Registration};

/// Where nothing else is said, "the next such day" counts from the day in this zone.
const HOME: &str = "Europe/Berlin";

#[derive(Template)]
#[template(path = "administration/import.html")]
struct ImportPage {
    page: Page,
    toml: String,
    errors: Vec<Mistake>,
    example: &'static str,
}

impl ImportPage {
    fn new(page: Page, toml: String, problems: &[ImportProblem]) -> Self {
        let tr = page.tr();
        let error =
            |problem: &ImportProblem| Mistake { field: "toml", text: problem.line_and_text(tr) };
        let errors = problems.iter().map(error).collect();
        let title = page.t("organise-import-title");
        Self { page: page.titled(title), toml, errors, example: EXAMPLE }
    }
}

const EXAMPLE: &str = include_str!("import_example.toml");

pub(super) async fn show(page: Page, organiser: Organiser) -> Result<HttpResponse, Problem> {
    require(&organiser)?;
    let view = ImportPage::new(page, String::new(), &[]);
    view.page.show_private(&view)
}

pub(super) async fn send(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    form: Form,
) -> Result<HttpResponse, Problem> {
    require(&organiser)?;
    let toml = form.fields.get("toml").trim_end().to_owned();
    if let Some(lang) = form.switch_lang {
        let view = ImportPage::new(page.switched_to(lang), toml, &[]);
        return view.page.show_private(&view);
    }
    match bring_in(&app, &page, &organiser, &toml).await {
        Ok(import) => Ok(see_other(landing(&import)).finish()),
        Err(StoreError::Problems(problems)) => {
            let view = ImportPage::new(page, toml, &problems);
            view.page.show_mistakes(&view)
        }
        Err(StoreError::Database(error)) => Err(error.into()),
    }
}

fn require(organiser: &Organiser) -> Result<(), Problem> {
    let may = organiser.may_somewhere(Permission::ManageConferences);
    if may { Ok(()) } else { Err(Problem::Forbidden) }
}

async fn bring_in(
    app: &Registration,
    page: &Page,
    organiser: &Organiser,
    toml: &str,
) -> Result<Import, StoreError> {
    let now = app.base.clock.now();
    let home = jiff::tz::TimeZone::get(HOME).unwrap_or(jiff::tz::TimeZone::UTC);
    let today = now.in_zone(&home).date();
    let import = import::read(toml, today).map_err(StoreError::Problems)?;
    let author = Author::Organiser(&organiser.access);
    import::store(&mut app.db.conn().await?, &import, author, now, page.trace).await?;
    Ok(import)
}

/// The page of the only conference, or all of them.
fn landing(import: &Import) -> String {
    match import.conferences.as_slice() {
        [only] => format!("/organise/c/{}", only.slug),
        _ => "/organise/".to_owned(),
    }
}
