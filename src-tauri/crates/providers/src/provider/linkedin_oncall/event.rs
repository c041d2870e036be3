//! `LinkedIn` Oncall's events: who is on call when, for which team, in which role. A team's role is a schedule.
//!
//! All events come together, a month at a time. Events of another team to which a team subscribes are told as the team's
//! own only where that team is asked for by name: for those that the workspace names we do. Whether a team or a role exists
//! is to be asked apart: an unknown one answers with nothing, as if nobody were on call.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::entry::{self, FIELDS, Told, parts};
use super::{list, unsigned};
use crate::account::Account;
use crate::capability::{Fault, OnCall, Part, Reading, ScheduleShifts, Scope, Step};
use crate::message::{Request, Response};

/// How much of all events is asked for at once: what a large installation has in four months is more than we take at once.
const AT_ONCE: Duration = Duration::days(30);
/// The events of a stretch of time: <https://oncall.tools/docs/api.html> › Events
const EVENTS: &str = "events";
/// Those of one team, to learn which it shares with others.
const SHARED: &str = "events of a team";
/// Teams of one name, to learn whether there is any.
const TEAM: &str = "team";
/// Roles of one name, for the same reason.
const ROLE: &str = "role";

/// All events.
pub(super) const SHIFTS: Reading<ScheduleShifts> =
    Reading { each: false, begin: |scope| everywhere(scope, scope.window), ask, read: read_shifts };

/// Those of single teams and roles, with what they subscribe to.
pub(super) const SHIFTS_OF: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(TEAM, id).within(scope.window)).collect(),
    ask,
    read: read_shifts,
};

/// The events of this moment.
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |scope| everywhere(scope, Span::of(scope.now, scope.now + Duration::seconds(1))),
    ask,
    |response, step| {
        let mut part = Part::default();
        for told in told(response, step)? {
            let on_call = |(schedule, event): (String, entry::Event)| match event.on_call(&schedule) {
                Ok(on_call) => Ok(on_call),
                Err(failure) => Err(Fault { of: Some(schedule), failure }),
            };
            match told.and_then(on_call) {
                Ok(on_call) => part.items.push(on_call),
                Err(fault) => part.faults.push(fault),
            }
        }
        Ok(part)
    },
);

/// What teams that the workspace names share comes first: the list of all says of each schedule that it is whole.
fn everywhere(scope: &Scope<'_>, window: Span) -> Vec<Step> {
    let mut teams: Vec<&str> = scope.of.iter().map(|id| parts(id).0).collect();
    teams.sort_unstable();
    teams.dedup();
    let shared = teams.into_iter().map(|team| Step::of_one(SHARED, team));
    shared.chain([Step::of_all(EVENTS)]).map(|step| step.within(window)).collect()
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let of = step.of.as_deref().map(parts);
    let named = |list: &str, name: &str| unsigned(account, &[list]).map(|request| request.query("name", name));
    let request = match (step.what, of) {
        (TEAM, Some((team, _))) => named("teams", team)?,
        (ROLE, Some((_, Some(role)))) => named("roles", role)?,
        (_, of) => {
            let window = if of.is_none() { stretch(step)? } else { step.time()? };
            // Each event once: what had begun before came with the stretch before, if there was one.
            let begin = if step.cursor.is_none() { "end__gt" } else { "start__ge" };
            let request = unsigned(account, &["events"])?
                .query("start__lt", &window.until.timestamp().to_string())
                .query(begin, &window.from.timestamp().to_string());
            let wanted = of.map(|(team, role)| [Some(("team", team)), role.map(|role| ("role", role))]);
            let fields = FIELDS.iter().map(|field| ("fields", *field));
            let wanted = wanted.into_iter().flatten().flatten().chain(fields);
            wanted.fold(request, |request, (key, value)| request.query(key, value))
        }
    };
    account.sign(request)
}

fn read_shifts(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    match step.what {
        TEAM => known_team(response, step),
        ROLE => known_role(response, step),
        SHARED => Ok(list::by_schedule(told(response, step)?, false)),
        _ if step.of.is_some() => Ok(list::of_one(step.id()?, told(response, step)?)),
        _ => Ok(list::of_all(told(response, step)?, step, stretch(step)?)),
    }
}

/// The stretch of all events that a step asks for: the first of those that are left.
fn stretch(step: &Step) -> Result<Span, Failure> {
    let left = step.time()?;
    Ok(Span::of(left.from, left.until.min(left.from + AT_ONCE)))
}

fn told(response: &Response, step: &Step) -> Result<Vec<Told>, Failure> {
    let entries = response.json()?;
    match step.what {
        SHARED => Ok(entry::shared(entries, step.id()?)),
        _ if step.of.is_some() => entry::of_one(entries, step),
        _ => Ok(entry::of_all(entries)),
    }
}

fn known_team(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    let (team, role) = parts(step.id()?);
    if !response.json::<Vec<String>>()?.iter().any(|known| known == team) {
        return Err(Failure::Refused(format!("it has no team `{team}`")));
    }
    let next = if role.is_some() { ROLE } else { EVENTS };
    Ok(Part::default().then([Step { what: next, ..step.clone() }]))
}

fn known_role(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    #[derive(Deserialize)]
    struct Role {
        name: String,
    }
    let wanted = parts(step.id()?).1.unwrap_or_default();
    if response.json::<Vec<Role>>()?.iter().any(|role| role.name == wanted) {
        return Ok(Part::default().then([Step { what: EVENTS, ..step.clone() }]));
    }
    Err(Failure::Refused(format!("it has no role `{wanted}`")))
}
