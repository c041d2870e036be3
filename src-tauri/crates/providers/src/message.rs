//! Requests and responses as plain values, in which a secret cannot be shown by accident.

use domain::delivery::Failure;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Map;
use url::{Host, Url};

/// What is asked of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Changes.
    Patch,
    /// Changes, at hosts that call it so.
    Put,
}

/// Whether whoever asks goes on without what they asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// No: without it nothing is known.
    No,
    /// Where the host refuses it, as one of another version does.
    OfHosts,
    /// Also where it refuses the credentials for it, as for what only some accounts have.
    OfAccounts,
}

/// A request, complete but for the way to its host.
#[derive(Debug, Clone)]
pub struct Request {
    /// What is asked.
    pub method: Method,
    /// Where. Never holds a secret.
    pub url: Url,
    /// The whole address where a part of it is the secret; then `url` is what may be shown of it, its host. Only the wire
    /// joins them, through [`Request::target`].
    pub secret_url: Option<SecretString>,
    /// In order; names in lower case.
    pub headers: Vec<(&'static str, Value)>,
    /// A JSON object, if any.
    pub body: Option<Body>,
    /// Whether it only reads, although it is no [`Method::Get`]: a query in a body.
    pub only_reads: bool,
    /// Whether its answer is waited for longer than others: sent again, it might have a second effect.
    pub is_patient: bool,
    /// Whether whoever asks goes on without it where it is refused: then it is answered with [`Response::untold`].
    pub extra: Extra,
    /// Whether its answer is asked for again only where it has changed, and once in a round of reading.
    pub is_kept: bool,
    /// What the reading of the answer must know of the account. No host is told: it comes back among the answer's headers.
    pub asides: Vec<(&'static str, String)>,
}

/// The text of a header.
#[derive(Debug, Clone)]
pub enum Value {
    /// May be shown.
    Plain(String),
    /// Shown as `[REDACTED]`.
    Secret(SecretString),
}

/// A JSON object whose secret members are kept apart until it leaves.
#[derive(Debug, Clone)]
pub struct Body {
    /// What may be shown.
    pub members: Map<String, serde_json::Value>,
    /// What may not.
    pub secrets: Vec<(&'static str, SecretString)>,
}

/// What a host answered, in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As it came, unpacked.
    pub body: Vec<u8>,
}

/// Why there is no response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It certainly never reached the host: no address, no connection, no TLS.
    NotSent,
    /// It left, and the answer was lost or cut off.
    AfterSending,
    /// It was answered, with more than is ever taken; the answer was not read to its end.
    TooLarge,
    /// It was answered, with something that cannot even be unpacked or stored.
    Unreadable(String),
    /// It was kept back here, and why.
    Kept(String),
}

impl Request {
    /// A reading request.
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::Get,
            url,
            secret_url: None,
            headers: Vec::new(),
            body: None,
            only_reads: true,
            is_patient: false,
            is_kept: false,
            extra: Extra::No,
            asides: Vec::new(),
        }
    }

    /// A reading request to an address that is itself a secret: only its host may be shown.
    pub fn get_secret(url: &Url) -> Self {
        Self { secret_url: Some(SecretString::from(url.as_str())), ..Self::get(host_of(url)) }
    }

    /// A creating request.
    pub fn post(url: Url, body: Body) -> Self {
        Self { method: Method::Post, body: Some(body), only_reads: false, ..Self::get(url) }
    }

    /// A creating request to an address that is itself a secret: only its host may be shown.
    pub fn post_secret(url: &Url, body: Body) -> Self {
        Self { secret_url: Some(SecretString::from(url.as_str())), ..Self::post(host_of(url), body) }
    }

    /// A reading request whose question stands in its body.
    pub fn question(url: Url, body: Body) -> Self {
        Self { only_reads: true, ..Self::post(url, body) }
    }

    /// A changing request.
    pub fn patch(url: Url, body: Body) -> Self {
        Self { method: Method::Patch, ..Self::post(url, body) }
    }

    /// A changing request, for hosts that know no other.
    pub fn put(url: Url, body: Body) -> Self {
        Self { method: Method::Put, ..Self::post(url, body) }
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: Value) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same with one more pair in the query.
    #[must_use]
    pub fn query(mut self, key: &str, value: &str) -> Self {
        self.url.query_pairs_mut().append_pair(key, value);
        self
    }

    /// The same, where whoever asks goes on without an answer if the host refuses it.
    #[must_use]
    pub fn extra(self) -> Self {
        Self { extra: Extra::OfHosts, ..self }
    }

    /// The same also where the host refuses the credentials for it: what only some accounts have, it keeps from the others.
    #[must_use]
    pub fn extra_of_some(self) -> Self {
        Self { extra: Extra::OfAccounts, ..self }
    }

    /// Whether whoever asks goes on without an answer after this.
    pub fn goes_without(&self, failure: &Failure) -> bool {
        match failure {
            Failure::Refused(_) => self.extra != Extra::No,
            Failure::Unauthorized => self.extra == Extra::OfAccounts,
            _ => false,
        }
    }

    /// The same, where its answer is waited for longer; what only reads is never worth it.
    #[must_use]
    pub fn patient(self, is_patient: bool) -> Self {
        Self { is_patient: is_patient && self.is_write(), ..self }
    }

    /// The same, where its answer is asked for again only where it has changed.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { is_kept: !self.is_write(), ..self }
    }

    /// The same with something that the reading of the answer must know.
    #[must_use]
    pub fn aside(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.asides.push((name, value.into()));
        self
    }

    /// The answer with what was laid aside for its reading, in place of anything that the host calls by the same name.
    pub fn answered(&self, mut response: Response) -> Response {
        response.headers.retain(|(name, _)| !self.asides.iter().any(|(aside, _)| aside == name));
        let asides = self.asides.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        response.headers.extend(asides);
        response
    }

    /// Where it goes, secret and all; `None` where that would be another host than the one that is shown.
    pub fn target(&self) -> Option<Url> {
        let Some(secret) = &self.secret_url else { return Some(self.url.clone()) };
        Url::parse(secret.expose_secret()).ok().filter(|url| url.origin() == self.url.origin())
    }

    /// Whether a repetition could have a second effect.
    pub fn is_write(&self) -> bool {
        !self.only_reads
    }
}

impl Body {
    /// The members of a JSON object; a value that is no object has none.
    pub fn json(value: serde_json::Value) -> Self {
        let members = match value {
            serde_json::Value::Object(members) => members,
            _ => Map::new(),
        };
        Self { members, secrets: Vec::new() }
    }

    /// The same with a member that is never shown.
    #[must_use]
    pub fn secret(mut self, key: &'static str, secret: SecretString) -> Self {
        self.secrets.push((key, secret));
        self
    }

    /// As it goes out, secrets included.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut members = self.members.clone();
        for (key, secret) in &self.secrets {
            members.insert((*key).to_owned(), secret.expose_secret().into());
        }
        serde_json::Value::Object(members).to_string().into_bytes()
    }
}

impl Response {
    /// The first header of that name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as a value, whatever type it claims to be; `Garbled` where it is none of that form.
    pub fn json<Answer: DeserializeOwned>(&self) -> Result<Answer, Failure> {
        serde_json::from_slice(&self.body).map_err(|error| match self.foreign_type() {
            Some(kind) => Failure::Garbled(format!("it answered with {kind} instead of JSON")),
            // The text of the error may quote the body; its place is enough to look at.
            None => Failure::Garbled(format!(
                "the answer is not of the documented form (line {}, column {})",
                error.line(),
                error.column()
            )),
        })
    }

    /// In place of the answer to what a host refused to tell, and need not.
    pub fn untold() -> Self {
        Self { status: 404, ..Self::default() }
    }

    /// Whether it stands in place of such an answer.
    pub fn is_untold(&self) -> bool {
        *self == Self::untold()
    }

    /// The list under a name, its entries as they came, and the rest of the answer.
    pub fn list(&self, name: &str) -> Result<(Vec<serde_json::Value>, serde_json::Value), Failure> {
        let mut answer: serde_json::Value = self.json()?;
        match answer.get_mut(name).map(serde_json::Value::take) {
            Some(serde_json::Value::Array(entries)) => Ok((entries, answer)),
            _ => Err(Failure::Garbled(format!("the answer has no list of {name}"))),
        }
    }

    /// The type of a body that does not even claim to be JSON: the log-in page of a hotel's network, a proxy's regrets.
    fn foreign_type(&self) -> Option<String> {
        let kind = self.header("content-type")?.split(';').next()?.trim().to_lowercase();
        let is_type =
            kind.len() < 80 && kind.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"/+.-_".contains(&letter));
        (is_type && kind.contains('/') && !kind.contains("json")).then_some(kind)
    }
}

/// The address below a root; each segment is escaped, so that an id cannot lead elsewhere.
pub fn below(root: &Url, segments: &[&str]) -> Url {
    let mut url = root.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// What may be shown of an address that is a secret.
fn host_of(url: &Url) -> Url {
    let mut shown = url.clone();
    shown.set_path("");
    shown.set_query(None);
    shown.set_fragment(None);
    // An address with a host takes both; of one without, nothing is shown but its scheme.
    let _ = (shown.set_username(""), shown.set_password(None));
    shown
}

/// Whether what goes there is encrypted, or stays within this computer.
pub fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_near(url))
}

/// Whether what goes there stays within this computer.
pub fn is_near(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
