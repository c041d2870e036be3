//! GoAlert's escalation policies.

use domain::delivery::Failure;
use serde::Deserialize;

use super::answer::entries;
use super::directory::Destination;
use super::list;
use crate::capability::{PolicyLevel, Reading, RemotePolicy, Step, Target, TargetKind};

/// Policies with all of their steps.
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(
    |_| vec![Step::of_all("escalationPolicies")],
    |account, step| list(account, step, "Policies"),
    |response, step| entries(response, step, "escalationPolicies", policy),
);

#[derive(Deserialize)]
struct Policy {
    id: String,
    name: String,
    repeat: u32,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    steps: Vec<Rung>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rung {
    step_number: u32,
    delay_minutes: u32,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    actions: Vec<Destination>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn policy(mut policy: Policy) -> Result<RemotePolicy, Failure> {
    policy.steps.sort_by_key(|rung| rung.step_number);
    let mut after_minutes = 0_u32;
    let mut levels = Vec::new();
    for rung in policy.steps {
        let targets = rung.actions.into_iter().filter_map(target).collect();
        levels.push(PolicyLevel { after_minutes, targets });
        // A step says how long it waits for an answer, and so when the next one is asked.
        after_minutes = after_minutes.saturating_add(rung.delay_minutes);
    }
    Ok(RemotePolicy { id: policy.id, name: policy.name, levels, repeats: policy.repeat })
}

/// Channels of a chat and webhooks wake nobody. A rotation may stand in a step without any schedule around it: whoever's
/// turn it is there is on call, as in a schedule.
fn target(mut destination: Destination) -> Option<Target> {
    let (kind, argument) = match destination.r#type.as_str() {
        "builtin-user" => (TargetKind::Person, "user_id"),
        "builtin-schedule" => (TargetKind::Schedule, "schedule_id"),
        "builtin-rotation" => (TargetKind::Schedule, "rotation_id"),
        _ => return None,
    };
    Some(Target { kind, id: destination.args.remove(argument)?, name: destination.display.text })
}
