//! Takes an account's secrets out of what a host says: one that echoes a request must not put its token on a screen.
//!
//! A secret is found in any case of letters, with anything between them that no secret has (line breaks, letters without
//! width), behind the escapes of addresses, JSON and HTML, as hex, and inside base64 of any text that holds it: a whole
//! header, or a user's name before it. Of a secret that is an address, what makes it one is found by itself. Nothing is cut before this, so no half of one is left either.

mod address;
mod escape;
mod form;
mod reading;

use std::ops::Range;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::message::Response;
use reading::Reading;

/// Stands where a secret was. No secret has this letter, so nothing around it can become one.
const MASK: &str = "•••";

/// The secrets of one account, in all forms in which they could come back.
#[derive(Debug)]
pub struct Redaction {
    forms: Vec<SecretString>,
}

impl Redaction {
    /// Of these secrets. One of fewer than six letters is not looked for: it would be found in ordinary words.
    pub fn of<'a>(secrets: impl IntoIterator<Item = &'a SecretString>) -> Self {
        let texts = secrets.into_iter().flat_map(|secret| {
            let text = secret.expose_secret().trim();
            address::secrets(text).into_iter().chain([text.to_owned()])
        });
        let mut forms: Vec<String> = texts.flat_map(|text| form::all(&text)).collect();
        forms.sort();
        forms.dedup();
        Self { forms: forms.into_iter().map(SecretString::from).collect() }
    }

    /// The response without them: in its headers and in every text of its body.
    #[must_use]
    pub fn response(&self, mut response: Response) -> Response {
        for (_, value) in &mut response.headers {
            self.clear(value);
        }
        if let Ok(mut value) = serde_json::from_slice::<Value>(&response.body) {
            if self.clear_all(&mut value) {
                response.body = value.to_string().into_bytes();
            }
        } else {
            let mut text = String::from_utf8_lossy(&response.body).into_owned();
            if self.clear(&mut text) {
                response.body = text.into_bytes();
            }
        }
        response
    }

    /// A text without them.
    #[must_use]
    pub fn text(&self, mut text: String) -> String {
        self.clear(&mut text);
        text
    }

    /// Clears every text of a value, the names of its members too; says whether there was anything to clear.
    fn clear_all(&self, value: &mut Value) -> bool {
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
            Value::String(text) => self.clear(text),
            Value::Array(items) => {
                let mut found = false;
                for item in items {
                    found |= self.clear_all(item);
                }
                found
            }
            Value::Object(members) => {
                let mut found = false;
                let cleared = std::mem::take(members).into_iter().map(|(mut name, mut value)| {
                    found |= self.clear(&mut name);
                    found |= self.clear_all(&mut value);
                    (name, value)
                });
                *members = cleared.collect();
                found
            }
        }
    }

    /// Clears one text; says whether there was anything to clear.
    fn clear(&self, text: &mut String) -> bool {
        let reading = Reading::of(text);
        let forms: Vec<&str> = self.forms.iter().map(ExposeSecret::expose_secret).collect();
        let mut places = reading.places_behind_escapes(&forms);
        places.extend(forms.into_iter().flat_map(|form| reading.places(form)));
        if places.is_empty() {
            return false;
        }
        *text = masked(text, places);
        true
    }
}

/// The text with each of the places hidden; those that overlap become one.
fn masked(text: &str, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|place| place.start);
    let (mut clean, mut at) = (String::new(), 0);
    for place in places {
        if place.start >= at {
            clean.extend([&text[at..place.start], MASK]);
        }
        at = at.max(place.end);
    }
    clean.push_str(&text[at..]);
    clean
}
