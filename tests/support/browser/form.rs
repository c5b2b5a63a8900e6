//! A form in a person's hands.

use reqwest::Method;
use scraper::{ElementRef, Html};
use url::form_urlencoded::Serializer;

use super::field::{Field, Kind, read_select};
use super::page::{Page, parse_selector};

const URLENCODED: &str = "application/x-www-form-urlencoded";

/// A form with its values, ready to be changed and submitted, more than once if need be.
#[derive(Clone)]
pub struct Form {
    page: Page,
    method: Method,
    action: String,
    fields: Vec<Field>,
    /// Names and values of the buttons; the pressed one is sent.
    buttons: Vec<(String, String)>,
    pressed: Option<(String, String)>,
}

impl Form {
    /// Types into a text field, in place of what stands there.
    pub fn fill(mut self, name: &str, text: &str) -> Self {
        match &mut self.field(name).kind {
            Kind::Text(value) => *value = text.to_owned(),
            kind => panic!("nobody can type into {name}: {kind:?}"),
        }
        self
    }

    /// Chooses an option by its value.
    pub fn choose(mut self, name: &str, value: &str) -> Self {
        let (options, chosen) = self.choice(name);
        let found = options.iter().position(|option| option == value);
        *chosen =
            Some(found.unwrap_or_else(|| panic!("{name} has no {value:?}, only {options:?}")));
        self
    }

    /// Chooses one of the options that are not empty: the first for 0, and from the start again
    /// when there are fewer.
    pub fn choose_any(mut self, name: &str, number: usize) -> Self {
        let (options, chosen) = self.choice(name);
        let real: Vec<usize> = (0..options.len()).filter(|i| !options[*i].is_empty()).collect();
        *chosen = Some(real[number % real.len()]);
        self
    }

    /// Ticks the first box of this name.
    pub fn tick(self, name: &str) -> Self {
        self.set_box(name, None, true)
    }

    /// Ticks the box with this name and value.
    pub fn tick_value(self, name: &str, value: &str) -> Self {
        self.set_box(name, Some(value), true)
    }

    /// Takes the tick from the first box of this name.
    pub fn untick(self, name: &str) -> Self {
        self.set_box(name, None, false)
    }

    /// Sends a value that no browser would: past the page's limits, or for a field it lacks.
    pub fn smuggle(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        self.fields.push(Field { name: name.to_owned(), kind: Kind::Hidden(value.to_owned()) });
        self
    }

    /// Leaves a field out altogether.
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        self
    }

    /// Presses the button with this name and value instead of the main one.
    pub fn press(mut self, name: &str, value: &str) -> Self {
        let button = (name.to_owned(), value.to_owned());
        assert!(
            self.buttons.contains(&button),
            "no button {name}={value}, only {:?}",
            self.buttons
        );
        self.pressed = Some(button);
        self
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// What would be sent for a field.
    pub fn value(&self, name: &str) -> Option<String> {
        self.pairs().into_iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// The values that a choice or the boxes of this name offer.
    pub fn options(&self, name: &str) -> Vec<String> {
        let fields = self.fields.iter().filter(|field| field.name == name);
        fields.flat_map(|field| field.kind.offers()).collect()
    }

    /// The names of all choices, in the page's order.
    pub fn choices(&self) -> Vec<String> {
        self.names(|kind| matches!(kind, Kind::Choice { .. }))
    }

    /// The names of all fields that a person can type into, in the page's order.
    pub fn texts(&self) -> Vec<String> {
        self.names(|kind| matches!(kind, Kind::Text(_)))
    }

    fn names(&self, wanted: impl Fn(&Kind) -> bool) -> Vec<String> {
        self.fields
            .iter()
            .filter(|field| wanted(&field.kind))
            .map(|field| field.name.clone())
            .collect()
    }

    /// Presses the main button, or the one chosen by [`Form::press`]; redirects are not followed.
    pub async fn submit(&self) -> Page {
        let sent = self.try_submit().await;
        sent.unwrap_or_else(|e| panic!("{} {}: {e:?}", self.method, self.action))
    }

    /// Like [`Form::submit`], for a program that may be gone.
    pub async fn try_submit(&self) -> reqwest::Result<Page> {
        let body = self.body();
        if self.method == Method::GET {
            let link = format!("{}?{body}", self.action.split('?').next().unwrap_or_default());
            return self.page.request(Method::GET, &link, None).await;
        }
        self.page.request(Method::POST, &self.action, Some((URLENCODED, body.into_bytes()))).await
    }

    /// The values as they travel (WHATWG URL, `application/x-www-form-urlencoded`).
    pub fn body(&self) -> String {
        Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let main = self.buttons.iter().find(|(name, _)| name.is_empty()).or(self.buttons.first());
        let button = self.pressed.as_ref().or(main).filter(|(name, _)| !name.is_empty());
        let fields = self.fields.iter().filter_map(|f| Some((f.name.clone(), f.kind.sent()?)));
        fields.chain(button.cloned()).collect()
    }

    fn field(&mut self, name: &str) -> &mut Field {
        let names: Vec<String> = self.fields.iter().map(|field| field.name.clone()).collect();
        let found = self.fields.iter_mut().find(|field| field.name == name);
        found.unwrap_or_else(|| panic!("no field {name}, only {names:?}"))
    }

    fn choice(&mut self, name: &str) -> (&[String], &mut Option<usize>) {
        match &mut self.field(name).kind {
            Kind::Choice { options, chosen } => (options, chosen),
            kind => panic!("{name} is no choice: {kind:?}"),
        }
    }

    fn set_box(mut self, name: &str, wanted: Option<&str>, tick: bool) -> Self {
        let boxes = self.fields.iter_mut().filter(|field| field.name == name);
        let found = boxes
            .filter_map(|field| field.kind.as_box())
            .find(|(value, _)| wanted.is_none_or(|w| w == *value));
        *found.unwrap_or_else(|| panic!("no box {name} {wanted:?}")).1 = tick;
        self
    }
}

/// Reads a form with its fields, also those that stand elsewhere and name it by `form=`.
pub(super) fn parse_form(page: &Page, document: &Html, form: ElementRef<'_>) -> Form {
    let enctype = form.attr("enctype").unwrap_or(URLENCODED);
    assert_eq!(enctype, URLENCODED, "a form's encoding on {}", page.path);
    let is_get = !form.attr("method").is_some_and(|m| m.eq_ignore_ascii_case("post"));
    let mut parsed = Form {
        page: page.clone(),
        method: if is_get { Method::GET } else { Method::POST },
        action: form.attr("action").unwrap_or(&page.path).to_owned(),
        fields: Vec::new(),
        buttons: Vec::new(),
        pressed: None,
    };
    let all = parse_selector("input, select, textarea, button");
    let elsewhere = document
        .select(&all)
        .filter(|e| form.attr("id").is_some() && e.attr("form") == form.attr("id"));
    let inside = form.select(&all).filter(|e| e.attr("form").is_none());
    for element in inside.chain(elsewhere).filter(|e| e.attr("disabled").is_none()) {
        parsed.read(element);
    }
    parsed
}

impl Form {
    fn read(&mut self, element: ElementRef<'_>) {
        let of = |attribute| element.attr(attribute).unwrap_or_default().to_owned();
        let (tag, name) = (element.value().name(), of("name"));
        let kind = if tag == "input" { element.attr("type").unwrap_or("text") } else { tag };
        match kind {
            "button" | "submit" => self.buttons.push((name, of("value"))),
            _ if name.is_empty() => {}
            "radio" => self.read_radio(name, of("value"), element.attr("checked").is_some()),
            "checkbox" => {
                let value = element.attr("value").unwrap_or("on").to_owned();
                self.push(name, Kind::Box { value, ticked: element.attr("checked").is_some() });
            }
            "select" => self.push(name, read_select(element)),
            "textarea" => self.push(
                name,
                Kind::Text(element.text().collect::<String>().trim_start_matches('\n').to_owned()),
            ),
            "hidden" => self.push(name, Kind::Hidden(of("value"))),
            _ => self.push(name, Kind::Text(of("value"))),
        }
    }

    fn push(&mut self, name: String, kind: Kind) {
        self.fields.push(Field { name, kind });
    }

    fn read_radio(&mut self, name: String, value: String, checked: bool) {
        if !self.has(&name) {
            self.push(name.clone(), Kind::Choice { options: Vec::new(), chosen: None });
        }
        if let Kind::Choice { options, chosen } = &mut self.field(&name).kind {
            options.push(value);
            *chosen = if checked { Some(options.len() - 1) } else { *chosen };
        }
    }
}
