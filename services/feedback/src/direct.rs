//! Answering and closing as the pages do, but without a page: how the demo tells its past.

use shared::ballot_code::BallotCode;
use shared::web::{Fields, Problem};
use shared::{Service as _, Trace};

use crate::answer::{Answers, Letter, Outcome};
use crate::ballot::{Standing, Visit};
use crate::{Service, survey};

impl Service {
    /// Takes a filled-in form in. False where the code is no unused ballot, the survey takes no answers, or the form
    /// holds none.
    pub async fn answer(
        &self,
        slug: &str,
        code: BallotCode,
        form: &Fields,
    ) -> Result<bool, Problem> {
        let visit = Visit::with(&self.app, slug, Some(code)).await?;
        let answers = Answers::read(form, &visit.conference.sectors.0);
        let (Standing::Ready(ballot), Ok(answers)) = (visit.standing, answers) else {
            return Ok(false);
        };
        let letter = Letter { survey: visit.survey.id, ballot, answers };
        Ok(self.app.post.write(letter).await? == Outcome::Accepted)
    }

    /// Closes the survey of a conference for good.
    pub async fn close(&self, slug: &str) -> Result<(), Problem> {
        let visit = Visit::with(&self.app, slug, None).await?;
        let (now, trace) = (self.app.base().clock.now(), Trace::new());
        let mut conn = self.app.db().conn().await?;
        conn.transaction(async |conn| survey::close(conn, visit.survey.id, now, trace).await)
            .await?;
        Ok(())
    }
}
