//! Reading forms that people sent.

use std::marker::PhantomData;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

use super::client::Client;
use super::{Problem, form_token};
use crate::base::Service;
use crate::i18n::Lang;
use crate::ids::SubmissionId;

/// The honeypot: people do not see it, robots fill it in.
pub const HONEYPOT: &str = "website";

/// A form stays good for a week: nobody is hurried (WCAG 2.2.1).
const LONGEST: Duration = Duration::from_hours(7 * 24);

/// A form that trickles in for longer than this is given up, so that it does not hold its place for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// Fields by name, in the order in which they were sent; a name may come several times.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads an URL-encoded body. None where it is no UTF-8 or holds characters that no keyboard types.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let pairs = url::form_urlencoded::parse(body);
        let fields: Vec<_> =
            pairs.map(|(name, value)| (name.into_owned(), clean(&value))).collect();
        let broken = |text: &str| {
            text.contains(|c: char| {
                c == char::REPLACEMENT_CHARACTER || (c.is_control() && c != '\n' && c != '\t')
            })
        };
        let any_broken = fields.iter().any(|(name, value)| broken(name) || broken(value));
        (!any_broken).then_some(Self(fields))
    }

    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// The first value of a field; empty where it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }
}

/// Browsers send line ends as CR LF.
fn clean(value: &str) -> String {
    value.replace("\r\n", "\n")
}

/// A form of service `S` that was given to this browser by this site; anything else is refused before the handler.
pub struct Form<S> {
    pub fields: Fields,
    /// The same for every sending of one filled-in form.
    pub submission: SubmissionId,
    /// Sent faster than a person can; ask to send it once more.
    pub too_fast: bool,
    /// The honeypot is filled: answer as if all were well, and do nothing.
    pub robot: bool,
    /// The language switch was pressed: show the form again in this language, with what was typed.
    pub switch_lang: Option<Lang>,
    service: PhantomData<S>,
}

impl<S: Service> FromRequest for Form<S> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = web::Bytes::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            if !is_form(&request) {
                return Err(Problem::BrokenForm);
            }
            let body = tokio::time::timeout(PATIENCE, body).await;
            let body = body.map_err(|_| Problem::BrokenForm)?.map_err(|_| Problem::TooLarge)?;
            Self::accept(&request, Fields::parse(&body).ok_or(Problem::BrokenForm)?)
        })
    }
}

impl<S: Service> Form<S> {
    fn accept(request: &HttpRequest, fields: Fields) -> Result<Self, Problem> {
        let service = request.app_data::<web::Data<S>>();
        let base = service.ok_or_else(|| Problem::internal("the service is not set up"))?.base();
        let client = Client::of(request, base);
        let token = base.forms.read(client.browser, fields.get("form_token"));
        let form_token::FormToken { submission, issued } = token.ok_or(Problem::FormExpired)?;
        let age = base.clock.now().since(issued);
        if age > LONGEST {
            return Err(Problem::FormExpired);
        }
        Ok(Self {
            submission,
            too_fast: age < base.form_rules.fastest,
            robot: !fields.get(HONEYPOT).is_empty(),
            switch_lang: fields.get("switch_lang").parse().ok(),
            fields,
            service: PhantomData,
        })
    }
}

fn is_form(request: &HttpRequest) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_may_come_several_times() {
        let fields = Fields::parse(b"need=ramp&name=Ay%C5%9Fe&need=quiet+room").expect("a form");
        assert_eq!(fields.all("need").collect::<Vec<_>>(), ["ramp", "quiet room"]);
        assert_eq!(fields.get("need"), "ramp");
        assert_eq!((fields.get("name"), fields.get("other")), ("Ayşe", ""));
        assert!(fields.ticked("need") && !fields.ticked("other"));
    }

    #[test]
    fn line_ends_are_those_of_the_house() {
        let fields = Fields::parse(b"note=one%0D%0Atwo%0Athree%09four").expect("a form");
        assert_eq!(fields.get("note"), "one\ntwo\nthree\tfour");
    }

    #[test]
    fn what_no_keyboard_types_is_refused() {
        for broken in ["name=%FF", "name=%C3", "name=%00", "name=%1B[2J", "name=a%0Db", "%07=x"] {
            assert!(Fields::parse(broken.as_bytes()).is_none(), "{broken}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(body: Vec<u8>) {
            if let Some(fields) = Fields::parse(&body) {
                let clean = |text: &String| !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
                prop_assert!(fields.0.iter().all(|(name, value)| clean(name) && clean(value)));
            }
        }

        #[test]
        fn what_people_type_comes_as_they_typed_it(text in "[\\p{L}\\p{N}\\p{P}\\p{Zs}\n]{0,40}") {
            let body = url::form_urlencoded::Serializer::new(String::new()).append_pair("name", &text).finish();
            let fields = Fields::parse(body.as_bytes()).expect("a form");
            prop_assert_eq!(fields.get("name"), text);
        }
    }
}
