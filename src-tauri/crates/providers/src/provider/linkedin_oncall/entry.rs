//! One entry of `LinkedIn` Oncall's events: which schedule it belongs to, and whether it puts anybody on call at all.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;
use serde_json::Value;

use crate::capability::{Fault, Named, OnCall, RemotePerson, RemoteShift, Step};
use crate::instant::of_seconds;

/// What is asked of each event: what else it has, as its note, is of no use here, and half of a long answer.
pub(super) const FIELDS: &[&str] = &["start", "end", "team", "role", "user", "full_name"];
/// Roles with which every installation is born, whose events say that somebody is away.
const AWAY: &[&str] = &["vacation", "unavailable"];

/// Who is on call when, for which team, in which role.
#[derive(Deserialize)]
pub(super) struct Event {
    start: i64,
    end: i64,
    user: String,
    full_name: Option<String>,
    role: String,
}

/// A schedule and an event of it. One that cannot be read is a fault of its schedule: without it a gap would show where
/// there is none.
pub(super) type Told = Result<(String, Event), Fault>;

impl Event {
    fn span(&self) -> Result<Span, Failure> {
        Ok(Span::of(of_seconds(self.start)?, of_seconds(self.end)?))
    }

    fn person(&self) -> RemotePerson {
        let name = self.full_name.clone().filter(|name| !name.is_empty());
        RemotePerson {
            id: self.user.clone(),
            name: name.unwrap_or_else(|| self.user.clone()),
            ..RemotePerson::default()
        }
    }

    pub(super) fn shift(self) -> Result<RemoteShift, Failure> {
        Ok(RemoteShift { span: self.span()?, person: self.person(), layer: Some(self.role), is_override: false })
    }

    pub(super) fn on_call(self, schedule: &str) -> Result<OnCall, Failure> {
        let (span, person) = (self.span()?, self.person());
        let schedule = Some(Named { id: schedule.to_owned(), name: schedule.to_owned() });
        Ok(OnCall { person, schedule, policy: None, level: 1, from: Some(span.from), until: Some(span.until) })
    }
}

/// No team's name has a slash.
fn schedule_id(team: &str, role: &str) -> String {
    format!("{team}/{role}")
}

/// The team of a schedule, and which of its roles; without one all are meant in which somebody is on call.
pub(super) fn parts(id: &str) -> (&str, Option<&str>) {
    match id.split_once('/') {
        Some((team, role)) => (team, Some(role)),
        None => (id, None),
    }
}

/// The events of all schedules, each with its own.
pub(super) fn of_all(entries: Vec<Value>) -> Vec<Told> {
    read(entries, |team, role| Some(schedule_id(team?, role?)), None)
}

/// The events of one schedule: they are its own, whosever they are.
pub(super) fn of_one(entries: Vec<Value>, step: &Step) -> Result<Vec<Told>, Failure> {
    let id = step.id()?;
    Ok(read(entries, |_, _| Some(id.to_owned()), parts(id).1))
}

/// Those of other teams to which a team subscribes, as its own; its own come with those of all.
pub(super) fn shared(mut entries: Vec<Value>, own: &str) -> Vec<Told> {
    entries.retain(|entry| text(entry, "team") != Some(own));
    read(entries, |_, role| Some(schedule_id(own, role?)), None)
}

fn read(
    entries: Vec<Value>,
    schedule: impl Fn(Option<&str>, Option<&str>) -> Option<String>,
    by_name: Option<&str>,
) -> Vec<Told> {
    let told = |entry: Value| {
        let (team, role) = (text(&entry, "team"), text(&entry, "role"));
        if team.is_some_and(is_deleted) || role.is_some_and(|role| AWAY.contains(&role) && by_name != Some(role)) {
            return None;
        }
        Some(match (schedule(team, role), serde_json::from_value(entry)) {
            (Some(schedule), Ok(event)) => Ok((schedule, event)),
            (of, _) => {
                Err(Fault { of, failure: Failure::Garbled("an event is not of the documented form".to_owned()) })
            }
        })
    };
    entries.into_iter().filter_map(told).collect()
}

fn text<'a>(entry: &'a Value, key: &str) -> Option<&'a str> {
    entry.get(key).and_then(Value::as_str)
}

/// Whether a team is gone: its shifts that had begun stay among all events, and so do its services, under a random UUID
/// that took the place of its name.
pub(super) fn is_deleted(team: &str) -> bool {
    let groups = team.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12]) && team.chars().all(|letter| letter == '-' || letter.is_ascii_hexdigit())
}
