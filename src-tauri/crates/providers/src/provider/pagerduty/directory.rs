//! PagerDuty's people, teams, services and escalation policies: one list each.

use domain::delivery::Failure;
use domain::person::{ContactKind, ContactMeans};
use serde::Deserialize;

use super::{Reference, entries, part, rest};
use crate::account::Account;
use crate::capability::{
    PolicyLevel, Reading, RemotePerson, RemotePolicy, RemoteService, RemoteTeam, Step, Target, TargetKind,
};
use crate::message::Request;

/// <https://developer.pagerduty.com/api-reference/c96e889522dd6-list-users>
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, step| Ok(list(account, step)?.query("include[]", "contact_methods")),
    |response, step| entries(response, step, "users", |user| Ok(person(user))),
);

/// <https://developer.pagerduty.com/api-reference/0138639504311-list-teams>
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    list,
    |response, step| {
        let team = |entry: Reference| {
            let named = entry.named();
            Ok(RemoteTeam { id: named.id, name: named.name, members: Vec::new() })
        };
        entries(response, step, "teams", team)
    },
);

/// <https://developer.pagerduty.com/api-reference/e960cca205c0f-list-services>
pub(super) const SERVICES: Reading<RemoteService> = Reading::of_all(
    |_| vec![Step::of_all("services")],
    list,
    |response, step| entries(response, step, "services", |entry| Ok(service(entry))),
);

/// <https://developer.pagerduty.com/api-reference/51b21014a4f5a-list-escalation-policies>
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(
    |_| vec![Step::of_all("escalation_policies")],
    list,
    |response, step| entries(response, step, "escalation_policies", |entry| Ok(policy(entry))),
);

fn list(account: &Account, step: &Step) -> Result<Request, Failure> {
    Ok(part(rest(account, &[step.what])?, step))
}

#[derive(Deserialize)]
struct User {
    id: String,
    name: Option<String>,
    summary: Option<String>,
    email: Option<String>,
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    contact_methods: Vec<Method>,
}

#[derive(Deserialize)]
struct Method {
    #[serde(rename = "type")]
    kind: String,
    address: Option<String>,
    country_code: Option<u32>,
}

fn person(user: User) -> RemotePerson {
    let name = user.name.or(user.summary).unwrap_or_else(|| user.id.clone());
    let contact = user.contact_methods.iter().filter_map(means).collect();
    RemotePerson { id: user.id, name, email: user.email, time_zone: user.time_zone, contact }
}

/// Countries in which a number keeps the zero that it begins with, also when it is dialled from abroad: Italy, Ivory Coast, Benin,
/// Congo, San Marino and the Vatican (national numbering plans notified to the ITU under E.129). Elsewhere one zero is the trunk
/// prefix, which is dialled within the country alone.
const KEEPS_ZERO: [u32; 6] = [39, 225, 229, 242, 378, 379];

/// Numbers as they are dialled from anywhere. Push notifications are nothing that a lead could use.
fn means(method: &Method) -> Option<ContactMeans> {
    let number = |address: &str| match method.country_code {
        Some(code) if address.starts_with('+') || code == 0 => address.to_owned(),
        Some(code) if KEEPS_ZERO.contains(&code) => format!("+{code}{address}"),
        Some(code) => format!("+{code}{}", address.strip_prefix('0').unwrap_or(address)),
        None => address.to_owned(),
    };
    let address = method.address.as_deref().map(str::trim).filter(|address| !address.is_empty())?;
    let (kind, value) = match method.kind.split("_contact_method").next()? {
        "phone" => (ContactKind::Phone, number(address)),
        "sms" => (ContactKind::Sms, number(address)),
        "whatsapp" => (ContactKind::Chat, number(address)),
        "email" => (ContactKind::Email, address.to_owned()),
        _ => return None,
    };
    Some(ContactMeans { kind, value })
}

#[derive(Deserialize)]
struct Service {
    id: String,
    name: Option<String>,
    summary: Option<String>,
    escalation_policy: Option<Reference>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    teams: Vec<Reference>,
}

fn service(service: Service) -> RemoteService {
    RemoteService {
        name: service.name.or(service.summary).unwrap_or_else(|| service.id.clone()),
        id: service.id,
        policy: service.escalation_policy.map(|policy| policy.id),
        teams: service.teams.into_iter().map(|team| team.id).collect(),
    }
}

#[derive(Deserialize)]
struct Policy {
    id: String,
    name: Option<String>,
    summary: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    num_loops: u32,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    escalation_rules: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    escalation_delay_in_minutes: u32,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    targets: Vec<Pointer>,
}

#[derive(Deserialize)]
struct Pointer {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    summary: Option<String>,
}

fn policy(policy: Policy) -> RemotePolicy {
    let mut after_minutes = 0_u32;
    let mut levels = Vec::new();
    for rule in policy.escalation_rules {
        let targets = rule.targets.into_iter().map(target).collect();
        levels.push(PolicyLevel { after_minutes, targets });
        // A rule says how long it waits for an answer, and so when the next one is asked.
        after_minutes = after_minutes.saturating_add(rule.escalation_delay_in_minutes);
    }
    let name = policy.name.or(policy.summary).unwrap_or_else(|| policy.id.clone());
    RemotePolicy { id: policy.id, name, levels, repeats: policy.num_loops }
}

fn target(pointer: Pointer) -> Target {
    let is_person = pointer.kind.starts_with("user");
    let kind = if is_person { TargetKind::Person } else { TargetKind::Schedule };
    Target { kind, id: pointer.id, name: pointer.summary }
}
