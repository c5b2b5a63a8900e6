//! A person with a browser that has no JavaScript.

mod field;
mod form;
mod outline;
mod page;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, RwLock};

pub use form::Form;
pub use page::Page;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HOST, HeaderMap, HeaderValue, ORIGIN};
use reqwest::{Client, Method, redirect};

use crate::wait::PATIENCE;

/// How many redirects a browser follows before it gives up.
const REDIRECTS: usize = 5;

/// Where the program listens now; a restart changes it for every browser.
#[derive(Clone, Debug, Default)]
pub struct Address(Arc<RwLock<String>>);

impl Address {
    /// `http://127.0.0.1:PORT`, or empty while nothing listens.
    pub fn get(&self) -> String {
        self.0.read().expect("no writer panics").clone()
    }

    pub fn set(&self, url: &str) {
        *self.0.write().expect("no reader panics") = url.to_owned();
    }
}

fn client(address: Option<Ipv4Addr>) -> Client {
    let client = Client::builder()
        .cookie_store(true)
        .redirect(redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .timeout(PATIENCE)
        .local_address(address.map(IpAddr::V4))
        .no_proxy()
        .build();
    client.expect("a client without TLS needs nothing from the system")
}

/// A browser with cookies of its own. Clones are tabs of the same browser.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    address: Address,
    /// The origin in links and mails, which stays when the port changes.
    public_url: String,
    headers: HeaderMap,
}

impl Browser {
    /// A browser at `address`, where the program calls itself `public_url`.
    pub fn new(address: Address, public_url: &str) -> Self {
        let (client, public_url) = (client(None), public_url.to_owned());
        let host =
            public_url.split_once("://").map_or(public_url.clone(), |(_, host)| host.to_owned());
        let browser = Self { client, address, public_url, headers: HeaderMap::new() };
        browser.with(HOST.as_str(), &host).with(ACCEPT_LANGUAGE.as_str(), "de")
    }

    /// The browser is at this address of the loopback interface; its cookies are gone.
    pub fn at(self, address: Ipv4Addr) -> Self {
        Self { client: client(Some(address)), ..self }
    }

    /// The browser is where the trusted proxy says; its cookies are gone.
    pub fn from(self, client_ip: &str) -> Self {
        Self { client: client(None), ..self }.with("x-forwarded-for", client_ip)
    }

    /// The same browser, cookies included, looking at another process.
    pub fn via(&self, process: &str) -> Self {
        let address = Address::default();
        address.set(process);
        Self { address, ..self.clone() }
    }

    /// The browser asks for this language.
    pub fn in_language(self, language: &str) -> Self {
        self.with(ACCEPT_LANGUAGE.as_str(), language)
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, HeaderValue::from_str(value).expect("a header's value"));
        self
    }

    /// Gets a page, without following redirects. `link` is a path or a whole link from a mail.
    pub async fn open(&self, link: &str) -> Page {
        self.send(Method::GET, link, None).await.unwrap_or_else(|e| panic!("GET {link}: {e:?}"))
    }

    /// Gets a page, if there is a program to give it.
    pub async fn open_if_up(&self, link: &str) -> Option<Page> {
        self.send(Method::GET, link, None).await.ok()
    }

    /// Gets a page and follows redirects.
    pub async fn visit(&self, link: &str) -> Page {
        self.open(link).await.landed().await
    }

    /// Posts a body that no form made.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: Vec<u8>) -> Page {
        let sent = self.send(Method::POST, path, Some((content_type, body))).await;
        sent.unwrap_or_else(|e| panic!("POST {path}: {e:?}"))
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        link: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> reqwest::Result<Page> {
        let path = self.path_of(link);
        let url = format!("{}{path}", self.address.get());
        let mut request = self.client.request(method, url).headers(self.headers.clone());
        if let Some((content_type, body)) = body {
            request = request
                .header(ORIGIN, &self.public_url)
                .header(CONTENT_TYPE, content_type)
                .body(body);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let html = String::from_utf8_lossy(&response.bytes().await?).into_owned();
        Ok(Page { browser: self.clone(), path, status, headers, html })
    }

    /// The path of a link to this program.
    ///
    /// # Panics
    /// When the link leads elsewhere.
    pub(crate) fn path_of(&self, link: &str) -> String {
        let own = [self.public_url.clone(), self.address.get()];
        let stripped = own
            .iter()
            .filter(|o| !o.is_empty())
            .find_map(|origin| link.strip_prefix(origin.as_str()));
        match stripped {
            Some("") => "/".to_owned(),
            Some(path) => path.to_owned(),
            None if link.starts_with('/') => link.to_owned(),
            None => panic!("{link} leads away from {}", self.public_url),
        }
    }
}
