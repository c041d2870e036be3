//! GoAlert's schedules and their rendered shifts, overrides and temporary schedules applied.

use chrono::Duration;
use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{entries, member};
use super::{list, question};
use crate::account::Account;
use crate::capability::{Fault, Part, Reading, RemotePerson, RemoteSchedule, RemoteShift, ScheduleShifts, Step};
use crate::instant::{span, text};
use crate::message::{Request, Response};

/// The longest stretch of time that is rendered at once.
const MOST_DAYS: i64 = 50;
/// By what one question calls the stretches that it asks for; there is no more than that in one.
const THIRDS: [&str; 3] = ["first", "second", "third"];

/// Schedules by their names.
pub(super) const SCHEDULES: Reading<RemoteSchedule> = Reading::of_all(
    |_| vec![Step::of_all("schedules")],
    |account, step| list(account, step, "Schedules"),
    |response, step| entries(response, step, "schedules", about),
);

/// Schedule by schedule, although the list could bring the shifts along: an error in one schedule would take the whole
/// list with it, and rendering is slow there.
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.steps("shifts", Duration::days(3 * MOST_DAYS)),
    ask: ask_shifts,
    read: read_shifts,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Schedule {
    id: String,
    name: String,
    time_zone: Option<String>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn about(schedule: Schedule) -> Result<RemoteSchedule, Failure> {
    Ok(RemoteSchedule { id: schedule.id, name: schedule.name, time_zone: schedule.time_zone, teams: Vec::new() })
}

/// A window in thirds, each of which may be rendered at once.
fn ask_shifts(account: &Account, step: &Step) -> Result<Request, Failure> {
    let window = step.time()?;
    let third = window.length() / 3;
    let variables = json!({
        "id": step.id()?,
        "start": text(window.from),
        "second": text(window.from + third),
        "third": text(window.until - third),
        "end": text(window.until),
    });
    question(account, "ShiftsInThirds", &variables)
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "userID")]
    user_id: String,
    user: Option<User>,
    start: String,
    end: String,
}

#[derive(Deserialize)]
struct User {
    name: Option<String>,
    email: Option<String>,
}

fn read_shifts(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    let id = step.id()?;
    // What could not be told beside the shifts is a name at most: they themselves come all or not at all.
    let (mut schedule, mut faults) = member(response, "schedule")?;
    let mut shifts = Vec::new();
    for third in THIRDS {
        let Some(Value::Array(entries)) = schedule.get_mut(third).map(Value::take) else {
            return Err(Failure::Garbled("the schedule came without its shifts".to_owned()));
        };
        shifts.extend(entries);
    }
    let read = Part::of(shifts, shift);
    // A shift has no id; it is the schedule of which a part is missing.
    faults.extend(read.faults.into_iter().map(|fault| Fault { of: Some(id.to_owned()), ..fault }));
    let item = ScheduleShifts { schedule: id.to_owned(), about: None, shifts: read.items };
    Ok(Part { items: vec![item], faults, then: Vec::new() })
}

fn shift(entry: Entry) -> Result<RemoteShift, Failure> {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (name, email) = entry.user.map_or((None, None), |user| (some(user.name), some(user.email)));
    Ok(RemoteShift {
        span: span(&entry.start, &entry.end)?,
        person: RemotePerson {
            name: name.unwrap_or_else(|| entry.user_id.clone()),
            id: entry.user_id,
            email,
            ..RemotePerson::default()
        },
        layer: None,
        is_override: false,
    })
}
