//! The only file that does HTTP: pooled connections, strict limits, no redirects, and errors without addresses.
//!
//! What it must be able to tell is whether a request can have reached its host: that decides between trying again and
//! looking first. It never tries again by itself.

use std::error::Error as _;
use std::io::{self, ErrorKind};
use std::time::Duration;

use reqwest::ClientBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use secrecy::ExposeSecret;

use crate::Error;
use crate::message::{Method, Request, Response, Trouble, Value, is_near, is_private};

/// Hosts give lists by the hundred, and rendered schedules in them weigh some 100 kB each where shifts are short. Taken apart, an
/// answer takes some eight times its size in memory, which is why it is not more. A list that weighs more all the same is asked for
/// in smaller parts.
const LARGEST: usize = 16 * 1024 * 1024;

/// How long and how much the wire bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Without a single byte: until the answer begins, and between two parts of it.
    pub silence: Duration,
    /// From the start to the last byte of the answer.
    pub whole: Duration,
    /// The same two of what must not be sent again before somebody looked ([`Request::is_patient`]): a host that is slow is
    /// better waited for, as long as the proxies before hosts wait.
    pub patience: Duration,
    /// Bytes of an unpacked answer.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(5), silence: seconds(10), whole: seconds(20), patience: seconds(75), body: LARGEST }
    }
}

/// The way to all hosts. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Wire {
    /// To the world, through the proxy that the environment names, if any.
    world: reqwest::Client,
    /// To this computer, never through a proxy: what is not encrypted must not leave it.
    near: reqwest::Client,
    limits: Limits,
}

impl Wire {
    /// A wire with the given limits. Honours `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, as they are now.
    pub fn open(limits: Limits) -> Result<Self, Error> {
        // Whoever came first has installed the same; a second installation has no effect.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let open = |builder: ClientBuilder| {
            let client = builder.build();
            client.map_err(|error| Error::Wire(error.without_url().to_string()))
        };
        Ok(Self { world: open(client(limits))?, near: open(client(limits).no_proxy())?, limits })
    }

    /// Sends once, and reads the whole answer.
    pub async fn send(&self, request: &Request) -> Result<Response, Trouble> {
        let Some(url) = request.target() else {
            return Err(Trouble::Kept("The secret address leads to another host than the one that is shown.".into()));
        };
        if !is_private(&url) {
            return Err(Trouble::Kept(
                "A token never travels unencrypted. Use https in the connection's address.".into(),
            ));
        }
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Patch => reqwest::Method::PATCH,
            Method::Put => reqwest::Method::PUT,
        };
        let client = if is_near(&url) { &self.near } else { &self.world };
        let mut builder = client.request(method, url).headers(headers(request)?);
        if let Some(body) = &request.body {
            builder = builder.header(CONTENT_TYPE, "application/json").body(body.to_bytes());
        }
        let Limits { silence, whole, patience, .. } = self.limits;
        let (silence, whole) = if request.is_patient { (patience, patience) } else { (silence, whole) };
        let answer = in_time(silence, builder.timeout(whole).send(), trouble).await?;
        self.read(answer, silence).await
    }

    async fn read(&self, mut answer: reqwest::Response, silence: Duration) -> Result<Response, Trouble> {
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = answer.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        let mut response = Response { status: answer.status().as_u16(), headers, body: Vec::new() };
        while let Some(chunk) = in_time(silence, answer.chunk(), cut_off).await? {
            if response.body.len() + chunk.len() > self.limits.body {
                return Err(Trouble::TooLarge);
            }
            response.body.extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

/// What comes within that time; a connection that does not stand by then was given up before.
async fn in_time<Part>(
    silence: Duration,
    part: impl Future<Output = Result<Part, reqwest::Error>>,
    trouble: impl Fn(&reqwest::Error) -> Trouble,
) -> Result<Part, Trouble> {
    match tokio::time::timeout(silence, part).await {
        Ok(part) => part.map_err(|error| trouble(&error)),
        Err(_) => Err(Trouble::AfterSending),
    }
}

fn client(limits: Limits) -> ClientBuilder {
    reqwest::Client::builder()
        .user_agent(concat!("Bridgewatch/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .pool_idle_timeout(Duration::from_secs(30))
        // A redirected write may have been applied, and a token must never reach another host.
        .redirect(Policy::none())
        // The caller decides about repetition, by what the provider declares.
        .retry(reqwest::retry::never())
        .referer(false)
}

fn headers(request: &Request) -> Result<HeaderMap, Trouble> {
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        let (text, is_secret) = match value {
            Value::Plain(text) => (text.as_str(), false),
            Value::Secret(secret) => (secret.expose_secret(), true),
        };
        let mut value = HeaderValue::from_str(text)
            .map_err(|_| Trouble::Kept(format!("The header `{name}` has letters that cannot be sent.")))?;
        value.set_sensitive(is_secret);
        headers.append(*name, value);
    }
    Ok(headers)
}

/// Whether it can have reached the host.
fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_connect() || error.is_builder() { Trouble::NotSent } else { Trouble::AfterSending }
}

/// Why an answer ended before its end: bytes that mean nothing, or none any more.
fn cut_off(error: &reqwest::Error) -> Trouble {
    let mut cause = error.source();
    while let Some(error) = cause {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if matches!(kind, Some(ErrorKind::InvalidData | ErrorKind::InvalidInput)) {
            return Trouble::Unreadable("the answer cannot be unpacked".to_owned());
        }
        cause = error.source();
    }
    Trouble::AfterSending
}
