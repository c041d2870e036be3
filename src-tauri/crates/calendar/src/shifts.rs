//! The events of a calendar as spans of time within a window, each with its event.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use calcard::icalendar::ICalendarDuration;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use domain::span::{Instant, Span};

use crate::read::{Calendar, Event, Length, Moment};
use crate::recurrence::{self, Budget};
use crate::zone::{Zone, Zones};

pub use crate::recurrence::Refused;

/// An occurrence of an event.
#[derive(Debug)]
pub struct Occurrence<'a> {
    /// When.
    pub span: Span,
    /// Of which event: of the override, where one stands in place of the series.
    pub event: &'a Event,
}

/// Why an event was left out.
#[derive(Debug, PartialEq, Eq)]
pub enum Faulty {
    /// It has no begin that a calendar knows.
    NoStart,
    /// It begins, and takes no time.
    NoLength,
    /// It stands in a zone of this name, which nobody knows.
    UnknownZone(String),
    /// It cannot be repeated.
    Rule(Refused),
}

impl fmt::Display for Faulty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStart => formatter.write_str("it has no begin that a calendar knows"),
            Self::NoLength => formatter.write_str("it has a begin but no end"),
            Self::UnknownZone(zone) => {
                write!(formatter, "`{zone}` is not a time zone, and the calendar does not define it")
            }
            Self::Rule(Refused::Invalid(reason)) => write!(formatter, "its rule cannot be repeated: {reason}"),
            Self::Rule(Refused::TooMany) => formatter.write_str("its rule repeats more often than any roster"),
        }
    }
}

/// All occurrences that overlap the window, in order of time, and the events that could not be understood. Floating times
/// and civil days are those of the home zone.
pub fn occurrences(calendar: &Calendar, home: Tz, window: Span) -> (Vec<Occurrence<'_>>, Vec<(&Event, Faulty)>) {
    let mut budget = Budget::default();
    let zones = Zones::of(calendar, home, window.until, &mut budget);
    let mut found = Vec::new();
    let mut faulty = Vec::new();
    let overrides = overrides(calendar, &zones);
    let own: BTreeMap<usize, bool> = overrides.values().flatten().map(|own| (own.number, own.is_superseded)).collect();
    for (number, event) in calendar.events.iter().enumerate() {
        let uid = event.uid.as_deref().unwrap_or_default();
        let replaced = overrides.get(uid).map(Vec::as_slice).unwrap_or_default();
        let spans = if let Some(is_superseded) = own.get(&number) {
            // Cancelled ones only take their occurrence away; so do those that a later revision has superseded.
            if event.is_cancelled || *is_superseded { Ok(Vec::new()) } else { single(event, &zones) }
        } else if event.is_cancelled {
            Ok(Vec::new())
        } else {
            series(event, replaced, &zones, window, &mut budget)
        };
        match spans {
            Ok(spans) => found.extend(
                spans
                    .into_iter()
                    .filter(|(span, _)| !span.is_empty() && span.overlap(&window).is_some())
                    .map(|(span, event)| Occurrence { span, event }),
            ),
            Err(fault) => faulty.push((event, fault)),
        }
    }
    found.sort_by_key(|occurrence| occurrence.span);
    (found, faulty)
}

/// An event that stands for one occurrence of a series, or for that one and all later ones.
struct Override<'a> {
    at: Instant,
    and_later: bool,
    event: &'a Event,
    /// Which of the calendar's events it is.
    number: usize,
    is_superseded: bool,
}

/// Overrides by the UID of their series, in the order of the occurrences that they replace.
fn overrides<'a>(calendar: &'a Calendar, zones: &Zones) -> BTreeMap<&'a str, Vec<Override<'a>>> {
    let mut overrides: BTreeMap<&str, Vec<Override<'_>>> = BTreeMap::new();
    for (number, event) in calendar.events.iter().enumerate() {
        let (Some((moment, and_later)), Some(uid)) = (&event.replaces, event.uid.as_deref()) else {
            continue;
        };
        let Ok(zone) = zones.zone_of(moment) else { continue };
        let at = zone.instant(moment.local);
        let own = Override { at, and_later: *and_later, event, number, is_superseded: false };
        overrides.entry(uid).or_default().push(own);
    }
    for list in overrides.values_mut() {
        list.sort_by_key(|one| (one.at, one.event.sequence, one.event.line));
        for index in 1..list.len() {
            if list[index - 1].at == list[index].at {
                list[index - 1].is_superseded = true;
            }
        }
    }
    overrides
}

/// The one occurrence of an event, as it stands.
fn single<'a>(event: &'a Event, zones: &Zones) -> Result<Vec<(Span, &'a Event)>, Faulty> {
    let start = event.start.as_ref().ok_or(Faulty::NoStart)?;
    let zone = zones.zone_of(start).map_err(Faulty::UnknownZone)?;
    let length = Measure::of(start, event.length.as_ref(), &zone, zones)?;
    Ok(vec![(length.span(start.local, &zone), event)])
}

/// The occurrences of an event by its rules and extra dates, without those that are excluded or replaced.
fn series<'a>(
    event: &'a Event,
    replaced: &[Override<'a>],
    zones: &Zones,
    window: Span,
    budget: &mut Budget,
) -> Result<Vec<(Span, &'a Event)>, Faulty> {
    let start = event.start.as_ref().ok_or(Faulty::NoStart)?;
    let zone = zones.zone_of(start).map_err(Faulty::UnknownZone)?;
    let length = Measure::of(start, event.length.as_ref(), &zone, zones)?;
    if event.unread_rules > 0 {
        return Err(Faulty::Rule(Refused::Invalid("the recurrence rule is not one of the standard".to_owned())));
    }
    let end = zone.local(window.until);
    let mut locals: Vec<NaiveDateTime> = Vec::new();
    for rule in &event.rules {
        let rule = recurrence::localised(rule, |at| zone.local(at));
        let rule = if start.is_day { recurrence::by_day(rule) } else { rule };
        locals.extend(recurrence::occurrences(start.local, &rule, end, budget).map_err(Faulty::Rule)?);
    }
    if event.rules.is_empty() {
        locals.push(start.local);
    }
    let mut spans: Vec<Span> = locals.into_iter().map(|local| length.span(local, &zone)).collect();
    for (moment, own) in &event.extra {
        let zone = zones.zone_of(moment).map_err(Faulty::UnknownZone)?;
        let length = match own {
            Some(own) => Measure::of(moment, Some(own), &zone, zones)?,
            None => length.clone(),
        };
        spans.push(length.span(moment.local, &zone));
    }
    spans.sort_unstable();
    spans.dedup_by_key(|span| span.from);
    let excluded = Excluded::of(event, &zone, zones);
    spans.retain(|span| !excluded.takes(span.from, &zone));
    let later: Vec<&Override<'a>> = replaced.iter().filter(|own| own.and_later && !own.is_superseded).collect();
    Ok(spans.into_iter().filter_map(|span| moved(span, event, replaced, &later, zones)).collect())
}

/// An occurrence after the overrides of its series: gone where one replaces it, moved where an earlier one moves all
/// that follow.
fn moved<'a>(
    span: Span,
    event: &'a Event,
    replaced: &[Override<'a>],
    later: &[&Override<'a>],
    zones: &Zones,
) -> Option<(Span, &'a Event)> {
    if replaced.binary_search_by_key(&span.from, |own| own.at).is_ok() {
        return None;
    }
    let before = later.partition_point(|own| own.at < span.from);
    let Some(own) = before.checked_sub(1).and_then(|last| later.get(last)) else {
        return Some((span, event));
    };
    if own.event.is_cancelled {
        return None;
    }
    let (first, _) = single(own.event, zones).ok()?.pop()?;
    let from = span.from + (first.from - own.at);
    Some((Span::of(from, from + first.length()), own.event))
}

/// The occurrences that an event leaves out. A feed may leave out more than could be compared one by one.
struct Excluded {
    /// A civil day takes all that begin on it.
    days: HashSet<NaiveDate>,
    instants: HashSet<Instant>,
}

impl Excluded {
    fn of(event: &Event, zone: &Zone, zones: &Zones) -> Self {
        let instant = |moment: &Moment| {
            // An excluded time without a zone is meant in that of the event.
            let is_plain = moment.zone.is_none() && moment.offset.is_none();
            let own = if is_plain { None } else { zones.zone_of(moment).ok() };
            own.as_ref().unwrap_or(zone).instant(moment.local)
        };
        let (days, moments): (Vec<&Moment>, Vec<&Moment>) = event.excluded.iter().partition(|moment| moment.is_day);
        Self {
            days: days.into_iter().map(|day| day.local.date()).collect(),
            instants: moments.into_iter().map(instant).collect(),
        }
    }

    fn takes(&self, from: Instant, zone: &Zone) -> bool {
        self.instants.contains(&from) || (!self.days.is_empty() && self.days.contains(&zone.local(from).date()))
    }
}

/// How long the occurrences of an event are.
#[derive(Debug, Clone)]
enum Measure {
    /// By the wall clock: a shift until 09:00 ends at 09:00 on the days when clocks change as well.
    Civil(TimeDelta),
    /// In elapsed time, after that many civil days.
    Elapsed { days: TimeDelta, time: TimeDelta },
}

impl Measure {
    fn of(start: &Moment, length: Option<&Length>, zone: &Zone, zones: &Zones) -> Result<Self, Faulty> {
        match length {
            Some(Length::Until(end)) if end.zone == start.zone && end.offset == start.offset => {
                Ok(Self::Civil(end.local - start.local))
            }
            Some(Length::Until(end)) => {
                let ending = zones.zone_of(end).map_err(Faulty::UnknownZone)?;
                let time = ending.instant(end.local) - zone.instant(start.local);
                Ok(Self::Elapsed { days: TimeDelta::zero(), time })
            }
            Some(Length::For(duration)) => Ok(Self::lasting(duration)),
            None if start.is_day => Ok(Self::Civil(TimeDelta::days(1))),
            None => Err(Faulty::NoLength),
        }
    }

    fn lasting(duration: &ICalendarDuration) -> Self {
        let days = TimeDelta::days(i64::from(duration.weeks) * 7 + i64::from(duration.days));
        let time = TimeDelta::hours(i64::from(duration.hours))
            + TimeDelta::minutes(i64::from(duration.minutes))
            + TimeDelta::seconds(i64::from(duration.seconds));
        // A duration backwards is none.
        let sign = i32::from(!duration.neg);
        Self::Elapsed { days: days * sign, time: time * sign }
    }

    fn span(&self, local: NaiveDateTime, zone: &Zone) -> Span {
        let later = |by: TimeDelta| local.checked_add_signed(by).unwrap_or(local);
        let until = match self {
            Self::Civil(length) => zone.instant(later(*length)),
            Self::Elapsed { days, time } => {
                let day = zone.instant(later(*days));
                day.checked_add_signed(*time).unwrap_or(day)
            }
        };
        Span::of(zone.instant(local), until)
    }
}
