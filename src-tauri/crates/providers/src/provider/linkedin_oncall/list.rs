//! `LinkedIn` Oncall's events as the shifts of schedules. Which of them are whole is told by their descriptions.

use std::collections::{BTreeSet, HashMap};

use domain::span::Span;

use super::entry::{Event, Told, parts};
use crate::capability::{Fault, Part, RemoteSchedule, ScheduleShifts, Step};

/// The events of each schedule together.
pub(super) fn by_schedule(events: Vec<Told>, are_whole: bool) -> Part<ScheduleShifts> {
    let mut part = Part::default();
    let mut at = HashMap::new();
    for told in events {
        let shift = |(schedule, event): (String, Event)| match event.shift() {
            Ok(shift) => Ok((schedule, shift)),
            Err(failure) => Err(Fault { of: Some(schedule), failure }),
        };
        match told.and_then(shift) {
            Err(fault) => part.faults.push(fault),
            Ok((schedule, shift)) => {
                let index = *at.entry(schedule).or_insert_with_key(|id: &String| {
                    part.items.push(empty(id, are_whole));
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

/// Those of the one schedule that was asked for, which is told even where it has none.
pub(super) fn of_one(id: &str, events: Vec<Told>) -> Part<ScheduleShifts> {
    let mut part = by_schedule(events, true);
    if part.items.is_empty() {
        part.items.push(empty(id, true));
    }
    part
}

/// Those of all schedules in the first stretch of what is left. Schedules are whole with the last of it: until then each
/// step passes on which there are.
pub(super) fn of_all(events: Vec<Told>, step: &Step, stretch: Span) -> Part<ScheduleShifts> {
    let rest = step.window.map(|left| Span::of(stretch.until, left.until)).filter(|rest| rest.from < rest.until);
    let mut part = by_schedule(events, rest.is_none());
    let before = step.cursor.iter().flat_map(|ids| ids.lines());
    let here: BTreeSet<&str> = part.items.iter().map(|item| item.schedule.as_str()).collect();
    if rest.is_none() {
        let others: Vec<_> = before.filter(|id| !here.contains(id)).map(|id| empty(id, true)).collect();
        part.items.extend(others);
        return part;
    }
    let known: Vec<&str> = before.chain(here).collect::<BTreeSet<_>>().into_iter().collect();
    let next = Step { window: rest, ..step.at(known.join("\n")) };
    part.then([next])
}

fn empty(id: &str, is_whole: bool) -> ScheduleShifts {
    ScheduleShifts { schedule: id.to_owned(), about: is_whole.then(|| about(id)), shifts: Vec::new() }
}

fn about(id: &str) -> RemoteSchedule {
    let teams = vec![parts(id).0.to_owned()];
    RemoteSchedule { id: id.to_owned(), name: id.to_owned(), time_zone: None, teams }
}
