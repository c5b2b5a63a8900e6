//! What registration hears from the other services.

use futures_util::future::BoxFuture;
use proto::Event;
use proto::feedback::v1::SurveyChanged;
use proto::notification::v1::DeliveryChanged;
use proto::replay;
use shared::Conn;
use shared::events::{HandleError, Handler, Message};

use crate::replay::tell_all;
use crate::{delivery, survey};

pub const TOPICS: &[&str] = &[DeliveryChanged::TOPIC, SurveyChanged::TOPIC, replay::REGISTRATION];

pub struct Ears;

impl Handler for Ears {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        topic: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move {
            if topic == DeliveryChanged::TOPIC {
                return delivery::apply(conn, &Message::decode_all(messages)?).await;
            }
            for message in messages {
                hear(conn, message).await?;
            }
            Ok(())
        })
    }
}

async fn hear(conn: &mut Conn, message: &Message) -> Result<(), HandleError> {
    match message.topic.as_str() {
        SurveyChanged::TOPIC => survey::apply(conn, &message.decode()?).await,
        replay::REGISTRATION => Ok(tell_all(conn, message.trace).await?),
        topic => Err(HandleError::Dead(format!("registration does not know {topic}"))),
    }
}
