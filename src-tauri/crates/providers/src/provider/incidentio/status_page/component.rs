//! What customers see the state of. The page's structure tells no states: they are what its incidents and the work that is under
//! way say, so that those are read first, and what they said is carried along.

use std::collections::{BTreeMap, HashSet};

use domain::delivery::{ComponentState, Failure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::SIZE;
use super::incident::{self, Incident};
use super::maintenance::{self, Work};
use crate::account::Account;
use crate::capability::{Component, Part, Reading, Step};
use crate::message::{Request, Response};

pub(super) const COMPONENTS: Reading<Component> = Reading::of_all(|_| vec![Step::of_all(incident::LIST)], ask, read);

const STRUCTURE: &str = "status_page_structures";

/// What a step has from those before it.
#[derive(Default, Serialize, Deserialize)]
struct Carried {
    /// Where the list goes on.
    after: Option<String>,
    /// The states of components by their ids, as far as they are not operational; none where a word has no counterpart.
    states: BTreeMap<String, Option<ComponentState>>,
}

#[derive(Deserialize)]
struct Item {
    component: Option<Leaf>,
    group: Option<Group>,
    sub_page: Option<SubPage>,
}

#[derive(Deserialize)]
struct Leaf {
    component_id: String,
    name: String,
}

#[derive(Deserialize)]
struct Group {
    name: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    components: Vec<Leaf>,
}

#[derive(Deserialize)]
struct SubPage {
    name: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    items: Vec<Item>,
}

impl Carried {
    fn by(step: &Step) -> Self {
        step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// The step of a list with all this.
    fn to(&self, list: &'static str) -> Step {
        Step::of_all(list).at(serde_json::to_string(self).unwrap_or_default())
    }

    /// The worse of two states counts; an outage is worse than work that was announced. What nobody knows stays unknown.
    fn add(&mut self, component: String, state: Option<ComponentState>) {
        let badness = |state: ComponentState| (state != ComponentState::Maintenance, state);
        let worse = |known: &mut Option<ComponentState>| {
            *known = known.zip(state).map(|(one, other)| if badness(one) < badness(other) { other } else { one });
        };
        self.states.entry(component).and_modify(worse).or_insert(state);
    }

    fn leaf(&self, leaf: Leaf, group: Option<String>) -> Component {
        let state = self.states.get(&leaf.component_id).copied().unwrap_or(Some(ComponentState::Operational));
        Component { id: leaf.component_id, name: leaf.name, group, state }
    }

    /// The components of a part of the structure, and of what stands in it.
    fn components(&self, item: Item, above: Option<&str>) -> Vec<Component> {
        let below = |name: &str| above.map_or_else(|| name.to_owned(), |above| format!("{above} › {name}"));
        let mut found = Vec::new();
        found.extend(item.component.map(|leaf| self.leaf(leaf, above.map(str::to_owned))));
        if let Some(group) = item.group {
            let name = below(&group.name);
            found.extend(group.components.into_iter().map(|leaf| self.leaf(leaf, Some(name.clone()))));
        }
        if let Some(page) = item.sub_page {
            let name = below(&page.name);
            found.extend(page.items.into_iter().flat_map(|item| self.components(item, Some(&name))));
        }
        found
    }
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    if step.what == STRUCTURE {
        return super::super::rest(account, &["v2", STRUCTURE, account.required("page")?]);
    }
    let request = super::list(account, step.what)?.query("page_size", SIZE);
    Ok(match Carried::by(step).after {
        Some(after) => request.query("after", &after),
        None => request,
    })
}

fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    let carried = Carried::by(step);
    match step.what {
        STRUCTURE => read_structure(response, &carried),
        maintenance::LIST => carry(response, step, STRUCTURE, |work: Work| {
            work.components().map(|id| (id.to_owned(), Some(ComponentState::Maintenance))).collect()
        }),
        _ => carry(response, step, maintenance::LIST, |incident: Incident| {
            incident.states().map(|(id, state)| (id.to_owned(), state)).collect()
        }),
    }
}

/// Adds what the entries of a list say, and goes on with the list, or after it with the one that follows.
fn carry<Entry: DeserializeOwned>(
    response: &Response,
    step: &Step,
    next: &'static str,
    states: impl Fn(Entry) -> Vec<(String, Option<ComponentState>)>,
) -> Result<Part<Component>, Failure> {
    let mut carried = Carried::by(step);
    let (entries, rest) = response.list(step.what)?;
    let after = super::super::after(&rest).filter(|_| !entries.is_empty());
    let said = Part::of_each(entries, |entry| Ok(states(entry)));
    for (component, state) in said.items {
        carried.add(component, state);
    }
    carried.after = after;
    let follows = if carried.after.is_some() { step.what } else { next };
    Ok(Part { faults: said.faults, ..Part::default() }.then([carried.to(follows)]))
}

/// A component may stand on several sub pages; it is one all the same.
fn read_structure(response: &Response, carried: &Carried) -> Result<Part<Component>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        current_structure: Structure,
    }
    #[derive(Deserialize)]
    struct Structure {
        items: Vec<serde_json::Value>,
    }
    let items = response.json::<Answer>()?.current_structure.items;
    let mut part = Part::of_each(items, |item| Ok(carried.components(item, None)));
    let mut seen = HashSet::new();
    part.items.retain(|component| seen.insert(component.id.clone()));
    Ok(part)
}
