//! incident.io's schedules, their rendered shifts, and who is on call in them now.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{User, after, entries, part, rest};
use crate::account::Account;
use crate::capability::{Named, OnCall, Part, Reading, RemoteSchedule, RemoteShift, ScheduleShifts, Step};
use crate::instant::{read, span, text};
use crate::message::{Request, Response};

/// The list gives up to 10,000 at once; this keeps an answer small enough to be read within its time.
const SIZE: &str = "1000";

/// <https://api-docs.incident.io/tag/Schedules-V2>
pub(super) const SCHEDULES: Reading<RemoteSchedule> = Reading::of_all(
    |_| vec![Step::of_all("schedules")],
    ask,
    |response, step| entries(response, step, "schedules", |schedule: Schedule| Ok(vec![schedule.about()])),
);

/// The list of schedules tells who is on call in each.
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |_| vec![Step::of_all("schedules")],
    ask,
    |response, step| entries(response, step, "schedules", on_call),
);

/// Rendered, schedule by schedule: there is no list of all.
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("schedule_entries", id).within(scope.window)).collect(),
    ask: ask_shifts,
    read: read_shifts,
};

#[derive(Deserialize)]
struct Schedule {
    id: String,
    name: String,
    timezone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    team_ids: Vec<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    current_shifts: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "entry_id")]
    id: Option<String>,
    start_at: String,
    end_at: String,
    /// None where nobody is on call.
    user: Option<User>,
}

impl Schedule {
    fn about(self) -> RemoteSchedule {
        RemoteSchedule { id: self.id, name: self.name, time_zone: self.timezone, teams: self.team_ids }
    }
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    Ok(part(rest(account, &["v2", "schedules"])?, step, SIZE))
}

fn on_call(schedule: Schedule) -> Result<Vec<OnCall>, Failure> {
    let named = Named { id: schedule.id, name: schedule.name };
    let mut on_call = Vec::new();
    for entry in schedule.current_shifts {
        let Some(user) = entry.user else { continue };
        on_call.push(OnCall {
            person: user.person(),
            schedule: Some(named.clone()),
            policy: None,
            level: 1,
            from: Some(read(&entry.start_at)?),
            until: Some(read(&entry.end_at)?),
        });
    }
    Ok(on_call)
}

fn ask_shifts(account: &Account, step: &Step) -> Result<Request, Failure> {
    let window = step.time()?;
    // The next part is asked for by a cursor in the place of the beginning.
    let from = step.cursor.clone().unwrap_or_else(|| text(window.from));
    Ok(rest(account, &["v2", "schedule_entries"])?
        .query("schedule_id", step.id()?)
        .query("entry_window_start", &from)
        .query("entry_window_end", &text(window.until)))
}

fn read_shifts(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    #[derive(Deserialize)]
    struct Entries {
        r#final: Vec<Entry>,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        overrides: Vec<Entry>,
    }
    let mut answer: serde_json::Value = response.json()?;
    let form = |_| Failure::Garbled("the shifts are not of the documented form".to_owned());
    let taken = answer.get_mut("schedule_entries").map(serde_json::Value::take).unwrap_or_default();
    let entries: Entries = serde_json::from_value(taken).map_err(form)?;
    let overridden: Vec<String> = entries.overrides.into_iter().filter_map(|entry| entry.id).collect();
    let mut shifts = Vec::new();
    for entry in entries.r#final {
        let Some(user) = entry.user else { continue };
        let is_override = entry.id.as_ref().is_some_and(|id| overridden.contains(id));
        let span = span(&entry.start_at, &entry.end_at)?;
        shifts.push(RemoteShift { span, person: user.person(), layer: None, is_override });
    }
    let item = ScheduleShifts { schedule: step.id()?.to_owned(), about: None, shifts };
    let next = after(&answer).map(|after| step.at(after));
    Ok(Part { items: vec![item], ..Part::default() }.then(next))
}
