//! Cachet's answers, which have the form of JSON:API: entries with their attributes, and beside them what was asked to be included.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::account::Account;
use crate::capability::{Part, Step};
use crate::message::{Request, Response};

/// An answer: one entry, or one part of a list.
#[derive(Deserialize)]
pub(super) struct Document {
    data: Value,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    included: Vec<Value>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    links: Links,
}

#[derive(Deserialize, Default)]
struct Links {
    next: Option<Value>,
}

/// An entry.
#[derive(Deserialize)]
pub(super) struct Entry<Attributes> {
    pub(super) id: String,
    pub(super) attributes: Attributes,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    relationships: BTreeMap<String, Relationship>,
}

#[derive(Deserialize)]
struct Relationship {
    /// A pointer, a list of them, or nothing.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    data: Value,
}

impl Document {
    /// The answer.
    pub(super) fn of(response: &Response) -> Result<Self, Failure> {
        response.json()
    }

    /// Whether the list goes on.
    pub(super) fn goes_on(&self) -> bool {
        self.links.next.is_some()
    }

    /// The only entry.
    pub(super) fn one<Attributes: DeserializeOwned>(&self) -> Result<Entry<Attributes>, Failure> {
        Entry::deserialize(&self.data)
            .map_err(|_| Failure::Garbled("an entry is not of the documented form".to_owned()))
    }

    /// The entries of a list, each read for itself, and where the list goes on.
    pub(super) fn part<Attributes: DeserializeOwned, Item>(
        &self,
        step: &Step,
        read: impl Fn(Entry<Attributes>) -> Result<Item, Failure>,
    ) -> Result<Part<Item>, Failure> {
        self.part_of_each(step, |entry| Ok(vec![read(entry)?]))
    }

    /// The same, where an entry may be left out.
    pub(super) fn part_of_each<Attributes: DeserializeOwned, Item>(
        &self,
        step: &Step,
        read: impl Fn(Entry<Attributes>) -> Result<Vec<Item>, Failure>,
    ) -> Result<Part<Item>, Failure> {
        let entries = self.data.as_array().ok_or_else(|| Failure::Garbled("the answer has no list".to_owned()))?;
        Ok(Part::of_each(entries.clone(), read).then(self.next(step)))
    }

    /// Where the list goes on.
    pub(super) fn next(&self, step: &Step) -> Option<Step> {
        self.goes_on().then(|| step.at((page(step) + 1).to_string()))
    }

    /// What an entry is related to by that name, as far as it was included and has its form.
    pub(super) fn related<Attributes: DeserializeOwned>(
        &self,
        entry: &Entry<impl Sized>,
        name: &str,
    ) -> Vec<Entry<Attributes>> {
        let pointers = match entry.relationships.get(name).map(|relationship| &relationship.data) {
            Some(Value::Array(pointers)) => pointers.as_slice(),
            Some(pointer @ Value::Object(_)) => std::slice::from_ref(pointer),
            _ => &[],
        };
        let included = |pointer: &Value| {
            let is_it = |other: &&Value| other["type"] == pointer["type"] && other["id"] == pointer["id"];
            self.included.iter().find(is_it).and_then(|found| Entry::deserialize(found).ok())
        };
        pointers.iter().filter_map(included).collect()
    }
}

/// Which part of a list, counted from one.
fn page(step: &Step) -> u64 {
    step.offset().max(1)
}

/// One part of a list, with what is to be included.
pub(super) fn ask(account: &Account, step: &Step, include: &str) -> Result<Request, Failure> {
    let request = super::read(account, &[step.what])?;
    let request = if include.is_empty() { request } else { request.query("include", include) };
    Ok(request.query("per_page", super::LIMIT).query("page", &page(step).to_string()))
}
