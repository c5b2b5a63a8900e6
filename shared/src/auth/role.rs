//! Roles, and what each may do.

use proto::registration::v1::organiser_changed::Role as WireRole;

crate::words! {
    /// What an organiser is on a series or a conference.
    Role {
        Owner = "owner",
        Organiser = "organiser",
        /// Sees access needs, to arrange what people need.
        Needs = "needs",
        /// Ticks who came.
        Desk = "desk",
        /// Reads results.
        Reader = "reader",
    }
}

/// What a page or an action asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Change, publish, move and cancel conferences; close surveys; let held mails go.
    ManageConferences,
    /// Take organisers in and give roles.
    ManageOrganisers,
    SeeParticipants,
    EditParticipants,
    TickAttendance,
    SeeNeeds,
    ReadResults,
    /// The overview: conferences and numbers, no person.
    SeeOverview,
}

impl Role {
    pub const fn may(self, permission: Permission) -> bool {
        use Permission::*;
        match permission {
            ManageOrganisers => matches!(self, Self::Owner),
            ManageConferences | EditParticipants => matches!(self, Self::Owner | Self::Organiser),
            SeeParticipants | TickAttendance => {
                matches!(self, Self::Owner | Self::Organiser | Self::Desk)
            }
            // Health data (Art. 9 GDPR): not even an owner, unless given the role on purpose.
            SeeNeeds => matches!(self, Self::Needs),
            ReadResults => matches!(self, Self::Owner | Self::Organiser | Self::Reader),
            SeeOverview => true,
        }
    }

    pub const fn to_wire(self) -> WireRole {
        match self {
            Self::Owner => WireRole::Owner,
            Self::Organiser => WireRole::Organiser,
            Self::Needs => WireRole::Needs,
            Self::Desk => WireRole::Desk,
            Self::Reader => WireRole::Reader,
        }
    }

    /// The role of an event; none for a role that this version does not know, which then may do nothing.
    pub const fn from_wire(role: WireRole) -> Option<Self> {
        match role {
            WireRole::Unspecified => None,
            WireRole::Owner => Some(Self::Owner),
            WireRole::Organiser => Some(Self::Organiser),
            WireRole::Needs => Some(Self::Needs),
            WireRole::Desk => Some(Self::Desk),
            WireRole::Reader => Some(Self::Reader),
        }
    }
}
