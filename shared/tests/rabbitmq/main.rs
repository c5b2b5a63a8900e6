//! The bus between processes, on a private RabbitMQ that is set up by the files of `deploy/`.

mod broker;
mod contract;
mod outage;
mod permissions;
mod personal;
mod replay;
mod service;
