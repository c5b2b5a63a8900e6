//! What the carriers of one process share: the mails that are claimed, and one writer for all their steps, so that those
//! which come at the same time share a commit.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use shared::writer::{Decide, WriteError, Writer};
use shared::{Conn, db, telemetry};
use tokio::sync::Notify;

use super::State;
use super::ledger::Mail;
use super::prepare::{Basis, Material};
use super::sender::{self, Trouble};
use super::step::{Step, steps};
use crate::people;
use crate::state::Notification;

/// With so many left the next are fetched.
const LOW: usize = 32;

/// More than all carriers together can hand in.
const QUEUE: usize = 1_024;

/// How long to wait for a database that does not answer.
const PATIENCE: Duration = Duration::from_millis(500);

/// So many "later" in a row are said to us, not to the recipients.
const LATERS: u32 = 10;

pub struct Desk {
    pub app: Arc<Notification>,
    writer: Writer<Steps>,
    claimed: Mutex<VecDeque<Claimed>>,
    /// Fetched to be looked at when few are left.
    pub low: Notify,
    /// The server takes no mails: nobody takes another one.
    stopped: AtomicBool,
    /// Carriers with a connection that works.
    pub connected: AtomicUsize,
    laters: AtomicU32,
}

/// A claimed mail with what it is made of.
pub struct Claimed {
    pub mail: Mail,
    pub material: Material,
    /// The first after a rest.
    pub probes: bool,
}

/// A step to be taken, and what it says of the account.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub mail: Mail,
    pub step: Step,
    pub basis: Basis,
    pub account: Option<Account>,
}

/// What a mail's outcome says of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// It takes no mails.
    Trouble { trouble: Trouble, probed: bool },
    /// The probe went through.
    Recovered,
    /// The probe came to nothing: the next mail may be one.
    NotProbed,
}

impl Desk {
    pub fn new(app: Arc<Notification>) -> Arc<Self> {
        let (writer, _) = Writer::start(app.db.clone(), Steps(app.clone()), QUEUE);
        Arc::new(Self {
            app,
            writer,
            claimed: Mutex::default(),
            low: Notify::new(),
            stopped: AtomicBool::new(false),
            connected: AtomicUsize::new(0),
            laters: AtomicU32::new(0),
        })
    }

    /// The next mail to hand over, if there is one and mails may go out.
    pub fn next(&self) -> Option<Claimed> {
        if self.is_stopped() || self.app.base.shutdown.begun() {
            return None;
        }
        let mut claimed = self.lock();
        let next = claimed.pop_front();
        if claimed.len() <= LOW {
            self.low.notify_one();
        }
        next
    }

    /// Lays mails on the desk, the urgent ones on top.
    pub fn lay(&self, mails: impl Iterator<Item = Claimed>) {
        let mut claimed = self.lock();
        claimed.extend(mails);
        claimed.make_contiguous().sort_by_key(|claimed| claimed.mail.lane);
    }

    pub fn waiting(&self) -> usize {
        self.lock().len()
    }

    pub fn is_low(&self) -> bool {
        self.waiting() <= LOW
    }

    /// Takes everything off the desk, to be given back.
    pub fn clear(&self) -> Vec<Mail> {
        self.lock().drain(..).map(|claimed| claimed.mail).collect()
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    pub fn go_on(&self) {
        self.stopped.store(false, Ordering::SeqCst);
    }

    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Counts a "later", and says whether it is one too many.
    pub fn is_told_later_again(&self) -> bool {
        self.laters.fetch_add(1, Ordering::SeqCst) + 1 >= LATERS
    }

    pub fn is_told_otherwise(&self) {
        self.laters.store(0, Ordering::SeqCst);
    }

    /// Takes a step, durably; waits for a database that is away. Returns the mail as it is now; nothing when somebody
    /// else was at it, or the process ends first.
    pub async fn write(&self, wanted: Wanted) -> Option<Mail> {
        let shutdown = &self.app.base.shutdown;
        loop {
            match self.writer.write(wanted.clone()).await {
                Ok(taken) => return taken,
                Err(WriteError::Database(error)) => {
                    tracing::error!(error = %telemetry::Chain(&error), "a mail's step cannot be noted");
                }
                Err(WriteError::Busy) => {}
            }
            if shutdown.begun() {
                return None;
            }
            shutdown.sleep(PATIENCE).await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Claimed>> {
        self.claimed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the steps that wait, in one transaction.
struct Steps(Arc<Notification>);

impl Decide for Steps {
    type Command = Wanted;
    type Outcome = Option<Mail>;

    // A commit notes what became of one mail and that the next is being sent, of all carriers: these come close together.
    const GATHER: Duration = Duration::from_millis(2);

    fn decide<'a>(
        &'a self,
        conn: &'a mut Conn,
        wanted: &'a [Wanted],
    ) -> BoxFuture<'a, db::Result<Vec<Option<Mail>>>> {
        Box::pin(self.take(conn, wanted))
    }
}

impl Steps {
    async fn take(&self, conn: &mut Conn, wanted: &[Wanted]) -> db::Result<Vec<Option<Mail>>> {
        let app = &self.0;
        let outdated = outdated(conn, wanted).await?;
        let step = |wanted: &Wanted| match wanted.step.state == State::Sending
            && outdated.contains(&wanted.basis)
        {
            // Somebody would be told what is no longer so: it is written afresh.
            true => (wanted.mail.clone(), Step::to(State::Planned, &wanted.mail)),
            false => (wanted.mail.clone(), wanted.step),
        };
        let taken = steps(app, conn, wanted.iter().map(step).collect()).await?;
        for account in wanted.iter().filter_map(|wanted| wanted.account) {
            account.note(conn, app).await?;
        }
        Ok(taken)
    }
}

/// What letters about to be sent were made from, and is no longer so.
async fn outdated(conn: &Conn, wanted: &[Wanted]) -> db::Result<HashSet<Basis>> {
    let sending = wanted.iter().filter(|wanted| wanted.step.state == State::Sending);
    let bases: HashSet<Basis> = sending.map(|wanted| wanted.basis).collect();
    let people = bases.iter().filter_map(|basis| Some(basis.person?.0)).collect();
    let conferences = bases.iter().filter_map(|basis| Some(basis.conference?.0)).collect();
    let (people, conferences) = tokio::try_join!(
        people::person_revisions(conn, people),
        people::conference_revisions(conn, conferences),
    )?;
    let holds = |basis: &Basis| {
        basis.person.is_none_or(|(id, revision)| people.get(&id) == Some(&revision))
            && basis.conference.is_none_or(|(id, revision)| conferences.get(&id) == Some(&revision))
    };
    Ok(bases.into_iter().filter(|basis| !holds(basis)).collect())
}

impl Account {
    async fn note(self, conn: &mut Conn, app: &Notification) -> db::Result<()> {
        match self {
            Self::Trouble { trouble, probed } => {
                sender::rest(conn, trouble, probed, app.base.clock.now()).await
            }
            Self::Recovered => sender::recovered(conn).await,
            Self::NotProbed => sender::probe_now(conn).await,
        }
    }
}
