//! The contracts between the services: what each tells the others over the bus.
//!
//! The sources are the `.proto` files beside this crate. The code under `generated/` is made from them and committed,
//! so that a build needs no protobuf compiler; `tests/contract.rs` holds the two together.
//!
//! Every event is *level, not edge*: it says what its aggregate is now. A consumer keeps the greatest revision seen and
//! passes over older ones, so order, repeats and gaps do no harm.

pub mod registration {
    pub mod v1 {
        include!("../generated/treffpunkt.registration.v1.rs");
    }
}
pub mod feedback {
    pub mod v1 {
        include!("../generated/treffpunkt.feedback.v1.rs");
    }
}
pub mod notification {
    pub mod v1 {
        include!("../generated/treffpunkt.notification.v1.rs");
    }
}

pub mod replay;

use feedback::v1::{BallotsReady, SurveyChanged};
use notification::v1::{BallotsIssued, DeliveryChanged};
use registration::v1::{ConferenceChanged, OrganiserChanged, ParticipantChanged, SignInAsked};

/// A message of a topic. The topic is the routing key on the bus, so it decides who may learn of it.
pub trait Event: prost::Message + Default {
    const TOPIC: &'static str;
}

/// The topics whose messages hold names or addresses. Nothing between the services may see them in the clear.
pub const PERSONAL: &[&str] = &[ParticipantChanged::TOPIC, SignInAsked::TOPIC];

macro_rules! topics {
    ($($event:ty => $topic:literal),+ $(,)?) => {
        $(impl Event for $event {
            const TOPIC: &'static str = $topic;
        })+

        /// Every topic there is.
        pub const TOPICS: &[&str] =
            &[$($topic,)+ replay::REGISTRATION, replay::FEEDBACK, replay::NOTIFICATION];
    };
}

topics! {
    ConferenceChanged => "conference.changed",
    ParticipantChanged => "participant.changed",
    OrganiserChanged => "organiser.changed",
    SignInAsked => "organiser.sign_in_asked",
    SurveyChanged => "survey.changed",
    BallotsReady => "ballots.ready",
    BallotsIssued => "ballots.issued",
    DeliveryChanged => "delivery.changed",
}
