//! What an attempt means for the mail and for the account. Pure.

use std::time::Duration;

use shared::Instant;

use super::ledger::Mail;
use super::sender::Trouble;
use super::step::Step;
use super::{MailError, State};
use crate::handover::Failure;

/// After so many times "later" (about two days) nobody is served by one more.
const MOST_ATTEMPTS: i32 = 54;
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// The mail's next step, and what keeps all mails from going out, if that is what it was.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    pub step: Step,
    pub trouble: Option<Trouble>,
}

/// Judges an attempt. `jitter` (0 to 1) spreads the next ones, so that they do not all come back at once.
pub fn judge(outcome: Result<(), Failure>, mail: &Mail, now: Instant, jitter: f64) -> Verdict {
    let attempts = mail.attempts.saturating_add(1);
    let end = |state, error| Step { error, attempts, ..Step::to(state, mail) };
    let step = match outcome {
        Ok(()) => end(State::Accepted, None),
        // Nothing is burnt: the attempt does not count, and others may be tried first.
        Err(Failure::Trouble(trouble)) => {
            let step = Step { next_attempt_at: Some(now), ..Step::to(State::Planned, mail) };
            return Verdict { step, trouble: Some(trouble) };
        }
        Err(Failure::Later) if attempts >= MOST_ATTEMPTS => {
            end(State::Failed, Some(MailError::GaveUp))
        }
        Err(Failure::Later) => Step {
            next_attempt_at: Some(now.plus(wait(attempts, jitter))),
            ..end(State::Deferred, Some(MailError::Later))
        },
        Err(Failure::Never(error)) => end(State::Failed, Some(error)),
        Err(Failure::Unknown) => end(State::Unknown, Some(MailError::NoAnswer)),
    };
    Verdict { step, trouble: None }
}

/// Twice as long each time, and up to a quarter longer.
fn wait(attempts: i32, jitter: f64) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT).mul_f64(1.0 + jitter / 4.0)
}

#[cfg(test)]
mod tests {
    use shared::ids::MailId;
    use shared::testing::START;
    use uuid::Uuid;

    use super::*;
    use crate::mail::{Purpose, RecipientId, RunId, SubjectId};

    fn mail(attempts: i32) -> Mail {
        Mail {
            id: MailId::new(),
            purpose: Purpose::Confirmed,
            subject_id: SubjectId(Uuid::nil()),
            recipient_id: RecipientId(Uuid::nil()),
            occasion: 1,
            lane: 1,
            state: State::Sending,
            lease_until: Some(START),
            run: Some(RunId::new()),
            attempts,
            next_attempt_at: START,
            expires_at: START.plus(Duration::from_hours(1)),
            message_id: String::new(),
            error: None,
            trace: String::new(),
            revision: 3,
            planned_at: START,
            changed_at: START,
        }
    }

    fn judged(outcome: Result<(), Failure>, attempts: i32) -> (State, Option<MailError>, i32) {
        let verdict = judge(outcome, &mail(attempts), START, 0.0);
        assert_eq!(verdict.step.run, None, "the lease ends with the attempt");
        (verdict.step.state, verdict.step.error, verdict.step.attempts)
    }

    #[test]
    fn each_failure_has_its_state() {
        use MailError::{GaveUp, Later, NoAnswer, RecipientRefused};
        assert_eq!(judged(Ok(()), 0), (State::Accepted, None, 1));
        assert_eq!(judged(Err(Failure::Later), 0), (State::Deferred, Some(Later), 1));
        assert_eq!(judged(Err(Failure::Later), 53), (State::Failed, Some(GaveUp), 54));
        assert_eq!(judged(Err(Failure::Unknown), 1), (State::Unknown, Some(NoAnswer), 2));
        let refused = Failure::Never(RecipientRefused);
        assert_eq!(judged(Err(refused), 0), (State::Failed, Some(RecipientRefused), 1));
    }

    #[test]
    fn trouble_with_the_account_burns_nothing() {
        for trouble in Trouble::ALL {
            let verdict = judge(Err(Failure::Trouble(*trouble)), &mail(7), START, 0.5);
            assert_eq!(verdict.trouble, Some(*trouble));
            assert_eq!((verdict.step.state, verdict.step.attempts), (State::Planned, 7));
        }
    }

    #[test]
    fn waits_double_up_to_an_hour_and_are_spread() {
        let minutes = |attempts, jitter| wait(attempts, jitter).as_secs_f64() / 60.0;
        assert_eq!([1, 2, 3, 7, 8, 54].map(|n| minutes(n, 0.0)), [0.5, 1.0, 2.0, 32.0, 60.0, 60.0]);
        assert_eq!(minutes(1, 1.0), 0.625);
    }
}
