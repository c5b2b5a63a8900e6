//! What the tests of this crate stand on: a site with its own database and a published conference, people with
//! browsers, and an ear at the outbox.

mod browser;
mod events;
mod office;

use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::Duration;

use actix_web::middleware::from_fn;
use actix_web::{App, test, web};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::ids::{ConferenceId, SeriesId};
use shared::process::Running;
use shared::testing::{START, TestDb};
use shared::text::{Doc, Localized};
use shared::web::frame;
use shared::{Base, Conn, db, on};

use crate::conference::content::{Contact, Workshop};
use crate::conference::{self, Conference, Content, State};
use crate::participant::{Filter, Participant, of_conference};
use crate::public::Operator;
use crate::schema::{conferences, series};
use crate::{MIGRATIONS, Registration, series::Series, start};

pub use browser::{Answer, Browser};
pub use events::events;
pub use office::{FILE, Office};

/// The registration service with one published conference, `halle`, that begins in ten days.
pub struct Site {
    pub app: web::Data<Registration>,
    pub conference: Conference,
    pub service: crate::Service,
    call: browser::Call,
    db: TestDb,
}

impl Site {
    pub async fn with_places(capacity: i32) -> Self {
        Self::on(shared::testing::base(), capacity).await
    }

    /// On a base with other rules.
    pub async fn on(base: Base, capacity: i32) -> Self {
        let db = TestDb::new(&MIGRATIONS).await;
        let conference =
            add_conference(&mut db.db.conn().await.expect("a connection"), capacity).await;
        let operator = Operator::default();
        let service = start(&base, &shared::testing::keys(), operator, db.db.clone());
        let app = App::new().app_data(web::Data::new(base)).wrap(from_fn(frame::frame));
        let http = Rc::new(test::init_service(app.configure(service.routes())).await);
        let call = browser::call(http, test::TestRequest::to_request);
        Self { app: service.app.clone(), conference, service, call, db }
    }

    pub async fn conn(&self) -> Conn {
        self.app.db.conn().await.expect("a connection")
    }

    /// Whether a text is stored anywhere, once the log is folded.
    pub async fn database_holds(&self, text: &str) -> bool {
        self.app.db.fold_log().await.expect("a log");
        self.db.holds(text)
    }

    /// A browser of its own, at an address of its own.
    pub fn browser(&self, number: u8) -> Browser {
        Browser::new(Rc::clone(&self.call), [192, 0, 2, number])
    }

    /// Everybody at the conference, in the order of arrival.
    pub async fn people(&self) -> Vec<Participant> {
        let filter = Filter::default();
        of_conference(&mut self.conn().await, self.conference.id, &filter).await.expect("people")
    }

    pub async fn person(&self, email: &str) -> Participant {
        let mut people = self.people().await.into_iter();
        people.find(|person| person.email == email).expect("somebody with this address")
    }

    /// The conference as it is now.
    pub async fn now(&self) -> Conference {
        let conference = conference::by_id(&mut self.conn().await, self.conference.id).await;
        conference.expect("a query that works").expect("the conference")
    }

    pub async fn set_state(&self, state: State) {
        let row = conferences::table.find(self.conference.id);
        let state = conferences::state.eq(state);
        let update = async |conn: &mut Conn| -> db::Result<_> {
            Ok(on!(conn, |c| diesel::update(row).set(state).execute(c).await)?)
        };
        self.conn().await.transaction(update).await.expect("an update");
    }

    /// Ends the service, as the process does at its end; the database stays.
    pub async fn end(self) -> TestDb {
        let Self { app, service, call, db, .. } = self;
        drop((app, call));
        service.finish().await;
        db
    }

    pub fn wait(&self, span: Duration) {
        self.app.base.clock.advance(span);
    }
}

/// A base where one client may sign up as often as it likes, so that a test needs one browser only.
pub fn patient_base() -> Base {
    let mut base = shared::testing::base();
    base.form_rules.sign_ups_per_client = NonZeroU32::new(100_000).expect("not 0");
    base
}

/// Adds a series with a published conference.
pub async fn add_conference(conn: &mut Conn, capacity: i32) -> Conference {
    let series = Series {
        id: SeriesId::new(),
        slug: format!("series-{}", SeriesId::new()),
        title: Doc(Localized::german("GLEICH teilhaben")),
        organiser: "BV NeMO".to_owned(),
        funding_note: Doc::default(),
        about: Doc::default(),
    };
    let conference = conference(series.id, capacity);
    on!(conn, |c| diesel::insert_into(series::table).values(&series).execute(c).await)
        .expect("a series");
    on!(conn, |c| diesel::insert_into(conferences::table).values(&conference).execute(c).await)
        .expect("a conference");
    conference
}

fn conference(series_id: SeriesId, capacity: i32) -> Conference {
    let id = ConferenceId::new();
    let starts_at = START.plus(Duration::from_hours(240));
    Conference {
        id,
        series_id,
        slug: format!("halle-{id}"),
        state: State::Published,
        revision: 1,
        schedule: 0,
        starts_at,
        ends_at: starts_at.plus(Duration::from_hours(6)),
        time_zone: "Europe/Berlin".to_owned(),
        city: "Halle (Saale)".to_owned(),
        place: "Literaturhaus".to_owned(),
        address: "Bernburger Straße 8, 06108 Halle (Saale)".to_owned(),
        capacity,
        taken: 0,
        arrivals: 0,
        waiting: 0,
        content: Doc(content()),
    }
}

fn content() -> Content {
    Content {
        title: Localized::german("Netzwerke vor Ort"),
        workshops: vec![Workshop {
            code: "kommune".to_owned(),
            title: Localized::german("Kommune und Verein"),
            places: None,
        }],
        contact: Contact {
            name: "Rosa Beispiel".to_owned(),
            email: "rosa@treffpunkt.test".to_owned(),
            phone: "+49 345 1234".to_owned(),
        },
        ..Content::default()
    }
}
