//! Organisers: their accounts, their roles, and how they sign in.

mod account;
mod event;
mod removal;
mod roles;
pub mod sign_in;

use shared::ids::ScopeId;
use uuid::Uuid;

pub use account::{Account, all, by_email};
pub use event::{publish, republish_all};
pub use removal::{RemoveError, Removed, remove};
pub use roles::{AddError, Added, Invitation, add, take_on_series};

/// The scope of who was taken in before there was any series: whatever series is brought in from then on, they get
/// their role on it (see [`take_on_series`]), and they may bring new ones in.
pub const INSTALLATION: ScopeId = ScopeId(Uuid::nil());

#[cfg(test)]
mod tests;
