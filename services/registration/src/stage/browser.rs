//! A browser: it keeps cookies, reads a form's hidden fields, and stays where it is led.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;

use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::Service;
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::test::{self, TestRequest};
use futures_util::future::LocalBoxFuture;

/// Answers a request.
pub type Call = Rc<dyn Fn(TestRequest) -> LocalBoxFuture<'static, Answer>>;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub html: String,
    cookies: Vec<Cookie<'static>>,
}

/// `to_request` is [`TestRequest::to_request`]; actix does not name what that gives.
pub(super) fn call<S, R, B>(http: Rc<S>, to_request: fn(TestRequest) -> R) -> Call
where
    R: 'static,
    S: Service<R, Response = ServiceResponse<B>, Error = actix_web::Error> + 'static,
    B: MessageBody + 'static,
{
    Rc::new(move |request| {
        let http = Rc::clone(&http);
        Box::pin(async move {
            let response = test::call_service(&*http, to_request(request)).await;
            let text = |value: &header::HeaderValue| {
                String::from_utf8_lossy(value.as_bytes()).into_owned()
            };
            let headers = response.headers().iter();
            Answer {
                status: response.status().as_u16(),
                headers: headers.map(|(name, value)| (name.to_string(), text(value))).collect(),
                cookies: response.response().cookies().map(Cookie::into_owned).collect(),
                html: String::from_utf8_lossy(&test::read_body(response).await).into_owned(),
            }
        })
    })
}

/// The fields of a form, by name.
pub type Fields = Vec<(String, String)>;

pub struct Browser {
    call: Call,
    address: SocketAddr,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl Browser {
    pub(super) fn new(call: Call, address: [u8; 4]) -> Self {
        Self { call, address: (address, 50_000).into(), cookies: RefCell::default() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    /// Sends fields as a form.
    pub async fn post(&self, path: &str, fields: &Fields) -> Answer {
        self.send(TestRequest::post().uri(path).set_form(fields)).await
    }

    /// Opens the page of a form and fills it in.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Fields {
        let mut form = self.get(path).await.token();
        form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        form
    }

    /// Opens the page of a form, fills it in and sends it.
    pub async fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.form(path, fields).await;
        self.post(path, &form).await
    }

    /// Opens a page and sends one of its forms, wherever that leads.
    pub async fn fill_from(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = self.get(page).await.token();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(action, &all).await
    }

    /// An empty one is a cookie taken back.
    pub fn keep_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().remove(name);
        if !value.is_empty() {
            self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
    }

    async fn send(&self, request: TestRequest) -> Answer {
        let mut request = request.peer_addr(self.address);
        for (name, value) in self.cookies.borrow().iter() {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        let answer = (self.call)(request).await;
        for cookie in &answer.cookies {
            self.keep_cookie(cookie.name(), cookie.value());
        }
        answer
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A cookie that came with the answer, with its attributes.
    pub fn cookie(&self, name: &str) -> String {
        let cookie = self.cookies.iter().find(|cookie| cookie.name() == name);
        cookie.expect("a cookie of this name").to_string()
    }

    /// The hidden token of the page's main form, or of any, as the first of the fields to send.
    pub fn token(&self) -> Fields {
        let start = "name=\"form_token\" value=\"";
        let form = self.html.split("id=\"main-form\"").nth(1).unwrap_or(&self.html);
        let token = form.split(start).nth(1).and_then(|rest| rest.split('"').next());
        vec![("form_token".to_owned(), token.expect("a token").to_owned())]
    }

    /// Whether the page shows a text, without Fluent's marks around what was put in.
    pub fn shows(&self, text: &str) -> bool {
        self.html.replace(['\u{2068}', '\u{2069}'], "").contains(text)
    }
}
