//! Where everybody comes together in an incident: its channel, its bridge, its phone line, and the place to go to where the
//! chat itself is down.

use serde::{Deserialize, Serialize};

use crate::id::IncidentId;

/// The places to come to; each may be missing. In the workspace they may have holes for the incident.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Rally {
    /// The channel of the chat: `#inc-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The bridge: an address, or a room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bridge: Option<String>,
    /// The phone line, with its PIN if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where to come together when the chat is down: another number, a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<String>,
}

/// What a hole of the workspace's rally can be filled with: the incident's id, and the number in it.
pub const HOLES: [&str; 2] = ["id", "number"];

/// The longest text of one place, in characters: it is read out on the phone.
pub const LONGEST_PLACE: usize = 200;

/// Keys in an address that hand a secret to whoever has the address.
const SECRET_KEYS: [&str; 12] = [
    "pwd",
    "pass",
    "passwd",
    "password",
    "passcode",
    "passphrase",
    "pin",
    "token",
    "key",
    "secret",
    "sig",
    "signature",
];

impl Rally {
    /// Whether no place is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Its places with their holes filled in for an incident. Chats write channels small.
    #[must_use]
    pub fn filled(&self, incident: &IncidentId) -> Self {
        let number = incident.as_str().rsplit('-').next().unwrap_or_default();
        let fill = |text: &Option<String>, id: &str| {
            text.as_ref().map(|text| text.replace("{{id}}", id).replace("{{number}}", number))
        };
        let id = incident.as_str();
        Self {
            channel: fill(&self.channel, &id.to_lowercase()),
            bridge: fill(&self.bridge, id),
            phone: fill(&self.phone, id),
            fallback: fill(&self.fallback, id),
        }
    }

    /// The places after a change: what is not given stays, what is given empty is known no more.
    #[must_use]
    pub fn changed(&self, change: &Self) -> Self {
        let place = |before: &Option<String>, given: &Option<String>| match given.as_deref() {
            None => before.clone(),
            Some(text) => Some(one_line(text)).filter(|text| !text.is_empty()),
        };
        Self {
            channel: place(&self.channel, &change.channel),
            bridge: place(&self.bridge, &change.bridge),
            phone: place(&self.phone, &change.phone),
            fallback: place(&self.fallback, &change.fallback),
        }
    }

    /// Each place with its name, in the order in which one looks for the others.
    pub fn places(&self) -> [(&'static str, Option<&str>); 4] {
        [
            ("channel", self.channel.as_deref()),
            ("bridge", self.bridge.as_deref()),
            ("phone", self.phone.as_deref()),
            ("fallback", self.fallback.as_deref()),
        ]
    }

    /// Where to come while the chat works: `#inc-12, https://meet.example/12, phone +31 20 555 0100`; empty where nothing is known.
    pub fn usual(&self) -> String {
        let phone = self.phone.as_ref().map(|phone| format!("phone {phone}"));
        let places = [self.channel.clone(), self.bridge.clone(), phone];
        places.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a text may not stand as a place, as a sentence; none where it may. The text itself is never repeated: it may hold a secret.
pub fn fault(text: &str) -> Option<&'static str> {
    if text.chars().count() > LONGEST_PLACE {
        return Some("This is too long to be read out. Give the address or the number alone.");
    }
    let addresses = text.split_whitespace().filter_map(|word| word.split_once("://"));
    for (scheme, rest) in addresses {
        if !scheme.trim_start_matches(['(', '<', '"']).eq_ignore_ascii_case("https") {
            return Some("An address of a bridge begins with `https://`: nobody on the way reads along.");
        }
        if holds_a_secret(rest) {
            return Some(
                "This address has a secret in it, and it is read by many. Give the address without it, and a PIN in words beside \
                 it.",
            );
        }
    }
    None
}

/// Whether an address, without its scheme, has a password before its host, or hands one over by its query.
fn holds_a_secret(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return true;
    }
    let Some((_, asked)) = rest.split_once(['?', '#']) else { return false };
    let keys = asked.split(['&', ';', '?', '#']).filter_map(|pair| pair.split_once('='));
    keys.map(|(key, _)| key.to_lowercase().replace('-', "_"))
        .any(|key| SECRET_KEYS.iter().any(|secret| key == *secret || key.ends_with(&format!("_{secret}"))))
}

/// The holes of a text that an incident cannot fill, without their braces.
pub fn unknown_holes(text: &str) -> Vec<&str> {
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let (name, behind) = after.split_once("}}").unwrap_or((after, ""));
        if !HOLES.contains(&name) {
            unknown.push(name.trim());
        }
        rest = behind;
    }
    unknown
}
