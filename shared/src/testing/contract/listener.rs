//! A service that hears, and the guards of it that can be switched off.

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::future::BoxFuture;
use proto::Event;
use tokio::sync::{Notify, watch};

use super::{Noted, Whispered};
use crate::db::Link;
use crate::events::consumer::dead;
use crate::events::{Consumer, HandleError, Handler, MIGRATIONS, Message};
use crate::testing::TestDb;
use crate::{Clock, Conn, db, on};

/// Longer than a slow machine needs; a case that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

diesel::table! {
    /// One row for each effect that an event had.
    effects (number) {
        number -> BigInt,
        subject -> BigInt,
    }
}

diesel::table! {
    /// Each subject as it is now.
    standing (subject) {
        subject -> BigInt,
        revision -> BigInt,
    }
}

/// A change of the tables, as each database wants it said.
struct Change {
    sqlite: &'static str,
    postgres: &'static str,
}

const TABLES: Change = Change {
    sqlite: "
        CREATE TABLE effects (number INTEGER PRIMARY KEY, subject BIGINT NOT NULL);
        CREATE TABLE standing (subject BIGINT PRIMARY KEY NOT NULL, revision BIGINT NOT NULL)",
    postgres: "
        CREATE TABLE effects (number BIGSERIAL PRIMARY KEY, subject BIGINT NOT NULL);
        CREATE TABLE standing (subject BIGINT PRIMARY KEY NOT NULL, revision BIGINT NOT NULL)",
};

const FORGET: Change = Change {
    sqlite: "
        CREATE TRIGGER forget AFTER INSERT ON inbox
        BEGIN DELETE FROM inbox WHERE message_id = NEW.message_id; END",
    postgres: "
        CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN DELETE FROM inbox WHERE message_id = NEW.message_id; RETURN NULL; END';
        CREATE TRIGGER forget AFTER INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION forget()",
};

const GO_AWAY: Change = Change {
    sqlite: "CREATE TRIGGER away BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'away'); END",
    postgres: "
        CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''away''; END';
        CREATE TRIGGER away BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION away()",
};

const COME_BACK: Change =
    Change { sqlite: "DROP TRIGGER away", postgres: "DROP FUNCTION away CASCADE" };

/// A service with an inbox, which writes down what it hears.
pub struct Listener {
    name: &'static str,
    topics: &'static [&'static str],
    db: TestDb,
    notebook: Notebook,
}

impl Listener {
    /// Listens to [`Noted`].
    pub async fn new(name: &'static str) -> Self {
        let db = TestDb::new(&MIGRATIONS).await;
        let notebook = Notebook { newest_wins: true, puts_aside: true, gate: Gate::default() };
        let listener = Self { name, topics: &[Noted::TOPIC], db, notebook };
        listener.run(&TABLES).await;
        listener
    }

    /// Listens to [`Whispered`] too.
    pub fn close_by(mut self) -> Self {
        self.topics = &[Noted::TOPIC, Whispered::TOPIC];
        self
    }

    /// Guard off: the inbox forgets every message at once.
    pub async fn forgetful(self) -> Self {
        self.run(&FORGET).await;
        self
    }

    /// Guard off: what came last counts, whatever its revision.
    pub fn without_revisions(mut self) -> Self {
        self.notebook.newest_wins = false;
        self
    }

    /// Guard off: a message that cannot be read fails like the database does, so that it comes again and again.
    pub fn without_dead(mut self) -> Self {
        self.notebook.puts_aside = false;
        self
    }

    pub fn consumer(&self) -> Consumer {
        self.consumer_named(self.name)
    }

    /// A consumer of another name on this one's database.
    pub fn consumer_named(&self, name: &'static str) -> Consumer {
        let (db, notebook) = (self.db.db.clone(), self.notebook.clone());
        Consumer::new(name, self.topics, db, Clock::manual(crate::testing::START), notebook)
    }

    /// The database fails from now on.
    pub async fn goes_away(&self) {
        self.run(&GO_AWAY).await;
    }

    pub async fn comes_back(&self) {
        self.run(&COME_BACK).await;
    }

    /// Handling stands still before this subject, until [`Listener::goes_on`].
    pub fn stops_before(&self, subject: i64) {
        self.notebook.gate.before.send_replace(Some(subject));
    }

    /// Resolves when handling has come to where it was told to stop.
    pub async fn has_stopped(&self) {
        let stopped = self.notebook.gate.reached.notified();
        tokio::time::timeout(PATIENCE, stopped).await.expect("the subject comes");
    }

    pub fn goes_on(&self) {
        self.notebook.gate.before.send_replace(None);
    }

    /// The subjects heard of, in order, each as often as it had an effect.
    pub async fn heard(&self) -> Vec<i64> {
        let conn = self.conn().await;
        let subjects = effects::table.select(effects::subject).order(effects::subject);
        on!(conn, |c| subjects.load(c).await).expect("the effects")
    }

    /// How often a subject had an effect.
    pub async fn effects_of(&self, subject: i64) -> usize {
        self.heard().await.into_iter().filter(|heard| *heard == subject).count()
    }

    /// Resolves when the subject is heard of.
    pub async fn hears(&self, subject: i64) {
        let mut commits = self.db.db.commits();
        let waits = async {
            while self.effects_of(subject).await == 0 {
                commits.changed().await.expect("a database that is open");
            }
        };
        let heard = tokio::time::timeout(PATIENCE, waits).await;
        heard.unwrap_or_else(|_| panic!("{} never hears of {subject}", self.name));
    }

    /// The revision at which a subject stands.
    pub async fn revision_of(&self, subject: i64) -> Option<i64> {
        let conn = self.conn().await;
        let revision = standing::table.find(subject).select(standing::revision);
        on!(conn, |c| revision.first(c).await.optional()).expect("the standing")
    }

    /// How many messages were put aside.
    pub async fn dead(&self) -> i64 {
        dead(&mut self.conn().await).await.expect("a count")
    }

    async fn conn(&self) -> Conn {
        self.db.db.conn().await.expect("a connection")
    }

    async fn run(&self, change: &Change) {
        let mut conn = self.conn().await;
        let changed = match &mut conn.link {
            Link::Postgres(c) => c.batch_execute(change.postgres).await,
            Link::Sqlite(c) => c.get_mut().batch_execute(change.sqlite).await,
        };
        changed.expect("SQL that runs");
    }
}

/// Writes down what is heard.
#[derive(Clone)]
struct Notebook {
    newest_wins: bool,
    puts_aside: bool,
    gate: Gate,
}

/// Holds handling up before a subject.
#[derive(Clone, Default)]
struct Gate {
    before: watch::Sender<Option<i64>>,
    reached: Arc<Notify>,
}

impl Gate {
    async fn pass(&self, subject: i64) {
        let mut before = self.before.subscribe();
        if *before.borrow() == Some(subject) {
            self.reached.notify_one();
            // The sender lives in `self`, so the channel cannot close while this waits.
            let _ = before.wait_for(|before| *before != Some(subject)).await;
        }
    }
}

impl Handler for Notebook {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        _: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move {
            for message in messages {
                let noted = self.read(message)?;
                self.gate.pass(noted.subject).await;
                self.note(conn, noted).await?;
            }
            Ok(())
        })
    }
}

impl Notebook {
    fn read(&self, message: &Message) -> Result<Noted, HandleError> {
        if message.topic == Whispered::TOPIC {
            return message.decode().map(|Whispered { subject }| Noted::first(subject));
        }
        let failed = db::Error::Query(diesel::result::Error::RollbackTransaction);
        let unread = |error| if self.puts_aside { error } else { HandleError::Database(failed) };
        message.decode().map_err(unread)
    }

    async fn note(&self, conn: &mut Conn, noted: Noted) -> db::Result<()> {
        use diesel::query_dsl::methods::FilterDsl;
        let effect = effects::subject.eq(noted.subject);
        on!(conn, |c| diesel::insert_into(effects::table).values(effect).execute(c).await)?;
        let older_than = if self.newest_wins { noted.revision } else { i64::MAX };
        let revision = standing::revision.eq(noted.revision);
        on!(conn, |c| diesel::insert_into(standing::table)
            .values((standing::subject.eq(noted.subject), revision))
            .on_conflict(standing::subject)
            .do_update()
            .set(revision)
            .filter(standing::revision.lt(older_than))
            .execute(c)
            .await)?;
        Ok(())
    }
}
