use jiff::civil::date;
use proptest::prelude::*;
use shared::i18n::Lang;
use shared::text::Localized;

use super::*;
use crate::conference::Sector;

const TODAY: Date = date(2026, 6, 1);

const SERIES: &str = r#"[series]
slug = "gleich-teilhaben"
title.de = "GLEICH teilhaben"
organiser = "BV NeMO"
"#;

fn conference(lines: &str) -> String {
    format!("{SERIES}[[conference]]\nslug = \"dortmund\"\ntitle.de = \"Dialog\"\n{lines}")
}

fn read_one(lines: &str) -> ImportedConference {
    let import = read(&conference(lines), TODAY).unwrap_or_else(|problems| panic!("{problems:?}"));
    import.conferences.into_iter().next().expect("one conference")
}

/// Lines and keys of what is wrong.
fn problems(toml: &str) -> Vec<(usize, &'static str)> {
    let problems = read(toml, TODAY).expect_err("a file with mistakes");
    problems.iter().map(|problem| (problem.line, problem.key)).collect()
}

/// The first block of TOML in the documentation.
fn documented() -> &'static str {
    let docs = include_str!("../../../../../docs/conference-file.md");
    docs.split("```").nth(1).and_then(|block| block.strip_prefix("toml")).expect("an example")
}

#[test]
fn what_the_documentation_and_the_page_show_can_be_imported() {
    assert!(read(documented(), TODAY).is_ok());
    assert!(read(include_str!("../../administration/import_example.toml"), TODAY).is_ok());
}

#[test]
fn everything_that_a_conference_may_say() {
    let read = read_one(
        r#"title.ar = "حوار"
city = "Dortmund"
place = "Haus der Vielfalt"
address = "Beuthstraße 21"
date = 2027-04-07
starts = 09:30:00
ends = "16:00"
time_zone = "Europe/Berlin"
capacity = 80
programme = ["Eröffnung", { time = "11:00", title.de = "Workshops", title.ar = "ورش" }]
workshops = [{ code = "familie", title = "Familien stärken", places = 20 }]
sectors = ["Kommune", "politics"]
topics = ["Familie"]
contact = { name = "Rosa", email = "rosa@verein.example", phone = "0231 1" }
participants = 50
follow_up = "halle"
"#,
    );
    assert_eq!((read.line, read.slug.as_str(), read.capacity), (5, "dortmund", 80));
    let Edit { starts_at, ends_at, city, content, .. } = read.edit;
    assert_eq!(city, "Dortmund");
    assert_eq!(starts_at.to_timestamp().to_string(), "2027-04-07T07:30:00Z");
    assert_eq!(ends_at.to_timestamp().to_string(), "2027-04-07T14:00:00Z");
    assert_eq!(content.title.get(Lang::Ar), "حوار");
    assert_eq!(content.programme[0].title, Localized::german("Eröffnung"));
    assert_eq!(content.programme[1].time, Some(jiff::civil::time(11, 0, 0, 0)));
    assert_eq!(content.workshops[0].places, Some(20));
    assert_eq!(content.sectors, [Sector::Municipality, Sector::Politics]);
    assert_eq!(content.contact.email, "rosa@verein.example");
    assert_eq!((content.came, content.follow_up.as_deref()), (Some(50), Some("halle")));
    assert!(!content.date_is_open);
}

#[test]
fn a_day_without_a_year_is_the_next_such_day() {
    let day = |lines| read_one(lines).edit.starts_at.to_timestamp().to_string();
    assert_eq!(&day("date = \"04-07\"")[..10], "2027-04-07");
    assert_eq!(&day("date = \"06-01\"")[..10], "2026-06-01", "today");
    assert_eq!(&day("date = \"02-29\"")[..10], "2028-02-29");
}

#[test]
fn a_conference_may_leave_its_day_open() {
    assert!(read_one("").edit.content.date_is_open);
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let toml = conference(
        r#"date = "2031-13-40"
starts = "halb zehn"
capacity = "viele"
place = ""
sectors = ["Kommune", "Kirche"]
colour = "rot"
contact = { email = "rosa" }
"#,
    );
    assert_eq!(
        problems(&toml),
        [
            (8, "import-bad-date"),
            (9, "import-bad-time"),
            (10, "import-needs-number"),
            (11, "import-empty"),
            (12, "import-unknown-sector"),
            (13, "import-unknown-key"),
            (14, "import-bad-email"),
        ]
    );
}

#[test]
fn what_is_no_toml() {
    assert_eq!(problems("[series]\nslug \"x\"\n"), [(2, "import-not-toml")]);
}

#[test]
fn what_is_missing() {
    assert_eq!(problems(""), [(1, "import-missing"), (1, "import-missing")]);
    let missing = problems("[series]\nslug = \"a\"\n[[conference]]\ncity = \"Halle\"\n");
    let line_and_key = |line| (line, "import-missing");
    assert_eq!(missing, [line_and_key(1), line_and_key(1), line_and_key(3), line_and_key(3)]);
}

#[test]
fn texts_need_german_and_known_languages() {
    assert_eq!(problems(&conference("about.ar = \"نص\"")), [(8, "import-no-german")]);
    let toml = conference("about = { de = \"x\", DE_AT = \"y\" }");
    assert_eq!(problems(&toml), [(8, "import-unknown-language")]);
}

#[test]
fn each_slug_and_each_code_once() {
    let twice =
        format!("{}\n[[conference]]\nslug = \"dortmund\"\ntitle = \"Zwei\"", conference(""));
    assert_eq!(problems(&twice), [(9, "import-slug-twice")]);
    let workshops =
        "workshops = [{ code = \"a\", title = \"A\" }, { code = \"a\", title = \"B\" }]";
    assert_eq!(problems(&conference(workshops)), [(8, "import-code-twice")]);
}

#[test]
fn slugs_stand_in_urls() {
    for slug in ["Halle", "halle/1", "-halle", "hälle", "h a", &"x".repeat(61)] {
        let toml = conference("").replace("dortmund", slug);
        assert_eq!(problems(&toml), [(6, "import-bad-slug")], "{slug}");
    }
}

#[test]
fn the_end_comes_after_the_start() {
    let toml = conference("starts = \"16:00\"\nends = \"09:00\"");
    assert_eq!(problems(&toml), [(9, "import-ends-before-start")]);
}

#[test]
fn the_line_stands_before_the_text() {
    let problem = read(&conference("colour = \"rot\""), TODAY).expect_err("a mistake").remove(0);
    let text = problem.to_string();
    assert!(text.starts_with("Zeile 8: „conference.colour“ kennen wir nicht."), "{text}");
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(toml in "[\\[\\]a-z=\". \\n0-9{},#'-]{0,200}") {
        if let Err(problems) = read(&toml, TODAY) {
            let lines = toml.lines().count() + 1;
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| (1..=lines).contains(&problem.line)));
        }
    }

    #[test]
    fn no_value_breaks_the_reader(value in "\\PC{0,40}") {
        let quoted = serde_json::to_string(&value).expect("a string");
        for key in ["slug", "title", "city", "date", "starts", "time_zone", "capacity", "sectors"] {
            let line = format!("{key} = {quoted}");
            let toml = conference("").replace("title.de = \"Dialog\"", &line);
            if let Err(problems) = read(&toml, TODAY) {
                prop_assert!(problems.iter().all(|problem| (5..=8).contains(&problem.line)));
            }
        }
    }
}
