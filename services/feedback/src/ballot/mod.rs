//! Ballots: who holds one may answer once. Here are hashes only; who was sent which is for notification to know.

mod entry;
mod pool;
mod standing;

pub use entry::{follow_link, type_code};
pub use pool::{destroy, spend, take_in, tell_all};
use standing::cookie;
pub use standing::{Asked, Standing, Visit};
