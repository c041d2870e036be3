//! Opsgenie's people, teams, services and escalations.

use domain::delivery::Failure;
use domain::person::{ContactKind, ContactMeans};
use serde::Deserialize;

use super::{entries, part, policy, rest};
use crate::capability::{Part, Reading, RemotePerson, RemotePolicy, RemoteService, RemoteTeam, Step};
use crate::message::Response;

/// <https://docs.opsgenie.com/docs/user-api#list-user>
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, step| {
        let request = part(rest(account, &["v2", "users"])?, step);
        Ok(if step.what == WITH_CONTACTS { request.query("expand", "contact") } else { request })
    },
    people,
);

/// The same part of the list, with how people are reached.
const WITH_CONTACTS: &str = "users with their contacts";

/// <https://docs.opsgenie.com/docs/team-api#list-teams>; who belongs to a team the list tells seldom.
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, _| rest(account, &["v2", "teams"]),
    |response, step| entries(response, step, |entry| Ok(vec![team(entry)])),
);

/// <https://docs.opsgenie.com/docs/service-api>; plans without services refuse it.
pub(super) const SERVICES: Reading<RemoteService> = Reading::of_all(
    |_| vec![Step::of_all("services")],
    |account, step| Ok(part(rest(account, &["v1", "services"])?, step)),
    |response, step| entries(response, step, |entry| Ok(vec![service(entry)])),
);

/// <https://docs.opsgenie.com/docs/escalation-api#list-escalations>
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(
    |_| vec![Step::of_all("escalations")],
    |account, _| rest(account, &["v2", "escalations"]),
    |response, step| entries(response, step, |escalation| Ok(policy::policies(escalation))),
);

/// Whether the list tells how people are reached is documented in two ways: by the specification it does, by the manual only
/// the single user does, who takes `expand` for it. Where it did not, it is asked for that; a host that refuses hides nobody.
fn people(response: &Response, step: &Step) -> Result<Part<RemotePerson>, Failure> {
    let listed = entries(response, step, |user: User| Ok(person(user).into_iter().collect()))?;
    if step.what == WITH_CONTACTS {
        return Ok(Part { then: Vec::new(), ..listed });
    }
    let (users, _) = response.list("data")?;
    let tells_nothing = !users.is_empty() && users.iter().all(|user| user.get("userContacts").is_none());
    let again = || Step::of_one(WITH_CONTACTS, "contacts").at(step.offset().to_string());
    Ok(listed.then(tells_nothing.then(again)))
}

#[derive(Deserialize)]
struct User {
    id: String,
    /// Their address.
    username: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    blocked: bool,
    #[serde(rename = "fullName")]
    full_name: Option<String>,
    #[serde(rename = "timeZone")]
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "userContacts")]
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    to: String,
    #[serde(rename = "contactMethod")]
    method: String,
    #[serde(default = "super::yes")]
    enabled: bool,
}

/// None where they are blocked: nothing wakes them.
fn person(user: User) -> Option<RemotePerson> {
    if user.blocked {
        return None;
    }
    let name = user.full_name.filter(|name| !name.is_empty()).unwrap_or_else(|| user.username.clone());
    let contact = user.contacts.iter().filter(|contact| contact.enabled).filter_map(means).collect();
    Some(RemotePerson { id: user.id, name, email: Some(user.username), time_zone: user.time_zone, contact })
}

/// Numbers come as `1-5551234567`: country code, dash, number.
fn means(contact: &Contact) -> Option<ContactMeans> {
    let number = || format!("+{}", contact.to.trim_start_matches('+').replace('-', ""));
    let (kind, value) = match contact.method.as_str() {
        "voice" => (ContactKind::Phone, number()),
        "sms" => (ContactKind::Sms, number()),
        "email" => (ContactKind::Email, contact.to.clone()),
        _ => return None,
    };
    Some(ContactMeans { kind, value })
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    name: String,
    #[serde(rename = "teamId")]
    team: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    members: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    user: Reference,
}

#[derive(Deserialize)]
struct Reference {
    id: String,
}

fn team(team: Entry) -> RemoteTeam {
    let members = team.members.into_iter().map(|member| member.user.id).collect();
    RemoteTeam { id: team.id, name: team.name, members }
}

fn service(service: Entry) -> RemoteService {
    let teams = service.team.into_iter().collect();
    RemoteService { id: service.id, name: service.name, policy: None, teams }
}
