//! A service's copy of who may do what: it follows the newest event, whatever comes after it.

use std::time::Duration;

use proto::registration::v1::OrganiserChanged;
use proto::registration::v1::organiser_changed::Grant;
use shared::auth::session::Session;
use shared::auth::{Access, Permission, Role, access};
use shared::events::MIGRATIONS;
use shared::ids::{OrganiserId, ScopeId};
use shared::testing::{START, TestDb};
use shared::{Conn, Instant};

struct Office {
    conn: Conn,
    organiser: OrganiserId,
    conference: ScopeId,
    _db: TestDb,
}

impl Office {
    async fn new() -> Self {
        let db = TestDb::new(&MIGRATIONS).await;
        let conn = db.db.conn().await.expect("a connection");
        let (organiser, conference) = (OrganiserId::new(), ScopeId::new());
        Self { conn, organiser, conference, _db: db }
    }

    /// The organiser has these roles on the conference, and their sessions hold from then on.
    async fn hears(&mut self, revision: u64, roles: &[Role], valid_from: Instant) {
        let scope_id = self.conference.to_bytes();
        let grant = |role: &Role| Grant { role: role.to_wire().into(), scope_id: scope_id.clone() };
        let event = OrganiserChanged {
            id: self.organiser.to_bytes(),
            revision,
            valid_from: valid_from.as_micros(),
            grants: roles.iter().map(grant).collect(),
        };
        access::apply(&mut self.conn, &event).await.expect("an event that can be taken in");
    }

    async fn access(&mut self, begun: Instant) -> Option<Access> {
        let session = Session { organiser: self.organiser, begun };
        access::of_session(&mut self.conn, session).await.expect("a database")
    }

    async fn may(&mut self, permission: Permission) -> bool {
        let conference = self.conference;
        self.access(START).await.is_some_and(|access| access.may(permission, &[conference]))
    }
}

#[tokio::test]
async fn a_role_given_and_taken_away_holds_at_once() {
    let mut office = Office::new().await;
    assert!(!office.may(Permission::SeeParticipants).await, "nobody has heard of them");
    office.hears(1, &[Role::Desk, Role::Reader], START).await;
    assert!(office.may(Permission::SeeParticipants).await);
    assert!(!office.may(Permission::SeeNeeds).await);
    office.hears(2, &[Role::Reader], START).await;
    assert!(!office.may(Permission::SeeParticipants).await);
    assert!(office.may(Permission::ReadResults).await);
    office.hears(3, &[], START).await;
    assert!(office.access(START).await.is_none());
}

#[tokio::test]
async fn an_older_event_gives_nothing_back() {
    let mut office = Office::new().await;
    office.hears(2, &[Role::Reader], START).await;
    office.hears(1, &[Role::Owner], START).await;
    office.hears(2, &[Role::Owner], START).await;
    assert!(!office.may(Permission::ManageOrganisers).await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_what_began_before() {
    let mut office = Office::new().await;
    let later = START.plus(Duration::from_secs(1));
    office.hears(1, &[Role::Owner], START).await;
    assert!(office.access(START).await.is_some());
    office.hears(2, &[Role::Owner], later).await;
    assert!(office.access(START).await.is_none());
    assert!(office.access(later).await.is_some());
}

#[tokio::test]
async fn a_role_holds_where_it_was_given() {
    let mut office = Office::new().await;
    office.hears(1, &[Role::Owner], START).await;
    let access = office.access(START).await.expect("a session");
    assert!(!access.may(Permission::SeeParticipants, &[ScopeId::new()]));
    assert!(access.may(Permission::SeeParticipants, &[ScopeId::new(), office.conference]));
    assert_eq!(access.scopes(Permission::ManageOrganisers), [office.conference]);
    assert_eq!(access.scopes(Permission::SeeNeeds), []);
}

#[test]
fn only_the_role_for_needs_sees_needs() {
    let sees = |role: &&Role| role.may(Permission::SeeNeeds);
    assert!(Role::ALL.iter().filter(sees).eq([&Role::Needs]));
}
