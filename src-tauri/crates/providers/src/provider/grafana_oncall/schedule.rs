//! Grafana OnCall's schedules, their final shifts, and who is on call in them now.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Instant;
use serde::Deserialize;

use super::{entries, list, rest};
use crate::account::Account;
use crate::capability::{
    Fault, Named, OnCall, Part, Reading, RemotePerson, RemoteSchedule, RemoteShift, ScheduleShifts, Step,
};
use crate::instant::span;
use crate::message::{Request, Response};

/// At most 365 days are given at once, and a window grows by up to two when it is rounded to whole days.
const MOST_DAYS: i64 = 360;

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/schedules/>
pub(super) const SCHEDULES: Reading<RemoteSchedule> =
    Reading::of_all(|_| vec![Step::of_all("schedules")], list, |response, step| entries(response, step, about));

/// The list of schedules tells by their ids who is on call in each.
pub(super) const ON_CALL: Reading<OnCall> =
    Reading::of_all(|_| vec![Step::of_all("schedules")], list, |response, step| entries(response, step, on_call));

/// Rendered, schedule by schedule: there is no list of all. That is as well, since one schedule with a shift at the hour
/// that a clock change skips can make the whole list of schedules fail.
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.steps("final_shifts", Duration::days(MOST_DAYS)),
    ask: ask_shifts,
    read: read_shifts,
};

#[derive(Deserialize)]
struct Schedule {
    id: String,
    name: String,
    team_id: Option<String>,
    /// None where the schedule is a calendar from elsewhere.
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    on_call_now: Vec<String>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn about(schedule: Schedule) -> Result<Vec<RemoteSchedule>, Failure> {
    Ok(vec![RemoteSchedule {
        id: schedule.id,
        name: schedule.name,
        time_zone: schedule.time_zone,
        teams: schedule.team_id.into_iter().collect(),
    }])
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn on_call(schedule: Schedule) -> Result<Vec<OnCall>, Failure> {
    let named = Named { id: schedule.id, name: schedule.name };
    let of = |id: String| OnCall {
        person: RemotePerson { name: id.clone(), id, ..RemotePerson::default() },
        schedule: Some(named.clone()),
        policy: None,
        level: 1,
        from: None,
        until: None,
    };
    Ok(schedule.on_call_now.into_iter().map(of).collect())
}

/// Only whole days can be asked for, in UTC; the last one is the first that is not given.
fn ask_shifts(account: &Account, step: &Step) -> Result<Request, Failure> {
    let window = step.time()?;
    let day = |at: Instant| at.format("%Y-%m-%d").to_string();
    let after = window.until.checked_add_signed(Duration::days(1)).unwrap_or(window.until);
    Ok(rest(account, &["schedules", step.id()?, "final_shifts"])?
        .query("start_date", &day(window.from))
        .query("end_date", &day(after)))
}

#[derive(Deserialize)]
struct Entry {
    user_pk: String,
    user_email: Option<String>,
    user_username: Option<String>,
    shift_start: String,
    shift_end: String,
}

/// All of them, although the answer speaks of pages: it says that they are of 50 entries, and gives every one in the first.
fn read_shifts(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    let id = step.id()?;
    let (entries, _) = response.list("results")?;
    let read = Part::of(entries, shift);
    // A shift has no id; it is the schedule of which a part is missing.
    let faults = read.faults.into_iter().map(|fault| Fault { of: Some(id.to_owned()), ..fault }).collect();
    let item = ScheduleShifts { schedule: id.to_owned(), about: None, shifts: read.items };
    Ok(Part { items: vec![item], faults, then: Vec::new() })
}

fn shift(entry: Entry) -> Result<RemoteShift, Failure> {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    Ok(RemoteShift {
        span: span(&entry.shift_start, &entry.shift_end)?,
        person: RemotePerson {
            name: some(entry.user_username).unwrap_or_else(|| entry.user_pk.clone()),
            id: entry.user_pk,
            email: some(entry.user_email),
            ..RemotePerson::default()
        },
        layer: None,
        is_override: false,
    })
}
