use std::sync::LazyLock;

use super::*;
use crate::i18n::{Lang, Texts};

crate::words! {
    Colour { Red = "red", Blue = "blue" }
}

fn fields(body: &str) -> Fields {
    Fields::parse(body.as_bytes()).expect("a form that can be read")
}

/// What one check says of a body: its value, or the mistakes.
fn checked<T>(body: &str, check: impl Fn(&mut Check<'_>) -> T) -> Result<T, Vec<Kind>> {
    let fields = fields(body);
    let mut all = Check::new(&fields);
    let value = check(&mut all);
    all.finish(value).map_err(|problems| problems.into_iter().map(|problem| problem.kind).collect())
}

#[test]
fn a_line_is_one_line() {
    let line = |body| checked(body, |check| check.line("name", 12));
    assert_eq!(line("name=++Ay%C5%9Fe%09%0D%0A+Y%C4%B1lmaz+"), Ok("Ayşe Yılmaz".to_owned()));
    assert_eq!(line("other=x"), Ok(String::new()));
}

#[test]
fn a_limit_counts_characters_not_bytes() {
    let line =
        |text: &str| checked(&format!("name={text}"), |check| check.required_line("name", 4));
    assert_eq!(line("جمان"), Ok("جمان".to_owned()));
    assert_eq!(line("جمانة"), Err(vec![Kind::TooLong(4)]));
    assert_eq!(line("+"), Err(vec![Kind::Missing]));
}

#[test]
fn words_keep_their_lines() {
    let words = |body| checked(body, |check| check.words("note", 9));
    assert_eq!(words("note=+one%0D%0Atwo%0D%0A"), Ok("one\ntwo".to_owned()));
    assert_eq!(words("note=one%0D%0Atwo+three"), Err(vec![Kind::TooLong(9)]));
}

#[test]
fn an_address_is_one_address() {
    let email = |text: &str| {
        let body = url::form_urlencoded::Serializer::new(String::new());
        checked(&{ body }.append_pair("email", text).finish(), |check| check.email("email"))
    };
    for good in ["ayse@example.org", "a.b+c@sub.example.org", "o'neill@example.org"] {
        assert_eq!(email(&format!(" {good}\t")), Ok(good.to_owned()));
    }
    let bad = [
        "ayse",
        "@example.org",
        "ayse@",
        "ayse@localhost",
        "a b@example.org",
        "a@b@example.org",
        "Ayşe <ayse@example.org>",
        "a@example.org,b@example.org",
        "a@example.org\nBcc: b@example.org",
        "\"a b\"@example.org",
    ];
    for bad in bad {
        assert_eq!(email(bad), Err(vec![Kind::Wrong]), "{bad}");
    }
    assert_eq!(email(""), Err(vec![Kind::Missing]));
    assert_eq!(email(&format!("{}@example.org", "a".repeat(250))), Err(vec![Kind::TooLong(254)]));
}

#[test]
fn a_choice_is_one_of_the_set() {
    let choice = |body| checked(body, |check| check.choice::<Colour>("colour"));
    assert_eq!(choice("colour=red&colour=blue"), Ok(Some(Colour::Red)));
    assert_eq!(choice("colour="), Ok(None));
    assert_eq!(choice("colour=green"), Err(vec![Kind::Wrong]));

    let required = |body| checked(body, |check| check.required_choice::<Colour>("colour"));
    assert_eq!(required("colour=blue"), Ok(Some(Colour::Blue)));
    assert_eq!(required(""), Err(vec![Kind::Missing]));
    assert_eq!(required("colour=green"), Err(vec![Kind::Wrong]));
}

#[test]
fn many_choices_count_once_each() {
    let choices = |body| checked(body, |check| check.choices::<Colour>("colour"));
    assert_eq!(choices("colour=blue&colour=red&colour=blue"), Ok(vec![Colour::Blue, Colour::Red]));
    assert_eq!(choices(""), Ok(vec![]));
    assert_eq!(choices("colour=green&colour=black&colour=red"), Err(vec![Kind::Wrong]));
}

#[test]
fn a_tick_can_be_required() {
    let tick = |body| checked(body, |check| check.required_tick("consent"));
    assert_eq!(tick("consent=yes"), Ok(()));
    assert_eq!(tick("consent_=yes"), Err(vec![Kind::Missing]));
}

#[test]
fn every_mistake_is_told_at_once_in_the_language_of_the_page() {
    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(&[]));
    let fields = fields("name=Ayse");
    let mut check = Check::new(&fields);
    check.line("name", 3);
    check.email("email");
    check.required_tick("consent");
    check.problem("form", "form-too-fast");
    let problems = check.finish(()).expect_err("mistakes");

    let seen = |lang| {
        let mistakes = Mistakes::new(&problems, TEXTS.speak(lang));
        ["name", "email", "consent", "form", "other"].map(|field| mistakes.of(field).to_owned())
    };
    let [name, email, consent, form, other] = seen(Lang::De);
    assert!(name.contains("höchstens \u{2068}3\u{2069} Zeichen"), "{name}");
    assert_eq!(email, "Bitte geben Sie Ihre E-Mail-Adresse an.");
    assert_eq!(consent, "Bitte füllen Sie dieses Feld aus.");
    assert!(form.starts_with("Das ging sehr schnell."));
    assert_eq!(other, "");
    assert_eq!(seen(Lang::Ar)[1], "يرجى إدخال عنوان بريدك الإلكتروني.");
}
