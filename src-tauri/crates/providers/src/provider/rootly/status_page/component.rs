//! What a page shows the state of: services and functionalities, of which the page has the ids and other lists the names. In
//! which state they are, no list tells.

use domain::delivery::Failure;
use serde::{Deserialize, Serialize};

use super::super::{Resource, SIZE, entries, next, part, rest};
use super::page;
use crate::account::Account;
use crate::capability::{Component, Part, Reading, Step};
use crate::message::{Request, Response};

/// The page.
const PAGE: &str = "page";
/// By the name of their path, as are the others.
const SERVICES: &str = "services";
const FUNCTIONALITIES: &str = "functionalities";

pub(super) const COMPONENTS: Reading<Component> = Reading::of_all(|_| vec![Step::of_all(PAGE)], ask, read);

/// What a cursor holds: which of the list the page shows, and which part of the list is asked for.
#[derive(Serialize, Deserialize)]
struct Wanted {
    ids: Vec<String>,
    part: Option<String>,
}

impl Wanted {
    fn of(step: &Step) -> Result<Self, Failure> {
        let read = step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok());
        read.ok_or_else(|| Failure::Refused(format!("It is not known which {} the page shows.", step.what)))
    }

    fn step(&self, what: &'static str) -> Step {
        Step::of_all(what).at(serde_json::to_string(self).unwrap_or_default())
    }

    /// The same part as the list counts it.
    fn part(&self, what: &'static str) -> Step {
        Step { cursor: self.part.clone(), ..Step::of_all(what) }
    }
}

/// <https://docs.rootly.com/api-reference/services/list-services>,
/// <https://docs.rootly.com/api-reference/functionalities/list-functionalities>
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    if step.what == PAGE {
        return page::ask(account);
    }
    Ok(part(rest(account, &[step.what])?, &Wanted::of(step)?.part(step.what), SIZE))
}

fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    if step.what == PAGE {
        let page = page::read(response)?;
        let shown = [(SERVICES, page.services()), (FUNCTIONALITIES, page.functionalities())];
        let shown = shown.into_iter().filter(|(_, ids)| !ids.is_empty());
        return Ok(Part::default().then(shown.map(|(what, ids)| Wanted { ids: ids.to_vec(), part: None }.step(what))));
    }
    let wanted = Wanted::of(step)?;
    let (entries, rest) = entries(response)?;
    let then = next(&wanted.part(step.what), entries.len(), SIZE, &rest);
    let listed = Part::of_each(entries, |Resource { id, attributes }: Resource<Named>| {
        let is_shown = wanted.ids.contains(&id);
        let component = Component { id, name: attributes.name, group: None, state: None };
        Ok(Some(component).filter(|_| is_shown).into_iter().collect())
    });
    Ok(listed.then(then.map(|then| Wanted { part: then.cursor, ids: wanted.ids }.step(step.what))))
}
