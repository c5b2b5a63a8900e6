//! E-mail addresses: when two are one, and how often strangers may have mails sent to them.

mod evenly;
mod limit;

pub use evenly::evenly;
pub use limit::{Asked, Kind, count_mail, forget_old, may_ask};

/// The form in which addresses are compared. Domains know no case, and no provider of today keeps two mailboxes apart
/// by it.
pub fn key(address: &str) -> String {
    address.trim().to_lowercase()
}
