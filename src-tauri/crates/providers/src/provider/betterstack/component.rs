//! What customers see the state of on Better Stack's page: its resources, each in a section.

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Failure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{entries, has_next, list};
use crate::account::Account;
use crate::capability::{Component, Part, Reading, StatusPage, Step};
use crate::message::{Request, Response};

/// The sections are read first: a resource tells that of its own by its number.
pub(super) const COMPONENTS: Reading<Component> = Reading::of_all(|_| vec![Step::of_all(SECTIONS)], ask, read);

const SECTIONS: &str = "sections";
const RESOURCES: &str = "resources";

/// How the page calls the states of its resources: other words than those in which a report tells them.
const SHOWN: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "operational"),
    (ComponentState::Degraded, "degraded"),
    (ComponentState::MajorOutage, "downtime"),
    (ComponentState::Maintenance, "maintenance"),
];

/// What a step has from those before it.
#[derive(Serialize, Deserialize)]
struct Carried {
    /// Which part of its list it asks for.
    page: u64,
    /// The names of the sections by their ids.
    sections: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Entry<Attributes> {
    id: String,
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Section {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Resource {
    public_name: Option<String>,
    status: Option<String>,
    status_page_section_id: Option<Value>,
}

impl Carried {
    fn by(step: &Step) -> Self {
        let carried = step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok());
        carried.unwrap_or(Self { page: 1, sections: BTreeMap::new() })
    }

    fn to(&self, list: &'static str, page: u64) -> Step {
        let carried = Self { page, sections: self.sections.clone() };
        Step::of_all(list).at(serde_json::to_string(&carried).unwrap_or_default())
    }
}

/// <https://betterstack.com/docs/uptime/api/list-existing-resources-of-a-status-page/>, and the sections beside it.
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    list(account, step.what, &Carried::by(step).page.to_string())
}

fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    let mut carried = Carried::by(step);
    let next = carried.page + 1;
    let goes_on = has_next(&response.json::<Value>()?);
    if step.what == SECTIONS {
        let named = |entry: Entry<Section>| Ok(vec![(entry.id, entry.attributes.name.unwrap_or_default())]);
        let part = entries(response, step, named)?;
        carried.sections.extend(part.items);
        let then = if goes_on { carried.to(SECTIONS, next) } else { carried.to(RESOURCES, 1) };
        return Ok(Part { faults: part.faults, ..Part::default() }.then([then]));
    }
    let part = entries(response, step, |entry: Entry<Resource>| {
        let Entry { id, attributes: Resource { public_name, status, status_page_section_id } } = entry;
        let section = match status_page_section_id {
            Some(Value::Number(id)) => carried.sections.get(&id.to_string()),
            Some(Value::String(id)) => carried.sections.get(&id),
            _ => None,
        };
        Ok(vec![Component {
            name: public_name.unwrap_or_else(|| id.clone()),
            id,
            group: section.filter(|name| !name.is_empty()).cloned(),
            state: status.as_deref().and_then(|word| StatusPage::state(SHOWN, word)),
        }])
    })?;
    Ok(Part { then: Vec::new(), ..part }.then(goes_on.then(|| carried.to(RESOURCES, next))))
}
