//! Power cuts in the middle of 500 sign-ups.

use tests::crowd::AT_A_TIME;
use tests::sink::Kind;
use tests::{Crowd, Stage};

const PEOPLE: usize = 500;
/// The program is killed when so many have been answered.
const CUTS: [usize; 4] = [40, 150, 260, 420];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost() {
    let Stage { system, organiser, conference } = Stage::with_places(PEOPLE).await;
    let crowd = Crowd::of(&system, PEOPLE);
    let cuts = async {
        for cut in CUTS {
            crowd.answered(cut).await;
            system.kill9();
            system.run().await;
        }
    };
    tokio::join!(crowd.sign_up(&system, &conference), cuts);

    crowd.is_there_once(&organiser, &conference).await;
    let unknown = crowd.every_mail_once(&system, &organiser, Kind::Entry).await;
    assert!(unknown <= CUTS.len() * AT_A_TIME, "{unknown} unknown");
}
