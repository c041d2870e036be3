//! The systems of the site: out of its configuration, each in the state that the built page shows, where that is known to us.

use std::collections::HashMap;

use domain::delivery::Failure;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::contents::{ask as ask_contents, stored};
use super::{STATES, site};
use crate::account::Account;
use crate::capability::{Component, Part, StatusPage, Step};
use crate::message::{Request, Response, Value as Header, below};
use crate::yaml;

/// The site's configuration, at the root of its repository.
const CONFIGURATION: &str = "config.yml";
/// What the built page tells of itself.
const INDEX: &str = "index.json";
/// Laid aside with the request for it.
const OF: &str = "of";

/// The states that the page shows, by system.
type Shown = HashMap<String, String>;

#[derive(Deserialize, Serialize)]
struct System {
    name: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    category: Option<String>,
}

/// First the built page, where it is known, and then the configuration. The page is a host of its own, which must not see the
/// token; its JSON is broken by a quote in any title, and then no states are known.
pub(super) fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match (site(account)?, &step.cursor) {
        (Some(site), None) => {
            let request = Request::get(below(&site, &[INDEX]));
            Ok(request.header("accept", Header::Plain("application/json".to_owned())).aside(OF, INDEX).extra())
        }
        _ => ask_contents(account, &[CONFIGURATION]),
    }
}

pub(super) fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    if response.is_untold() || response.header(OF) == Some(INDEX) {
        let states = serde_json::to_string(&shown(response)).unwrap_or_default();
        return Ok(Part::default().then([step.at(states)]));
    }
    let shown: Shown = step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let configuration = yaml::read(&stored(response)?.text)?;
    let site = configuration.get("params").cloned().unwrap_or_default();
    let hidden = untitled(&site);
    let Some(Value::Array(systems)) = site.get("systems").cloned() else {
        return Err(Failure::Garbled(format!("`{CONFIGURATION}` has no list of systems in `params`")));
    };
    Ok(Part::of(systems, |system: System| {
        let word = shown.get(&system.name);
        Ok(Component {
            state: word.and_then(|word| StatusPage::state(STATES, word)),
            group: system.category.filter(|category| !hidden.contains(category)),
            id: system.name.clone(),
            name: system.name,
        })
    }))
}

/// Categories whose names the page does not show.
fn untitled(site: &Value) -> Vec<String> {
    let categories = site.get("categories").and_then(Value::as_array).into_iter().flatten();
    let hidden = categories.filter(|category| yaml::is_true(category.get("untitled")));
    hidden.filter_map(|category| category.get("name")?.as_str().map(str::to_owned)).collect()
}

fn shown(response: &Response) -> Shown {
    #[derive(Deserialize)]
    struct Index {
        systems: Vec<System>,
    }
    let systems = response.json::<Index>().map(|index| index.systems).unwrap_or_default();
    systems.into_iter().filter_map(|system| Some((system.name, system.status?))).collect()
}
