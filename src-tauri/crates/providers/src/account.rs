//! One configured account as a provider's functions see it: options, secrets, and the signature of its requests.

use std::collections::BTreeMap;
use std::fmt;

use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::span::Instant;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::form::{Field, YES};
use crate::message::{Request, Value};
use crate::redaction::Redaction;

/// The secrets of one connection by the key of their field, as the keychain gave them.
pub type Secrets = BTreeMap<String, SecretString>;

/// How a request proves who sends it.
#[derive(Debug, Clone, Copy)]
pub enum Auth {
    /// It need not.
    Open,
    /// A secret in a header.
    Header {
        /// The header, in lower case.
        name: &'static str,
        /// What stands before the secret: `Bearer `.
        before: &'static str,
        /// The key of the secret field.
        field: &'static str,
    },
    /// In a way of the provider's own: several headers, or a signature of the request.
    Own(fn(&Account, Request) -> Result<Request, Failure>),
}

/// One configured account at a provider.
pub struct Account<'a> {
    /// Which.
    pub connection: &'a Connection,
    /// When it is used: some signatures hold for seconds only.
    pub now: Instant,
    fields: &'static [Field],
    auth: Auth,
    secrets: &'a Secrets,
}

impl<'a> Account<'a> {
    /// An account whose options are read with the given form.
    pub fn open(
        connection: &'a Connection,
        fields: &'static [Field],
        auth: Auth,
        secrets: &'a Secrets,
        now: Instant,
    ) -> Self {
        Self { connection, now, fields, auth, secrets }
    }

    /// The option of that key, or the form's default; never empty.
    pub fn option(&self, key: &str) -> Option<&str> {
        let given = self.connection.options.get(key).map(|text| text.trim()).filter(|text| !text.is_empty());
        given.or_else(|| self.field(key).and_then(|field| field.default))
    }

    /// The option of that key; `Refused` with what to fill in where it is missing.
    pub fn required(&self, key: &str) -> Result<&str, Failure> {
        self.option(key).ok_or_else(|| {
            let label = self.field(key).map_or(key, |field| field.label);
            Failure::Refused(format!("The connection `{}` lacks its `{label}`. Fill in `{key}`.", self.connection.id))
        })
    }

    /// Whether the option of that key says yes.
    pub fn is_on(&self, key: &str) -> bool {
        self.option(key).is_some_and(|text| YES.contains(&text))
    }

    /// The secret of that key; `Unauthorized` where the keychain has none, or none that could be sent.
    pub fn secret(&self, key: &str) -> Result<SecretString, Failure> {
        let secret = self.secrets.get(key).ok_or(Failure::Unauthorized)?;
        let text = secret.expose_secret().trim();
        // A pasted line break or a typographic quote would never be accepted, and cannot stand in a header.
        if text.is_empty() || !text.chars().all(|letter| letter.is_ascii_graphic() || letter == ' ') {
            return Err(Failure::Unauthorized);
        }
        Ok(SecretString::from(text.to_owned()))
    }

    /// The address in the option of that key, or the given one. `Refused` where it is none.
    pub fn address(&self, key: &str, otherwise: &str) -> Result<Url, Failure> {
        let text = self.option(key).unwrap_or(otherwise);
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "https" | "http") && url.has_host() => Ok(url),
            _ => Err(Failure::Refused(format!("`{text}` is no web address. Correct `{key}` of the connection."))),
        }
    }

    /// The request with the proof of who sends it.
    pub fn sign(&self, request: Request) -> Result<Request, Failure> {
        match self.auth {
            Auth::Open => Ok(request),
            Auth::Own(sign) => sign(self, request),
            Auth::Header { name, before, field } => {
                let secret = self.secret(field)?;
                let value = SecretString::from(format!("{before}{}", secret.expose_secret()));
                Ok(request.header(name, Value::Secret(value)))
            }
        }
    }

    /// The fields of its provider's form.
    pub fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// What takes the secrets of this account out of a host's words.
    pub fn redaction(&self) -> Redaction {
        Redaction::of(self.secrets.values())
    }

    fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// Without the secrets.
impl fmt::Debug for Account<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Account").field("connection", &self.connection.id).finish_non_exhaustive()
    }
}
