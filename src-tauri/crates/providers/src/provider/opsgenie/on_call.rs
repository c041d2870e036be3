//! Who is on call at Opsgenie now, schedule by schedule, through teams and escalations.

use serde::Deserialize;

use super::timeline::Recipient;
use super::{entries, rest};
use crate::capability::{Named, OnCall, Reading, RemotePerson, Step};

/// <https://docs.opsgenie.com/docs/who-is-on-call-api#list-on-calls>
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |_| vec![Step::of_all("on-calls")],
    |account, _| Ok(rest(account, &["v2", "schedules", "on-calls"])?.query("flat", "false")),
    |response, step| entries(response, step, |entry| Ok(on_call(entry))),
);

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "_parent")]
    schedule: Parent,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "onCallParticipants")]
    participants: Vec<Participant>,
}

#[derive(Deserialize)]
struct Parent {
    id: String,
    name: String,
    /// One that is switched off wakes nobody.
    #[serde(default = "super::yes")]
    enabled: bool,
}

/// Whoever is on call, or the team or escalation through which they are.
#[derive(Deserialize)]
pub(in crate::provider) struct Participant {
    #[serde(flatten)]
    recipient: Recipient,
    /// Minutes after the alert at which an escalation asks them.
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "escalationTime")]
    after: u32,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "onCallParticipants")]
    behind: Vec<Participant>,
}

fn on_call(entry: Entry) -> Vec<OnCall> {
    if !entry.schedule.enabled {
        return Vec::new();
    }
    people(&entry.participants, &Named { id: entry.schedule.id, name: entry.schedule.name })
}

/// All people behind the participants of a schedule: whoever is asked at the same minute stands on the same level.
pub(in crate::provider) fn people(participants: &[Participant], schedule: &Named) -> Vec<OnCall> {
    let mut found = Vec::new();
    gather(participants, 0, &mut found);
    let mut times: Vec<u32> = found.iter().map(|(after, _)| *after).collect();
    times.sort_unstable();
    times.dedup();
    let level = |after: u32| times.iter().position(|time| *time == after).unwrap_or_default();
    let on_call = found.into_iter().map(|(after, person)| OnCall {
        person,
        schedule: Some(schedule.clone()),
        policy: None,
        level: u32::try_from(level(after)).unwrap_or_default() + 1,
        from: None,
        until: None,
    });
    on_call.collect()
}

/// With the minute at which each is asked.
fn gather(participants: &[Participant], after: u32, found: &mut Vec<(u32, RemotePerson)>) {
    for participant in participants {
        let after = after.saturating_add(participant.after);
        let person = participant.recipient.person().map(|person| (after, person));
        // Several ways may lead to one person at once.
        found.extend(person.filter(|person| !found.contains(person)));
        gather(&participant.behind, after, found);
    }
}
