//! Recurrence rules in wall-clock time, within a span and within bounds.

use calcard::common::timezone::Tz;
use calcard::common::{CalendarScale, PartialDateTime};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDay, ICalendarEntry, ICalendarFrequency,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarSkip, ICalendarValue, ICalendarWeekday,
};
use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike, Weekday};
use domain::span::Instant;

/// More occurrences than that in one file are no roster.
const MOST: usize = 200_000;
/// How many candidates are looked at in one file: steps of a rule from its start to the end of the window.
const STEPS: i64 = 4_000_000;
/// A rule that repeats every day may hold this many times of the day.
const TIMES_A_DAY: usize = 288;
/// What a rule costs that finds nothing, because the search goes on to the end of the calendar.
const FRUITLESS: i64 = 100_000;

/// What may still be spent on the rules of a file: a few lines could otherwise keep a machine busy for a day.
#[derive(Debug)]
pub(crate) struct Budget {
    occurrences: usize,
    steps: i64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { occurrences: MOST, steps: STEPS }
    }
}

/// Why a rule was not repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It contradicts itself or the standard.
    Invalid(String),
    /// It would repeat too often.
    TooMany,
}

/// The local times of a rule from its start on, up to `until`.
pub(crate) fn occurrences(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    until: NaiveDateTime,
    budget: &mut Budget,
) -> Result<Vec<NaiveDateTime>, Refused> {
    let until = rule.until.as_ref().and_then(last).map_or(until, |last| last.min(until));
    if until < start {
        return Ok(Vec::new());
    }
    if rule.interval == Some(0) || rule.count == Some(0) {
        return Err(Refused::Invalid("an interval or a count of 0 never comes".to_owned()));
    }
    if let Some(reason) = unlike_gregorian(rule) {
        return Err(Refused::Invalid(reason.to_owned()));
    }
    spend(start, until, rule, budget)?;
    let clipped = ICalendarRecurrenceRule { until: Some(partial(until)), byday: days(start, rule), ..rule.clone() };
    let entry = |name, value| ICalendarEntry { name, params: Vec::new(), values: vec![value] };
    let event = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            entry(ICalendarProperty::Dtstart, ICalendarValue::PartialDateTime(Box::new(partial(start)))),
            entry(ICalendarProperty::Rrule, ICalendarValue::RecurrenceRule(Box::new(clipped))),
        ],
        component_ids: Vec::new(),
    };
    let expanded = ICalendar { components: vec![event] }.expand_dates(Tz::Floating, budget.occurrences + 1);
    if let Some(error) = expanded.errors.first() {
        return Err(Refused::Invalid(error.error.to_string()));
    }
    if expanded.events.len() > budget.occurrences {
        return Err(Refused::TooMany);
    }
    budget.occurrences -= expanded.events.len();
    if expanded.events.is_empty() {
        budget.steps -= FRUITLESS;
    }
    Ok(expanded.events.into_iter().map(|event| event.start.naive_local()).collect())
}

/// Why a rule of RFC 7529 cannot be repeated here: the parser reads what it asks for and repeats it as if it had not, on days that
/// nobody meant.
fn unlike_gregorian(rule: &ICalendarRecurrenceRule) -> Option<&'static str> {
    let is_moved = matches!(rule.skip, Some(ICalendarSkip::Backward | ICalendarSkip::Forward));
    match &rule.rscale {
        Some(scale) if *scale != CalendarScale::Gregorian => Some("it counts in a calendar other than the Gregorian"),
        _ => is_moved.then_some("it moves days that do not exist (`SKIP`)"),
    }
}

/// Takes what a rule costs at most from the budget.
fn spend(
    start: NaiveDateTime,
    until: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    budget: &mut Budget,
) -> Result<(), Refused> {
    let unit = match rule.freq {
        ICalendarFrequency::Secondly => TimeDelta::seconds(1),
        ICalendarFrequency::Minutely => TimeDelta::minutes(1),
        ICalendarFrequency::Hourly => TimeDelta::hours(1),
        _ => TimeDelta::days(1),
    };
    let steps = (until - start).num_seconds() / unit.num_seconds();
    let times: usize = match rule.freq {
        ICalendarFrequency::Secondly => 1,
        ICalendarFrequency::Minutely => rule.bysecond.len().max(1),
        ICalendarFrequency::Hourly => rule.bysecond.len().max(1) * rule.byminute.len().max(1),
        _ => rule.bysecond.len().max(1) * rule.byminute.len().max(1) * rule.byhour.len().max(1),
    };
    // Between two occurrences the search gives up after a number of steps, so a count bounds it as well.
    let steps = rule.count.map_or(steps, |count| steps.min(FRUITLESS.saturating_mul(i64::from(count))));
    if steps > budget.steps || times > TIMES_A_DAY {
        return Err(Refused::TooMany);
    }
    budget.steps -= steps;
    Ok(())
}

/// The rule with its end in wall-clock time, where it is written in UTC.
pub(crate) fn localised(
    rule: &ICalendarRecurrenceRule,
    local: impl FnOnce(Instant) -> NaiveDateTime,
) -> ICalendarRecurrenceRule {
    let until = rule.until.as_ref().and_then(|written| {
        let read = written.to_date_time()?;
        let utc = read.date_time.checked_sub_offset(read.offset?)?;
        Some(partial(local(utc.and_utc())))
    });
    ICalendarRecurrenceRule { until: until.or_else(|| rule.until.clone()), ..rule.clone() }
}

/// The rule of a civil day, for which the standard tells to overlook times of the day.
pub(crate) fn by_day(rule: ICalendarRecurrenceRule) -> ICalendarRecurrenceRule {
    ICalendarRecurrenceRule { byhour: Vec::new(), byminute: Vec::new(), bysecond: Vec::new(), ..rule }
}

/// The days of the week of a rule. What a rule leaves open is taken from its start, but of weeks by their number the
/// parser would take every day.
fn days(start: NaiveDateTime, rule: &ICalendarRecurrenceRule) -> Vec<ICalendarDay> {
    let is_open = rule.byday.is_empty() && rule.bymonthday.is_empty() && rule.byyearday.is_empty();
    if rule.byweekno.is_empty() || !is_open {
        return rule.byday.clone();
    }
    let weekday = match start.weekday() {
        Weekday::Mon => ICalendarWeekday::Monday,
        Weekday::Tue => ICalendarWeekday::Tuesday,
        Weekday::Wed => ICalendarWeekday::Wednesday,
        Weekday::Thu => ICalendarWeekday::Thursday,
        Weekday::Fri => ICalendarWeekday::Friday,
        Weekday::Sat => ICalendarWeekday::Saturday,
        Weekday::Sun => ICalendarWeekday::Sunday,
    };
    vec![ICalendarDay { ordwk: None, weekday }]
}

/// The last local time of a rule; of a day, its last second.
fn last(until: &PartialDateTime) -> Option<NaiveDateTime> {
    let read = until.to_date_time()?.date_time;
    if until.has_time() { Some(read) } else { read.date().and_hms_opt(23, 59, 59) }
}

/// A local time as the parser writes it.
fn partial(local: NaiveDateTime) -> PartialDateTime {
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: small(local.month()),
        day: small(local.day()),
        hour: small(local.hour()),
        minute: small(local.minute()),
        second: small(local.second()),
        ..PartialDateTime::default()
    }
}
