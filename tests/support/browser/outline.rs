//! A page as lines of text that can be read and compared: what it says, where its links lead, which
//! fields it has.

use scraper::{ElementRef, Html};

use super::page::{is_hidden, is_inline, parse_selector, tidy, visible_text};

/// Language and direction, title, then the body from top to bottom.
pub(super) fn outline(document: &Html) -> String {
    let root = document.root_element();
    let attribute = |name| root.attr(name).unwrap_or("?").to_owned();
    let title =
        document.select(&parse_selector("title")).next().map(|t| t.text().collect::<String>());
    let mut lines = Lines::default();
    lines.push(&format!("lang={} dir={}", attribute("lang"), attribute("dir")));
    lines.end();
    lines.push(&title.unwrap_or_default());
    lines.end();
    for body in document.select(&parse_selector("body")) {
        lines.element(body);
    }
    lines.end();
    lines.done.join("\n")
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    open: String,
}

impl Lines {
    fn push(&mut self, text: &str) {
        self.open.push_str(text);
    }

    fn end(&mut self) {
        let line = tidy(&std::mem::take(&mut self.open));
        if !line.is_empty() {
            self.done.push(line);
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        match name {
            _ if is_hidden(name) => {}
            "a" => self.link(element),
            "br" => self.push(" "),
            "input" | "select" | "textarea" | "button" => self.field(element),
            _ if is_inline(name) => self.children(element),
            _ => self.block(name, element),
        }
    }

    fn block(&mut self, name: &str, element: ElementRef<'_>) {
        self.end();
        self.push(bullet(name));
        self.children(element);
        self.end();
    }

    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                self.push(text);
            } else if let Some(inner) = ElementRef::wrap(child) {
                self.element(inner);
            }
        }
    }

    fn link(&mut self, link: ElementRef<'_>) {
        let text = format!("[{}]({})", visible_text(link), link.attr("href").unwrap_or_default());
        self.push(&text);
    }

    fn field(&mut self, field: ElementRef<'_>) {
        let kind = field.value().name();
        let kind = if kind == "input" { field.attr("type").unwrap_or("text") } else { kind };
        let of = |name| field.attr(name).unwrap_or_default();
        let (name, value) = (of("name"), of("value"));
        let text = match kind {
            "hidden" => format!("{{hidden {name}}}"),
            "button" | "submit" => format!("{{button {name} {value} {}}}", visible_text(field)),
            "select" => format!("{{select {name}: {}}}", options(field)),
            _ => format!("{{{kind} {name} {value}}}"),
        };
        self.push(&format!(" {text} "));
    }
}

fn options(select: ElementRef<'_>) -> String {
    let option = parse_selector("option");
    select.select(&option).map(visible_text).collect::<Vec<_>>().join(" | ")
}

fn bullet(block: &str) -> &'static str {
    match block {
        "h1" => "# ",
        "h2" => "## ",
        "h3" => "### ",
        "h4" => "#### ",
        "li" => "- ",
        _ => "",
    }
}
