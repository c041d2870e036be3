//! `LinkedIn` Oncall's events: who is on call when, for which team, in which role. A team's role is a schedule.
//!
//! All events come in one answer. Events of another team to which a team subscribes are told only where that team is asked
//! for by name, and so is whether a team or a role without any event exists at all: an unknown one answers with nothing,
//! as if nobody were on call.

use std::collections::HashMap;

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;
use serde_json::Value;

use super::{rest, unsigned};
use crate::account::Account;
use crate::capability::{
    Fault, Named, OnCall, Part, Reading, RemotePerson, RemoteSchedule, RemoteShift, ScheduleShifts, Step,
};
use crate::instant::of_seconds;
use crate::message::{Request, Response};

/// The events of a stretch of time: <https://oncall.tools/docs/api.html> › Events
const EVENTS: &str = "events";
/// A team, to learn whether there is one of that name.
const TEAM: &str = "team";
/// All roles, for the same reason.
const ROLES: &str = "roles";

/// All events.
pub(super) const SHIFTS: Reading<ScheduleShifts> =
    Reading { each: false, begin: |scope| vec![Step::of_all(EVENTS).within(scope.window)], ask, read };

/// Those of single teams and roles, with what they subscribe to.
pub(super) const SHIFTS_OF: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| {
        let steps = |id: &String| {
            let (_, role) = parts(id);
            let roles = role.map(|_| Step::of_one(ROLES, id));
            let events = Step::of_one(EVENTS, id).within(scope.window);
            [Some(Step::of_one(TEAM, id)), roles, Some(events)].into_iter().flatten()
        };
        scope.of.iter().flat_map(steps).collect()
    },
    ask,
    read,
};

/// The events of this moment.
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |scope| vec![Step::of_all(EVENTS).within(Span::of(scope.now, scope.now))],
    |account, step| {
        let now = step.time()?.from.timestamp().to_string();
        account.sign(unsigned(account, &["events"])?.query("start__le", &now).query("end__gt", &now))
    },
    |response, _| Ok(Part::of(response.json()?, Event::on_call)),
);

#[derive(Deserialize)]
struct Event {
    start: i64,
    end: i64,
    user: String,
    full_name: Option<String>,
    team: String,
    role: String,
}

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

    fn shift(self) -> Result<RemoteShift, Failure> {
        Ok(RemoteShift { span: self.span()?, person: self.person(), layer: Some(self.role), is_override: false })
    }

    fn on_call(self) -> Result<OnCall, Failure> {
        let (span, person) = (self.span()?, self.person());
        let id = schedule_id(&self.team, &self.role);
        let schedule = Some(Named { name: id.clone(), id });
        Ok(OnCall { person, schedule, policy: None, level: 1, from: Some(span.from), until: Some(span.until) })
    }
}

/// No team's name has a slash.
fn schedule_id(team: &str, role: &str) -> String {
    format!("{team}/{role}")
}

/// The team of a schedule, and which of its roles; without one all of them are meant.
fn parts(id: &str) -> (&str, Option<&str>) {
    match id.split_once('/') {
        Some((team, role)) => (team, Some(role)),
        None => (id, None),
    }
}

fn about(id: &str) -> RemoteSchedule {
    let teams = vec![parts(id).0.to_owned()];
    RemoteSchedule { id: id.to_owned(), name: id.to_owned(), time_zone: None, teams }
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let of = step.of.as_deref().map(parts);
    match (step.what, of) {
        (TEAM, _) => account.sign(unsigned(account, &["teams", parts(step.id()?).0])?.query("fields", "admins")),
        (ROLES, _) => rest(account, &["roles"]),
        (_, of) => {
            let window = step.time()?;
            let request = unsigned(account, &["events"])?
                .query("start__lt", &window.until.timestamp().to_string())
                .query("end__gt", &window.from.timestamp().to_string());
            let wanted = of.map(|(team, role)| [Some(("team", team)), role.map(|role| ("role", role))]);
            let wanted = wanted.into_iter().flatten().flatten();
            account.sign(wanted.fold(request, |request, (key, value)| request.query(key, value)))
        }
    }
}

fn read(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    match step.what {
        TEAM => response.json::<serde_json::Map<String, Value>>().map(|_| Part::default()),
        ROLES => known_role(response, step),
        _ => Ok(events(response.json()?, step.of.as_deref())),
    }
}

fn known_role(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    #[derive(Deserialize)]
    struct Role {
        name: String,
    }
    let wanted = parts(step.id()?).1.unwrap_or_default();
    if response.json::<Vec<Role>>()?.iter().any(|role| role.name == wanted) {
        return Ok(Part::default());
    }
    Err(Failure::Refused(format!("it has no role `{wanted}`")))
}

/// The events of each schedule together; those of one that was asked for are its own, whosever they are. An event that
/// cannot be read is a fault of its schedule: without it a gap would show where there is none.
fn events(entries: Vec<Value>, of: Option<&str>) -> Part<ScheduleShifts> {
    let mut part = Part::default();
    let empty = |id: &str| ScheduleShifts { schedule: id.to_owned(), about: Some(about(id)), shifts: Vec::new() };
    part.items.extend(of.map(empty));
    let mut at = HashMap::new();
    for entry in entries {
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        let its = text("team").zip(text("role")).map(|(team, role)| schedule_id(team, role));
        let schedule = of.map(str::to_owned).or(its);
        let form = |_| Failure::Garbled("an event is not of the documented form".to_owned());
        match serde_json::from_value::<Event>(entry).map_err(form).and_then(Event::shift) {
            Err(failure) => part.faults.push(Fault { of: schedule, failure }),
            Ok(shift) => {
                let Some(schedule) = schedule else { continue };
                let index = *at.entry(schedule).or_insert_with_key(|id| {
                    if of.is_none() {
                        part.items.push(empty(id));
                    }
                    part.items.len().saturating_sub(1)
                });
                if let Some(item) = part.items.get_mut(index) {
                    item.shifts.push(shift);
                }
            }
        }
    }
    part
}
