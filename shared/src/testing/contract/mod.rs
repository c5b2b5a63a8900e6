//! The contract that every transport passes: nothing is lost, repeats and order do no harm, one bad message holds up
//! nothing. Each case also shows that its check fails where the guard is switched off.
//!
//! [`transport_contract!`](crate::transport_contract) makes a test of each case, from an expression that makes a new bus:
//!
//! ```text
//! shared::transport_contract!(Embedded);
//! ```

mod cases;
mod events;
mod listener;
mod producer;

use std::sync::Arc;

use crate::events::{Consumer, Transport};

pub use cases::*;
pub use events::{Garbled, Noted, Whispered};
pub use listener::Listener;
pub use producer::Producer;

/// What a transport has, so that a case which cannot apply is passed over.
#[derive(Debug, Clone, Copy)]
pub struct Features {
    /// Something between outbox and inbox holds messages of its own, and could lose them all.
    pub broker: bool,
}

/// A transport under test; one value is one broker of its own, empty at first.
pub trait BusUnderTest {
    const FEATURES: Features;

    /// Starts to carry messages to these consumers, also what waits for them from before. Dropping the last handle ends
    /// it on the spot, as a crash does.
    fn start(&self, consumers: Vec<Consumer>) -> impl Future<Output = Arc<dyn Transport>>;

    /// Loses everything that the broker holds, while nothing is started. Only asked of what has a broker.
    fn empty_broker(&self) -> impl Future<Output = ()> {
        async {}
    }
}

/// Makes a test of each case of the contract for a bus, given as an expression that makes a new one.
#[macro_export]
macro_rules! transport_contract {
    ($bus:expr) => {
        $crate::transport_contract!(@ $bus,
            crash_between_publish_and_mark,
            crash_between_effect_and_ack,
            duplicate,
            reordered,
            unroutable,
            poison,
            two_consumers,
            consumer_away_for_10_000_messages,
            broker_emptied,
            shutdown_in_mid_batch,
        );
    };
    (@ $bus:expr, $($case:ident,)+) => { $(
        #[tokio::test]
        async fn $case() {
            $crate::testing::contract::$case(&$bus).await;
        }
    )+ };
}
