//! The head of a conference's pages for organisers: its title, and the ways to the pages that one may see.

use shared::auth::{Access, Permission};
use shared::i18n::Tr;

use crate::conference::Conference;
use crate::said::Said;

/// What `administration/tabs.html` shows.
pub struct Tabs {
    pub title: Said,
    pub tabs: Vec<Tab>,
}

pub struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// A page of a conference.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum At {
    Conference,
    Participants,
    Desk,
    Needs,
    Results,
    Mails,
}

const ALL: &[(At, Permission)] = &[
    (At::Conference, Permission::SeeOverview),
    (At::Participants, Permission::SeeParticipants),
    (At::Desk, Permission::TickAttendance),
    (At::Needs, Permission::SeeNeeds),
    (At::Results, Permission::ReadResults),
    (At::Mails, Permission::ManageConferences),
];

impl Tabs {
    pub fn new(conference: &Conference, access: &Access, at: At, tr: Tr) -> Self {
        let may =
            |(_, permission): &&(At, Permission)| access.may(*permission, &conference.scopes());
        let tab = |(page, _): &(At, Permission)| Tab {
            href: page.path(&conference.slug),
            label: page.label(tr),
            current: *page == at,
        };
        Self {
            title: Said::new(&conference.content().title, tr),
            tabs: ALL.iter().filter(may).map(tab).collect(),
        }
    }
}

impl At {
    fn path(self, slug: &str) -> String {
        match self {
            Self::Conference => format!("/organise/c/{slug}"),
            Self::Participants => format!("/organise/c/{slug}/participants"),
            Self::Desk => format!("/organise/c/{slug}/desk"),
            Self::Needs => format!("/organise/c/{slug}/needs"),
            Self::Results => format!("/results/{slug}"),
            Self::Mails => "/mail/".to_owned(),
        }
    }

    fn label(self, tr: Tr) -> String {
        match self {
            Self::Conference => tr.t("tab-conference"),
            Self::Participants => tr.t("tab-participants"),
            Self::Desk => tr.t("tab-desk"),
            Self::Needs => tr.t("tab-needs"),
            Self::Results => tr.t("tab-results"),
            Self::Mails => tr.t("tab-mails"),
        }
    }
}
