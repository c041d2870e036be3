//! Splunk On-Call's schedules: the first step of each escalation policy of each team, asked for in stretches of days from
//! now on. What has been, it does not tell.

use std::collections::HashMap;

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;
use serde_json::Value;

use super::rest;
use super::shift::{Schedule, shifts};
use crate::account::Account;
use crate::capability::{Fault, Part, Reading, RemoteSchedule, RemoteShift, ScheduleShifts, Scope, Step};
use crate::message::{Request, Response};

/// The most days of one answer.
const FORWARD: &str = "30";
/// How many days of an answer are taken: where a day begins, and how late the request is, only the host knows, so that the
/// ends of two answers overlap.
const TAKEN: i64 = 29;
/// How far ahead an answer may begin.
const MOST_SKIPPED: i64 = 90;

/// The list of all policies, each with its team: <https://portal.victorops.com/public/api-docs.html> › Escalation
/// Policies. It may be asked for once a minute.
pub(super) const SCHEDULES: Reading<RemoteSchedule> = Reading::of_all(
    |_| vec![Step::of_all("policies")],
    |account, _| rest(account, &["v1", "policies"]),
    |response, _| {
        let (policies, _) = response.list("policies")?;
        Ok(Part::of(policies, schedule))
    },
);

/// <https://portal.victorops.com/public/api-docs.html> › On-call
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading { each: true, begin, ask, read };

/// A policy alone tells no shifts: they are asked of its team.
pub(super) fn schedule_id(team: &str, policy: &str) -> String {
    format!("{team}/{policy}")
}

#[derive(Deserialize)]
struct Listed {
    policy: Naming,
    team: Naming,
}

#[derive(Deserialize)]
struct Naming {
    name: String,
    slug: String,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn schedule(Listed { policy, team }: Listed) -> Result<RemoteSchedule, Failure> {
    Ok(RemoteSchedule {
        id: schedule_id(&team.slug, &policy.slug),
        name: format!("{}: {}", team.name, policy.name),
        // Each rotation has a zone of its own.
        time_zone: None,
        teams: vec![team.slug],
    })
}

/// A step for each team and stretch; how many days it skips is its cursor. One answer tells of all policies of its team, and
/// stands for each of them that is wanted.
fn begin(scope: &Scope<'_>) -> Vec<Step> {
    let mut stretches = Vec::new();
    let mut skipped = 0;
    while skipped <= MOST_SKIPPED && scope.now + Duration::days(skipped) < scope.window.until {
        let from = scope.now + Duration::days(skipped);
        let until = (from + Duration::days(TAKEN)).min(scope.window.until);
        stretches.push((skipped, Span::of(from, until)));
        skipped += TAKEN;
    }
    let steps = |ids: Vec<&String>| {
        let mut ids = ids.into_iter();
        let first = ids.next().cloned().unwrap_or_default();
        let of_team = Step::of_one("on-call schedule", first).beside(ids.cloned());
        let step = |(skipped, window): &(i64, Span)| of_team.at(skipped.to_string()).within(*window);
        stretches.iter().map(step).collect::<Vec<_>>()
    };
    by_team(scope.of).into_iter().flat_map(steps).collect()
}

/// The schedules of each team, teams in the order in which they are first met.
fn by_team(ids: &[String]) -> Vec<Vec<&String>> {
    let mut teams: Vec<Vec<&String>> = Vec::new();
    let mut places = HashMap::new();
    for id in ids {
        let place = *places.entry(parts(id).0).or_insert(teams.len());
        match teams.get_mut(place) {
            Some(team) => team.push(id),
            None => teams.push(vec![id]),
        }
    }
    teams
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let (team, _) = parts(step.id()?);
    Ok(rest(account, &["v2", "team", team, "oncall", "schedule"])?
        .query("daysForward", FORWARD)
        .query("daysSkip", &step.offset().to_string())
        .query("step", "0"))
}

/// The team of a schedule, and which of its policies; without one all of them are meant.
fn parts(id: &str) -> (&str, Option<&str>) {
    match id.split_once('/') {
        Some((team, policy)) => (team, Some(policy)),
        None => (id, None),
    }
}

fn read(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        schedules: Vec<Value>,
    }
    let (answer, window) = (response.json::<Answer>()?, step.time()?);
    let mut part = Part::default();
    for id in step.all_of() {
        match shifts_of(id, &answer.schedules, window) {
            Ok(shifts) => part.items.push(ScheduleShifts { schedule: id.clone(), about: None, shifts }),
            Err(failure) => part.faults.push(Fault { of: Some(id.clone()), failure }),
        }
    }
    Ok(part)
}

/// The shifts of one schedule among those of its team.
fn shifts_of(id: &str, schedules: &[Value], window: Span) -> Result<Vec<RemoteShift>, Failure> {
    let (_, wanted) = parts(id);
    let slug = |schedule: &Value| Some(schedule.get("policy")?.get("slug")?.as_str()?.to_owned());
    let is_wanted = |schedule: &&Value| wanted.is_none() || slug(schedule).as_deref() == wanted;
    let mine: Vec<&Value> = schedules.iter().filter(is_wanted).collect();
    if mine.is_empty() && wanted.is_some() {
        return Err(Failure::Refused("its team has no schedule of this policy".to_owned()));
    }
    let mut all = Vec::new();
    for schedule in mine {
        let form = |_| Failure::Garbled("its shifts are not of the documented form".to_owned());
        all.extend(shifts(Schedule::deserialize(schedule).map_err(form)?, window)?);
    }
    Ok(all)
}
