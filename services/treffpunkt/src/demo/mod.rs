//! Demo mode: a series with a past and a future, so that every page has something to show. Its people are invented.

mod answers;
mod history;
mod people;

use notification::Delivery;
use registration::organiser::{self, sign_in};
use registration::public::Operator;
use secrecy::SecretString;
use shared::keys::Keys;
use uuid::Uuid;

use crate::system::System;

pub use history::{beginning, tell};

/// Who organises in the demo.
const ORGANISER: &str = "team@treffpunkt.example";

/// Opens the mailbox page: it shows every mail.
pub fn token() -> String {
    Uuid::new_v4().simple().to_string()
}

/// A secret of this run; what it encrypts goes with it.
pub fn secret() -> SecretString {
    [Uuid::new_v4(), Uuid::new_v4()].map(|part| part.simple().to_string()).concat().into()
}

/// Mails that go to the mailbox page, which this token opens.
pub fn mail(token: &str) -> notification::Options {
    let from = "Treffpunkt <konferenz@treffpunkt.example>".parse().expect("a name and an address");
    notification::Options::new(Delivery::to_mailbox(token.to_owned()), from)
}

/// Who runs the demo, for its legal notice.
pub fn operator() -> Operator {
    Operator {
        name: "Vorführung von Treffpunkt (kein echter Anbieter)".to_owned(),
        address: "Musterstraße 1, 44147 Dortmund".to_owned(),
        representative: "Leyla Arslan".to_owned(),
        email: "konferenz@treffpunkt.example".to_owned(),
        phone: "0231 555 0142".to_owned(),
        ..Operator::default()
    }
}

/// Prints the ways in.
pub async fn say_where_to_click(
    system: &System,
    keys: &Keys,
    token: &str,
) -> shared::db::Result<()> {
    let site = |path: &str| system.base.url(path);
    println!();
    println!("  Conferences      {}", site("/"));
    let mut conn = system.databases.registration.conn().await?;
    if let Some(account) = organiser::by_email(&mut conn, ORGANISER).await? {
        let now = system.base.clock.now();
        let link = sign_in::sign_in_link(&mut conn, &keys.links(), account.id, now).await?;
        println!("  Organiser        {}   (once, for 15 minutes)", site(&link));
    }
    println!("  Mailbox          {}", site(&format!("/dev/mail?token={token}")));
    println!();
    println!("  A demo on this machine only: people are invented, mails go to the mailbox page,");
    println!(
        "  and nothing is kept when it ends (Ctrl-C). `treffpunkt --help` says how to keep it."
    );
    println!();
    Ok(())
}
