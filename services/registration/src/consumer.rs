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
        message: &'a Message,
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move {
            match message.topic.as_str() {
                DeliveryChanged::TOPIC => delivery::apply(conn, &message.decode()?).await,
                SurveyChanged::TOPIC => survey::apply(conn, &message.decode()?).await,
                replay::REGISTRATION => Ok(tell_all(conn, message.trace).await?),
                topic => Err(HandleError::Dead(format!("registration does not know {topic}"))),
            }
        })
    }
}
