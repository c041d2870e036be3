//! How what a pager told is kept: as items of a feed, each with its id and all that was told.

use std::collections::{BTreeMap, BTreeSet};

use domain::delivery::Failure;
use domain::id::ConnectionId;
use domain::span::Instant;
use providers::capability::{
    Fault, OnCall, RemotePerson, RemotePolicy, RemoteSchedule, RemoteService, RemoteShift, RemoteTeam, ScheduleShifts,
};
use providers::gateway::Walked;
use serde::Serialize;
use store::Cache;
use store::cache::items::{Extent, ItemRow};
use store::cache::shifts::ShiftRow;

use super::joined::joined;
use crate::error::Error;
use crate::feed::{FeedKind, schedule_of, shifts_of};

/// How many shifts are written at once, or those of one schedule, where that has more.
const AT_ONCE: usize = 10_000;

/// Something that is kept as an item.
pub(super) trait Kept: Serialize {
    /// The provider's id.
    fn id(&self) -> String;
    /// As people call it.
    fn name(&self) -> &str;
    /// The address of a person.
    fn email(&self) -> Option<&str> {
        None
    }

    /// Of which of the provider's things it is a part, as the cache has it: what could not be read of that keeps its parts.
    fn part_of(_: &ItemRow) -> Option<String> {
        None
    }

    /// As the cache has it.
    fn row(&self) -> ItemRow {
        ItemRow {
            id: self.id(),
            name: self.name().to_owned(),
            email: self.email().map(str::to_owned),
            // Plain structs with text keys always serialise.
            detail: serde_json::to_value(self).unwrap_or_default(),
        }
    }
}

impl Kept for RemotePerson {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }
}

/// What has an id and a name, and no more that the cache looks for.
macro_rules! kept {
    ($($item:ty),*) => { $(impl Kept for $item {
        fn id(&self) -> String {
            self.id.clone()
        }

        fn name(&self) -> &str {
            &self.name
        }
    })* };
}
kept!(RemoteTeam, RemoteService, RemoteSchedule, RemotePolicy);

impl Kept for OnCall {
    /// The provider has no id for it: it is one person at one place.
    fn id(&self) -> String {
        let place =
            |named: &Option<providers::capability::Named>| named.as_ref().map_or("", |named| &named.id).to_owned();
        format!("{}/{}/{}/{}", place(&self.policy), self.level, place(&self.schedule), self.person.id)
    }

    fn name(&self) -> &str {
        &self.person.name
    }

    fn part_of(row: &ItemRow) -> Option<String> {
        row.detail.pointer("/schedule/id")?.as_str().map(str::to_owned)
    }
}

/// How much of a list came: all, but for entries that could not be read and are known by their ids.
fn unread<Item>(walked: &Walked<Item>) -> Option<Vec<String>> {
    match walked.broken {
        Some(_) => None,
        // Of a list that was not read, nobody knows what it has.
        None if !walked.lists.is_empty() => None,
        None => walked.faults.iter().map(|fault| fault.of.clone()).collect(),
    }
}

/// Keeps a list of items. What was not read stays as it was.
pub(super) fn items<Item: Kept>(
    cache: &Cache,
    connection: &ConnectionId,
    kind: FeedKind,
    walked: &Walked<Item>,
    at: Instant,
) -> Result<(), Error> {
    let rows: Vec<ItemRow> = walked.items.iter().map(Kept::row).collect();
    let mut unread = unread(walked);
    if let Some(unread) = unread.as_mut().filter(|unread| !unread.is_empty()) {
        let parts = cache.items(&kind.of(connection))?;
        let is_unread = |row: &&ItemRow| Item::part_of(row).is_some_and(|of| unread.contains(&of));
        let kept: Vec<String> = parts.iter().filter(is_unread).map(|row| row.id.clone()).collect();
        unread.extend(kept);
    }
    let extent = unread.as_deref().map_or(Extent::Part, Extent::Whole);
    if walked.broken.is_none() || !rows.is_empty() {
        cache.bring_items(&kind.of(connection), &rows, extent, at)?;
    }
    mark(cache, connection, kind, walked.broken.as_ref(), at)
}

/// Keeps the shifts of schedules, each as a feed of its own: one that failed leaves the others as new as they are.
pub(super) fn shifts(
    cache: &Cache,
    connection: &ConnectionId,
    each: bool,
    declared: &[String],
    mut walked: Walked<ScheduleShifts>,
    at: Instant,
) -> Result<(), Error> {
    let mut lists: BTreeMap<String, Vec<RemoteShift>> = BTreeMap::new();
    let mut about = Vec::new();
    // What has a fault, and what was not read to its end: it would show a gap where there is none.
    let faulty = walked.faults.iter().filter_map(|fault| fault.of.as_deref());
    let failed: BTreeSet<&str> = faulty.chain(walked.unfinished.iter().map(String::as_str)).collect();
    // A list that broke off may hold but the beginning of a schedule; what is whole says so by its description.
    let told = |item: &ScheduleShifts| item.about.as_ref().map(|about| about.id.clone());
    let whole: Option<BTreeSet<String>> =
        (walked.broken.is_some() && !each).then(|| walked.items.iter().filter_map(told).collect());
    for item in std::mem::take(&mut walked.items) {
        about.extend(item.about);
        let in_part = whole.as_ref().is_some_and(|whole| !whole.contains(&item.schedule));
        if in_part || failed.contains(item.schedule.as_str()) {
            continue;
        }
        lists.entry(item.schedule).or_default().extend(item.shifts);
    }
    let came: BTreeSet<String> = lists.keys().cloned().collect();
    write(cache, connection, lists, at)?;
    for Fault { of, failure } in &walked.faults {
        if let Some(schedule) = of.as_ref().filter(|of| !walked.lists.contains(*of)) {
            cache.feed_failed(&shifts_of(connection, schedule), failure, at)?;
        }
    }
    if let Some(failure) = &walked.broken {
        for schedule in declared.iter().filter(|schedule| !came.contains(*schedule)) {
            cache.feed_failed(&shifts_of(connection, schedule), failure, at)?;
        }
    } else if !each {
        gone(cache, connection, declared, &walked, &came, at)?;
    }
    if !about.is_empty() || (!each && walked.broken.is_none()) {
        let schedules = Walked {
            items: about,
            faults: walked.faults.clone(),
            broken: walked.broken.clone(),
            lists: walked.lists.clone(),
            ..Walked::default()
        };
        items(cache, connection, FeedKind::Schedules, &schedules, at)?;
    }
    mark(cache, connection, FeedKind::Shifts, walked.broken.as_ref(), at)
}

/// Writes the shifts of schedules, some schedules at once: as they are written, all of a large account would fill the memory.
fn write(
    cache: &Cache,
    connection: &ConnectionId,
    lists: BTreeMap<String, Vec<RemoteShift>>,
    at: Instant,
) -> Result<(), Error> {
    let (mut feeds, mut count) = (Vec::new(), 0);
    for (schedule, shifts) in lists {
        let shifts = joined(shifts);
        count += shifts.len();
        let row = |shift: RemoteShift| ShiftRow {
            schedule: schedule.clone(),
            // Plain structs with text keys always serialise.
            person: serde_json::to_value(&shift).unwrap_or_default(),
            span: shift.span,
            level: 1,
        };
        feeds.push((shifts_of(connection, &schedule), shifts.into_iter().map(row).collect()));
        if count >= AT_ONCE {
            cache.replace_all_shifts(&feeds, at)?;
            (feeds, count) = (Vec::new(), 0);
        }
    }
    Ok(cache.replace_all_shifts(&feeds, at)?)
}

/// Forgets the schedules that a whole list has no more; one that the workspace names keeps its shifts, and says so.
fn gone(
    cache: &Cache,
    connection: &ConnectionId,
    declared: &[String],
    walked: &Walked<ScheduleShifts>,
    came: &BTreeSet<String>,
    at: Instant,
) -> Result<(), Error> {
    let Some(unread) = unread(walked) else { return Ok(()) };
    let known = cache.feeds()?;
    // What could not be read and is no schedule that we know may be a list of them: then nobody knows which are gone.
    let is_known = |id: &String| known.iter().any(|feed| schedule_of(&feed.key) == Some(id));
    if !unread.iter().all(is_known) {
        return Ok(());
    }
    for feed in known {
        let Some(schedule) = schedule_of(&feed.key).filter(|_| feed.key.connection == *connection) else { continue };
        if came.contains(schedule) || unread.iter().any(|id| id == schedule) {
            continue;
        }
        if declared.iter().any(|id| id == schedule) {
            let words = format!("the pager has no schedule `{schedule}` any more");
            cache.feed_failed(&feed.key, &Failure::Refused(words), at)?;
        } else {
            cache.forget_feed(&feed.key)?;
        }
    }
    Ok(())
}

/// Notes how the reading of a list went: its age is that of the last whole reading.
fn mark(
    cache: &Cache,
    connection: &ConnectionId,
    kind: FeedKind,
    broken: Option<&Failure>,
    at: Instant,
) -> Result<(), Error> {
    match broken {
        None => cache.feed_unchanged(&kind.of(connection), at)?,
        Some(failure) => cache.feed_failed(&kind.of(connection), failure, at)?,
    }
    Ok(())
}
