//! The languages of the interface (Project Fluent). German is the source and what a missing text falls back to.
//!
//! Each service has its texts in `locales/<language>.ftl`; the common ones are this crate's. A language is added in
//! [`Lang`] and by a file in each `locales` folder; tests say what is missing.

mod dates;
mod lang;
mod texts;

pub use fluent_bundle::{FluentArgs, FluentValue};
pub use lang::Lang;
pub use texts::{COMMON, Locale, Texts, Tr};
