//! What can go wrong.

use std::sync::Arc;
use std::time::Duration;

use parts::{RabbitMq, TmpFs};
use tests::{Crowd, System};
use tokio::task::spawn_blocking;

use crate::clock::{self, MovableClock};
use crate::storm::is_full_size;

/// So many people more are answered while something is away that they do not need.
const MEANWHILE: usize = 10;

/// How long the broker is away at least, in full size.
const AWAY: Duration = Duration::from_secs(20);

#[derive(Clone, Copy)]
pub enum Fault<'a> {
    /// One process of a service ends as by a power cut, and is started again.
    Killed {
        service: &'static str,
        replica: usize,
    },
    PostgresRestarted,
    PostgresKilled,
    ProxyRestarted,
    BrokerRestarted,
    BrokerKilled,
    /// It is gone for a while; the forms go on.
    BrokerAway,
    /// Its queues are deleted with all that is in them.
    BrokerEmptied,
    /// From now on the clock of one process of each service is wrong by so much, as faketime(1) writes it.
    ClockWrong(&'static str),
    /// The clocks of all processes jump while they run; see [`MovableClock`].
    ClocksMoved(&'a MovableClock, &'static str),
    /// The databases have no room, until somebody was refused.
    PostgresDiskFull(&'a TmpFs),
    /// The broker has no room for a while; the forms go on.
    BrokerDiskFull(&'a TmpFs),
}

impl Fault<'_> {
    /// Strikes while a crowd of `people` is under way, and waits until the system is whole again.
    pub async fn strike(self, system: &System, crowd: &Crowd, people: usize) {
        let parts = system.parts();
        let (postgres, rabbitmq, proxy) = (&parts.postgres, &parts.rabbitmq, &parts.proxy);
        match self {
            Self::Killed { service, replica } => {
                let replica = parts.replicas_of(service)[replica];
                replica.kill9();
                system.run_replica(replica, &[]).await;
            }
            Self::PostgresRestarted => on(postgres, |it| (it.stop(), it.run())).await,
            Self::PostgresKilled => on(postgres, |it| (it.kill9(), it.run())).await,
            Self::ProxyRestarted => on(proxy, |it| (it.stop(), it.run())).await,
            Self::BrokerRestarted => on(rabbitmq, |it| (it.stop(), it.run())).await,
            Self::BrokerKilled => on(rabbitmq, |it| (it.kill9(), it.run())).await,
            Self::BrokerEmptied => on(rabbitmq, delete_queues).await,
            Self::BrokerAway => {
                on(rabbitmq, |it| ((), it.stop())).await;
                tokio::join!(crowd.go_on(MEANWHILE, people), long_enough());
                on(rabbitmq, |it| ((), it.run())).await;
            }
            Self::ClockWrong(by) => set_clocks_wrong(system, by).await,
            Self::ClocksMoved(clock, by) => clock.move_to(by),
            Self::PostgresDiskFull(disk) => {
                disk.fill();
                crowd.is_refused().await;
                disk.free();
                // Without room for its log it may have ended.
                on(postgres, |it| (it.kill9(), it.run())).await;
            }
            Self::BrokerDiskFull(disk) => {
                disk.fill();
                crowd.go_on(MEANWHILE, people).await;
                disk.free();
                on(rabbitmq, |it| (it.kill9(), it.run())).await;
            }
        }
        system.ready().await;
    }
}

/// Does something to a server that blocks until it is done.
async fn on<T: Send + Sync + 'static>(
    part: &Arc<T>,
    work: impl FnOnce(&T) -> ((), ()) + Send + 'static,
) {
    let part = Arc::clone(part);
    spawn_blocking(move || work(&part)).await.expect("a server that does as it is told");
}

fn delete_queues(rabbitmq: &RabbitMq) -> ((), ()) {
    for service in tests::system::SERVICES {
        // One that was just deleted is declared again by its consumer.
        rabbitmq.ctl(&["delete_queue", "--vhost", "treffpunkt", service]);
    }
    ((), ())
}

async fn long_enough() {
    if is_full_size() {
        tokio::time::sleep(AWAY).await;
    }
}

async fn set_clocks_wrong(system: &System, by: &str) {
    let library = clock::library();
    let settings = [("LD_PRELOAD", library.as_str()), ("FAKETIME", by), clock::KEEP_SPANS];
    for service in tests::system::SERVICES {
        let replica = system.parts().replicas_of(service)[0];
        replica.terminate().await;
        system.run_replica(replica, &settings).await;
    }
}
