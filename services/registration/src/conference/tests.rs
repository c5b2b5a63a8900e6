use std::time::Duration;

use proptest::prelude::*;
use proto::registration::v1::ConferenceChanged;
use proto::registration::v1::conference_changed::State as WireState;
use shared::ids::{ConferenceId, SeriesId};
use shared::testing::START;
use shared::text::{Doc, Localized};
use shared::{Instant, Trace};

use super::*;
use crate::stage::{FILE, Office, events};

const DAY: Duration = Duration::from_hours(24);

fn draft() -> Conference {
    Conference {
        id: ConferenceId::new(),
        series_id: SeriesId::new(),
        slug: "halle".to_owned(),
        state: State::Draft,
        revision: 1,
        schedule: 0,
        starts_at: START.plus(DAY),
        ends_at: START.plus(DAY * 2),
        time_zone: "Europe/Berlin".to_owned(),
        city: "Halle".to_owned(),
        place: "Literaturhaus".to_owned(),
        address: String::new(),
        capacity: 10,
        taken: 4,
        arrivals: 4,
        waiting: 0,
        content: Doc(Content { title: Localized::german("Dialog"), ..Content::default() }),
    }
}

fn in_state(state: State) -> Conference {
    Conference { state, ..draft() }
}

/// What an edit form that nobody touched would send.
fn untouched(conference: &Conference) -> Edit {
    Edit {
        starts_at: conference.starts_at,
        ends_at: conference.ends_at,
        time_zone: conference.time_zone.clone(),
        city: conference.city.clone(),
        place: conference.place.clone(),
        address: conference.address.clone(),
        content: conference.content.0.clone(),
    }
}

#[test]
fn from_draft_to_published_to_over_or_cancelled() {
    let after = |state, rule: fn(&mut Conference) -> Result<(), Refused>| {
        let mut conference = in_state(state);
        rule(&mut conference).map(|()| conference.state)
    };
    let no = Err(Refused::WrongState);
    use State::*;
    for (state, published, over, cancelled) in [
        (Draft, Ok(Published), no, Ok(Cancelled)),
        (Published, no, Ok(Over), Ok(Cancelled)),
        (Cancelled, no, no, no),
        (Over, no, no, no),
    ] {
        assert_eq!(after(state, Conference::publish), published, "{state}");
        assert_eq!(after(state, Conference::end), over, "{state}");
        assert_eq!(after(state, Conference::cancel), cancelled, "{state}");
    }
}

#[test]
fn without_a_day_nothing_is_published() {
    let mut conference = draft();
    conference.content.0.date_is_open = true;
    assert_eq!(conference.publish(), Err(Refused::NoDate));
}

#[test]
fn another_time_or_place_raises_the_schedule_and_other_words_do_not() {
    let mut conference = in_state(State::Published);
    let mut words = untouched(&conference);
    words.content.title = Localized::german("Austausch");
    conference.edit(words, START).expect("words may change");
    assert_eq!(conference.schedule, 0);
    let moved = Edit { city: "Leipzig".to_owned(), ..untouched(&conference) };
    conference.edit(moved, START).expect("the place may change");
    assert_eq!((conference.schedule, conference.city.as_str()), (1, "Leipzig"));
}

#[test]
fn what_lies_behind_is_not_moved() {
    let mut over = in_state(State::Over);
    let later = Edit { ends_at: over.ends_at.plus(DAY), ..untouched(&over) };
    assert_eq!(over.edit(later, START), Err(Refused::WrongState));
    assert_eq!(over.edit(untouched(&over), START), Ok(()), "its words may change");
    let mut published = in_state(State::Published);
    let long_after = START.plus(DAY * 9);
    let moved = Edit { city: "Leipzig".to_owned(), ..untouched(&published) };
    assert_eq!(published.edit(moved, long_after), Err(Refused::InThePast));
}

#[test]
fn the_end_comes_after_the_start() {
    let mut conference = draft();
    let backwards = Edit { ends_at: conference.starts_at, ..untouched(&conference) };
    assert_eq!(conference.edit(backwards, START), Err(Refused::EndsBeforeStart));
}

proptest! {
    /// Whatever number is asked for, the places stay between those taken and the largest.
    #[test]
    fn the_capacity_stays_in_its_bounds(taken in 0..50_i32, wanted in any::<i32>()) {
        let mut conference = Conference { capacity: 50, taken, ..in_state(State::Published) };
        let changed = conference.set_capacity(wanted).is_ok();
        prop_assert_eq!(changed, wanted >= taken.max(1) && wanted <= LARGEST);
        prop_assert_eq!(conference.capacity, if changed { wanted } else { 50 });
    }
}

#[actix_web::test]
async fn each_change_is_told_with_the_next_revision() {
    let site = Office::with_conference().await;
    let id = site.conference().await.id;
    let mut conn = site.conn().await;
    conn.transaction(async |conn| change::set_capacity(conn, id, 7, Trace::new()).await)
        .await
        .expect("more places");
    conn.transaction(async |conn| change::set_capacity(conn, id, 7, Trace::new()).await)
        .await
        .expect("the same number");
    conn.transaction(async |conn| change::cancel(conn, id, Trace::new()).await)
        .await
        .expect("a conference to cancel");
    let told: Vec<_> = events::<ConferenceChanged>(&site).await;
    let told: Vec<_> = told.iter().map(|e| (e.revision, e.state(), e.capacity)).collect();
    use WireState::*;
    assert_eq!(told, [(1, Draft, 2), (2, Published, 2), (3, Published, 7), (4, Cancelled, 7)]);
}

#[actix_web::test]
async fn a_refused_change_leaves_nothing_behind() {
    let site = Office::with_draft().await;
    let id = site.conference().await.id;
    let mut conn = site.conn().await;
    let ended = conn.transaction(async |conn| change::end(conn, id, Trace::new()).await).await;
    assert!(matches!(ended, Err(ChangeError::Refused(Refused::WrongState))));
    assert_eq!(events::<ConferenceChanged>(&site).await.len(), 1);
    let unknown = ConferenceId::new();
    let missing = conn.transaction(async |conn| change::end(conn, unknown, Trace::new()).await);
    assert!(matches!(missing.await, Err(ChangeError::NotFound)));
}

#[actix_web::test]
async fn a_conference_is_over_when_its_end_has_passed() {
    let site = Office::with_conference().await;
    let ends_at = site.conference().await.ends_at;
    let before = Instant::from_micros(ends_at.as_micros() - 1);
    timer::end_those_past(&site.database.db, before).await.expect("nothing to do");
    assert_eq!(site.conference().await.state, State::Published);
    timer::end_those_past(&site.database.db, ends_at).await.expect("one to end");
    timer::end_those_past(&site.database.db, ends_at).await.expect("nothing to do");
    let conference = site.conference().await;
    assert_eq!((conference.state, conference.revision), (State::Over, 3));
}

#[actix_web::test]
async fn a_second_import_changes_what_is_there_and_says_so_once() {
    let site = Office::with_conference().await;
    site.import(FILE).await;
    assert_eq!(site.conference().await.revision, 2, "nothing changed");
    site.import(&FILE.replace("Haus der Vielfalt", "Rathaus")).await;
    let conference = site.conference().await;
    assert_eq!((conference.place.as_str(), conference.schedule), ("Rathaus", 1));
    assert_eq!((conference.state, conference.revision), (State::Published, 3));
}

#[actix_web::test]
async fn other_texts_of_the_series_are_told_by_its_conferences() {
    let site = Office::with_draft().await;
    site.import(&FILE.replace("durch das Amt", "durch das Land")).await;
    let told = events::<ConferenceChanged>(&site).await;
    let note =
        told.last().and_then(|e| e.funding_note.as_ref()).map(|n| n.by_language["de"].as_str());
    assert_eq!(note, Some("Gefördert durch das Land"));
}

#[actix_web::test]
async fn an_import_that_does_not_fit_changes_nothing() {
    let site = Office::with_draft().await;
    let other = FILE.replace("gleich-teilhaben", "andere-reihe");
    let two = format!("{other}\n[[conference]]\nslug = \"neu\"\ntitle = \"Neu\"");
    let today = START.in_zone(&jiff::tz::TimeZone::UTC).date();
    let import = import::read(&two, today).expect("a good file");
    let operator = import::Author::Operator;
    let mut conn = site.conn().await;
    let stored = import::store(&mut conn, &import, operator, START, Trace::new()).await;
    let Err(import::StoreError::Problems(problems)) = stored else {
        panic!("the slug belongs to another series");
    };
    assert_eq!((problems[0].line, problems[0].key), (7, "import-slug-taken"));
    assert!(by_slug(&mut site.conn().await, "neu").await.expect("an answer").is_none());
}
