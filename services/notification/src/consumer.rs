//! What this service hears on the bus.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use proto::Event;
use proto::feedback::v1::{BallotsReady, SurveyChanged};
use proto::registration::v1::{
    ConferenceChanged, OrganiserChanged, ParticipantChanged, SignInAsked,
};
use proto::replay;
use shared::auth::access;
use shared::events::{HandleError, Handler, Message};
use shared::{Conn, Trace, db};

use crate::people::sign_in;
use crate::state::Notification;
use crate::{ballots, mail, people};

pub const TOPICS: &[&str] = &[
    ConferenceChanged::TOPIC,
    ParticipantChanged::TOPIC,
    OrganiserChanged::TOPIC,
    SignInAsked::TOPIC,
    SurveyChanged::TOPIC,
    BallotsReady::TOPIC,
    replay::NOTIFICATION,
];

pub struct Hearing(pub Arc<Notification>);

impl Handler for Hearing {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        topic: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move {
            if topic == ParticipantChanged::TOPIC {
                let traces = messages.iter().map(|message| message.trace);
                let events = Message::decode_all(messages)?.into_iter().zip(traces);
                return people::participants_changed(&self.0, conn, events.collect()).await;
            }
            for message in messages {
                self.hear(conn, message).await?;
            }
            Ok(())
        })
    }
}

impl Hearing {
    async fn hear(&self, conn: &mut Conn, message: &Message) -> Result<(), HandleError> {
        let (app, trace) = (self.0.as_ref(), message.trace);
        match message.topic.as_str() {
            ConferenceChanged::TOPIC => {
                people::conference_changed(app, conn, message.decode()?, trace).await
            }
            OrganiserChanged::TOPIC => access::apply(conn, &message.decode()?).await,
            SignInAsked::TOPIC => sign_in::asked(app, conn, message.decode()?, trace).await,
            SurveyChanged::TOPIC => {
                ballots::survey_changed(app, conn, message.decode()?, trace).await
            }
            BallotsReady::TOPIC => {
                ballots::ballots_ready(app, conn, &message.decode()?, trace).await
            }
            replay::NOTIFICATION => Ok(self.tell_all(conn, trace).await?),
            other => Err(HandleError::Dead(format!("nothing is done about {other}"))),
        }
    }

    async fn tell_all(&self, conn: &mut Conn, trace: Trace) -> Result<(), db::Error> {
        mail::ledger::tell_all(conn).await?;
        ballots::issue_again(&self.0, conn, trace).await
    }
}
