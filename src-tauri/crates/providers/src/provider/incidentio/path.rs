//! incident.io's escalation paths, flattened to levels: a branch stands for both of its ways.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{entries, part, rest};
use crate::capability::{PolicyLevel, Reading, RemotePolicy, Step, Target, TargetKind};

/// As many as the list gives.
const SIZE: &str = "25";

/// <https://api-docs.incident.io/tag/Escalations-V2>
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(
    |_| vec![Step::of_all("escalation_paths")],
    |account, step| Ok(part(rest(account, &["v2", "escalation_paths"])?, step, SIZE)),
    |response, step| entries(response, step, "escalation_paths", policy),
);

#[derive(Deserialize)]
struct Path {
    id: String,
    name: String,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "path")]
    nodes: Vec<Node>,
}

/// One node; which of the members it has says what it is. New kinds may come at any time.
#[derive(Deserialize)]
struct Node {
    level: Option<Level>,
    delay: Option<Delay>,
    if_else: Option<Branch>,
    repeat: Option<Repeat>,
}

#[derive(Deserialize)]
struct Level {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    targets: Vec<Pointer>,
    time_to_ack_seconds: Option<u32>,
}

#[derive(Deserialize)]
struct Pointer {
    id: String,
    r#type: String,
}

#[derive(Deserialize)]
struct Delay {
    delay_seconds: Option<u32>,
}

#[derive(Deserialize)]
struct Branch {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    then_path: Vec<Node>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    else_path: Vec<Node>,
}

#[derive(Deserialize)]
struct Repeat {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    repeat_times: u32,
}

/// Levels as far as they were walked.
#[derive(Default)]
struct Walked {
    levels: Vec<PolicyLevel>,
    repeats: u32,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn policy(path: Path) -> Result<Vec<RemotePolicy>, Failure> {
    let mut walked = Walked::default();
    walk(path.nodes, 0, &mut walked);
    Ok(vec![RemotePolicy { id: path.id, name: path.name, levels: walked.levels, repeats: walked.repeats }])
}

/// Walks the nodes from so many seconds after the beginning on; answers with when the last of them is over.
fn walk(nodes: Vec<Node>, mut seconds: u32, walked: &mut Walked) -> u32 {
    for node in nodes {
        if let Some(level) = node.level {
            let targets = level.targets.into_iter().filter_map(target).collect();
            walked.levels.push(PolicyLevel { after_minutes: seconds / 60, targets });
            seconds = seconds.saturating_add(level.time_to_ack_seconds.unwrap_or_default());
        }
        if let Some(delay) = node.delay {
            seconds = seconds.saturating_add(delay.delay_seconds.unwrap_or_default());
        }
        if let Some(Branch { then_path, else_path }) = node.if_else {
            let then = walk(then_path, seconds, walked);
            seconds = walk(else_path, seconds, walked).max(then);
        }
        walked.repeats = walked.repeats.max(node.repeat.map_or(0, |repeat| repeat.repeat_times));
    }
    seconds
}

/// Channels of a chat wake nobody.
fn target(pointer: Pointer) -> Option<Target> {
    let kind = match pointer.r#type.as_str() {
        "user" => TargetKind::Person,
        "schedule" => TargetKind::Schedule,
        _ => return None,
    };
    Some(Target { kind, id: pointer.id, name: None })
}
