//! The one schedule of a feed: its shifts, its people, who is on call in it, and what the check says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use calendar::read::Event;
use calendar::shifts::Occurrence;
use chrono::Duration;
use chrono_tz::Tz;
use domain::delivery::Failure;
use domain::span::{Instant, Span};

use super::feed::{Feed, unread};
use super::naming::Naming;
use super::{aside, ask};
use crate::capability::{
    Fault, Named, OnCall, Part, Reading, RemotePerson, RemoteSchedule, RemoteShift, ScheduleShifts, Step,
};
use crate::instant;
use crate::message::Response;

/// The id of the schedule, by which a rotation of the workspace names it.
const ID: &str = "feed";
/// Whose shifts are read as people: as far back and ahead as shifts are.
const BACK: Duration = Duration::days(30);
const AHEAD: Duration = Duration::days(90);
/// How far the check looks ahead.
const YEAR: Duration = Duration::days(366);

/// <https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1>
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: false,
    begin: |scope| vec![Step::of_all(ID).within(scope.window)],
    ask: |account, _| ask(account),
    read: read_shifts,
};

/// Those who are on call somewhen around the present.
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |scope| vec![Step::of_all(ID).within(Span::of(scope.now - BACK, scope.now + AHEAD))],
    |account, _| ask(account),
    read_people,
);

/// More shifts than that are no roster.
const MOST_SHIFTS: usize = 200_000;

/// The shifts of this moment.
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    |scope| vec![Step::of_all(ID).within(Span::of(scope.now, scope.now + Duration::seconds(1)))],
    |account, _| ask(account),
    read_on_call,
);

/// A feed with its shifts in a window.
struct Roster {
    feed: Feed,
    shifts: Vec<RemoteShift>,
    /// Why that is not all of them.
    missing: Option<Failure>,
}

fn roster(response: &Response, window: Span) -> Result<Roster, Failure> {
    let feed = Feed::of(response)?;
    let naming = Naming::of(&feed.calendar, &feed.name);
    let (occurrences, missing) = feed.occurrences(window);
    let mut nameless: Vec<&Occurrence> = Vec::new();
    let mut shifts = Vec::new();
    // A series names the same person each time.
    let mut people: HashMap<*const Event, Vec<RemotePerson>> = HashMap::new();
    for occurrence in &occurrences {
        let named = people.entry(occurrence.event).or_insert_with(|| naming.people(occurrence.event));
        if named.is_empty() {
            nameless.push(occurrence);
        }
        let is_override = occurrence.event.is_override();
        let shift = |person: &RemotePerson| RemoteShift {
            span: occurrence.span,
            person: person.clone(),
            layer: None,
            is_override,
        };
        shifts.extend(named.iter().map(shift));
        if shifts.len() >= MOST_SHIFTS {
            break;
        }
    }
    shifts.truncate(MOST_SHIFTS);
    let too_many =
        (shifts.len() >= MOST_SHIFTS).then(|| Failure::Garbled("it has more shifts than are kept".to_owned()));
    let lines: BTreeSet<u32> = nameless.iter().map(|one| one.event.line).collect();
    let nobody = nameless.first().map(|one| unread(one.event, "it names nobody", lines.len()));
    let missing = missing.or(nobody).or(too_many);
    Ok(Roster { feed, shifts, missing })
}

impl Roster {
    fn about(&self) -> RemoteSchedule {
        let time_zone = self.feed.zone.map(|zone| zone.name().to_owned());
        RemoteSchedule { id: ID.to_owned(), name: self.feed.name.clone(), time_zone, teams: Vec::new() }
    }

    /// What is missing as a fault of the whole list: of which entry, the feed cannot say.
    fn faults(missing: Option<Failure>, of: Option<&str>) -> Vec<Fault> {
        missing.into_iter().map(|failure| Fault { of: of.map(str::to_owned), failure }).collect()
    }
}

/// Without the events that cannot be read a gap would show where there is none, so they are a fault of the schedule.
fn read_shifts(response: &Response, step: &Step) -> Result<Part<ScheduleShifts>, Failure> {
    let roster = roster(response, step.time()?)?;
    let about = Some(roster.about());
    let item = ScheduleShifts { schedule: ID.to_owned(), about, shifts: roster.shifts };
    Ok(Part { items: vec![item], faults: Roster::faults(roster.missing, Some(ID)), then: Vec::new() })
}

fn read_people(response: &Response, step: &Step) -> Result<Part<RemotePerson>, Failure> {
    let roster = roster(response, step.time()?)?;
    let mut people = BTreeMap::new();
    for shift in roster.shifts {
        people.entry(shift.person.id.clone()).or_insert(shift.person);
    }
    let items = people.into_values().collect();
    Ok(Part { items, faults: Roster::faults(roster.missing, None), then: Vec::new() })
}

fn read_on_call(response: &Response, step: &Step) -> Result<Part<OnCall>, Failure> {
    let window = step.time()?;
    let roster = roster(response, window)?;
    let schedule = Named { id: ID.to_owned(), name: roster.feed.name.clone() };
    let mut on_call: BTreeMap<String, OnCall> = BTreeMap::new();
    for shift in roster.shifts.into_iter().filter(|shift| shift.span.contains(window.from)) {
        let (from, until) = (Some(shift.span.from), Some(shift.span.until));
        let one =
            OnCall { person: shift.person, schedule: Some(schedule.clone()), policy: None, level: 1, from, until };
        on_call.entry(one.person.id.clone()).or_insert(one);
    }
    let items = on_call.into_values().collect();
    Ok(Part { items, faults: Roster::faults(roster.missing, None), then: Vec::new() })
}

/// How many events there are, and until when they put somebody on call.
pub(super) fn read_check(response: &Response) -> Result<String, Failure> {
    let now = response.header(aside::NOW).map_or_else(|| Ok(Instant::default()), instant::read)?;
    let roster = roster(response, Span::of(now, now + YEAR))?;
    if let Some(missing) = roster.missing {
        return Err(missing);
    }
    let Feed { calendar, name, zone, damage } = &roster.feed;
    let day = |at: Instant| at.with_timezone(&zone.unwrap_or(Tz::UTC)).format("%Y-%m-%d").to_string();
    let until = match roster.shifts.iter().map(|shift| shift.span.until).max() {
        None => "none of them puts anybody on call in the coming year".to_owned(),
        Some(until) if until >= now + YEAR => "they put somebody on call for at least a year".to_owned(),
        Some(until) => format!("they put somebody on call until {}", day(until)),
    };
    let damage = damage.as_ref().map(|damage| format!(" It is damaged: {damage}; what can be read is used."));
    let count = calendar.events.len();
    let damage = damage.unwrap_or_default();
    Ok(format!("“{name}” has {count} events; {until}.{damage} A feed pages nobody."))
}
