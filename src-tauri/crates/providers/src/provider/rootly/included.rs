//! What stands beside the entries of an answer: people, and how they are reached. How its kinds are called, the
//! specification leaves open, so that they are told by what they have.

use std::collections::HashMap;

use domain::person::{ContactKind, ContactMeans};
use serde::Deserialize;
use serde_json::Value;

use super::id_text;
use crate::capability::RemotePerson;

/// The attributes of a user.
#[derive(Deserialize)]
pub(super) struct User {
    email: Option<String>,
    full_name: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    time_zone: Option<String>,
}

impl User {
    /// Them, with this id.
    pub(super) fn person(self, id: String) -> RemotePerson {
        let parts = [self.first_name, self.last_name].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let names = [self.full_name.unwrap_or_default(), parts, self.email.clone().unwrap_or_default(), id.clone()];
        let name = names.into_iter().map(|name| name.trim().to_owned()).find(|name| !name.is_empty());
        RemotePerson {
            name: name.unwrap_or_default(),
            id,
            email: self.email.filter(|email| !email.is_empty()),
            time_zone: self.time_zone.filter(|zone| !zone.is_empty()),
            contact: Vec::new(),
        }
    }
}

fn included(rest: &Value) -> impl Iterator<Item = &Value> {
    rest.get("included").and_then(Value::as_array).into_iter().flatten()
}

/// The users beside the entries, by their ids.
pub(super) fn users(rest: &Value) -> HashMap<String, RemotePerson> {
    let user = |entry: &Value| {
        (entry.get("type")?.as_str()? == "users").then_some(())?;
        let id = id_text(entry.get("id")?)?;
        let user: User = serde_json::from_value(entry.get("attributes")?.clone()).ok()?;
        Some((id.clone(), user.person(id)))
    };
    included(rest).filter_map(user).collect()
}

/// The person of an id, as far as the answer tells who that is.
pub(super) fn person(users: &HashMap<String, RemotePerson>, id: String) -> RemotePerson {
    users.get(&id).cloned().unwrap_or_else(|| RemotePerson { name: id.clone(), id, ..RemotePerson::default() })
}

/// How people are reached, by their ids, those that they prefer first.
pub(super) fn contact(rest: &Value) -> HashMap<String, Vec<ContactMeans>> {
    let mut all: HashMap<String, Vec<(bool, ContactMeans)>> = HashMap::new();
    for attributes in included(rest).filter_map(|entry| entry.get("attributes")) {
        let Some(user) = attributes.get("user_id").and_then(id_text) else { continue };
        let text = |key: &str| attributes.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let (kind, value) = match (text("phone"), text("email")) {
            (Some(phone), _) => (ContactKind::Phone, phone),
            (None, Some(email)) => (ContactKind::Email, email),
            (None, None) => continue,
        };
        let is_primary = attributes.get("primary").and_then(Value::as_bool).unwrap_or_default();
        all.entry(user).or_default().push((is_primary, ContactMeans { kind, value: value.to_owned() }));
    }
    let sorted = |mut means: Vec<(bool, ContactMeans)>| {
        means.sort_by_key(|(is_primary, means)| (means.kind, !is_primary));
        means.into_iter().map(|(_, means)| means).collect()
    };
    all.into_iter().map(|(user, means)| (user, sorted(means))).collect()
}
