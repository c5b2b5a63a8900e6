//! Texts with names in them, where left-to-right and right-to-left meet.

use shared::i18n::{FluentArgs, FluentValue, Lang, Tr};

/// What Fluent puts around each argument (Unicode 6.3, UAX 9): a name keeps its own direction inside.
const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// A text of a locale, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    lang: Lang,
    isolated: String,
}

impl Text {
    pub fn new(lang: Lang, isolated: String) -> Self {
        Self { lang, isolated }
    }

    /// For a subject or a name: without marks that some programs show as boxes.
    pub fn bare(&self) -> String {
        self.isolated.replace([ISOLATE, END_OF_ISOLATE], "")
    }

    /// For the part in plain text. A right-to-left one needs its marks, or dates and addresses fall apart.
    pub fn plain(&self) -> String {
        if self.lang.dir() == "rtl" { self.isolated.clone() } else { self.bare() }
    }

    /// For HTML: escaped, and `bdi` instead of the marks.
    pub fn html(&self) -> String {
        let mut html = String::with_capacity(self.isolated.len() + 32);
        for c in self.isolated.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                ISOLATE => html.push_str("<bdi>"),
                END_OF_ISOLATE => html.push_str("</bdi>"),
                c => html.push(c),
            }
        }
        html
    }
}

/// Fills texts of one language with the same arguments.
pub struct Speaker<'a> {
    tr: Tr,
    args: FluentArgs<'a>,
}

impl<'a> Speaker<'a> {
    pub fn new(tr: Tr) -> Self {
        Self { tr, args: FluentArgs::new() }
    }

    pub fn with(mut self, name: &'a str, value: impl Into<FluentValue<'a>>) -> Self {
        self.args.set(name, value);
        self
    }

    pub fn lang(&self) -> Lang {
        self.tr.lang
    }

    pub fn say(&self, key: &str) -> Text {
        Text::new(self.tr.lang, self.tr.args(key, &self.args))
    }

    /// A text of several paragraphs.
    pub fn paragraphs(&self, key: &str) -> Vec<Text> {
        let text = self.tr.args(key, &self.args);
        let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        paragraphs.map(|part| Text::new(self.tr.lang, part.to_owned())).collect()
    }

    /// Something that was typed, as it is: of its own direction.
    pub fn quote(&self, typed: &str) -> Text {
        Text::new(self.tr.lang, format!("{ISOLATE}{}{END_OF_ISOLATE}", one_line(typed)))
    }
}

/// What was typed, in one line and without invisible characters that turn the direction of the text around it.
pub fn one_line(typed: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let visible: String = typed
        .chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_what_each_part_can_show() {
        let text = |lang| Text::new(lang, "Guten Tag \u{2068}Ayşe <3\u{2069},".to_owned());
        assert_eq!(text(Lang::De).plain(), "Guten Tag Ayşe <3,");
        assert_eq!(text(Lang::Ar).plain(), "Guten Tag \u{2068}Ayşe <3\u{2069},");
        assert_eq!(text(Lang::Ar).bare(), "Guten Tag Ayşe <3,");
        assert_eq!(text(Lang::De).html(), "Guten Tag <bdi>Ayşe &lt;3</bdi>,");
    }

    #[test]
    fn nothing_typed_breaks_a_line_or_turns_the_text_around() {
        assert_eq!(one_line("A\r\nBcc: b@c.de\u{202e} \u{2069} x"), "A Bcc: b@c.de x");
        assert_eq!(one_line("a\u{2028}b\u{0}c"), "a b c");
    }
}
