//! The program is killed again and again while mails go out.

use std::env;

use tests::System;
use tests::kills::Storm;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mail_arrives_once_or_is_shown_as_unknown() {
    let is_full = env::var("TEST_SIZE").is_ok_and(|size| size == "full");
    let storm = if is_full { Storm::FULL } else { Storm::SMALL };
    let unknown = storm.passes(System::start().await).await;
    println!("{storm:?}: {unknown} mails unknown");
}
