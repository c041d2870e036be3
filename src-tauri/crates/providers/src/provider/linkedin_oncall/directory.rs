//! `LinkedIn` Oncall's people, teams and services. Its lists are bare, and whole in one answer.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use domain::person::ContactKind;
use serde::Deserialize;
use serde_json::Value;

use super::{means, rest, unsigned};
use crate::account::Account;
use crate::capability::{Part, Reading, RemotePerson, RemoteService, RemoteTeam, Step};
use crate::message::{Request, Response};

/// The order in which somebody is tried; the host tells none.
const MODES: &[&str] = &["call", "sms", "email", "im", "slack", "teams_messenger"];
/// The names of all services.
const SERVICES_BY_NAME: &str = "services";
/// The teams of one of them.
const OF_SERVICE: &str = "teams of a service";

/// Those who have not left: <https://oncall.tools/docs/api.html> › Users
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, _| account.sign(unsigned(account, &["users"])?.query("active", "1")),
    |response, _| Ok(Part::of(named(response.json()?), |user| Ok(person(user)))),
);

/// <https://oncall.tools/docs/api.html> › Teams; their people it tells team by team only.
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, _| rest(account, &["teams"]),
    |response, _| {
        let team = |name: String| Ok(RemoteTeam { id: name.clone(), name, members: Vec::new() });
        Ok(Part::of(response.json()?, team))
    },
);

/// <https://oncall.tools/docs/api.html> › Services
pub(super) const SERVICES: Reading<RemoteService> =
    Reading::of_all(|_| vec![Step::of_all(SERVICES_BY_NAME)], ask_services, read_services);

/// People are known by their user names: that is what events and services name.
fn named(mut users: Vec<Value>) -> Vec<Value> {
    for user in &mut users {
        if let Some(name) = user.get("name").cloned() {
            user["id"] = name;
        }
    }
    users
}

#[derive(Deserialize)]
struct User {
    name: String,
    full_name: Option<String>,
    time_zone: Option<String>,
    #[serde(default)]
    contacts: BTreeMap<String, Option<String>>,
}

fn person(user: User) -> RemotePerson {
    let of = |mode: &&str| means(mode, user.contacts.get(*mode)?.as_deref()?);
    let contact: Vec<_> = MODES.iter().filter_map(of).collect();
    let email = contact.iter().find(|means| means.kind == ContactKind::Email).map(|means| means.value.clone());
    RemotePerson {
        name: user.full_name.filter(|name| !name.is_empty()).unwrap_or_else(|| user.name.clone()),
        id: user.name,
        email,
        time_zone: user.time_zone.filter(|zone| !zone.is_empty()),
        contact,
    }
}

fn ask_services(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        SERVICES_BY_NAME => rest(account, &["services"]),
        _ => rest(account, &["services", step.id()?, "teams"]),
    }
}

fn read_services(response: &Response, step: &Step) -> Result<Part<RemoteService>, Failure> {
    if step.what == SERVICES_BY_NAME {
        let names: Part<String> = Part::of(response.json()?, Ok);
        let steps: Vec<Step> = names.items.into_iter().map(|name| Step::of_one(OF_SERVICE, name)).collect();
        return Ok(Part { faults: names.faults, ..Part::default() }.then(steps));
    }
    let name = step.id()?.to_owned();
    let service = RemoteService { id: name.clone(), name, policy: None, teams: response.json()? };
    Ok(Part { items: vec![service], ..Part::default() })
}
