//! Splunk On-Call's escalation policies with their steps, and who is on call in each now.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::schedule::schedule_id;
use super::{known_by, rest, user};
use crate::account::Account;
use crate::capability::{Named, OnCall, Part, PolicyLevel, Reading, RemotePolicy, Step, Target, TargetKind};
use crate::message::{Request, Response};

/// All teams, whose policies are asked for next: the list of all policies may be asked for once a minute, and the list of
/// schedules needs it.
const TEAMS: &str = "teams";
/// The policies of one team, by name.
const OF_TEAM: &str = "policies of a team";
/// One policy, with its steps; its name came with the list, and is kept in the step. The specification knows no such call,
/// and a host that does not either leaves the policy without steps.
const ONE: &str = "policy";

/// <https://portal.victorops.com/public/api-docs.html> › Escalation Policies
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(|_| vec![Step::of_all(TEAMS)], ask, read);

/// <https://portal.victorops.com/public/api-docs.html> › On-call
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |_| vec![Step::of_all("on call")],
    |account, _| rest(account, &["v1", "oncall", "current"]),
    |response, _| {
        let (teams, _) = response.list("teamsOnCall")?;
        Ok(Part::of_each(teams, |team| Ok(on_call(team))))
    },
);

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        TEAMS => rest(account, &["v1", "team"]),
        OF_TEAM => rest(account, &["v1", "team", step.id()?, "policies"]),
        _ => Ok(rest(account, &["v1", "policies", step.id()?])?.extra()),
    }
}

fn read(response: &Response, step: &Step) -> Result<Part<RemotePolicy>, Failure> {
    let (listed, next): (Vec<Value>, fn(Naming) -> Step) = match step.what {
        TEAMS => (response.json()?, |team| Step::of_one(OF_TEAM, team.slug)),
        OF_TEAM => (response.list("policies")?.0, |policy| Step::of_one(ONE, policy.slug).at(policy.name)),
        _ => {
            let known = || Policy { name: step.cursor.clone().unwrap_or_default(), steps: Vec::new() };
            let told = if response.is_untold() { known() } else { response.json()? };
            return Ok(Part { items: vec![policy(told, step.id()?)], ..Part::default() });
        }
    };
    let Part { items, faults, .. } = Part::of(known_by("slug", listed), Ok);
    Ok(Part { faults, ..Part::default() }.then(items.into_iter().map(next)))
}

#[derive(Deserialize)]
struct Policy {
    name: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    steps: Vec<Rung>,
}

#[derive(Deserialize)]
struct Rung {
    /// How many minutes after the step before it.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    timeout: u32,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    entries: Vec<Entry>,
}

/// What a step does; which of the members it has depends on its type.
#[derive(Deserialize)]
struct Entry {
    user: Option<Pointer>,
    #[serde(rename = "rotationGroup")]
    rotation: Option<Pointer>,
    #[serde(rename = "targetPolicy")]
    policy: Option<Pointer>,
}

#[derive(Deserialize)]
struct Pointer {
    #[serde(alias = "username", alias = "policySlug")]
    slug: Option<String>,
    #[serde(alias = "name")]
    label: Option<String>,
}

fn policy(policy: Policy, id: &str) -> RemotePolicy {
    let mut after_minutes = 0_u32;
    let mut levels = Vec::new();
    for rung in policy.steps {
        after_minutes = after_minutes.saturating_add(rung.timeout);
        levels.push(PolicyLevel { after_minutes, targets: rung.entries.into_iter().filter_map(target).collect() });
    }
    // How often it begins anew is told nowhere.
    RemotePolicy { id: id.to_owned(), name: policy.name, levels, repeats: 0 }
}

/// Web hooks and mails to anybody wake nobody.
fn target(entry: Entry) -> Option<Target> {
    let of = |kind: TargetKind| move |pointer: Pointer| Some(Target { kind, id: pointer.slug?, name: pointer.label });
    let person = entry.user.and_then(of(TargetKind::Person));
    let rotation = || entry.rotation.and_then(of(TargetKind::Schedule));
    let policy = || entry.policy.and_then(of(TargetKind::Policy));
    person.or_else(rotation).or_else(policy)
}

#[derive(Deserialize)]
struct Team {
    team: Naming,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "onCallNow")]
    now: Vec<Now>,
}

#[derive(Deserialize)]
struct Now {
    #[serde(rename = "escalationPolicy")]
    policy: Naming,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    users: Vec<Holder>,
}

#[derive(Deserialize)]
struct Holder {
    #[serde(rename = "onCallUser", alias = "onCalluser")]
    user: Username,
}

#[derive(Deserialize)]
struct Username {
    username: String,
}

#[derive(Deserialize)]
struct Naming {
    name: String,
    slug: String,
}

fn on_call(Team { team, now }: Team) -> Vec<OnCall> {
    let mut on_call = Vec::new();
    for Now { policy, users } in now {
        let schedule =
            Named { id: schedule_id(&team.slug, &policy.slug), name: format!("{}: {}", team.name, policy.name) };
        let policy = Named { id: policy.slug, name: policy.name };
        on_call.extend(users.into_iter().map(|holder| OnCall {
            person: user(holder.user.username),
            schedule: Some(schedule.clone()),
            policy: Some(policy.clone()),
            level: 1,
            from: None,
            until: None,
        }));
    }
    on_call
}
