//! Rootly's people with their contact means, teams and services: one list each.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::included::{User, contact};
use super::{Resource, SIZE, entries, id_text, next, part, rest};
use crate::capability::{Part, Reading, RemotePerson, RemoteService, RemoteTeam, Step};
use crate::message::Response;

/// <https://docs.rootly.com/api-reference/users/list-users>
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, step| Ok(part(rest(account, &["users"])?.query("include", "email_addresses,phone_numbers"), step, SIZE)),
    people,
);

/// <https://docs.rootly.com/api-reference/teams/list-teams>
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, step| Ok(part(rest(account, &["teams"])?, step, SIZE)),
    |response, step| {
        list(response, step, |Resource { id, attributes }: Resource<Team>| {
            let members = attributes.user_ids.unwrap_or_default().iter().filter_map(id_text).collect();
            RemoteTeam { id, name: attributes.name, members }
        })
    },
);

/// <https://docs.rootly.com/api-reference/services/list-services>
pub(super) const SERVICES: Reading<RemoteService> = Reading::of_all(
    |_| vec![Step::of_all("services")],
    |account, step| Ok(part(rest(account, &["services"])?, step, SIZE)),
    |response, step| {
        list(response, step, |Resource { id, attributes }: Resource<Service>| RemoteService {
            id,
            name: attributes.name,
            policy: attributes.escalation_policy_id.filter(|policy| !policy.is_empty()),
            teams: attributes.owner_group_ids.unwrap_or_default(),
        })
    },
);

#[derive(Deserialize)]
struct Team {
    name: String,
    user_ids: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct Service {
    name: String,
    escalation_policy_id: Option<String>,
    owner_group_ids: Option<Vec<String>>,
}

/// The entries of a list that need nothing that stands beside them.
fn list<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    read: impl Fn(Resource<Entry>) -> Item,
) -> Result<Part<Item>, Failure> {
    let (entries, rest) = entries(response)?;
    let next = next(step, entries.len(), SIZE, &rest);
    Ok(Part::of(entries, |entry| Ok(read(entry))).then(next))
}

fn people(response: &Response, step: &Step) -> Result<Part<RemotePerson>, Failure> {
    let (entries, rest) = entries(response)?;
    let next = next(step, entries.len(), SIZE, &rest);
    let contact = contact(&rest);
    let person = |Resource { id, attributes }: Resource<User>| {
        let contact = contact.get(&id).cloned().unwrap_or_default();
        Ok(RemotePerson { contact, ..attributes.person(id) })
    };
    Ok(Part::of(entries, person).then(next))
}
