//! Who is on call at Rootly now: its own answer, through every policy, path and level, in one part.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::included::{person, users};
use super::{Resource, entries, id_text, rest};
use crate::capability::{Named, OnCall, Part, Reading, Step};
use crate::instant::read;

/// <https://docs.rootly.com/api-reference/oncalls/list-on-calls>
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |_| vec![Step::of_all("oncalls")],
    |account, _| Ok(rest(account, &["oncalls"])?.query("include", "user")),
    |response, _| {
        let (entries, rest) = entries(response)?;
        let users = users(&rest);
        Ok(Part::of(entries, |Resource { attributes, .. }: Resource<Entry>| {
            let id = id_text(&attributes.user_id)
                .ok_or_else(|| Failure::Garbled("it does not tell who is on call".to_owned()))?;
            let level = attributes.escalation_level.unwrap_or(1).max(1);
            Ok(OnCall {
                person: person(&users, id),
                schedule: named(attributes.schedule_id, attributes.schedule_name),
                policy: named(Some(attributes.escalation_policy_id), Some(attributes.escalation_policy_name)),
                level,
                from: attributes.starts_at.as_deref().map(read).transpose()?,
                until: attributes.ends_at.as_deref().map(read).transpose()?,
            })
        }))
    },
);

#[derive(Deserialize)]
struct Entry {
    escalation_policy_id: String,
    escalation_policy_name: String,
    escalation_level: Option<u32>,
    schedule_id: Option<String>,
    schedule_name: Option<String>,
    user_id: Value,
    starts_at: Option<String>,
    ends_at: Option<String>,
}

fn named(id: Option<String>, name: Option<String>) -> Option<Named> {
    let id = id.filter(|id| !id.is_empty())?;
    Some(Named { name: name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone()), id })
}
