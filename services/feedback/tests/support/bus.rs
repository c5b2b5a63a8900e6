//! Events to and from the service.

use std::sync::Mutex;

use futures_util::future::BoxFuture;
use proto::Event;
use proto::feedback::v1::{BallotsReady, SurveyChanged};
use proto::notification::v1::BallotsIssued;
use shared::Trace;
use shared::ballot_code::BallotCode;
use shared::events::relay::Round;
use shared::events::{Message, Transport};
use shared::ids::{MessageId, SurveyId};
use shared::process::Running;

use super::World;

impl World {
    /// Lets the service hear an event.
    pub async fn hear<E: Event>(&self, event: &E) {
        let message = Message::new(event, Trace::new());
        self.service.consumer().receive(&[message]).await.expect("a database");
    }

    /// Every survey event that was published so far.
    pub async fn published(&self) -> Vec<SurveyChanged> {
        self.published_of().await
    }

    pub async fn ready_pools(&self) -> Vec<u32> {
        let ready: Vec<BallotsReady> = self.published_of().await;
        ready.into_iter().map(|event| event.pool).collect()
    }

    /// How many messages were put aside.
    pub async fn dead(&self) -> i64 {
        let mut conn = self.test_db.db.conn().await.expect("a connection");
        shared::events::consumer::dead(&mut conn).await.expect("a count")
    }

    async fn published_of<E: Event>(&self) -> Vec<E> {
        Round::default().step(&self.test_db.db, &self.ear).await.expect("a database");
        let heard = self.ear.0.lock().expect("no panic");
        let of_topic = heard.iter().filter(|message| message.topic == E::TOPIC);
        of_topic.map(|message| message.decode().expect("the topic's contract")).collect()
    }
}

/// Hears everything and confirms it.
#[derive(Default)]
pub struct Ear(Mutex<Vec<Message>>);

impl Transport for Ear {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async move {
            self.0.lock().expect("no panic").extend_from_slice(messages);
            messages.iter().map(|message| message.id).collect()
        })
    }
}

/// A pool of ballots as notification issues it.
pub struct Pool {
    pub survey: SurveyId,
    number: u32,
    ballots: u32,
    keys: [Vec<u8>; 2],
}

const BALLOTS: u32 = 95;

impl Pool {
    pub fn new(survey: SurveyId, number: u32) -> Self {
        Self::of(survey, number, BALLOTS)
    }

    /// With so many ballots.
    pub fn of(survey: SurveyId, number: u32, ballots: u32) -> Self {
        let key = |purpose: &str| format!("{purpose} {number}").into_bytes();
        Self { survey, number, ballots, keys: [key("secret"), key("check")] }
    }

    pub fn code(&self, number: u32) -> BallotCode {
        BallotCode::issue(&self.keys[0], &self.keys[1], number)
    }

    pub fn link(&self, number: u32) -> String {
        format!("/s/{}/{}", super::SLUG, self.code(number))
    }

    pub fn hashes(&self) -> Vec<Vec<u8>> {
        (0..self.ballots).map(|number| self.code(number).hash().to_vec()).collect()
    }

    pub fn event(&self) -> BallotsIssued {
        let mut hashes = self.hashes();
        hashes.sort();
        BallotsIssued {
            survey_id: self.survey.to_bytes(),
            pool: self.number,
            hashes,
            check_key: self.keys[1].clone(),
        }
    }
}
