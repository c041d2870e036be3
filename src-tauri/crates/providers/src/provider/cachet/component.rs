//! Cachet's components: what customers see the state of, and what becomes of that with an update.

use std::collections::BTreeMap;

use domain::delivery::{Failure, UpdateMessage};
use serde::Deserialize;
use serde_json::json;

use super::document::{self, Document};
use super::{Listed, STATES, of_api};
use crate::account::Account;
use crate::capability::{Component, Part, Reading, StatusPage, Step};
use crate::message::{Body, Request, Response};

/// Those that are switched on, each with what the page shows of it: the worst of its own state and of what open incidents say.
pub(super) const COMPONENTS: Reading<Component> =
    Reading::of_all(|_| vec![first()], |account, step| document::ask(account, step, "group"), read);

fn first() -> Step {
    Step::of_all("components")
}

#[derive(Deserialize)]
struct Attributes {
    name: String,
    /// Its own.
    status: Listed,
    /// As the page shows it.
    latest_status: Listed,
}

#[derive(Deserialize)]
struct Group {
    name: String,
}

fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    let document = Document::of(response)?;
    document.part(step, |entry: document::Entry<Attributes>| {
        let group = document.related::<Group>(&entry, "group").into_iter().next();
        Ok(Component {
            state: entry.attributes.latest_status.state(),
            name: entry.attributes.name,
            id: entry.id,
            group: group.map(|group| group.attributes.name),
        })
    })
}

/// What was looked up of an update's components before anything is written.
pub(super) enum LookedUp<'a> {
    /// They are not all known yet: this is to be asked.
    Ask(Request),
    /// All of them are there.
    Known {
        /// Their numbers.
        ids: Vec<u64>,
        /// What is to be changed, in order.
        changes: Vec<Change>,
        /// The answers to all that was asked after it.
        rest: &'a [Response],
    },
}

/// A component that gets another state of its own.
pub(super) struct Change {
    id: u64,
    state: u64,
}

/// Looks for the components that an update names, page by page; `Refused` where one is not there.
pub(super) fn look_up<'a>(
    account: &Account,
    update: &UpdateMessage,
    answers: &'a [Response],
) -> Result<LookedUp<'a>, Failure> {
    let wanted = StatusPage::words(STATES, &update.components)?;
    let mut there: BTreeMap<String, (String, Listed)> = BTreeMap::new();
    let (mut step, mut rest) = (first(), answers);
    while !wanted.iter().all(|(id, _)| there.contains_key(*id)) {
        let Some((answer, others)) = rest.split_first() else {
            return document::ask(account, &step, "").map(LookedUp::Ask);
        };
        let document = Document::of(answer)?;
        let named =
            |entry: document::Entry<Attributes>| Ok((entry.id, (entry.attributes.name, entry.attributes.status)));
        there.extend(document.part(&step, named)?.items);
        rest = others;
        match document.next(&step) {
            Some(next) => step = next,
            None => break,
        }
    }
    let (mut ids, mut changes) = (Vec::new(), Vec::new());
    for (id, word) in wanted {
        let (Some((_, status)), Ok(number), Ok(state)) = (there.get(id), id.parse(), word.parse()) else {
            return Err(missing(id, &there));
        };
        ids.push(number);
        if status.value != Some(state) {
            changes.push(Change { id: number, state });
        }
    }
    Ok(LookedUp::Known { ids, changes, rest })
}

fn missing(id: &str, there: &BTreeMap<String, (String, Listed)>) -> Failure {
    let known: Vec<String> = there.iter().map(|(id, (name, _))| format!("`{id}` ({name})")).collect();
    let known = if known.is_empty() { "no component".to_owned() } else { known.join(", ") };
    Failure::Refused(format!(
        "Cachet has no component `{id}`. It has {known}. Choose one of them in the form of the update."
    ))
}

/// <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/ComponentController.php>
pub(super) fn ask_change(account: &Account, change: &Change) -> Result<Request, Failure> {
    let url = of_api(account, &["components", &change.id.to_string()])?;
    account.sign(Request::put(url, Body::json(json!({ "status": change.state }))))
}
