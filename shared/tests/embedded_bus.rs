//! The bus inside one process keeps the contract of every transport.

use std::sync::Arc;

use shared::events::{Consumer, EmbeddedBus, Transport};
use shared::testing::contract::{BusUnderTest, Features};

struct Embedded;

impl BusUnderTest for Embedded {
    const FEATURES: Features = Features { broker: false };

    async fn start(&self, consumers: Vec<Consumer>) -> Arc<dyn Transport> {
        Arc::new(EmbeddedBus::new(consumers))
    }
}

shared::transport_contract!(Embedded);
