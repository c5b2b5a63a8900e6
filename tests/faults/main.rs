//! What may fail, in the middle of sign-ups and answers: everything that was answered is there in the end, every mail
//! went out once, and all views agree.

mod clock;
mod fault;
mod storm;

use fault::Fault::*;
use tests::System;
use tests::system::Disks;

use storm::survives;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_process_is_killed() {
    let kills = ["registration", "feedback", "notification"]
        .into_iter()
        .flat_map(|service| [0, 1].map(|replica| Killed { service, replica }));
    survives(System::services().await, &kills.collect::<Vec<_>>()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_servers_are_restarted() {
    let faults = [
        PostgresRestarted,
        PostgresKilled,
        ProxyRestarted,
        BrokerRestarted,
        BrokerKilled,
        BrokerEmptied,
    ];
    survives(System::services().await, &faults).await;
}

/// The forms go on while the broker is away: the fault waits for people who are answered meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_broker_is_away() {
    survives(System::services().await, &[BrokerAway]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clocks_disagree() {
    survives(System::services().await, &[ClockWrong("+10s"), ClockWrong("-10s")]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_is_moved() {
    let clock = clock::MovableClock::new();
    let system = System::services_with(Disks::default(), &clock.settings()).await;
    survives(system, &[ClocksMoved(&clock, "+1h"), ClocksMoved(&clock, "-1h")]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_of_the_databases_is_full() {
    let Some(disk) = small_disk() else { return };
    let disks = Disks { postgres: Some(disk.path().join("data")), ..Disks::default() };
    let system = System::services_with(disks, &[]).await;
    survives(system, &[PostgresDiskFull(&disk)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_of_the_broker_is_full() {
    let Some(disk) = small_disk() else { return };
    let disks = Disks { rabbitmq: Some(disk.path().join("data")), ..Disks::default() };
    let system = System::services_with(disks, &[]).await;
    survives(system, &[BrokerDiskFull(&disk)]).await;
}

/// Root alone may mount one; for others there is nothing to see.
fn small_disk() -> Option<parts::TmpFs> {
    const MEGABYTES: u32 = 160;
    let may_mount = parts::is_root();
    if !may_mount {
        eprintln!("not tested: a small disk can be mounted by root only");
    }
    may_mount.then(|| parts::TmpFs::new(MEGABYTES))
}
