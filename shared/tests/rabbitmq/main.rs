//! The bus between processes, on a private RabbitMQ.

mod broker;
mod contract;
