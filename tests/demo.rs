//! The program with nothing configured, as a newcomer starts it.

use tests::{Demo, Page};

const LANGUAGES: [&str; 2] = ["de", "ar"];

#[tokio::test]
async fn a_newcomer_looks_around() {
    let demo = Demo::start().await;
    every_conference_has_its_page(&demo).await;
    the_organiser_comes_in_by_the_printed_link(&demo).await;
    the_mailbox_opens_with_its_token_alone(&demo).await;
    let (kept, left) = demo.end().await;
    assert!(!kept.is_empty() && left.is_empty(), "of {kept:?} this is left: {left:?}");
}

async fn every_conference_has_its_page(demo: &Demo) {
    let home = demo.browser().visit(&demo.link("Conferences").await).await.expect(200);
    let links = home.attributes("main a[href^='/c/']", "href");
    assert!(links.len() >= 6, "{links:?}");
    for language in LANGUAGES {
        for link in &links {
            let page = demo.browser().in_language(language).visit(link).await.expect(200);
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(language), "{link}");
            assert!(page.has("main h1"), "{link}");
        }
    }
}

async fn the_organiser_comes_in_by_the_printed_link(demo: &Demo) {
    let browser = demo.browser();
    let link = demo.link("Organiser").await;
    let button = browser.open(&link).await.expect(200);
    let inside = button.press("main form").await.landed().await.expect(200);
    let conferences = inside.attributes("main a[href^='/organise/c/']", "href");
    assert!(conferences.len() >= 6, "{conferences:?}");
    let results = browser.visit(&conferences[0].replace("/organise/c/", "/results/")).await;
    assert!(results.expect(200).has("[data-answers]"));
    assert_eq!(browser.visit(&link).await.status, 410, "the printed link works once");
}

async fn the_mailbox_opens_with_its_token_alone(demo: &Demo) {
    for path in ["/dev/mail", "/dev/mail/1", "/dev/mail/1/html", "/dev/mail?token=guessed"] {
        refused(&demo.browser().visit(path).await);
    }
    let browser = demo.browser();
    let mailbox = browser.visit(&demo.link("Mailbox").await).await.expect(200);
    assert_eq!(mailbox.path, "/dev/mail", "the address bar holds no token");
    let mails = mailbox.attributes("a[href^='/dev/mail/']", "href");
    assert!(mails.len() > 10, "{mails:?}");
    let mail = browser.visit(&mails[0]).await.expect(200);
    assert!(mail.has(&format!("iframe[src='{}/html']", mails[0])), "{}", mail.html);
}

fn refused(page: &Page) {
    assert_eq!(page.status, 404, "{}", page.path);
    assert!(!page.text().contains('@'), "{}", page.text());
}
