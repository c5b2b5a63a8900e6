//! Pages and forms as a browser meets them.

mod forms;
mod frame;
mod house;
mod log;
mod server;
