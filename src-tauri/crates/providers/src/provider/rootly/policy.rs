//! Rootly's escalation policies: the levels of their usual path. Other paths are for certain urgencies and hours only.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::{Resource, SIZE, entries, next, part, rest};
use crate::capability::{Part, PolicyLevel, Reading, RemotePolicy, Step, Target, TargetKind};
use crate::message::Response;

/// <https://docs.rootly.com/api-reference/escalationpolicies/list-escalation-policies>
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(
    |_| vec![Step::of_all("escalation_policies")],
    |account, step| {
        let beside = "escalation_policy_levels,escalation_policy_paths";
        Ok(part(rest(account, &["escalation_policies"])?.query("include", beside), step, SIZE))
    },
    read,
);

#[derive(Deserialize)]
struct Policy {
    name: String,
    #[serde(default)]
    repeat_count: Option<u32>,
}

#[derive(Clone, Deserialize)]
struct Level {
    escalation_policy_id: String,
    escalation_policy_path_id: Option<String>,
    position: i64,
    /// How many minutes until the next level.
    #[serde(default)]
    delay: Option<u32>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    notification_target_params: Vec<Pointer>,
}

#[derive(Clone, Deserialize)]
struct Pointer {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Path {
    escalation_policy_id: String,
    default: bool,
    /// How many minutes until the first level.
    initial_delay: Option<u32>,
    repeat: Option<bool>,
    repeat_count: Option<u32>,
}

fn read(response: &Response, step: &Step) -> Result<Part<RemotePolicy>, Failure> {
    let (entries, rest) = entries(response)?;
    let next = next(step, entries.len(), SIZE, &rest);
    // A level that cannot be read is a fault of its policy.
    let (mut levels, mut unread) = (Vec::<Level>::new(), Vec::new());
    let mut paths = Vec::<Resource<Path>>::new();
    for entry in rest.get("included").and_then(Value::as_array).into_iter().flatten() {
        let attributes = entry.get("attributes").cloned().unwrap_or_default();
        let of = attributes.get("escalation_policy_id").and_then(Value::as_str).map(str::to_owned);
        let read = if attributes.get("notification_target_params").is_some() {
            serde_json::from_value(attributes).map(|level| levels.push(level))
        } else {
            serde_json::from_value(entry.clone()).map(|path| paths.push(path))
        };
        if read.is_err() {
            unread.extend(of);
        }
    }
    let policy = |entry: Resource<Policy>| {
        if unread.contains(&entry.id) {
            return Err(Failure::Garbled("a level or path of it is not of the documented form".to_owned()));
        }
        Ok(policy(entry, &levels, &paths))
    };
    Ok(Part::of(entries, policy).then(next))
}

fn policy(Resource { id, attributes }: Resource<Policy>, levels: &[Level], paths: &[Resource<Path>]) -> RemotePolicy {
    let path = paths.iter().find(|path| path.attributes.escalation_policy_id == id && path.attributes.default);
    // A level without a path belongs to the usual one.
    let is_usual = |level: &&Level| match (&level.escalation_policy_path_id, path) {
        (Some(of), Some(path)) => *of == path.id,
        (Some(_), None) | (None, _) => true,
    };
    let mut mine: Vec<&Level> =
        levels.iter().filter(|level| level.escalation_policy_id == id).filter(is_usual).collect();
    mine.sort_by_key(|level| level.position);
    let path = path.map(|path| &path.attributes);
    let mut after_minutes = path.and_then(|path| path.initial_delay).unwrap_or_default();
    let mut told = Vec::new();
    for level in mine {
        let targets = level.notification_target_params.iter().filter_map(target).collect();
        told.push(PolicyLevel { after_minutes, targets });
        after_minutes = after_minutes.saturating_add(level.delay.unwrap_or_default());
    }
    let repeats = match path {
        Some(Path { repeat: Some(true), repeat_count: Some(count), .. }) => *count,
        Some(Path { repeat: Some(false), .. }) => 0,
        _ => attributes.repeat_count.unwrap_or_default(),
    };
    RemotePolicy { id, name: attributes.name, levels: told, repeats }
}

/// Channels of a chat wake nobody.
fn target(pointer: &Pointer) -> Option<Target> {
    let kind = match pointer.kind.as_str() {
        "user" => TargetKind::Person,
        "schedule" => TargetKind::Schedule,
        "team" => TargetKind::Team,
        "service" => TargetKind::Service,
        _ => return None,
    };
    Some(Target { kind, id: pointer.id.clone(), name: None })
}
