//! One connection to the mail server and the mails that go over it, one after the other.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use shared::telemetry;

use super::State;
use super::desk::{Account, Claimed, Desk, Wanted};
use super::ledger::Mail;
use super::prepare::{Basis, Prepared, prepare};
use super::sender::Trouble;
use super::step::Step;
use super::verdict::judge;
use crate::handover::{Failure, Handover, Letter};
use crate::telemetry_of;

/// Hands mails over from the desk.
pub struct Carrier {
    desk: Arc<Desk>,
    handover: Handover,
    /// Whether the server has taken something over this connection.
    is_connected: bool,
    /// What became of the last mail, to be noted while the next is offered.
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
        self.note_last().await;
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
                self.note_last().await;
                self.conclude(Wanted {
                    mail: claimed.mail,
                    step,
                    basis: Basis::default(),
                    account,
                });
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
            Err(failure) => self.judge(claimed.mail, Err(failure), claimed.probes),
        }
        Ok(())
    }

    /// Offers a mail, and meanwhile notes what became of the last.
    async fn offer(&mut self, letter: &Letter) -> Result<(), Failure> {
        let desk = self.desk.clone();
        let last = self.last.take();
        let note = async {
            if let Some(last) = last {
                desk.write(last).await;
            }
        };
        let ((), offered) = tokio::join!(note, self.handover.offer(letter));
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
        match self.desk.write(sending).await {
            Some(mail) if mail.state == State::Sending => {
                let outcome = self.handover.transfer(letter).await;
                self.judge(mail, outcome, probes);
            }
            // Somebody else changed it, or what it says.
            _ => self.handover.withdraw().await,
        }
    }

    fn judge(&mut self, mail: Mail, outcome: Result<(), Failure>, probes: bool) {
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
        self.conclude(Wanted { mail, step: verdict.step, basis: Basis::default(), account });
    }

    /// "Later" is said to a recipient. Said again and again it is said to us: an account that has sent all it may.
    fn is_put_off(&self, state: State, probes: bool) -> Option<Trouble> {
        if state != State::Deferred {
            self.desk.is_told_otherwise();
            return None;
        }
        (self.desk.is_told_later_again() || probes).then_some(Trouble::Busy)
    }

    /// Leaves the mail's outcome to be noted with the next offer, or at the end. Nobody takes another mail in trouble.
    fn conclude(&mut self, wanted: Wanted) {
        if matches!(wanted.account, Some(Account::Trouble { .. })) {
            self.desk.stop();
        }
        self.last = Some(wanted);
    }

    async fn note_last(&mut self) {
        if let Some(last) = self.last.take() {
            self.desk.write(last).await;
        }
    }
}

/// The server has said that it wants no more connections.
struct Crowded;
