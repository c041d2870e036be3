//! Who is on call at GoAlert now: its own answer for each service, through every step of the policy behind it.

use std::collections::HashSet;

use domain::delivery::Failure;
use serde::Deserialize;

use super::answer::entries;
use super::list;
use crate::capability::{Named, OnCall, Part, Reading, RemotePerson, Step};
use crate::message::Response;

/// Told by the services; a policy without a service wakes nobody.
pub(super) const ON_CALL: Reading<OnCall> =
    Reading::of_all(|_| vec![Step::of_all("services")], |account, step| list(account, step, "OnCall"), read);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Service {
    escalation_policy: Option<Policy>,
    on_call_users: Vec<User>,
}

#[derive(Deserialize)]
struct Policy {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct User {
    #[serde(rename = "userID")]
    id: String,
    #[serde(rename = "userName")]
    name: String,
    /// From 0.
    #[serde(rename = "stepNumber")]
    step: u32,
}

fn read(response: &Response, step: &Step) -> Result<Part<OnCall>, Failure> {
    let Part { items, faults, then } = entries(response, step, "services", |service| Ok(on_call(service)))?;
    // Services with the same policy tell the same people.
    let mut seen = HashSet::new();
    let mut is_first = |on_call: &OnCall| {
        let policy = on_call.policy.as_ref().map(|policy| policy.id.clone());
        policy.is_none() || seen.insert((policy, on_call.level, on_call.person.id.clone()))
    };
    let items = items.into_iter().flatten().filter(|on_call| is_first(on_call)).collect();
    Ok(Part { items, faults, then })
}

fn on_call(service: Service) -> Vec<OnCall> {
    let policy = service.escalation_policy.map(|policy| Named { id: policy.id, name: policy.name });
    let of = |user: User| OnCall {
        person: RemotePerson { id: user.id, name: user.name, ..RemotePerson::default() },
        schedule: None,
        policy: policy.clone(),
        level: user.step.saturating_add(1),
        from: None,
        until: None,
    };
    service.on_call_users.into_iter().map(of).collect()
}
