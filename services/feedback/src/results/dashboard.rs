//! The page with the results.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::Service;
use shared::auth::Permission;
use shared::i18n::FluentArgs;
use shared::web::{Mistakes, Problem};

use super::chart::{Chart, charts};
use super::words::{Words, words};
use super::{Report, admit};
use crate::answer::{self, Answers};
use crate::survey::State;
use crate::{Feedback, Organiser, Page};

#[derive(Template)]
#[template(path = "results/dashboard.html")]
pub struct Dashboard {
    pub page: Page,
    slug: String,
    state: State,
    /// Until when it is open, since when it is closed, or for when it is planned.
    time: String,
    /// What can be seen, and from how many answers on.
    note: String,
    answers: usize,
    places: i32,
    charts: Vec<Chart>,
    words: Vec<Words>,
    may_manage: bool,
    /// The day until which to prolong, as typed.
    until: String,
    mistakes: Mistakes,
}

pub async fn show(
    app: web::Data<Feedback>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let report = admit(&app, &organiser, &slug, Permission::ReadResults).await?;
    let page = Dashboard::new(&app, page, &organiser, &report).await?;
    page.page.show_private(&page)
}

impl Dashboard {
    pub async fn new(
        app: &Feedback,
        page: Page,
        organiser: &Organiser,
        report: &Report,
    ) -> Result<Self, Problem> {
        let mut conn = app.db().conn().await?;
        let answers = answer::of_survey(&mut conn, report.survey.id).await?;
        let may_manage = organiser.may(Permission::ManageConferences, &report.conference.scopes());
        Ok(Self::of(page, report, &answers, may_manage))
    }

    fn of(page: Page, report: &Report, answers: &[Answers], may_manage: bool) -> Self {
        let Report { conference, survey } = report;
        let tr = page.tr();
        let any = !answers.is_empty();
        Self {
            slug: conference.slug.clone(),
            state: survey.state,
            time: time(&page, report),
            note: note(&page, report, any),
            answers: answers.len(),
            places: conference.capacity,
            charts: if any { charts(report, answers, tr) } else { Vec::new() },
            words: words(report, answers, tr),
            may_manage,
            until: String::new(),
            mistakes: Mistakes::default(),
            page: page.titled(conference.title(tr.lang)),
        }
    }

    /// The page again, with what is wrong about the day.
    pub fn with_mistakes(mut self, until: &str, mistakes: Mistakes) -> Self {
        self.until = until.to_owned();
        self.mistakes = mistakes;
        self
    }
}

fn time(page: &Page, Report { conference, survey }: &Report) -> String {
    let (tr, zone) = (page.tr(), conference.zone());
    let closes = survey.closes_at.unwrap_or(conference.ends_at);
    match survey.state {
        State::Planned => page.t1("results-planned", "date", tr.date(conference.ends_at, &zone)),
        State::Open => page.t1("results-open", "moment", tr.moment(closes, &zone)),
        State::Closed => page.t1("results-closed", "moment", tr.moment(closes, &zone)),
    }
}

fn note(page: &Page, Report { survey, .. }: &Report, any: bool) -> String {
    let sizes = FluentArgs::from_iter([
        ("group", survey.group_size),
        ("box", 2 * survey.group_size),
        ("sensitive", survey.sensitive_group_size),
    ]);
    let key = match (survey.state, any) {
        (State::Planned, _) => "results-note-planned",
        (State::Open, false) => "results-note-none-yet",
        (State::Open, true) => "results-note-open",
        (State::Closed, false) => "results-note-none",
        (State::Closed, true) => "results-note-closed",
    };
    page.tr().args(key, &sizes)
}
