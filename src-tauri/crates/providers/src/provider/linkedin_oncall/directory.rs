//! `LinkedIn` Oncall's people, teams and services. Its lists are bare, and whole in one answer.

use std::collections::{BTreeMap, HashSet};

use domain::delivery::Failure;
use domain::person::ContactKind;
use serde::Deserialize;
use serde_json::Value;

use super::entry::is_deleted;
use super::{means, rest, unsigned};
use crate::capability::{Part, Reading, RemotePerson, RemoteService, RemoteTeam, Step};
use crate::message::Response;

/// The order in which somebody is tried; the host tells none.
const MODES: &[&str] = &["call", "sms", "email", "im", "slack", "teams_messenger", "rocketchat"];
/// The services of all teams.
const OWNED: &str = "team_services";
/// The names of all services.
const SERVICES_BY_NAME: &str = "services";

/// Those who have not left: <https://oncall.tools/docs/api.html> › Users
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, _| account.sign(unsigned(account, &["users"])?.query("active", "1")),
    |response, _| Ok(Part::of(named(response.json()?), |user| Ok(person(user)))),
);

/// <https://oncall.tools/docs/api.html> › Teams; their people stand in another list.
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, _| rest(account, &["teams"]),
    |response, _| {
        let team = |name: String| Ok(RemoteTeam { id: name.clone(), name, members: Vec::new() });
        Ok(Part::of(response.json()?, team))
    },
);

/// <https://oncall.tools/docs/api.html> › Services; first those that a team has, then those that nobody has.
pub(super) const SERVICES: Reading<RemoteService> =
    Reading::of_all(|_| vec![Step::of_all(OWNED)], |account, step| rest(account, &[step.what]), read_services);

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
    #[serde(default, deserialize_with = "crate::null::as_default")]
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

fn read_services(response: &Response, step: &Step) -> Result<Part<RemoteService>, Failure> {
    #[derive(Deserialize)]
    struct Owned {
        team: String,
        service: String,
    }
    let service = |name: String, teams| RemoteService { id: name.clone(), name, policy: None, teams };
    if step.what == SERVICES_BY_NAME {
        let owned: HashSet<&str> = step.cursor.iter().flat_map(|names| names.split('\n')).collect();
        let orphans =
            |name: String| Ok(Vec::from_iter((!owned.contains(name.as_str())).then(|| service(name, Vec::new()))));
        return Ok(Part::of_each(response.json()?, orphans));
    }
    let owned: Part<Owned> = Part::of(response.json()?, Ok);
    let mut teams_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Owned { team, service } in owned.items {
        let teams = teams_of.entry(service).or_default();
        if !is_deleted(&team) {
            teams.push(team);
        }
    }
    let names: Vec<&str> = teams_of.keys().map(String::as_str).collect();
    // The other list has these as well: it is told which came.
    let others = Step::of_all(SERVICES_BY_NAME).at(names.join("\n"));
    let items = teams_of.into_iter().map(|(name, teams)| service(name, teams)).collect();
    Ok(Part { items, faults: owned.faults, then: vec![others] })
}
