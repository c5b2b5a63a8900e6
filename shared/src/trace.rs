//! One trace id from the request to the mail.

use std::fmt;

use uuid::Uuid;

/// A trace id (W3C Trace Context: 16 bytes, 32 hex digits). It goes with commands, events and mails, so that the log
/// tells one story. An answer to a survey has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace(Uuid);

impl Trace {
    /// A new story: a request, or a timer's work.
    #[allow(clippy::new_without_default, reason = "two defaults would not be equal")]
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }

    /// The id as a number.
    #[cfg(feature = "services")]
    pub(crate) const fn to_u128(self) -> u128 {
        self.0.as_u128()
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl std::str::FromStr for Trace {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}
