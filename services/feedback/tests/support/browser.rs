//! The site, and browsers that keep cookies and fill in forms.

use std::collections::BTreeMap;
use std::rc::Rc;

use actix_http::Request;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::Cookie;
use actix_web::dev::ServiceResponse;
use actix_web::middleware::from_fn;
use actix_web::{App, test, web};
use feedback::Service;
use futures_util::future::LocalBoxFuture;
use shared::Base;
use shared::process::Running;
use shared::web::frame;

type Serve = dyn Fn(Request) -> LocalBoxFuture<'static, ServiceResponse<BoxBody>>;

#[derive(Clone)]
pub struct Site(Rc<Serve>);

impl Site {
    pub async fn new(base: &Base, service: &Service) -> Self {
        let app = App::new()
            .app_data(web::Data::new(base.clone()))
            .wrap(from_fn(frame::frame))
            .configure(service.routes());
        let app = Rc::new(test::init_service(app).await);
        let serve = move |request| -> LocalBoxFuture<'static, _> {
            let app = app.clone();
            Box::pin(async move { test::call_service(&*app, request).await.map_into_boxed_body() })
        };
        Self(Rc::new(serve))
    }

    /// A new browser, of a German reader.
    pub fn browser(&self) -> Browser {
        Browser { site: self.clone(), cookies: BTreeMap::new() }
    }
}

#[derive(Clone)]
pub struct Browser {
    site: Site,
    cookies: BTreeMap<String, String>,
}

/// A response that was read. A header that came several times is one text of several lines.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub html: String,
}

/// The fields of a form in the order in which they are sent.
#[derive(Debug, Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }
}

impl Browser {
    pub fn keep(&mut self, cookie: &Cookie<'_>) {
        self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(test::TestRequest::get().uri(path)).await
    }

    pub async fn post(&mut self, path: &str, form: Form) -> Answer {
        self.send(test::TestRequest::post().uri(path).set_form(form.0)).await
    }

    /// The response with its body still to come.
    pub async fn open(&mut self, path: &str) -> ServiceResponse<BoxBody> {
        let request = test::TestRequest::get().uri(path);
        (self.site.0)(self.with_cookies(request).to_request()).await
    }

    async fn send(&mut self, request: test::TestRequest) -> Answer {
        let response = (self.site.0)(self.with_cookies(request).to_request()).await;
        for cookie in response.response().cookies() {
            self.keep(&cookie);
        }
        Answer::read(response).await
    }

    fn with_cookies(&self, request: test::TestRequest) -> test::TestRequest {
        let cookies = self.cookies.iter();
        cookies.fold(request, |request, (name, value)| request.cookie(Cookie::new(name, value)))
    }
}

impl Answer {
    async fn read(response: ServiceResponse<BoxBody>) -> Self {
        let mut headers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (name, value) in response.headers() {
            headers.entry(name.to_string()).or_default().push(value.to_str().expect("ASCII"));
        }
        let headers = headers.into_iter().map(|(name, all)| (name, all.join("\n"))).collect();
        let status = response.status();
        let body = response.into_body().try_into_bytes().expect("a page in one piece");
        let html = String::from_utf8(body.to_vec()).expect("UTF-8");
        // Fluent sets what it inserts apart, for texts of mixed directions (Unicode UAX 9, isolates).
        let html = html.replace(['\u{2068}', '\u{2069}'], "");
        Self { status: status.as_u16(), headers, html }
    }

    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.html);
        self
    }

    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", String::as_str)
    }

    /// The page's form with its hidden token.
    pub fn form(&self) -> Form {
        Form::default().with("form_token", &self.after("name=\"form_token\" value=\""))
    }

    /// How many answers the page of results shows.
    pub fn answers_shown(&self) -> usize {
        self.after("data-answers=\"").parse().expect("a number")
    }

    /// What stands between some text and the next quotation mark.
    pub fn after(&self, start: &str) -> String {
        let found = self.html.split_once(start).and_then(|(_, rest)| rest.split_once('"'));
        found.unwrap_or_else(|| panic!("no {start} in {}", self.html)).0.to_owned()
    }

    pub fn says(&self, text: &str) -> bool {
        self.html.contains(text)
    }
}

/// A response whose body comes bit by bit.
pub struct Stream(std::pin::Pin<Box<BoxBody>>);

impl Stream {
    pub fn of(response: ServiceResponse<BoxBody>) -> Self {
        Self(Box::pin(response.into_body()))
    }

    /// The next message, if one comes in time.
    pub async fn within(&mut self, span: std::time::Duration) -> Option<String> {
        let next = std::future::poll_fn(|cx| self.0.as_mut().poll_next(cx));
        let bytes = tokio::time::timeout(span, next).await.ok()??.expect("a body");
        Some(String::from_utf8(bytes.to_vec()).expect("UTF-8"))
    }

    pub async fn has_ended(&mut self) -> bool {
        std::future::poll_fn(|cx| self.0.as_mut().poll_next(cx)).await.is_none()
    }
}
