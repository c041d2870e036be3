//! Rootly's rendered shifts of all schedules at once, overrides applied, and then the schedules themselves: those in which
//! nobody is on call have no shifts. The shifts of one schedule come in several parts, so that a schedule comes after all
//! of them.

use std::collections::HashMap;

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::included::{person, users};
use super::{Resource, SIZE, entries, id_text, next, part, rest};
use crate::account::Account;
use crate::capability::{Fault, Part, Reading, RemotePerson, RemoteSchedule, RemoteShift, ScheduleShifts, Step};
use crate::instant::{span, text};
use crate::message::{Request, Response};

/// The shifts of all schedules: <https://docs.rootly.com/api-reference/shifts/list-shifts>
const SHIFTS_OF_ALL: &str = "shifts";
/// The schedules: <https://docs.rootly.com/api-reference/schedules/list-schedules>
const SCHEDULES: &str = "schedules";
/// The shifts of one schedule.
const SHIFTS_OF_ONE: &str = "shifts of a schedule";
/// The most shifts of one answer.
const MOST: usize = 1_000;

/// All schedules with their shifts.
pub(super) const SHIFTS: Reading<ScheduleShifts> =
    Reading { each: false, begin: |scope| vec![Step::of_all(SHIFTS_OF_ALL).within(scope.window)], ask, read };

/// Single schedules: <https://docs.rootly.com/api-reference/schedules/list-schedule-shifts>
pub(super) const SHIFTS_OF: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(SHIFTS_OF_ONE, id).within(scope.window)).collect(),
    ask,
    read,
};

#[derive(Deserialize)]
struct Schedule {
    name: String,
    owner_group_ids: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Shift {
    starts_at: String,
    ends_at: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    is_override: bool,
    /// Whoever only looks on is not on call.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    is_shadow: bool,
    user_id: Option<Value>,
}

/// Whom a shift is assigned to: a user, or another schedule.
#[derive(Deserialize)]
struct Assignee {
    #[serde(rename = "type")]
    kind: String,
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let timed = |request: Request| -> Result<Request, Failure> {
        let window = step.time()?;
        Ok(request.query("from", &text(window.from)).query("to", &text(window.until)))
    };
    Ok(match step.what {
        SHIFTS_OF_ALL => part(timed(rest(account, &["shifts"])?.query("include", "assignee"))?, step, MOST),
        SHIFTS_OF_ONE => timed(rest(account, &["schedules", step.id()?, "shifts"])?)?,
        _ => part(rest(account, &["schedules"])?, step, SIZE),
    })
}

fn read(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    let (entries, rest) = entries(response)?;
    let size = if step.what == SCHEDULES { SIZE } else { MOST };
    let next = next(step, entries.len(), size, &rest);
    Ok(match step.what {
        SCHEDULES => Part::of(entries, |entry| Ok(schedule(entry))).then(next),
        SHIFTS_OF_ONE => shifts(entries, &users(&rest), step.of.as_deref()),
        _ => shifts(entries, &users(&rest), None).then([next.unwrap_or_else(|| Step::of_all(SCHEDULES))]),
    })
}

fn schedule(Resource { id, attributes }: Resource<Schedule>) -> ScheduleShifts {
    let about = RemoteSchedule {
        id: id.clone(),
        name: attributes.name,
        // Each rotation has a zone of its own.
        time_zone: None,
        teams: attributes.owner_group_ids.unwrap_or_default(),
    };
    ScheduleShifts { schedule: id, about: Some(about), shifts: Vec::new() }
}

/// The shifts of each schedule together. One that cannot be read is a fault of its schedule: without it a gap would show
/// where there is none.
fn shifts(entries: Vec<Value>, users: &HashMap<String, RemotePerson>, of: Option<&str>) -> Part<ScheduleShifts> {
    let mut part = Part::default();
    let empty = |id: &str| ScheduleShifts { schedule: id.to_owned(), about: None, shifts: Vec::new() };
    let mut lists: Vec<ScheduleShifts> = of.map(empty).into_iter().collect();
    let mut places: HashMap<String, usize> = of.map(|id| (id.to_owned(), 0)).into_iter().collect();
    for entry in entries {
        let told = entry.get("attributes").and_then(|attributes| attributes.get("schedule_id")).and_then(id_text);
        let schedule = of.map(str::to_owned).or(told);
        let shift = match (shift(entry, users), &schedule) {
            (Ok(None), _) => continue,
            (Ok(Some(shift)), Some(_)) => Ok(shift),
            (Ok(Some(_)), None) => Err(Failure::Garbled("a shift does not tell its schedule".to_owned())),
            (Err(failure), _) => Err(failure),
        };
        match (shift, schedule) {
            (Ok(shift), Some(id)) => {
                let place = *places.entry(id).or_insert_with_key(|id| {
                    lists.push(empty(id));
                    lists.len() - 1
                });
                lists[place].shifts.push(shift);
            }
            (Err(failure), of) => part.faults.push(Fault { of, failure }),
            (Ok(_), None) => {}
        }
    }
    part.items = lists;
    part
}

/// None where nobody is on call, or only looks on.
fn shift(entry: Value, users: &HashMap<String, RemotePerson>) -> Result<Option<RemoteShift>, Failure> {
    let form = |_| Failure::Garbled("a shift is not of the documented form".to_owned());
    let assignee = entry.pointer("/relationships/assignee/data").cloned().unwrap_or_default();
    let assignee: Option<Assignee> = serde_json::from_value(assignee).map_err(form)?;
    let Resource { attributes: shift, .. } = serde_json::from_value::<Resource<Shift>>(entry).map_err(form)?;
    if shift.is_shadow {
        return Ok(None);
    }
    let Some(user) = shift.user_id.as_ref().and_then(id_text) else {
        return match assignee {
            Some(assignee) if assignee.kind != "users" => Err(Failure::Refused(
                "a shift of it is left to another schedule, and who that is, is not told".to_owned(),
            )),
            _ => Ok(None),
        };
    };
    let span = span(&shift.starts_at, &shift.ends_at)?;
    Ok(Some(RemoteShift { span, person: person(users, user), layer: None, is_override: shift.is_override }))
}
