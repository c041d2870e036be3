//! Time zones of a calendar: by their IANA name, as its `VTIMEZONE` defines them, by a name that Windows gives, or by one that
//! ends with IANA's.

use std::collections::HashMap;

use calcard::common::timezone::Tz as Guess;
use calcard::icalendar::{ICalendarComponent, ICalendarProperty, ICalendarValue};
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use domain::rotation::wall_clock;
use domain::span::Instant;

use crate::read::{Calendar, Moment, moments};
use crate::recurrence::{self, Budget};

/// A clock that changes more often than this is that of no place.
const MOST_CHANGES: usize = 1_000;

/// How wall-clock time becomes an instant.
#[derive(Debug, Clone)]
pub(crate) enum Zone {
    Named(Tz),
    /// Seconds east of UTC at first, and from each of these instants on.
    Changing {
        first: i32,
        changes: Vec<(Instant, i32)>,
    },
}

impl Zone {
    /// The first instant at which the wall clock shows this time or a later one, as for hand-offs.
    pub(crate) fn instant(&self, local: NaiveDateTime) -> Instant {
        match self {
            Self::Named(zone) => wall_clock::instant(*zone, local),
            Self::Changing { first, changes } => {
                let mut begin = Instant::MIN_UTC;
                let mut offset = *first;
                for (change, next) in changes {
                    let at = before(local, offset);
                    if at < *change {
                        return at.max(begin);
                    }
                    (begin, offset) = (*change, *next);
                }
                before(local, offset).max(begin)
            }
        }
    }

    /// What the wall clock shows.
    pub(crate) fn local(&self, at: Instant) -> NaiveDateTime {
        match self {
            Self::Named(zone) => wall_clock::wall_clock(*zone, at),
            Self::Changing { first, changes } => {
                let last = changes.iter().take_while(|(change, _)| *change <= at).last();
                let offset = last.map_or(*first, |(_, offset)| *offset);
                at.naive_utc().checked_add_signed(seconds(offset)).unwrap_or(at.naive_utc())
            }
        }
    }
}

fn seconds(offset: i32) -> TimeDelta {
    TimeDelta::seconds(i64::from(offset))
}

fn before(local: NaiveDateTime, offset: i32) -> Instant {
    local.checked_sub_signed(seconds(offset)).unwrap_or(local).and_utc()
}

/// The zones of one calendar file.
#[derive(Debug)]
pub(crate) struct Zones {
    /// Of floating times and civil days.
    pub(crate) home: Zone,
    defined: HashMap<String, Zone>,
}

impl Zones {
    /// The calendar's own zones, with changes up to `until`.
    pub(crate) fn of(calendar: &Calendar, home: Tz, until: Instant, budget: &mut Budget) -> Self {
        let mut defined = HashMap::new();
        for (component, observances) in &calendar.zones {
            let id = component.property(&ICalendarProperty::Tzid).and_then(|entry| entry.values.first()?.as_text());
            if let Some(id) = id
                && let Some(zone) = changing(observances, until, budget)
            {
                defined.entry(id.to_owned()).or_insert(zone);
            }
        }
        Self { home: Zone::Named(home), defined }
    }

    /// The zone of that name. IANA's own definition is newer than the one that an exporter once wrote into the file.
    pub(crate) fn find(&self, id: &str) -> Option<Zone> {
        let exact = id.trim().parse().ok().map(Zone::Named);
        exact.or_else(|| self.defined.get(id).cloned()).or_else(|| Self::named(id)).or_else(|| Self::registered(id))
    }

    /// A zone by a name that is unique on earth, which ends with that of IANA: `/freeassociation.sourceforge.net/Europe/Berlin`.
    fn registered(id: &str) -> Option<Zone> {
        let mut rest = id.trim().strip_prefix('/')?;
        while let Some((_, end)) = rest.split_once('/') {
            if let Ok(zone) = end.parse() {
                return Some(Zone::Named(zone));
            }
            rest = end;
        }
        None
    }

    /// A zone by its name alone: IANA's, that of Windows, or one of the spellings that exporters use.
    pub(crate) fn named(id: &str) -> Option<Zone> {
        match id.trim().parse() {
            Ok(Guess::Tz(zone)) => Some(Zone::Named(zone)),
            Ok(Guess::Fixed(offset)) => Some(Zone::Changing { first: offset.local_minus_utc(), changes: Vec::new() }),
            Ok(Guess::Floating) | Err(()) => None,
        }
    }

    /// The zone in which a moment's wall-clock time is read; an unknown name is the error.
    pub(crate) fn zone_of(&self, moment: &Moment) -> Result<Zone, String> {
        if let Some(offset) = moment.offset {
            return Ok(Zone::Changing { first: offset.local_minus_utc(), changes: Vec::new() });
        }
        match &moment.zone {
            Some(id) if !moment.is_day => self.find(id).ok_or_else(|| id.clone()),
            _ => Ok(self.home.clone()),
        }
    }
}

/// The zone that a calendar names for itself, if it does; an unknown name is the error.
pub fn home(calendar: &Calendar) -> Result<Option<Tz>, &str> {
    let Some(written) = calendar.property("X-WR-TIMEZONE") else { return Ok(None) };
    match Zones::named(written) {
        Some(Zone::Named(zone)) => Ok(Some(zone)),
        _ => Err(written),
    }
}

/// A zone from its observances; `None` where they define nothing.
fn changing(observances: &[ICalendarComponent], until: Instant, budget: &mut Budget) -> Option<Zone> {
    let mut changes: Vec<(Instant, i32, i32)> = Vec::new();
    for observance in observances {
        let (Some(from), Some(to)) =
            (offset(observance, &ICalendarProperty::Tzoffsetfrom), offset(observance, &ICalendarProperty::Tzoffsetto))
        else {
            continue;
        };
        let Some(start) = observance.property(&ICalendarProperty::Dtstart).and_then(|entry| moments(entry).next())
        else {
            continue;
        };
        let mut onsets = vec![start.local];
        for entry in &observance.entries {
            match (&entry.name, entry.values.first()) {
                (ICalendarProperty::Rdate, _) => onsets.extend(moments(entry).map(|moment| moment.local)),
                (ICalendarProperty::Rrule, Some(ICalendarValue::RecurrenceRule(rule))) => {
                    let end = until.naive_utc() + TimeDelta::days(1);
                    let rule = recurrence::localised(rule, |at| at.naive_utc() + seconds(from));
                    onsets.extend(recurrence::occurrences(start.local, &rule, end, budget).unwrap_or_default());
                }
                _ => {}
            }
        }
        changes.extend(onsets.into_iter().map(|local| (before(local, from), from, to)));
    }
    changes.sort_unstable();
    changes.dedup();
    if changes.len() > MOST_CHANGES {
        return None;
    }
    let first = changes.first().map(|(_, from, _)| *from)?;
    Some(Zone::Changing { first, changes: changes.into_iter().map(|(at, _, to)| (at, to)).collect() })
}

/// `+0530` in seconds.
fn offset(observance: &ICalendarComponent, name: &ICalendarProperty) -> Option<i32> {
    match observance.property(name)?.values.first()? {
        ICalendarValue::PartialDateTime(written) => {
            let minutes = i32::from(written.tz_hour?) * 60 + i32::from(written.tz_minute.unwrap_or_default());
            Some(if written.tz_minus { -minutes * 60 } else { minutes * 60 })
        }
        _ => None,
    }
}
