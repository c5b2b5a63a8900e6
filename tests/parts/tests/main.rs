//! Every part is started and used for real.

mod postgres;
mod rabbitmq;
mod watchdog;
