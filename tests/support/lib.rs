//! What the end-to-end tests stand on: a mail server to send to ([`sink`]), people with a browser
//! ([`browser`], [`actors`]), the real program as a process ([`system`]), the invented people
//! who take part ([`people`]), and the conference that they live through ([`story`]).
//!
//! Nothing here knows the program's code: it is driven by HTTP, SMTP and the command line only.
//! Everything panics with what was seen when something does not go as a test says.

pub mod actors;
pub mod arrival;
pub mod browser;
pub mod conference;
pub mod crowd;
pub mod kills;
pub mod people;
pub mod redact;
pub mod sink;
pub mod stage;
pub mod story;
pub mod system;
pub mod traces;
pub mod wait;

pub use actors::{Attendee, Organiser};
pub use browser::{Browser, Form, Page};
pub use conference::Conference;
pub use crowd::Crowd;
pub use people::Person;
pub use sink::{Mail, Sink};
pub use stage::Stage;
pub use story::Story;
pub use system::{Demo, System};
