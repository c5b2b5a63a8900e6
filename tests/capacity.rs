//! 2,000 people at once for 500 places.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tests::actors::Row;
use tests::arrival::{Arrival, out_of_order};
use tests::people::people;
use tests::{Attendee, Form, Stage, System};
use tokio::sync::Semaphore;

const PLACES: usize = 500;
const PEOPLE: usize = 2_000;

/// Connections open at a time; a process may commonly have 1,024 files open.
const CONNECTIONS: usize = 400;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn embedded() {
    places_go_to_those_who_come_first(System::start().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_two_processes_of_registration() {
    places_go_to_those_who_come_first(System::services().await).await;
}

async fn places_go_to_those_who_come_first(system: System) {
    let Stage { system, organiser, conference } = Stage::on(system, PLACES).await;

    let crowd: Vec<Attendee> =
        people(PEOPLE).into_iter().map(|p| Attendee::new(&system, p)).collect();
    let forms = all_at_once(crowd.iter().map(|attendee| attendee.filled_form(&conference))).await;
    let times = all_at_once(forms.iter().map(send)).await;
    system.sink.wait_for_count(PEOPLE + 1).await;

    let rows = organiser.participants(&conference).await;
    let numbers = decided(&rows).unwrap_or_else(|wrong| panic!("{wrong}"));
    let arrivals: Vec<Arrival> = crowd
        .iter()
        .zip(times)
        .map(|(attendee, (sent, answered))| Arrival {
            sent,
            answered,
            number: numbers[&attendee.person.email],
        })
        .collect();
    let wrong = out_of_order(&arrivals);
    assert!(wrong.is_none(), "answered first, numbered later: {wrong:?}");
}

/// Starts everything together, as many as there may be connections at a time.
async fn all_at_once<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let limited = futures.map(|future| {
        let connections = Arc::clone(&connections);
        async move {
            let _connection = connections.acquire().await.expect("never closed");
            future.await
        }
    });
    join_all(limited).await
}

/// Sends the form until it is taken; says when the taken one was sent and answered.
async fn send(form: &Form) -> (Instant, Instant) {
    loop {
        let sent = Instant::now();
        let page = form.submit().await;
        if page.status != 503 {
            assert_eq!(page.status, 303, "{}", page.text());
            return (sent, Instant::now());
        }
        let seconds = page.header("retry-after").and_then(|s| s.parse().ok());
        tokio::time::sleep(Duration::from_secs(seconds.expect("503 says when to come again")))
            .await;
    }
}

/// Everybody's number by address, if exactly the first [`PLACES`] numbers have places.
fn decided(rows: &[Row]) -> Result<HashMap<String, usize>, String> {
    let mut numbers = HashMap::new();
    for row in rows {
        let number: usize = row["number"].parse().map_err(|e| format!("{row:?}: {e}"))?;
        let state = if number <= PLACES { "confirmed" } else { "waiting" };
        if row["state"] != state {
            return Err(format!("number {number} is {}", row["state"]));
        }
        if numbers.insert(row["email"].clone(), number).is_some() {
            return Err(format!("{} is there twice", row["email"]));
        }
    }
    let mut given: Vec<usize> = numbers.values().copied().collect();
    given.sort_unstable();
    let gapless = given.iter().copied().eq(1..=PEOPLE);
    if gapless { Ok(numbers) } else { Err(format!("{} numbers, not 1 to {PEOPLE}", given.len())) }
}

/// What the test looks for is found when it happens.
mod negative_controls {
    use super::*;

    fn rows(state_of: impl Fn(usize) -> &'static str) -> Vec<Row> {
        let row = |number: usize| {
            let pairs = [
                ("number", number.to_string()),
                ("state", state_of(number).to_owned()),
                ("email", number.to_string()),
            ];
            pairs.map(|(column, value)| (column.to_owned(), value)).into()
        };
        (1..=PEOPLE).map(row).collect()
    }

    #[test]
    fn the_right_list_is_accepted() {
        assert!(decided(&rows(|n| if n <= PLACES { "confirmed" } else { "waiting" })).is_ok());
    }

    #[test]
    fn one_place_too_many_is_found() {
        let wrong = decided(&rows(|n| if n <= PLACES + 1 { "confirmed" } else { "waiting" }));
        assert_eq!(wrong, Err("number 501 is confirmed".to_owned()));
    }

    #[test]
    fn a_lost_or_doubled_sign_up_is_found() {
        let mut all = rows(|n| if n <= PLACES { "confirmed" } else { "waiting" });
        all.pop();
        assert!(decided(&all).is_err());
        all.push(all[0].clone());
        assert_eq!(decided(&all), Err("1 is there twice".to_owned()));
    }
}
