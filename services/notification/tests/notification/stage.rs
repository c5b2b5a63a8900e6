//! One service on a database of its own, with a mail server of the tests behind it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;

use futures_util::future::BoxFuture;
use notification::handover::Limits;
use notification::mail::State;
use notification::mail::worker::{Round, Worker};
use notification::{Delivery, MIGRATIONS, Options, Service};
use proto::Event;
use proto::feedback::v1::{BallotsReady, SurveyChanged, survey_changed};
use proto::notification::v1::{BallotsIssued, DeliveryChanged};
use proto::registration::v1::conference_changed::{Contact, State as ConferenceState};
use proto::registration::v1::participant_changed::State as PersonState;
use proto::registration::v1::{ConferenceChanged, LocalizedText, ParticipantChanged, SignInAsked};
use shared::events::{Message, Transport, relay};
use shared::ids::MessageId;
use shared::process::Running;
use shared::testing::{START, TestDb, base, keys};
use shared::{Base, Instant, Trace};
use tests::Sink;
use uuid::Uuid;

pub const CONFERENCE: Uuid = Uuid::from_u128(0xc0);
pub const SERIES: Uuid = Uuid::from_u128(0x5e);
pub const SURVEY: Uuid = Uuid::from_u128(0x50);

const ONE: NonZeroUsize = NonZeroUsize::new(1).expect("1 is not 0");

pub const HOUR: std::time::Duration = std::time::Duration::from_hours(1);
pub const DAY: std::time::Duration = std::time::Duration::from_hours(24);

pub struct Stage {
    pub base: Base,
    pub database: TestDb,
    pub service: Service,
    pub worker: Worker,
    pub sink: Sink,
    options: Options,
    heard: Recorder,
}

impl Stage {
    pub async fn new() -> Self {
        Self::with(base(), |sink| Delivery::Smtp(sink.url().parse().expect("a URL"))).await
    }

    pub async fn with(base: Base, delivery: impl FnOnce(&Sink) -> Delivery) -> Self {
        let sink = Sink::start().await.expect("a port");
        let database = TestDb::new(&MIGRATIONS).await;
        let from = "post@treffpunkt.test".parse().expect("an address");
        // One connection, so that mails come in order; who wants more says so.
        let options = Options { connections: ONE, ..Options::new(delivery(&sink), from) };
        let service =
            notification::start(&base, keys().mails(), database.db.clone(), options.clone());
        let worker = service.worker();
        Self { base, database, service, worker, sink, options, heard: Recorder::default() }
    }

    /// With a conference, and an account or a patience of another kind.
    pub async fn with_options(change: impl FnOnce(&mut Options)) -> Self {
        let mut stage = Self::new().await;
        change(&mut stage.options);
        let (db, options) = (stage.database.db.clone(), stage.options.clone());
        stage.service = notification::start(&stage.base, keys().mails(), db, options);
        stage.worker = stage.service.worker();
        stage.hear(&conference()).await;
        stage
    }

    /// The same service once more, as another process.
    pub async fn replica(&self) -> Service {
        let db = self.database.replica().await;
        notification::start(&self.base, keys().mails(), db, self.options.clone())
    }

    /// A service with a published conference.
    pub async fn with_conference() -> Self {
        let stage = Self::new().await;
        stage.hear(&conference()).await;
        stage
    }

    /// The same service after a crash: what was in its memory is gone.
    pub async fn restarted(mut self) -> Self {
        self.worker = self.service.worker();
        self.worker.begin().await.expect("a database that works");
        self
    }

    /// With a conference, and a mail server that is given a second for each step.
    pub async fn hurried() -> Self {
        let second = std::time::Duration::from_secs(1);
        let limits = Limits { connect: second, command: second, message: second };
        Self::with_options(|options| options.limits = limits).await
    }

    pub async fn hear<E: Event>(&self, event: &E) {
        let message = Message::new(event, Trace::new());
        self.service.consumer().receive(&[message]).await.expect("a database that works");
        let mut conn = self.database.db.conn().await.expect("a connection");
        let dead = shared::events::consumer::dead(&mut conn).await.expect("a count");
        assert_eq!(dead, 0, "a message was put aside");
    }

    /// Hands over what is due, until nothing is.
    pub async fn deliver(&mut self) {
        while self.worker.round().await.expect("a database that works") == Round::MoreMayWait {}
    }

    /// Subjects to one address, in the order of arrival.
    pub fn subjects(&self, address: &str) -> Vec<String> {
        self.sink.mails_to(address).into_iter().map(|mail| mail.subject).collect()
    }

    /// How many mails are in each state.
    pub async fn states(&self) -> BTreeMap<State, usize> {
        let mut states = BTreeMap::new();
        for mail in self.mails().await {
            *states.entry(mail.state).or_default() += 1;
        }
        states
    }

    pub async fn mails(&self) -> Vec<notification::mail::ledger::Mail> {
        let mut conn = self.database.db.conn().await.expect("a connection");
        notification::mail::ledger::all(&mut conn).await.expect("the mails")
    }

    /// The one mail that there is.
    pub async fn only_mail(&self) -> notification::mail::ledger::Mail {
        let mails = self.mails().await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        mails.into_iter().next().expect("one")
    }

    /// Every event of a topic that was published so far.
    pub async fn published<E: Event>(&self) -> Vec<E> {
        let mut round = relay::Round::default();
        let db = &self.database.db;
        while round.step(db, &self.heard).await.expect("an outbox") == relay::Progress::MoreWaits {}
        self.heard.of()
    }
}

/// A transport that everything is safe with.
#[derive(Default)]
struct Recorder(Mutex<Vec<Message>>);

impl Recorder {
    fn of<E: Event>(&self) -> Vec<E> {
        let messages = self.0.lock().expect("no panic under the lock");
        let mine = messages.iter().filter(|message| message.topic == E::TOPIC);
        mine.map(|message| message.decode().expect("our own event")).collect()
    }
}

impl Transport for Recorder {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        self.0.lock().expect("no panic under the lock").extend_from_slice(messages);
        Box::pin(async { messages.iter().map(|message| message.id).collect() })
    }
}

fn text(de: &str, ar: &str) -> Option<LocalizedText> {
    let by_language = [("de", de), ("ar", ar)];
    let by_language = by_language.into_iter().map(|(tag, text)| (tag.to_owned(), text.to_owned()));
    Some(LocalizedText { by_language: by_language.collect() })
}

/// A published conference in ten days, 10:00 to 16:00 in Dortmund.
pub fn conference() -> ConferenceChanged {
    let starts = START.plus(10 * DAY);
    ConferenceChanged {
        id: CONFERENCE.as_bytes().to_vec(),
        revision: 1,
        series_id: SERIES.as_bytes().to_vec(),
        slug: "dortmund".to_owned(),
        state: ConferenceState::Published.into(),
        title: text("Erste regionale Dialogkonferenz", "المؤتمر الحواري الإقليمي الأول"),
        starts_at: starts.as_micros(),
        ends_at: starts.plus(6 * HOUR).as_micros(),
        time_zone: "Europe/Berlin".to_owned(),
        city: "Dortmund".to_owned(),
        place: "Haus der Vielfalt".to_owned(),
        address: "Beuthstraße 21, 44147 Dortmund".to_owned(),
        capacity: 50,
        schedule: 1,
        contact: Some(Contact {
            name: "Rosa Beispiel".to_owned(),
            email: "rosa@verein.example".to_owned(),
            phone: "0231 123456".to_owned(),
        }),
        series_title: text("GLEICH teilhaben", "مشاركة متساوية"),
        funding_note: None,
        sectors: Vec::new(),
    }
}

/// The end of [`conference`].
pub fn conference_ends() -> Instant {
    Instant::from_micros(conference().ends_at)
}

/// A confirmed participant who reads German.
pub fn person(number: u128) -> ParticipantChanged {
    ParticipantChanged {
        id: Uuid::from_u128(0x9e0000 + number).as_bytes().to_vec(),
        conference_id: CONFERENCE.as_bytes().to_vec(),
        revision: 1,
        state: PersonState::Confirmed.into(),
        name: "Ayşe Yıldız".to_owned(),
        addressed_as: String::new(),
        email: format!("person{number}@verein.example"),
        language: "de".to_owned(),
        waiting_position: 0,
        link_epoch: 0,
        repeated_sign_ups: 0,
        link_requests: 0,
    }
}

/// The same person, changed: the next revision in another state.
pub fn now(person: &ParticipantChanged, state: PersonState) -> ParticipantChanged {
    ParticipantChanged { revision: person.revision + 1, state: state.into(), ..person.clone() }
}

pub fn waiting(number: u128, position: u32) -> ParticipantChanged {
    let state = PersonState::Waiting.into();
    ParticipantChanged { state, waiting_position: position, ..person(number) }
}

pub fn survey(
    revision: u64,
    state: survey_changed::State,
    closes: Option<Instant>,
) -> SurveyChanged {
    SurveyChanged {
        id: SURVEY.as_bytes().to_vec(),
        revision,
        conference_id: CONFERENCE.as_bytes().to_vec(),
        state: state.into(),
        closes_at: closes.map_or(0, Instant::as_micros),
        ballots: 4,
        group_size: 5,
    }
}

pub fn ready(issued: &BallotsIssued) -> BallotsReady {
    BallotsReady { survey_id: issued.survey_id.clone(), pool: issued.pool }
}

pub fn sign_in(expires: Instant) -> SignInAsked {
    SignInAsked {
        link_id: Uuid::from_u128(0x51).as_bytes().to_vec(),
        organiser_id: Uuid::from_u128(0x09).as_bytes().to_vec(),
        email: "organisation@verein.example".to_owned(),
        language: "de".to_owned(),
        expires_at: expires.as_micros(),
    }
}

/// What registration was told of each mail, in order: purpose and state.
pub fn told(deliveries: &[DeliveryChanged]) -> Vec<(String, i32)> {
    deliveries.iter().map(|told| (told.purpose.clone(), told.state)).collect()
}
