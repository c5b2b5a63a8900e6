//! The demo's history, told by a clock that runs ahead: two conferences that are over, and four to come. Everything goes
//! the way it always goes, events, mails and ballots included.

use std::error::Error;
use std::time::Duration;

use jiff::{Span, Timestamp, civil, tz::TimeZone};
use mail_parser::MessageParser;
use notification::mailbox::Received;
use registration::conference::{self, Conference, import};
use registration::organiser::{self, Invitation};
use registration::sign_up::SignUp;
use shared::auth::Role;
use shared::ballot_code::BallotCode;
use shared::i18n::Lang;
use shared::ids::SubmissionId;
use shared::{Clock, Instant, Trace};
use uuid::Uuid;

use super::{ORGANISER, answers, people};
use crate::system::System;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const CONFERENCES: &str = include_str!("conferences.toml");
const DAY: Duration = Duration::from_hours(24);

/// Longer than a slow machine needs for what the demo waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// When the story begins: weeks before the first conference.
pub fn beginning() -> Instant {
    civil::date(2018, 4, 16)
        .at(9, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .map_or(Instant::from_micros(0), |zoned| zoned.timestamp().into())
}

/// Tells the story up to now. The tasks must run already.
pub async fn tell(system: &System) -> Outcome {
    let today = Clock::system().now();
    let story = Story { system };
    story.bring_in(today).await?;

    story.gather("halle", 0..46).await?;
    story.look_back("halle", 41).await?;
    story.close("halle").await?;

    story.move_on_to(today.minus(40 * DAY));
    story.gather("krefeld", 46..80).await?;
    story.look_back("krefeld", 17).await?;

    story.move_on_to(today);
    for (slug, people) in [
        ("dortmund", 80..144),
        ("duesseldorf", 144..167),
        ("dortmund-austauschforum", 167..172),
        ("berlin-vernetzung", 172..172),
    ] {
        story.gather(slug, people).await?;
    }
    system.base.clock.follow_system();
    Ok(())
}

struct Story<'a> {
    system: &'a System,
}

impl Story<'_> {
    fn now(&self) -> Instant {
        self.system.base.clock.now()
    }

    fn move_on_to(&self, moment: Instant) {
        self.system.base.clock.set(moment);
    }

    /// The series with its conferences as drafts, and its first organisers.
    async fn bring_in(&self, today: Instant) -> Outcome {
        let toml = with_dates(CONFERENCES, today.to_timestamp());
        let today = today.in_zone(&TimeZone::UTC).date();
        let import = import::read(&toml, today).map_err(|problems| format!("{problems:?}"))?;
        let mut conn = self.system.databases.registration.conn().await?;
        let (now, trace) = (self.now(), Trace::new());
        import::store(&mut conn, &import, import::Author::Operator, now, trace).await?;
        for role in [Role::Owner, Role::Needs] {
            let invitation =
                Invitation { email: ORGANISER, role, series: None, language: Lang::De };
            conn.transaction(async |conn| organiser::add(conn, &invitation, now, trace).await)
                .await?;
        }
        Ok(())
    }

    /// A conference is published, and people sign up.
    async fn gather(&self, slug: &str, people: std::ops::Range<usize>) -> Outcome {
        let conference = self.conference(slug).await?;
        let mut conn = self.system.databases.registration.conn().await?;
        conn.transaction(async |conn| {
            conference::change::publish(conn, conference.id, Trace::new()).await
        })
        .await?;
        drop(conn);
        let sign_ups = people.map(|number| self.sign_up(conference.id, number));
        let before = self.mails();
        let outcomes = futures_util::future::join_all(sign_ups).await;
        let signed_up = outcomes.len();
        outcomes.into_iter().collect::<Outcome>()?;
        // The clock must not run ahead of the mails: they would come too late to be sent.
        let told = || Some(()).filter(|()| self.mails() >= before + signed_up);
        wait_for("the mails to those who signed up", told).await
    }

    async fn sign_up(&self, conference: shared::ids::ConferenceId, number: usize) -> Outcome {
        let sign_up = SignUp {
            conference,
            submission: SubmissionId(Uuid::new_v4()),
            submitted: people::person(number),
            at: self.now(),
            trace: Trace::new(),
        };
        self.system.registration.sign_up(sign_up).await?;
        Ok(())
    }

    /// A conference has ended, and some of those who were there answer.
    async fn look_back(&self, slug: &str, answering: usize) -> Outcome {
        let conference = self.conference(slug).await?;
        self.move_on_to(conference.ends_at.plus(Duration::from_secs(60)));
        let codes = self.invitations(slug, answering).await?;
        let sectors = conference.content().offered_sectors();
        let sectors: Vec<_> = sectors.iter().map(|sector| sector.word().to_owned()).collect();
        for (number, code) in codes.iter().enumerate() {
            let filled = answers::answers(number, &sectors);
            self.system.feedback.answer(slug, *code, &filled).await?;
        }
        Ok(())
    }

    async fn close(&self, slug: &str) -> Outcome {
        self.move_on_to(self.now().plus(10 * DAY));
        Ok(self.system.feedback.close(slug).await?)
    }

    /// The ballots' codes, from the mails, as people get them.
    async fn invitations(&self, slug: &str, count: usize) -> Outcome<Vec<BallotCode>> {
        let link = self.system.base.url(&format!("/s/{slug}/"));
        wait_for("the invitations", || {
            let mails = self.system.notification.demo_mails();
            let codes: Vec<_> = mails.iter().filter_map(|mail| code_after(&link, mail)).collect();
            (codes.len() >= count).then(|| codes.into_iter().take(count).collect())
        })
        .await
    }

    fn mails(&self) -> usize {
        self.system.notification.demo_mails().len()
    }

    async fn conference(&self, slug: &str) -> Outcome<Conference> {
        let mut conn = self.system.databases.registration.conn().await?;
        let conference = conference::by_slug(&mut conn, slug).await?;
        conference.ok_or_else(|| format!("the demo has no conference {slug}").into())
    }
}

/// Looks until something is there.
async fn wait_for<T>(what: &str, look: impl Fn() -> Option<T>) -> Outcome<T> {
    let begin = tokio::time::Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if begin.elapsed() > PATIENCE {
            return Err(format!("the demo waited for {what} in vain").into());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn code_after(link: &str, mail: &Received) -> Option<BallotCode> {
    let message = MessageParser::default().parse(&mail.raw)?;
    let text = message.body_text(0)?;
    let (_, rest) = text.split_once(link)?;
    let code: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    code.parse().ok()
}

/// Replaces each `{+45}` by the day so many days from today.
fn with_dates(toml: &str, today: Timestamp) -> String {
    let mut parts = toml.split('{');
    let mut dated = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}').and_then(|(days, rest)| Some((days.parse().ok()?, rest))) {
            Some((days, rest)) => dated += &(day(today, days) + rest),
            None => dated += &format!("{{{part}"),
        }
    }
    dated
}

fn day(today: Timestamp, days: i32) -> String {
    let day = today.to_zoned(TimeZone::UTC).date();
    day.saturating_add(Span::new().days(days)).to_string()
}
