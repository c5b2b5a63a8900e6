//! The mails that a person should look at, as far as the organiser may see them.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::auth::Permission;
use shared::db::Result;
use shared::ids::MailId;
use shared::{Conn, Instant, on};

use crate::mail::State;
use crate::mail::ledger::{self, Mail};
use crate::people::{self, Conference, Person};
use crate::schema::mails;
use crate::{Organiser, ballots};

/// The most that a page shows; whoever has more stuck mails has one problem, not five hundred.
const MOST: i64 = 500;

const STUCK: [State; 3] = [State::Failed, State::Unknown, State::Deferred];

/// A mail with what it is about. Who got a mail about a survey holds a ballot, so no name is shown there.
pub struct Item {
    pub mail: Mail,
    pub conference: Option<Conference>,
    pub person: Option<Person>,
}

/// Whether a person may have a mail tried again.
pub fn is_stuck(state: State) -> bool {
    STUCK.contains(&state)
}

/// The stuck mails that would not come too late, the newest first; while mails are held, also those that wait for a
/// person's word.
pub async fn stuck(
    conn: &mut Conn,
    organiser: &Organiser,
    held: bool,
    now: Instant,
) -> Result<Vec<Item>> {
    let states: Vec<State> = STUCK.into_iter().chain(held.then_some(State::Planned)).collect();
    let query = mails::table
        .filter(mails::state.eq_any(states))
        .filter(mails::expires_at.gt(now))
        .order(mails::changed_at.desc())
        .limit(MOST);
    let mails: Vec<Mail> = on!(conn, |c| query.select(Mail::as_select()).load(c).await)?;
    let mut items = Vec::new();
    for mail in mails {
        items.extend(seen_by(conn, organiser, mail).await?);
    }
    Ok(items)
}

/// One mail, if the organiser may see it.
pub async fn find(conn: &mut Conn, organiser: &Organiser, id: MailId) -> Result<Option<Item>> {
    match ledger::find(conn, id).await? {
        Some(mail) => seen_by(conn, organiser, mail).await,
        None => Ok(None),
    }
}

/// How many mails are in each state.
pub async fn counts(conn: &mut Conn) -> Result<Vec<(State, i64)>> {
    let query =
        mails::table.group_by(mails::state).select((mails::state, diesel::dsl::count_star()));
    let mut counts: Vec<(State, i64)> = on!(conn, |c| query.load(c).await)?;
    counts.sort_unstable();
    Ok(counts)
}

/// A mail without a conference, such as an organiser's sign-in, is nobody else's business.
async fn seen_by(conn: &mut Conn, organiser: &Organiser, mail: Mail) -> Result<Option<Item>> {
    let conference = conference_of(conn, &mail).await?;
    let may_see = conference.as_ref().is_some_and(|conference| {
        let scopes = [conference.id.into(), conference.series_id.into()];
        organiser.may(Permission::ManageConferences, &scopes)
    });
    if !may_see {
        return Ok(None);
    }
    let person = match mail.purpose.is_told_to_registration() {
        true => people::person(conn, mail.recipient_id.into()).await?,
        false => None,
    };
    Ok(Some(Item { mail, conference, person }))
}

/// The conference that a mail is about; none for a sign-in.
async fn conference_of(conn: &mut Conn, mail: &Mail) -> Result<Option<Conference>> {
    if mail.purpose.is_told_to_registration() {
        return people::conference(conn, mail.subject_id.into()).await;
    }
    if !mail.purpose.is_survey() {
        return Ok(None);
    }
    match ballots::survey(conn, mail.subject_id.into()).await? {
        Some(survey) => people::conference(conn, survey.conference_id).await,
        None => Ok(None),
    }
}
