//! The servers that tests need, as private instances: on free ports of the loopback interface, in throw-away folders,
//! never touching one that is there. Each value is a guard: dropping it ends the server and removes its folder.
//!
//! Servers also end when the test process is interrupted or killed: each runs under a small shell script that waits
//! for its standard input, a pipe held by the test process, to close (`watchdog.sh`).
//!
//! What is missing on the machine is installed by `tests/install`. Everything here blocks, and panics with the reason
//! and the end of the server's log where something fails: it serves tests only.

mod caddy;
mod find;
mod part;
mod postfix;
pub mod postgres;
pub mod rabbitmq;
mod tmpfs;
mod wait;

pub use caddy::Caddy;
pub use find::{free_port, is_root};
pub use postfix::Postfix;
pub use postgres::Postgres;
pub use rabbitmq::RabbitMq;
pub use tmpfs::TmpFs;
