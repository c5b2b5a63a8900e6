//! The site as organisers know it: conferences come by import, people at the desk and behind it by their roles.

use std::rc::Rc;

use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, web};
use shared::auth::Role;
use shared::auth::session::Session;
use shared::i18n::Lang;
use shared::ids::OrganiserId;
use shared::process::Running;
use shared::testing::{TestDb, base, keys};
use shared::web::frame;
use shared::{Base, Conn, Trace};

use super::browser::{self, Browser};
use crate::organiser::{self, Invitation};
use crate::public::Operator;
use crate::{conference, start};

/// A series with one conference, as a file.
pub const FILE: &str = r#"[series]
slug = "gleich-teilhaben"
title.de = "GLEICH teilhaben"
organiser = "BV NeMO"
funding_note.de = "Gefördert durch das Amt"

[[conference]]
slug = "dortmund"
title.de = "Erste regionale Dialogkonferenz"
title.ar = "المؤتمر الأول"
city = "Dortmund"
place = "Haus der Vielfalt"
date = "2026-09-07"
capacity = 2
contact = { name = "Rosa Beispiel", email = "rosa@verein.example" }
"#;

/// The service and its database.
pub struct Office {
    pub base: Base,
    pub database: TestDb,
    call: browser::Call,
}

impl Office {
    /// With nothing in it.
    pub async fn empty() -> Self {
        let database = TestDb::new(&crate::MIGRATIONS).await;
        let base = base();
        let service = start(&base, &keys(), Operator::default(), database.db.clone());
        let app = App::new().app_data(web::Data::new(base.clone())).wrap(from_fn(frame::frame));
        let http = Rc::new(init_service(app.configure(service.routes())).await);
        let call = browser::call(http, TestRequest::to_request);
        Self { base, database, call }
    }

    /// With the series and the conference of [`FILE`], as a draft.
    pub async fn with_draft() -> Self {
        let site = Self::empty().await;
        site.import(FILE).await;
        site
    }

    /// With the conference of [`FILE`], published.
    pub async fn with_conference() -> Self {
        let site = Self::with_draft().await;
        site.publish().await;
        site
    }

    /// Publishes the conference of [`FILE`].
    pub async fn publish(&self) {
        let id = self.conference().await.id;
        let mut conn = self.conn().await;
        let published = conn
            .transaction(async |conn| conference::change::publish(conn, id, Trace::new()).await);
        published.await.expect("a draft with a date");
    }

    pub async fn conn(&self) -> Conn {
        self.database.db.conn().await.expect("a connection")
    }

    pub async fn import(&self, toml: &str) {
        let now = self.base.clock.now();
        let today = now.in_zone(&jiff::tz::TimeZone::UTC).date();
        let import = conference::import::read(toml, today).expect("a good file");
        let operator = conference::import::Author::Operator;
        conference::import::store(&mut self.conn().await, &import, operator, now, Trace::new())
            .await
            .expect("an import that fits");
    }

    /// The conference of [`FILE`] as it is now.
    pub async fn conference(&self) -> conference::Conference {
        let found = conference::by_slug(&mut self.conn().await, "dortmund").await;
        found.expect("an answer").expect("the conference")
    }

    /// An organiser with a role on the only series, or before there is one.
    pub async fn organiser(&self, email: &str, role: Role) -> OrganiserId {
        self.invite(Invitation { email, language: Lang::De, role, series: None }).await
    }

    async fn invite(&self, invitation: Invitation<'_>) -> OrganiserId {
        let now = self.base.clock.now();
        let mut conn = self.conn().await;
        let added = conn
            .transaction(async |conn| organiser::add(conn, &invitation, now, Trace::new()).await);
        added.await.expect("an address and a series").id
    }

    /// Somebody who may do everything, but in another series.
    pub async fn organiser_of_another_series(&self) -> OrganiserId {
        let other = FILE.replace("gleich-teilhaben", "andere").replace("dortmund", "halle");
        self.import(&other).await;
        let email = "anderswo@verein.example";
        self.invite(Invitation {
            email,
            language: Lang::De,
            role: Role::Owner,
            series: Some("andere"),
        })
        .await
    }

    /// A browser in which somebody with the role is signed in.
    pub async fn browser_of(&self, role: Role) -> Browser {
        let organiser = self.organiser(&format!("{role}@verein.example"), role).await;
        self.signed_in(organiser)
    }

    /// A browser in which this organiser is signed in.
    pub fn signed_in(&self, organiser: OrganiserId) -> Browser {
        let session = Session { organiser, begun: self.base.clock.now() };
        let cookie = keys().sessions().cookie(session, false);
        let browser = self.browser();
        browser.keep_cookie(cookie.name(), cookie.value());
        browser
    }

    pub fn browser(&self) -> Browser {
        Browser::new(Rc::clone(&self.call), [192, 0, 2, 1])
    }
}
