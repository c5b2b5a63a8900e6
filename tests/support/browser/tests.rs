use reqwest::header::HeaderMap;

use super::Page;
use crate::browser::{Address, Browser};

const PAGE: &str = r##"<!doctype html><html lang="ar" dir="rtl"><head><title>T</title><style>p{}</style></head><body>
<h1>Guten <b>Tag</b>, Sie</h1><ul class="error-summary"><li><a href="#name">Bitte Ihren Namen</a></li></ul>
<p>Platz <bdi>&#x2068;12&#x2069;</bdi>.</p><script>hidden()</script><a href="../b?x=1">Weiter</a>
<form id="main-form" method="post" action="?go">
<input type="hidden" name="form_token" value="abc"><input name="name" value="Ayşe"><textarea name="words">
two
lines</textarea>
<input type="checkbox" name="needs" value="ramp" checked><input type="checkbox" name="needs" value="sign">
<input type="radio" name="stars" value="1"><input type="radio" name="stars" value="2">
<select name="sector"><option value="">–</option><option value="welfare">W</option></select>
<input name="off" value="x" disabled><button name="switch_lang" value="de">de</button><button>Absenden</button>
</form><input form="main-form" name="far" value="away"></body></html>"##;

fn page() -> Page {
    let browser = Browser::new(Address::default(), "http://treffpunkt.test");
    Page {
        browser,
        path: "/c/a".to_owned(),
        status: 200,
        headers: HeaderMap::new(),
        html: PAGE.to_owned(),
    }
}

#[test]
fn text_is_what_a_reader_sees() {
    let text = page().text();
    assert!(text.starts_with("Guten Tag, Sie Bitte Ihren Namen Platz 12. Weiter"), "{text}");
    assert!(!text.contains("hidden()"));
    assert_eq!(page().errors(), ["Bitte Ihren Namen"]);
}

#[test]
fn links_are_resolved_against_the_page() {
    assert_eq!(page().link_with_text("Weiter"), "http://treffpunkt.test/b?x=1");
}

#[test]
fn a_form_sends_what_a_browser_would() {
    let untouched = page().form("#main-form").body();
    assert_eq!(
        untouched,
        "form_token=abc&name=Ay%C5%9Fe&words=two%0Alines&needs=ramp&sector=&far=away"
    );
}

#[test]
fn a_form_can_be_filled() {
    let form =
        page().form("form").fill("name", "Ü").tick_value("needs", "sign").choose("stars", "2");
    let form = form.choose_any("sector", 7).press("switch_lang", "de");
    assert_eq!(form.value("sector").as_deref(), Some("welfare"));
    let body = form.without("words").without("far").body();
    let expected =
        "form_token=abc&name=%C3%9C&needs=ramp&needs=sign&stars=2&sector=welfare&switch_lang=de";
    assert_eq!(body, expected);
}

#[test]
#[should_panic(expected = "no field age")]
fn a_field_that_is_not_there_cannot_be_filled() {
    page().form("form").fill("age", "7");
}

#[test]
#[should_panic(expected = "only [\"1\", \"2\"]")]
fn an_option_that_is_not_there_cannot_be_chosen() {
    page().form("form").choose("stars", "3");
}

#[test]
#[should_panic(expected = "leads away")]
fn a_link_to_elsewhere_is_refused() {
    page().browser.path_of("http://treffpunkt.example/c/a");
}

#[test]
fn an_outline_shows_structure() {
    let outline = page().outline();
    let lines: Vec<&str> = outline.lines().take(5).collect();
    assert_eq!(
        lines,
        ["lang=ar dir=rtl", "T", "# Guten Tag, Sie", "- [Bitte Ihren Namen](#name)", "Platz 12."]
    );
    assert!(outline.contains("{hidden form_token}"), "{outline}");
    assert!(outline.contains("{select sector: – | W}"), "{outline}");
}
