//! Forgetting what is no longer needed, and taking it off the disk.

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{self, Error};
use shared::telemetry::Chain;
use shared::{Conn, Instant, on};

use crate::ballots::SurveyState;
use crate::mail::{Purpose, State};
use crate::people::PersonState;
use crate::schema::{mails, people, surveys};
use crate::state::Notification;

const EVERY: Duration = Duration::from_mins(10);

/// As long as an older message about an erased person could still come.
const ERASED: Duration = Duration::from_hours(14 * 24);

const MAILS: Duration = Duration::from_hours(183 * 24);

/// Counted from the end of the survey.
const SURVEY_MAILS: Duration = Duration::from_hours(30 * 24);

/// Something may still happen to these.
const UNDER_WAY: [State; 4] = [State::Planned, State::Deferred, State::Claimed, State::Sending];

const SURVEY: [Purpose; 2] = [Purpose::SurveyInvitation, Purpose::SurveyReminder];

/// Tidies at once and then now and again, until the shutdown.
pub async fn run(app: Arc<Notification>) {
    let shutdown = app.base.shutdown.clone();
    while !shutdown.begun() {
        match forget_old(&app).await {
            // Somebody reads the log: the next turn folds it.
            Ok(()) | Err(Error::LogInUse) => {}
            Err(error) => tracing::warn!(error = %Chain(&error), "what is old cannot be forgotten"),
        }
        shutdown.sleep(EVERY).await;
    }
}

/// Deletes what is no longer needed, here and in the database's log.
pub async fn forget_old(app: &Notification) -> db::Result<()> {
    let now = app.base.clock.now();
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| {
        forget_mails_of_erased(conn).await?;
        forget_erased(conn, now).await?;
        forget_mails(conn, now.minus(MAILS)).await?;
        forget_survey_mails(conn, now.minus(SURVEY_MAILS)).await
    })
    .await?;
    drop(conn);
    app.db.fold_log().await
}

async fn forget_mails_of_erased(conn: &mut Conn) -> db::Result<()> {
    let erased = people::table.filter(people::state.eq(PersonState::Erased)).select(people::id);
    let theirs = mails::table
        .filter(mails::recipient_id.eq_any(erased))
        .filter(mails::state.ne_all(UNDER_WAY));
    on!(conn, |c| diesel::delete(theirs).execute(c).await)?;
    Ok(())
}

async fn forget_erased(conn: &mut Conn, now: Instant) -> db::Result<()> {
    let new = people::table
        .filter(people::state.eq(PersonState::Erased))
        .filter(people::erased_at.is_null());
    on!(conn, |c| diesel::update(new).set(people::erased_at.eq(now)).execute(c).await)?;
    let old = people::table.filter(people::erased_at.lt(now.minus(ERASED)));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    Ok(())
}

async fn forget_mails(conn: &mut Conn, before: Instant) -> db::Result<()> {
    let old = mails::table
        .filter(mails::purpose.ne_all(SURVEY))
        .filter(mails::planned_at.lt(before))
        .filter(mails::state.ne_all(UNDER_WAY));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    Ok(())
}

async fn forget_survey_mails(conn: &mut Conn, before: Instant) -> db::Result<()> {
    let closed = surveys::table
        .filter(surveys::state.eq(SurveyState::Closed))
        .filter(surveys::closes_at.lt(before))
        .select(surveys::id);
    let old = mails::table
        .filter(mails::purpose.eq_any(SURVEY))
        .filter(mails::subject_id.eq_any(closed))
        .filter(mails::state.ne_all(UNDER_WAY));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    Ok(())
}
