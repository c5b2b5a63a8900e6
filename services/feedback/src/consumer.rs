//! What feedback hears, and does about it.

use futures_util::future::BoxFuture;
use proto::Event;
use proto::notification::v1::BallotsIssued;
use proto::registration::v1::{ConferenceChanged, OrganiserChanged};
use proto::replay;
use shared::auth::access;
use shared::events::{HandleError, Handler, Message};
use shared::{Clock, Conn, Trace};

use crate::conference::{self, Conference};
use crate::{ballot, survey};

/// All that this service may learn of.
pub const TOPICS: &[&str] =
    &[ConferenceChanged::TOPIC, OrganiserChanged::TOPIC, BallotsIssued::TOPIC, replay::FEEDBACK];

pub struct Listener {
    pub clock: Clock,
}

impl Handler for Listener {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        _: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move {
            for message in messages {
                self.hear(conn, message).await?;
            }
            Ok(())
        })
    }
}

impl Listener {
    async fn hear(&self, conn: &mut Conn, message: &Message) -> Result<(), HandleError> {
        match message.topic.as_str() {
            ConferenceChanged::TOPIC => {
                self.conference_changed(conn, &message.decode()?, message.trace).await
            }
            OrganiserChanged::TOPIC => access::apply(conn, &message.decode()?).await,
            BallotsIssued::TOPIC => ballot::take_in(conn, &message.decode()?, message.trace).await,
            replay::FEEDBACK => Ok(crate::tell_all(conn, message.trace).await?),
            other => Err(HandleError::Dead(format!("feedback does not listen to {other}"))),
        }
    }

    async fn conference_changed(
        &self,
        conn: &mut Conn,
        event: &ConferenceChanged,
        trace: Trace,
    ) -> Result<(), HandleError> {
        let conference = Conference::try_from(event)?;
        if conference::keep(conn, &conference).await? {
            survey::follow(conn, &conference, event.state(), self.clock.now(), trace).await?;
        }
        Ok(())
    }
}
