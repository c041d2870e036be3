//! Statuspage's components: what customers see the state of.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{LIMIT, STATES, of_page};
use crate::account::Account;
use crate::capability::{Component, Part, StatusPage, Step};
use crate::message::{Request, Response};

/// <https://developer.statuspage.io/#operation/getPagesPageIdComponents>
pub(super) fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let request = super::read(account, of_page(account, &["components"])?)?;
    Ok(request.query("per_page", &LIMIT.to_string()).query("page", step.cursor.as_deref().unwrap_or("1")))
}

pub(super) fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    #[derive(Deserialize)]
    struct Entry {
        id: String,
        name: String,
        status: Option<String>,
        group_id: Option<String>,
        #[serde(default)]
        group: Option<bool>,
    }
    let entries: Vec<Entry> = response.json()?;
    let group = |id: &str| entries.iter().find(|entry| entry.id == id).map(|entry| entry.name.clone());
    let component = |entry: &Entry| Component {
        id: entry.id.clone(),
        name: entry.name.clone(),
        group: entry.group_id.as_deref().and_then(group),
        state: entry.status.as_deref().and_then(|word| StatusPage::state(STATES, word)),
    };
    let items = entries.iter().filter(|entry| entry.group != Some(true)).map(component).collect();
    let next = (entries.len() >= LIMIT).then(|| step.at((step.offset().max(1) + 1).to_string()));
    Ok(Part { items, ..Part::default() }.then(next))
}
