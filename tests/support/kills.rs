//! Power cuts while many mails go out.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::actors::Organiser;
use crate::crowd::Crowd;
use crate::sink::Sink;
use crate::stage::Stage;
use crate::system::System;
use crate::wait::eventually;

/// How many connections the program opens at most: so many mails can be under way when it is killed.
const CONNECTIONS: usize = 4;

/// How long the program may take for a mail, many times over: a machine for tests has other things to do.
const PER_MAIL: Duration = Duration::from_millis(50);

/// How much is sent, and how often the program is killed meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Storm {
    pub people: usize,
    /// How often everybody is told of another place.
    pub moves: usize,
    pub kills: usize,
}

impl Storm {
    /// 2,000 mails and 3 kills.
    pub const SMALL: Self = Self { people: 200, moves: 10, kills: 3 };
    /// 100,000 mails and 10 kills.
    pub const FULL: Self = Self { people: 1_000, moves: 100, kills: 10 };

    /// The mails that tell of another place.
    const fn mails(self) -> usize {
        self.people * self.moves
    }

    /// Every mail arrives once, but for those that are shown as unknown: these once or not at all. Says how many these
    /// are.
    pub async fn passes(self, system: System) -> usize {
        let Stage { system, organiser, conference } = Stage::on(system, self.people).await;
        let crowd = Crowd::of(&system, self.people);
        crowd.sign_up(&system, &conference).await;
        // One mail is the organiser's, to sign in.
        system.sink.wait_for_count(self.people + 1).await;
        let before = organiser.mails_known().await;

        // So that all of them wait when the storm begins.
        system.restart_with(&[("MAILS_PER_MINUTE", "1")]).await;
        for number in 1..=self.moves {
            let toml = conference.toml().replace("Haus der Vielfalt", &format!("Saal {number}"));
            let form = organiser.browser.visit("/organise/import").await.form("main form");
            form.fill("toml", &toml).submit().await.expect(303);
        }
        eventually("all mails to be planned", || async {
            (organiser.mails_known().await == before + self.mails()).then_some(())
        })
        .await;
        system.restart_with(&[("MAILS_PER_MINUTE", "1000000")]).await;
        self.kill_meanwhile(&system).await;
        self.settle(&system, &organiser).await
    }

    async fn kill_meanwhile(self, system: &System) {
        let gone = system.sink.count();
        let patience = PER_MAIL * u32::try_from(self.mails()).expect("not that many mails");
        for kill in 1..=self.kills {
            let count = gone + kill * (self.mails() / (self.kills + 1));
            let reached = |sink: &Sink| (sink.count() >= count).then_some(());
            system.sink.wait_within(patience, "the next kill", reached).await;
            system.kill9();
            system.run().await;
        }
        let nearly_all = gone + self.mails() - self.kills * CONNECTIONS - CONNECTIONS;
        let reached = |sink: &Sink| (sink.count() >= nearly_all).then_some(());
        system.sink.wait_within(patience, "nearly all mails", reached).await;
    }

    /// Compares what arrived with what the program says of it.
    async fn settle(self, system: &System, organiser: &Organiser) -> usize {
        let figures = eventually("every mail to be accepted or unknown", || async {
            let figures = figures(organiser).await;
            figures
                .keys()
                .all(|state| state == "übergeben" || state == "ungewiss")
                .then_some(figures)
        })
        .await;
        let of = |state: &str| figures.get(state).copied().unwrap_or_default();
        let (accepted, unknown) = (of("übergeben"), of("ungewiss"));
        let received = system.sink.received();
        let ids: HashSet<_> = received.iter().map(|mail| message_id(&mail.raw)).collect();
        assert_eq!(ids.len(), received.len(), "a mail came twice");
        assert!(ids.len() >= accepted, "{accepted} accepted, but only {} came", ids.len());
        assert!(ids.len() <= accepted + unknown, "a mail came that nobody knows of");
        assert!(unknown <= self.kills * CONNECTIONS, "{unknown} unknown");
        let listed = organiser.stuck_mails().await;
        assert_eq!(listed.iter().filter(|mail| mail.contains("ungewiss")).count(), unknown);
        unknown
    }
}

/// How many mails are in each state, as organisers see it.
async fn figures(organiser: &Organiser) -> HashMap<String, usize> {
    let page = organiser.delivery().await;
    let counts = page.texts("main .figures dd");
    let counts = counts.iter().map(|count| count.parse().expect("a number of mails"));
    page.texts("main .figures dt").into_iter().zip(counts).collect()
}

fn message_id(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let header = text.lines().find(|line| line.to_ascii_lowercase().starts_with("message-id:"));
    header.expect("a Message-ID").to_owned()
}
