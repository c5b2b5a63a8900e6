//! The questions, and taking the answers in.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::ballot_code::BallotHash;
use shared::web::{Fields, Mistakes, Problem, see_other};

use super::fields::{Field, Look};
use super::{Answers, Letter, Outcome, notice};
use crate::ballot::{Standing, Visit};
use crate::conference::Contact;
use crate::survey::{QUESTIONS, questionnaire};
use crate::{Feedback, Form, Page};

#[derive(Template)]
#[template(path = "answer/questions.html")]
struct QuestionsPage<'a> {
    page: Page,
    conference: String,
    slug: &'a str,
    contact: &'a Contact,
    fields: Vec<Field>,
    mistakes: Mistakes,
}

impl<'a> QuestionsPage<'a> {
    fn new(page: Page, visit: &'a Visit, filled: &Fields, mistakes: Mistakes) -> Self {
        let (tr, sectors) = (page.tr(), &visit.conference.sectors.0);
        let asked = QUESTIONS.iter().filter(|question| {
            matches!(question.kind, questionnaire::Kind::Words)
                || !question.options(sectors).is_empty()
        });
        let field = |question| Field::new(question, sectors, filled, &mistakes, tr);
        Self {
            conference: visit.conference.title(tr.lang).to_owned(),
            slug: &visit.conference.slug,
            contact: &visit.conference.contact.0,
            fields: asked.map(field).collect(),
            mistakes,
            page: page.titled(tr.t("questions-title")),
        }
    }
}

pub async fn ask(page: Page, visit: Visit) -> Result<HttpResponse, Problem> {
    match visit.standing {
        Standing::Ready(_) => {
            let page = QuestionsPage::new(page, &visit, &Fields::default(), Mistakes::default());
            page.page.show_private(&page)
        }
        _ => turn_away(page, &visit),
    }
}

pub async fn take_answers(
    app: web::Data<Feedback>,
    page: Page,
    visit: Visit,
    form: Form,
) -> Result<HttpResponse, Problem> {
    if form.robot {
        return Ok(lead_to(&visit, "/thanks"));
    }
    let Standing::Ready(ballot) = visit.standing else { return turn_away(page, &visit) };
    if let Some(lang) = form.switch_lang {
        let page = page.switched_to(lang);
        let page = QuestionsPage::new(page, &visit, &form.fields, Mistakes::default());
        return page.page.show_private(&page);
    }
    match read(&form, &visit) {
        Ok(answers) => post(&app, page, &visit, ballot, answers).await,
        Err(problems) => {
            let mistakes = Mistakes::new(&problems, page.tr());
            let page = QuestionsPage::new(page, &visit, &form.fields, mistakes);
            page.page.show_mistakes(&page)
        }
    }
}

fn read(form: &Form, visit: &Visit) -> Result<Answers, Vec<shared::web::FieldProblem>> {
    if form.too_fast {
        let mut check = shared::web::Check::new(&form.fields);
        check.problem(QUESTIONS[0].id, "form-too-fast");
        return check.finish(Answers::default());
    }
    Answers::read(&form.fields, &visit.conference.sectors.0)
}

async fn post(
    app: &Feedback,
    page: Page,
    visit: &Visit,
    ballot: BallotHash,
    answers: Answers,
) -> Result<HttpResponse, Problem> {
    match app.post.write(Letter { survey: visit.survey.id, ballot, answers }).await? {
        Outcome::Accepted => Ok(lead_to(visit, "/thanks")),
        Outcome::Used => notice::used(page, visit),
        Outcome::Closed => notice::closed(page, visit),
    }
}

/// For whoever has no ballot that is still good.
fn turn_away(page: Page, visit: &Visit) -> Result<HttpResponse, Problem> {
    match visit.standing {
        Standing::Used => notice::used(page, visit),
        Standing::Closed => notice::closed(page, visit),
        Standing::NotYet => notice::not_yet(page, visit),
        // The promise asks for a code.
        Standing::NoBallot | Standing::Ready(_) => Ok(lead_to(visit, "")),
    }
}

fn lead_to(visit: &Visit, page: &str) -> HttpResponse {
    see_other(format!("/s/{}{page}", visit.conference.slug)).finish()
}
