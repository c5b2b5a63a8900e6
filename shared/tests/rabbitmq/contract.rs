//! RabbitMQ keeps the contract of every transport.

use crate::broker::Broker;

shared::transport_contract!(Broker::new());
