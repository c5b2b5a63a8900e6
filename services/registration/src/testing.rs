//! What the tests of registration stand on: the service with a database of its own, and a browser in memory.

use std::collections::BTreeMap;
use std::sync::Mutex;

use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use futures_util::future::BoxFuture;
use proto::Event;
use shared::auth::Role;
use shared::auth::session::Session;
use shared::events::{Message, Transport, relay};
use shared::i18n::Lang;
use shared::ids::{MessageId, OrganiserId};
use shared::testing::{TestDb, base, keys};
use shared::web::frame;
use shared::{Base, Conn, Trace};

use crate::organiser::{self, Invitation};
use crate::public::Operator;
use crate::{Service, conference, start};

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
pub struct Site {
    pub base: Base,
    pub database: TestDb,
    service: Service,
}

impl Site {
    /// With nothing in it.
    pub async fn empty() -> Self {
        let database = TestDb::new(&crate::MIGRATIONS).await;
        let base = base();
        let service = start(&base, &keys(), Operator::default(), database.db.clone());
        Self { base, database, service }
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
    pub async fn browser_of(&self, role: Role) -> Browser<'_> {
        let organiser = self.organiser(&format!("{role}@verein.example"), role).await;
        self.browser().signed_in(organiser)
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser { site: self, cookies: BTreeMap::new() }
    }
}

/// Every event of a kind that waits to be handed over, in the order in which they were told.
pub async fn events<E: Event>(site: &Site) -> Vec<E> {
    let told = Told::default();
    relay::Round::default().step(&site.database.db, &told).await.expect("an outbox");
    let messages = told.0.into_inner().expect("no panic elsewhere");
    let of_kind = messages.iter().filter(|message| message.topic == E::TOPIC);
    of_kind.map(|message| message.decode().expect("an event")).collect()
}

/// Listens without taking anything, so that the outbox stays as it is.
#[derive(Default)]
struct Told(Mutex<Vec<Message>>);

impl Transport for Told {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        self.0.lock().expect("no panic elsewhere").extend_from_slice(messages);
        Box::pin(async { Vec::new() })
    }
}

/// Keeps cookies, and takes the form's token along.
#[derive(Clone)]
pub struct Browser<'a> {
    site: &'a Site,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub headers: BTreeMap<String, String>,
    pub html: String,
}

impl Browser<'_> {
    pub fn signed_in(mut self, organiser: OrganiserId) -> Self {
        let session = Session { organiser, begun: self.site.base.clock.now() };
        let cookie = keys().sessions().cookie(session, false);
        self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
        self
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    /// Sends a form from the page at `path` to the page at `action`.
    pub async fn post_from(&mut self, path: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let token = token(&self.get(path).await.html);
        let mut fields = fields.to_vec();
        fields.push(("form_token", &token));
        self.send(TestRequest::post().uri(action).set_form(fields)).await
    }

    /// Sends a form to the page that it stands on.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, path, fields).await
    }

    async fn send(&mut self, request: TestRequest) -> Answer {
        let cookies = self.cookies.iter();
        let request = cookies.fold(request, |request, (name, value)| {
            request.cookie(Cookie::new(name.clone(), value.clone()))
        });
        let service = init_service(
            App::new()
                .app_data(web::Data::new(self.site.base.clone()))
                .wrap(from_fn(frame::frame))
                .configure(self.site.service.routes()),
        )
        .await;
        let response = call_service(&service, request.to_request()).await;
        for cookie in response.response().cookies() {
            self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
        }
        let header =
            |(name, value): (
                &actix_web::http::header::HeaderName,
                &actix_web::http::header::HeaderValue,
            )| { (name.to_string(), value.to_str().unwrap_or_default().to_owned()) };
        let headers: BTreeMap<_, _> = response.headers().iter().map(header).collect();
        Answer {
            status: response.status(),
            location: headers.get("location").cloned().unwrap_or_default(),
            headers,
            html: String::from_utf8(read_body(response).await.to_vec()).expect("UTF-8"),
        }
    }
}

/// The token of a page's form.
fn token(html: &str) -> String {
    let rest = html.split("name=\"form_token\" value=\"").nth(1).expect("a form on the page");
    rest.split('"').next().unwrap_or_default().to_owned()
}

impl Answer {
    /// Whether the page shows a text, without Fluent's marks around what was put in.
    pub fn shows(&self, text: &str) -> bool {
        self.html.replace(['\u{2068}', '\u{2069}'], "").contains(text)
    }
}
