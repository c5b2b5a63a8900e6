//! What a browser shows.

use reqwest::Method;
use reqwest::header::{HeaderMap, LOCATION};
use scraper::{ElementRef, Html, Selector};

use super::form::parse_form;
use super::outline::outline;
use super::{Browser, Form, REDIRECTS};

/// A response and the browser that asked for it.
#[derive(Clone)]
pub struct Page {
    pub(crate) browser: Browser,
    /// Path and query that were asked for.
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

impl Page {
    /// Where a redirect leads, if this is one.
    pub fn location(&self) -> Option<&str> {
        self.header(LOCATION.as_str()).filter(|_| (300..400).contains(&self.status))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Follows redirects until there is a page.
    pub async fn landed(self) -> Self {
        let mut page = self;
        for _ in 0..REDIRECTS {
            let Some(location) = page.location() else { return page };
            let link = page.resolve(location);
            page = page.browser.open(&link).await;
        }
        panic!("{} redirects without an end", page.path)
    }

    /// # Panics
    /// When the status is another; the message shows the page.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}:\n{}", self.path, self.text());
        self
    }

    /// What stands on the page in words, spaces normalised.
    pub fn text(&self) -> String {
        visible_text(self.document().root_element())
    }

    /// Title, headings, text, links and fields, one a line, for snapshots.
    pub fn outline(&self) -> String {
        outline(&self.document())
    }

    /// The messages of the error summary.
    pub fn errors(&self) -> Vec<String> {
        self.texts(".error-summary li")
    }

    /// The text of every element that fits.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.document().select(&parse_selector(selector)).map(visible_text).collect()
    }

    /// An attribute of the first element that fits.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = self.document();
        let element = document.select(&parse_selector(selector)).next()?;
        element.attr(name).map(str::to_owned)
    }

    /// An attribute of every element that fits.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = self.document();
        document
            .select(&parse_selector(selector))
            .filter_map(|e| e.attr(name))
            .map(str::to_owned)
            .collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.document().select(&parse_selector(selector)).next().is_some()
    }

    /// The first form that fits, with the values that the page gave it.
    ///
    /// # Panics
    /// When there is none; the message shows the page.
    pub fn form(&self, selector: &str) -> Form {
        let document = self.document();
        let found = document.select(&parse_selector(selector)).next();
        let form = found.unwrap_or_else(|| {
            panic!("no form {selector} on {} ({}):\n{}", self.path, self.status, self.text())
        });
        parse_form(self, &document, form)
    }

    /// Opens the first link with these words in its text.
    ///
    /// # Panics
    /// When there is none; the message shows the page.
    pub async fn follow(&self, words: &str) -> Self {
        self.browser.visit(&self.link_with_text(words)).await
    }

    /// Where the first link with these words in its text leads.
    ///
    /// # Panics
    /// When there is none; the message shows the page.
    pub fn link_with_text(&self, words: &str) -> String {
        let document = self.document();
        let anchor = parse_selector("a[href]");
        let named = document.select(&anchor).find(|a| visible_text(*a).contains(words));
        let found = named.and_then(|a| a.attr("href"));
        self.resolve(
            found.unwrap_or_else(|| panic!("no link “{words}” on {}:\n{}", self.path, self.text())),
        )
    }

    /// Presses the only button of the first form that fits.
    pub async fn press(&self, selector: &str) -> Self {
        self.form(selector).submit().await
    }

    pub(super) async fn request(
        &self,
        method: Method,
        link: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> reqwest::Result<Self> {
        self.browser.send(method, &self.resolve(link), body).await
    }

    /// A link of this page as a path of the site or a whole link (RFC 3986, section 5).
    pub(super) fn resolve(&self, link: &str) -> String {
        let base = format!("{}{}", self.browser.public_url, self.path);
        let base = url::Url::parse(&base).expect("a page has a URL");
        base.join(link).unwrap_or_else(|e| panic!("{link} on {}: {e}", self.path)).into()
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }
}

pub(super) fn parse_selector(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|e| panic!("{selector}: {e}"))
}

/// The text below an element as a reader sees it: without scripts, spaces normalised, and without
/// the invisible marks that isolate a text's direction (U+2066 to U+2069).
pub(super) fn visible_text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect_text(element, &mut text);
    tidy(&text)
}

fn collect_text(element: ElementRef<'_>, text: &mut String) {
    let name = element.value().name();
    if is_hidden(name) {
        return;
    }
    let gap = if is_inline(name) { "" } else { " " };
    text.push_str(gap);
    for child in element.children() {
        if let Some(words) = child.value().as_text() {
            text.push_str(words);
        } else if let Some(inner) = ElementRef::wrap(child) {
            collect_text(inner, text);
        }
    }
    text.push_str(gap);
}

pub(super) fn is_hidden(name: &str) -> bool {
    matches!(name, "script" | "style" | "head" | "template" | "noscript")
}

pub(super) fn is_inline(name: &str) -> bool {
    let inline = [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time",
    ];
    inline.contains(&name)
}

pub(super) fn tidy(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
