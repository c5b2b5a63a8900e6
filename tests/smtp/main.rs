//! Mail servers as they are found: with encryption and logins, out of sorts, and a real one in between.
//!
//! What takes patience, such as servers that hang, is tested with less of it beside the client, in notification.

mod account;
mod postfix;
