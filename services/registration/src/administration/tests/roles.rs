use shared::auth::Role;

use super::{CONFERENCE, add};
use crate::stage::{FILE, Office};

/// Every page and every form of a conference, with the roles that may use it.
#[actix_web::test]
async fn each_role_does_its_own() {
    use Role::*;
    let site = Office::with_conference().await;
    let organiser = site.browser_of(Organiser).await;
    let id = add(&organiser, "amina@verein.example").await;
    let person = format!("/organise/participants/{id}");
    let pages: &[(&str, &[Role])] = &[
        ("/organise/", &[Owner, Organiser, Needs, Desk, Reader]),
        ("/organise/import", &[Owner, Organiser]),
        (CONFERENCE, &[Owner, Organiser, Needs, Desk, Reader]),
        ("/organise/c/dortmund/participants", &[Owner, Organiser, Desk]),
        ("/organise/c/dortmund/participants.csv", &[Owner, Organiser]),
        ("/organise/c/dortmund/participants/add", &[Owner, Organiser]),
        ("/organise/c/dortmund/desk", &[Owner, Organiser, Desk]),
        ("/organise/c/dortmund/needs", &[Needs]),
        (&person, &[Owner, Organiser, Desk]),
    ];
    let edit = format!("{person}/edit");
    let cancel = format!("{person}/cancel");
    let tick = format!("{CONFERENCE}/desk/{id}");
    let forms: &[(&str, &[Role])] = &[
        (&edit, &[Owner, Organiser]),
        (&tick, &[Owner, Organiser, Desk]),
        ("/organise/c/dortmund/edit", &[Owner, Organiser]),
        ("/organise/c/dortmund/capacity", &[Owner, Organiser]),
        ("/organise/c/dortmund/publish", &[Owner, Organiser]),
        ("/organise/import", &[Owner, Organiser]),
        (&cancel, &[Owner, Organiser]),
        ("/organise/c/dortmund/over", &[Owner, Organiser]),
        ("/organise/c/dortmund/cancel", &[Owner, Organiser]),
    ];
    for role in Role::ALL {
        let browser = site.browser_of(*role).await;
        for (page, may) in pages {
            let status = browser.get(page).await.status;
            assert_eq!(status == 403, !may.contains(role), "{role} gets {page}: {status}");
        }
        for (form, may) in forms {
            let status = browser.fill_from("/organise/", form, &[]).await.status;
            assert_eq!(status == 403, !may.contains(role), "{role} posts {form}: {status}");
        }
    }
}

#[actix_web::test]
async fn nobody_reaches_into_another_series() {
    let site = Office::with_conference().await;
    let id = add(&site.browser_of(Role::Organiser).await, "amina@verein.example").await;
    let elsewhere = site.organiser_of_another_series().await;
    let browser = site.signed_in(elsewhere);
    for page in ["", "/participants", "/participants.csv", "/desk", "/needs", "/participants/add"] {
        assert_eq!(browser.get(&format!("{CONFERENCE}{page}")).await.status, 403, "{page}");
    }
    let person = format!("/organise/participants/{id}");
    assert_eq!(browser.get(&person).await.status, 403);
    let cancel = format!("{person}/cancel");
    assert_eq!(browser.fill_from("/organise/", &cancel, &[]).await.status, 403);
    let tick = format!("/organise/c/halle/desk/{id}");
    let answer = browser.fill_from("/organise/", &tick, &[("came", "yes")]).await;
    assert_eq!(answer.status, 404, "the person is at another conference");
    let overview = browser.get("/organise/").await;
    assert!(overview.shows("/organise/c/halle") && !overview.shows(CONFERENCE));
    let import = browser.fill("/organise/import", &[("toml", FILE)]).await;
    assert_eq!(import.status, 422);
    assert!(import.shows("fehlt Ihnen die Berechtigung"));
}

#[actix_web::test]
async fn strangers_are_asked_to_sign_in() {
    let site = Office::with_conference().await;
    for page in ["/organise/", CONFERENCE, "/organise/import", "/organise/c/nirgends"] {
        let answer = site.browser().get(page).await;
        assert_eq!((answer.status, answer.location()), (303, "/organise/sign-in"));
    }
    let owner = site.browser_of(Role::Owner).await;
    for page in ["/organise/c/nirgends", "/organise/participants/abc"] {
        assert_eq!(owner.get(page).await.status, 404, "{page}");
    }
}

#[actix_web::test]
async fn needs_are_shown_to_the_role_needs_alone() {
    let site = Office::with_conference().await;
    let id = add(&site.browser_of(Role::Organiser).await, "amina@verein.example").await;
    let person = format!("/organise/participants/{id}");
    let desk = site.browser_of(Role::Desk).await;
    let owner = site.browser_of(Role::Owner).await;
    for page in [CONFERENCE, &person, "/organise/c/dortmund/participants"] {
        assert!(!owner.get(page).await.shows("Rampe"), "{page}");
        assert!(!desk.get(page).await.shows("Rampe"), "{page}");
    }
    let needs = site.browser_of(Role::Needs).await.get(&format!("{CONFERENCE}/needs")).await;
    assert!(needs.shows("Rampe am Eingang") && needs.shows("Stufenloser Zugang"));
    let edited = [
        ("name", "Amina"),
        ("email", "neu@verein.example"),
        ("language", "de"),
        ("sector", "welfare"),
    ];
    let answer = owner.fill_from(&person, &format!("{person}/edit"), &edited).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let kept = site.browser_of(Role::Needs).await.get(&format!("{CONFERENCE}/needs")).await;
    assert!(kept.shows("Rampe am Eingang"), "who does not see needs does not delete them");
}
