//! Signing up: the form, the limits that keep robots and pranks out, and the decision who gets a place.

mod batch;
mod command;
mod decide;
mod limits;
mod metrics;
mod page;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub use command::{Outcome, SignUp};
pub use decide::SignUps;
pub use limits::ClientLimits;
pub use metrics::Counts;
pub use page::routes;
