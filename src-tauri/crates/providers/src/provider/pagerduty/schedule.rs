//! PagerDuty's schedules with their rendered shifts: those of layers by the hundred, those of the third generation one by
//! one, since their list names them only. No list has both.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;
use serde_json::Value;

use super::{Reference, entries, list, part, rest};
use crate::account::Account;
use crate::capability::{Part, Reading, RemotePerson, RemoteSchedule, RemoteShift, ScheduleShifts, Step};
use crate::instant::{span, text};
use crate::message::{Request, Response};

/// Schedules made of layers: <https://developer.pagerduty.com/api-reference/846ecf84402bb-list-schedules>
const OF_LAYERS: &str = "schedules";
/// Schedules made of shifts; accounts without them, and hosts that know no such list, refuse it: then there are none.
const OF_SHIFTS: &str = "v3";
/// One of the former.
const ONE_OF_LAYERS: &str = "one of layers";
/// One of the latter.
const ONE: &str = "v3/schedules";

/// The most schedules of one answer. Rendered ones weigh much where shifts are short, and take long: where a hundred are too many
/// for an account, fewer are asked for.
const MOST: u32 = 100;

/// All schedules with their shifts.
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: false,
    begin: |scope| {
        vec![
            Step::of_all(OF_LAYERS).within(scope.window).at_most(MOST),
            Step::of_list(OF_SHIFTS, "schedules of the third generation").within(scope.window),
        ]
    },
    ask,
    read,
};

/// Single schedules: <https://developer.pagerduty.com/api-reference/3f03afb2c84a4-get-a-schedule>
pub(super) const SHIFTS_OF: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(ONE_OF_LAYERS, id).within(scope.window)).collect(),
    ask,
    read,
};

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let window = step.time()?;
    let timed = |request: Request| {
        request.query("time_zone", "UTC").query("since", &text(window.from)).query("until", &text(window.until))
    };
    Ok(match step.what {
        OF_LAYERS => {
            let request = timed(rest(account, &["schedules"])?);
            part(request.query("include[]", "final_schedule").query("include[]", "overrides_subschedule"), step)
        }
        ONE_OF_LAYERS => timed(rest(account, &["schedules", step.id()?])?),
        OF_SHIFTS => part(rest(account, &["v3", "schedules"])?, step).extra_of_some(),
        _ => timed(rest(account, &["v3", "schedules", step.id()?])?).query("include[]", "final_schedule"),
    })
}

fn read(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    match step.what {
        OF_LAYERS => listed(response, step),
        ONE_OF_LAYERS => one(response, step, of_layers),
        OF_SHIFTS => names(response, step),
        _ => one(response, step, of_shifts),
    }
}

#[derive(Deserialize)]
struct Layered {
    id: String,
    name: Option<String>,
    summary: Option<String>,
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    teams: Vec<Reference>,
    final_schedule: Option<Subschedule>,
    overrides_subschedule: Option<Subschedule>,
}

#[derive(Deserialize)]
struct Subschedule {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    rendered_schedule_entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    start: String,
    end: String,
    /// None where nobody stands in for somebody.
    user: Option<Reference>,
}

fn of_layers(schedule: Layered) -> Result<ScheduleShifts, Failure> {
    let Some(rendered) = schedule.final_schedule else {
        return Err(Failure::Garbled("a schedule came without its final shifts".to_owned()));
    };
    let overrides = schedule.overrides_subschedule.map(|sub| sub.rendered_schedule_entries).unwrap_or_default();
    let overrides: Vec<(Span, String)> = overrides
        .into_iter()
        .filter_map(|entry| Some((span(&entry.start, &entry.end).ok()?, entry.user?.id)))
        .collect();
    let mut shifts = Vec::new();
    for entry in rendered.rendered_schedule_entries {
        let span = span(&entry.start, &entry.end)?;
        let Some(user) = entry.user else { continue };
        let stands_in = |(other, id): &(Span, String)| *id == user.id && other.contains(span.from);
        let is_override = overrides.iter().any(stands_in);
        shifts.push(RemoteShift { span, person: user.person(), layer: None, is_override });
    }
    let about = RemoteSchedule {
        name: schedule.name.or(schedule.summary).unwrap_or_else(|| schedule.id.clone()),
        id: schedule.id.clone(),
        time_zone: schedule.time_zone,
        teams: schedule.teams.into_iter().map(|team| team.id).collect(),
    };
    Ok(ScheduleShifts { schedule: schedule.id, about: Some(about), shifts })
}

/// Those that a list names without their shifts are asked for one by one.
fn listed(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    let (entries, paging) = list(response, "schedules")?;
    let next = paging.next(step, entries.len());
    let (rendered, bare): (Vec<Value>, Vec<Value>) =
        entries.into_iter().partition(|entry| !entry["final_schedule"].is_null() || !entry["id"].is_string());
    let one = |entry: &Value| Some(Step { window: step.window, ..Step::of_one(ONE_OF_LAYERS, entry["id"].as_str()?) });
    let steps: Vec<Step> = bare.iter().filter_map(one).collect();
    Ok(Part::of(rendered, of_layers).then(steps).then(next))
}

fn names(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    if response.is_untold() {
        return Ok(Part::default());
    }
    let listed: Part<Reference> = entries(response, step, "schedules", Ok)?;
    let one = |schedule: Reference| Step { window: step.window, ..Step::of_one(ONE, schedule.id) };
    let steps: Vec<Step> = listed.items.into_iter().map(one).chain(listed.then).collect();
    Ok(Part { faults: listed.faults, ..Part::default() }.then(steps))
}

/// <https://developer.pagerduty.com/api-reference/> › Schedules v3
fn one<Entry: for<'a> Deserialize<'a>>(
    response: &Response,
    step: &Step,
    read: fn(Entry) -> Result<ScheduleShifts, Failure>,
) -> Result<Part<ScheduleShifts>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        schedule: Value,
    }
    let mut answer: Answer = response.json()?;
    // It is the one that was asked for, whether or not it says so.
    if let Some(members) = answer.schedule.as_object_mut() {
        members.insert("id".to_owned(), step.id()?.into());
    }
    Ok(Part::of(vec![answer.schedule], read))
}

#[derive(Deserialize)]
struct Shifted {
    id: String,
    name: Option<String>,
    summary: Option<String>,
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    teams: Vec<Reference>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    users: Vec<Reference>,
    final_schedule: Computed,
}

#[derive(Deserialize)]
struct Computed {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    computed_shift_assignments: Vec<Assignment>,
}

#[derive(Deserialize)]
struct Assignment {
    start_time: String,
    end_time: String,
    member: Member,
    source: Option<Origin>,
}

#[derive(Deserialize)]
struct Member {
    /// None in a gap.
    user_id: Option<String>,
}

#[derive(Deserialize)]
struct Origin {
    #[serde(rename = "type")]
    kind: String,
}

fn of_shifts(schedule: Shifted) -> Result<ScheduleShifts, Failure> {
    let mut shifts = Vec::new();
    for assignment in schedule.final_schedule.computed_shift_assignments {
        let Some(id) = assignment.member.user_id else { continue };
        // Only ids stand in a shift; the names stand beside, if anywhere.
        let known = schedule.users.iter().find(|user| user.id == id);
        let name = known.and_then(|user| user.summary.clone().or_else(|| user.name.clone()));
        shifts.push(RemoteShift {
            span: span(&assignment.start_time, &assignment.end_time)?,
            person: RemotePerson { name: name.unwrap_or_else(|| id.clone()), id, ..RemotePerson::default() },
            layer: None,
            is_override: assignment.source.is_some_and(|source| source.kind.ends_with("_override")),
        });
    }
    let about = RemoteSchedule {
        name: schedule.name.or(schedule.summary).unwrap_or_else(|| schedule.id.clone()),
        id: schedule.id.clone(),
        time_zone: schedule.time_zone,
        teams: schedule.teams.into_iter().map(|team| team.id).collect(),
    };
    Ok(ScheduleShifts { schedule: schedule.id, about: Some(about), shifts })
}
