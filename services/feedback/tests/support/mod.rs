//! A feedback service of its own for each test: told of conferences by events, visited by browsers.

#![allow(dead_code, unused_imports, reason = "every test binary takes what it needs")]

mod browser;
mod bus;
mod files;

use std::time::Duration;

use feedback::Service;
use proto::feedback::v1::SurveyChanged;
use proto::registration::v1::conference_changed::{Contact, State};
use proto::registration::v1::organiser_changed::{Grant, Role};
use proto::registration::v1::{ConferenceChanged, LocalizedText, OrganiserChanged};
use shared::auth::session::Session;
use shared::ids::{ConferenceId, OrganiserId, ScopeId, SeriesId, SurveyId};
use shared::process::Running;
use shared::testing::{self, TestDb};
use shared::{Base, Instant};
use tokio::task::JoinHandle;

pub use browser::{Answer, Browser, Site, Stream};
pub use bus::{Ear, Pool};
pub use files::{Files, physical_order};

pub const SLUG: &str = "dortmund";
pub const PLACES: u32 = 50;

/// The running service, its database and what it has published.
pub struct World {
    pub base: Base,
    pub test_db: TestDb,
    pub service: Service,
    pub tasks: Vec<JoinHandle<()>>,
    pub site: Site,
    pub ear: Ear,
    pub conference: ConferenceId,
    pub series: SeriesId,
    revision: u64,
}

impl World {
    /// A service that has heard of nothing.
    pub async fn empty() -> Self {
        Self::with(testing::base()).await
    }

    pub async fn with(base: Base) -> Self {
        let test_db = TestDb::new(&feedback::MIGRATIONS).await;
        let service = feedback::start(&base, test_db.db.clone()).await.expect("a service");
        let (tasks, site) = (service.tasks(), Site::new(&base, &service).await);
        let (conference, series) = (ConferenceId::new(), SeriesId::new());
        let ear = Ear::default();
        Self { base, test_db, service, tasks, site, ear, conference, series, revision: 0 }
    }

    /// A conference that is over, with an open survey and a pool of ballots.
    pub async fn answering() -> (Self, Pool) {
        let mut world = Self::empty().await;
        world.conference_is(State::Published).await;
        let pool = Pool::new(world.survey().await, 1);
        world.hear(&pool.event()).await;
        world.conference_is(State::Over).await;
        (world, pool)
    }

    /// Tells of the conference's next revision.
    pub async fn conference_is(&mut self, state: State) {
        self.revision += 1;
        self.hear(&self.event(state, PLACES, self.revision)).await;
    }

    pub fn event(&self, state: State, capacity: u32, revision: u64) -> ConferenceChanged {
        ConferenceChanged {
            id: self.conference.to_bytes(),
            revision,
            series_id: self.series.to_bytes(),
            slug: SLUG.to_owned(),
            state: state.into(),
            title: Some(text("Dialogkonferenz")),
            ends_at: self.base.clock.now().as_micros(),
            time_zone: "Europe/Berlin".to_owned(),
            capacity,
            contact: Some(Contact { name: "Kim Yılmaz".to_owned(), ..Contact::default() }),
            sectors: ["science", "municipality", "other"].map(str::to_owned).into(),
            ..ConferenceChanged::default()
        }
    }

    /// The survey as it was last published.
    pub async fn last_told(&self) -> SurveyChanged {
        self.published().await.pop().expect("a survey was told of")
    }

    pub async fn survey(&self) -> SurveyId {
        SurveyId::try_from(self.last_told().await.id.as_slice()).expect("an id")
    }

    /// The browser of an organiser with a role on the series, since now.
    pub async fn organiser(&self, role: Role) -> Browser {
        let organiser = OrganiserId::new();
        self.grant(organiser, 1, &[(role, self.series.into())]).await;
        let session = Session { organiser, begun: self.base.clock.now() };
        let mut browser = self.site.browser();
        browser.keep(&testing::keys().sessions().cookie(session, false));
        browser
    }

    pub async fn grant(&self, organiser: OrganiserId, revision: u64, roles: &[(Role, ScopeId)]) {
        let grant = |(role, scope): &(Role, ScopeId)| Grant {
            role: (*role).into(),
            scope_id: scope.0.as_bytes().to_vec(),
        };
        self.hear(&OrganiserChanged {
            id: organiser.to_bytes(),
            revision,
            valid_from: 0,
            grants: roles.iter().map(grant).collect(),
        })
        .await;
    }

    /// One person answers with these words.
    pub async fn answer(&self, pool: &Pool, number: u32, words: &str) -> Answer {
        let mut browser = self.site.browser();
        browser.get(&pool.link(number)).await.expect(303);
        let form = browser.get("/s/dortmund/questions").await.expect(200).form();
        let contacts = ["none", "some", "many"][number as usize % 3];
        browser
            .post("/s/dortmund/questions", form.with("words", words).with("contacts", contacts))
            .await
    }

    pub fn now(&self) -> Instant {
        self.base.clock.now()
    }
}

pub fn text(german: &str) -> LocalizedText {
    LocalizedText { by_language: [("de".to_owned(), german.to_owned())].into() }
}

/// Looks again and again until there is something to see.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = std::time::Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if let Some(seen) = look().await {
            return seen;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what} did not come in ten seconds");
}
