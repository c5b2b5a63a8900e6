//! The events that the cases send.

use proto::Event;

/// A subject as it is now.
#[derive(Clone, Copy, PartialEq, prost::Message)]
pub struct Noted {
    #[prost(int64, tag = "1")]
    pub subject: i64,
    #[prost(int64, tag = "2")]
    pub revision: i64,
}

impl Noted {
    /// The first revision of a subject.
    pub fn first(subject: i64) -> Self {
        Self { subject, revision: 1 }
    }
}

impl Event for Noted {
    const TOPIC: &'static str = "contract.noted";
}

/// An event of the same topic that does not parse: poison.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Garbled {
    #[prost(string, tag = "1")]
    pub subject: String,
}

impl Event for Garbled {
    const TOPIC: &'static str = Noted::TOPIC;
}

/// An event that not everyone listens to.
#[derive(Clone, Copy, PartialEq, prost::Message)]
pub struct Whispered {
    #[prost(int64, tag = "1")]
    pub subject: i64,
}

impl Event for Whispered {
    const TOPIC: &'static str = "contract.whispered";
}
