//! Instatus's components: what customers see the state of.

use std::collections::HashSet;

use domain::delivery::Failure;
use serde::Deserialize;

use super::{STATES, entries, of_page, part};
use crate::capability::{Component, Part, Reading, StatusPage, Step};
use crate::message::Response;

/// <https://instatus.com/help/api/components>
pub(super) const COMPONENTS: Reading<Component> = Reading::of_all(
    |_| vec![Step::of_all("components")],
    |account, step| Ok(part(super::read(account, of_page(account, "v1", &["components"])?)?, step)),
    read,
);

#[derive(Deserialize)]
struct Entry {
    id: String,
    name: String,
    status: Option<String>,
    group: Option<Group>,
    /// No longer shown to customers.
    #[serde(default)]
    archived: Option<bool>,
}

/// A group is a component as well, whose state follows from those that stand in it.
#[derive(Deserialize)]
struct Group {
    id: String,
    name: String,
}

fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    let part = entries(response, step, |entry: Entry| Ok(vec![entry]))?;
    let groups: HashSet<String> =
        part.items.iter().filter_map(|entry| Some(entry.group.as_ref()?.id.clone())).collect();
    let shown = part.items.into_iter().filter(|entry| entry.archived != Some(true) && !groups.contains(&entry.id));
    let items = shown.map(|entry| Component {
        id: entry.id,
        name: entry.name,
        group: entry.group.map(|group| group.name),
        state: entry.status.as_deref().and_then(|word| StatusPage::state(STATES, word)),
    });
    Ok(Part { items: items.collect(), faults: part.faults, then: part.then })
}
