//! The mails: one row each, from planned to handed over, and the task that does it.
//!
//! ```text
//! planned → claimed (lease) → sending (durable, before DATA) → accepted
//!    ↑          │                │
//!    └──────────┴── deferred ◄───┼─► failed · unknown          expired · cancelled: from planned or deferred
//! ```
//!
//! The database is the queue, also of several processes. A lease that ends in *claimed* makes the mail planned again; in
//! *sending* nobody can know whether the server took it, so it becomes *unknown* and a person decides.
//!
//! The [`worker`] claims mails and lays them on the [`desk`]; [`carrier`]s, each with a connection of its own, take them
//! from there. Their [`step`]s share commits.

pub mod carrier;
pub mod claim;
pub mod desk;
pub mod ledger;
pub mod prepare;
pub mod run;
pub mod sender;
pub mod step;
pub mod verdict;
pub mod worker;

use proto::notification::v1::delivery_changed;
use shared::ids::{ConferenceId, OrganiserId, ParticipantId, SignInLinkId, SurveyId};

shared::words! {
    /// What a mail is for.
    Purpose {
        Confirmed = "confirmed",
        Waiting = "waiting",
        MovedUp = "moved_up",
        Cancelled = "cancelled",
        AlreadySignedUp = "already_signed_up",
        MyLink = "my_link",
        ConferenceChanged = "conference_changed",
        ConferenceCancelled = "conference_cancelled",
        SurveyInvitation = "survey_invitation",
        SurveyReminder = "survey_reminder",
        OrganiserSignIn = "organiser_sign_in",
    }
}

impl Purpose {
    /// Tells whether there is a place; the newest of these makes the older ones that wait outdated.
    pub const fn is_about_a_place(self) -> bool {
        matches!(self, Self::Confirmed | Self::Waiting | Self::MovedUp | Self::Cancelled)
    }

    pub const fn is_survey(self) -> bool {
        matches!(self, Self::SurveyInvitation | Self::SurveyReminder)
    }

    /// Whether registration may learn of it: what is about a participant, and never who holds a ballot.
    pub const fn is_told_to_registration(self) -> bool {
        !self.is_survey() && !matches!(self, Self::OrganiserSignIn)
    }

    /// The lanes of mails, in the order in which they go.
    pub const LANES: [i32; 3] = [0, 1, 2];

    /// Mails of a smaller lane go first: somebody waits for a sign-in link, nobody for an invitation to a survey.
    pub const fn lane(self) -> i32 {
        match self {
            Self::OrganiserSignIn => 0,
            Self::SurveyInvitation | Self::SurveyReminder => 2,
            _ => 1,
        }
    }
}

shared::words! {
    State {
        Planned = "planned",
        /// Taken by a process, until the lease ends.
        Claimed = "claimed",
        /// Being handed over: from here on the server may have it.
        Sending = "sending",
        /// The server has taken it on.
        Accepted = "accepted",
        /// The server said "later".
        Deferred = "deferred",
        /// The server said "never".
        Failed = "failed",
        /// The connection broke between the message and the answer.
        Unknown = "unknown",
        /// It would have come too late.
        Expired = "expired",
        /// What it says no longer holds.
        Cancelled = "cancelled",
    }
}

impl State {
    /// The states in which a mail waits for its turn.
    pub const WAITING: [Self; 2] = [Self::Planned, Self::Deferred];

    /// Whether whoever reads at the mail's address may have it.
    pub const fn may_be_out(self) -> bool {
        matches!(self, Self::Sending | Self::Accepted | Self::Unknown)
    }

    /// What registration shows; nothing for the steps in between.
    const fn to_wire(self) -> Option<delivery_changed::State> {
        use delivery_changed::State as Wire;
        match self {
            Self::Planned => Some(Wire::Planned),
            Self::Claimed | Self::Sending => None,
            Self::Accepted => Some(Wire::Accepted),
            Self::Deferred => Some(Wire::Deferred),
            Self::Failed => Some(Wire::Failed),
            Self::Unknown => Some(Wire::Unknown),
            Self::Expired => Some(Wire::Expired),
            Self::Cancelled => Some(Wire::Cancelled),
        }
    }
}

shared::words! {
    /// Why a mail did not go through, as a class: server's words may hold addresses.
    MailError {
        RecipientRefused = "recipient_refused",
        ContentRefused = "content_refused",
        /// No server can be asked to deliver there.
        AddressUnusable = "address_unusable",
        Later = "later",
        GaveUp = "gave_up",
        NoAnswer = "no_answer",
        Interrupted = "interrupted",
    }
}

shared::ids! {
    /// What a mail is about: a conference, a survey or a sign-in link.
    SubjectId,
    /// Whom a mail goes to: a participant or an organiser.
    RecipientId,
    /// One run of a process that hands mails over, from its start to its end.
    RunId,
}

macro_rules! id_from {
    ($to:ident from $($from:ident),+) => { $(
        impl From<$from> for $to {
            fn from(id: $from) -> Self {
                Self(id.0)
            }
        }
        impl From<$to> for $from {
            fn from(id: $to) -> Self {
                Self(id.0)
            }
        }
    )+ };
}

id_from!(SubjectId from ConferenceId, SurveyId, SignInLinkId);
id_from!(RecipientId from ParticipantId, OrganiserId);
