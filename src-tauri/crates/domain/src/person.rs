//! People and how to reach them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::id::{ConnectionId, HolidayCalendarId, PersonId};

/// How a person is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum ContactKind {
    /// A voice call; the value is a phone number.
    Phone,
    /// A text message; the value is a phone number.
    Sms,
    /// The value is an address.
    Email,
    /// The value is a handle.
    Chat,
}

/// One way to reach a person, in the order in which the person wants it tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ContactMeans {
    /// What kind.
    pub kind: ContactKind,
    /// Number, address or handle.
    pub value: String,
}

/// A person of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// `priya`
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// What they do: `Database engineer`.
    pub title: String,
    /// Where they are, for people: `Bengaluru`.
    pub city: String,
    /// Where they are, for clocks.
    pub time_zone: Tz,
    /// Ways to reach them, first choice first.
    pub contact: Vec<ContactMeans>,
    /// Language tags: `en`, `hi`.
    pub languages: Vec<String>,
    /// What they may do: `lead-sev1`.
    pub qualifications: Vec<String>,
    /// What providers call them, by connection: for those whose address differs there, or is not told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub provider_ids: BTreeMap<ConnectionId, String>,
    /// The calendars of their public holidays: of where they live, or of what they keep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<HolidayCalendarId>,
    /// When somebody last checked the contact means.
    pub last_verified: Option<NaiveDate>,
}

impl Person {
    /// The first phone number, the thing to dial when the pager is down.
    pub fn phone(&self) -> Option<&str> {
        self.contact.iter().find(|means| means.kind == ContactKind::Phone).map(|means| means.value.as_str())
    }

    /// The first address: by it the same person is found at a provider.
    pub fn email(&self) -> Option<&str> {
        self.contact.iter().find(|means| means.kind == ContactKind::Email).map(|means| means.value.as_str())
    }
}
