//! How the server misbehaves.

/// The steps of a session at which a rule can apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before the greeting.
    Connect,
    /// At `EHLO` or `HELO`.
    Hello,
    /// At `AUTH`.
    Login,
    /// At `MAIL FROM`.
    Sender,
    /// At `RCPT TO`.
    Recipient,
    /// At `DATA`, before the message.
    Data,
    /// After the message's last line, before the reply.
    Body,
    /// At `QUIT`.
    Quit,
}

/// What happens instead of the friendly reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Replies with this code and goes on.
    Refuse(u16),
    /// Replies 421 and closes.
    Goodbye,
    /// Says nothing until the rule is taken away.
    Hang,
    /// Closes without a reply. After [`Phase::Body`] the message has been kept: nobody can know.
    Close,
}

/// One misbehaviour: `Rule::refuse(Phase::Recipient, 451).times(3)`.
#[derive(Clone, Debug)]
pub struct Rule {
    phase: Phase,
    address: Option<String>,
    passed_over: usize,
    left: usize,
    pub(super) action: Action,
}

impl Rule {
    /// Replies with `code` (4xx for later, 5xx for never).
    pub fn refuse(phase: Phase, code: u16) -> Self {
        Self::new(phase, Action::Refuse(code))
    }

    /// Replies 421 and closes.
    pub fn goodbye(phase: Phase) -> Self {
        Self::new(phase, Action::Goodbye)
    }

    /// Says nothing until [`Sink::forgive`](super::Sink::forgive).
    pub fn hang(phase: Phase) -> Self {
        Self::new(phase, Action::Hang)
    }

    /// Closes without a reply. After [`Phase::Body`] the message has been kept.
    pub fn close(phase: Phase) -> Self {
        Self::new(phase, Action::Close)
    }

    /// Only for a sender or recipient with this address.
    pub fn only(mut self, address: &str) -> Self {
        self.address = Some(address.to_owned());
        self
    }

    /// Not for the first `count` that come.
    pub fn after(mut self, count: usize) -> Self {
        self.passed_over = count;
        self
    }

    /// Only for the first `count` that come.
    pub fn times(mut self, count: usize) -> Self {
        self.left = count;
        self
    }

    fn new(phase: Phase, action: Action) -> Self {
        Self { phase, address: None, passed_over: 0, left: usize::MAX, action }
    }

    /// Whether the rule decides this step.
    pub(super) fn fits(&self, phase: Phase, address: &str) -> bool {
        self.phase == phase && self.left > 0 && self.address.as_deref().is_none_or(|a| a == address)
    }

    /// Uses the rule; false where it passes this one over.
    pub(super) fn spend(&mut self) -> bool {
        let counts = self.passed_over == 0;
        self.passed_over = self.passed_over.saturating_sub(1);
        if counts && self.action != Action::Hang {
            self.left -= 1;
        }
        counts
    }
}
