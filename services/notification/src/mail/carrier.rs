//! One connection to the mail server and the mails that go over it, one after the other.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use shared::telemetry;
use tokio::time::timeout;

use super::State;
use super::desk::{Account, Claimed, Desk, Wanted};
use super::ledger::Mail;
use super::prepare::{Basis, Prepared, prepare};
use super::sender::Trouble;
use super::step::Step;
use super::verdict::judge;
use crate::handover::{Failure, Handover, Letter};
use crate::telemetry_of;

/// What became of a mail does not wait longer for the next to be offered.
const SOON: Duration = Duration::from_millis(20);

/// Hands mails over from the desk.
pub struct Carrier {
    desk: Arc<Desk>,
    handover: Handover,
    /// Whether the server has taken something over this connection.
    is_connected: bool,
    /// What became of the last mail, to be noted with the next.
    last: Option<Wanted>,
    /// When the mail under way was first offered.
    begun: Instant,
}

/// Why a carrier left the desk.
pub enum Left {
    /// Nothing more may be handed over.
    Done(Handover),
    /// The server wants no more connections than there are.
    Crowded(Handover),
}

impl Carrier {
    pub fn new(desk: Arc<Desk>, handover: Handover) -> Self {
        Self { desk, handover, is_connected: false, last: None, begun: Instant::now() }
    }

    /// Hands over what lies on the desk, until nothing does, or the server takes nothing more.
    pub async fn work(mut self) -> Left {
        let mut is_crowded = false;
        while !is_crowded {
            let Some(claimed) = self.desk.next() else { break };
            is_crowded = self.deliver(claimed).await.is_err();
        }
        note(&self.desk, &mut self.last).await;
        if self.is_connected {
            self.desk.connected.fetch_sub(1, Ordering::SeqCst);
        }
        if is_crowded { Left::Crowded(self.handover) } else { Left::Done(self.handover) }
    }

    /// Brings one mail to its next state; an error when there is no connection for it, and others work.
    async fn deliver(&mut self, claimed: Claimed) -> Result<(), Crowded> {
        let letter = match prepare(&self.desk.app, &claimed.mail, &claimed.material) {
            Prepared::HandOver(letter) => letter,
            Prepared::End(state, error) => {
                let step = Step { error, ..Step::to(state, &claimed.mail) };
                let account = claimed.probes.then_some(Account::NotProbed);
                let (mail, basis) = (claimed.mail, Basis::default());
                self.conclude(Wanted { mail, step, basis, account }).await;
                return Ok(());
            }
        };
        self.begun = Instant::now();
        let outcome = match self.offer(&letter).await {
            Err(Failure::Trouble(Trouble::Busy | Trouble::Unreachable))
                if self.is_one_too_many() =>
            {
                self.desk.lay([claimed].into_iter());
                return Err(Crowded);
            }
            outcome => outcome,
        };
        let basis = claimed.material.basis();
        match outcome {
            Ok(()) => self.transfer(claimed.mail, basis, claimed.probes, &letter).await,
            Err(failure) => self.judge(claimed.mail, Err(failure), claimed.probes).await,
        }
        Ok(())
    }

    /// Offers a mail. What became of the last is noted with this one's next step, in the same commit; meanwhile only
    /// where the server takes its time.
    async fn offer(&mut self, letter: &Letter) -> Result<(), Failure> {
        let mut offering = pin!(self.handover.offer(letter));
        let offered = match timeout(SOON, &mut offering).await {
            Ok(offered) => offered,
            Err(_) => tokio::join!(offering, note(&self.desk, &mut self.last)).0,
        };
        if offered.is_ok() && !self.is_connected {
            self.is_connected = true;
            self.desk.connected.fetch_add(1, Ordering::SeqCst);
            // Another connection may be tried now.
            self.desk.low.notify_one();
        }
        offered
    }

    /// Whether this connection came to nothing where others work: the server allows no more.
    fn is_one_too_many(&self) -> bool {
        !self.is_connected && self.desk.connected.load(Ordering::SeqCst) > 0
    }

    /// Marks the mail as being sent, durably, then sends it.
    async fn transfer(&mut self, mail: Mail, basis: Basis, probes: bool, letter: &Letter) {
        let step = Step::to(State::Sending, &mail);
        let sending = Wanted { mail, step, basis, account: None };
        let noted = note(&self.desk, &mut self.last);
        let ((), sending) = tokio::join!(noted, self.desk.write(sending));
        match sending {
            Some(mail) if mail.state == State::Sending => {
                let outcome = self.handover.transfer(letter).await;
                self.judge(mail, outcome, probes).await;
            }
            // Somebody else changed it, or what it says.
            _ => self.handover.withdraw().await,
        }
    }

    async fn judge(&mut self, mail: Mail, outcome: Result<(), Failure>, probes: bool) {
        let verdict = judge(outcome, &mail, self.desk.app.base.clock.now(), rand::random());
        let trouble = verdict.trouble.or_else(|| self.is_put_off(verdict.step.state, probes));
        telemetry::Step::tell(|| telemetry::Step {
            kind: telemetry::Kind::Call,
            name: format!("hand over {}", mail.purpose),
            trace: mail.trace(),
            took: self.begun.elapsed(),
        });
        telemetry_of(&mail).in_scope(|| match trouble {
            None => tracing::info!(state = %verdict.step.state, "mail handed over"),
            Some(trouble) => {
                tracing::warn!(%trouble, "the mail server takes no mails; nothing is lost");
            }
        });
        let account = match trouble {
            Some(trouble) => Some(Account::Trouble { trouble, probed: probes }),
            None => probes.then_some(Account::Recovered),
        };
        self.conclude(Wanted { mail, step: verdict.step, basis: Basis::default(), account }).await;
    }

    /// "Later" is said to a recipient. Said again and again it is said to us: an account that has sent all it may.
    fn is_put_off(&self, state: State, probes: bool) -> Option<Trouble> {
        if state != State::Deferred {
            self.desk.is_told_otherwise();
            return None;
        }
        (self.desk.is_told_later_again() || probes).then_some(Trouble::Busy)
    }

    /// Leaves the mail's outcome to be noted with the next, or at the end. Nobody takes another mail in trouble.
    async fn conclude(&mut self, wanted: Wanted) {
        if matches!(wanted.account, Some(Account::Trouble { .. })) {
            self.desk.stop();
        }
        note(&self.desk, &mut self.last).await;
        self.last = Some(wanted);
    }
}

/// Notes what became of a mail, if that is still to be done.
async fn note(desk: &Desk, last: &mut Option<Wanted>) {
    if let Some(last) = last.take() {
        desk.write(last).await;
    }
}

/// The server has said that it wants no more connections.
struct Crowded;
