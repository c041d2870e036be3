//! The axis: civil days and months of a zone as instants, with the days that clocks make longer or shorter.

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveTime, Offset, Timelike, Weekday};
use chrono_tz::Tz;
use domain::rotation::wall_clock;
use domain::span::{Instant, Span};

use super::{CalendarMark, CalendarUnit, ClockChange};

/// The first and the last day that people ask for: beyond, civil days cannot be counted.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2200;

/// A stretch of civil days in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) unit: CalendarUnit,
    pub(super) zone: Tz,
    pub(super) date: NaiveDate,
    /// First day, and the first day after.
    days: (NaiveDate, NaiveDate),
}

impl Axis {
    /// The unit that a civil day lies in.
    pub(super) fn of(unit: CalendarUnit, date: NaiveDate, zone: Tz) -> Self {
        let date = if (FIRST_YEAR..LAST_YEAR).contains(&date.year()) {
            date
        } else {
            date.with_year(date.year().clamp(FIRST_YEAR, LAST_YEAR - 1)).unwrap_or_default()
        };
        let first = match unit {
            CalendarUnit::Day => date,
            CalendarUnit::Week => date - Days::new(u64::from(date.weekday().num_days_from_monday())),
            CalendarUnit::Month => date.with_day(1).unwrap_or(date),
        };
        let after = match unit {
            CalendarUnit::Day => first + Days::new(1),
            CalendarUnit::Week => first + Days::new(7),
            CalendarUnit::Month => first + Months::new(1),
        };
        Self { unit, zone, date, days: (first, after) }
    }

    /// As instants.
    pub(super) fn span(&self) -> Span {
        Span::of(self.midnight(self.days.0), self.midnight(self.days.1))
    }

    /// A day one unit earlier.
    pub(super) fn previous(&self) -> NaiveDate {
        match self.unit {
            CalendarUnit::Day => self.date - Days::new(1),
            CalendarUnit::Week => self.date - Days::new(7),
            CalendarUnit::Month => self.date - Months::new(1),
        }
    }

    /// A day one unit later.
    pub(super) fn next(&self) -> NaiveDate {
        match self.unit {
            CalendarUnit::Day => self.date + Days::new(1),
            CalendarUnit::Week => self.date + Days::new(7),
            CalendarUnit::Month => self.date + Months::new(1),
        }
    }

    /// `Saturday 21 November 2026`, `16 to 22 November 2026`, `28 December 2026 to 3 January 2027`, `November 2026`.
    pub(super) fn title(&self) -> String {
        let (first, last) = (self.days.0, self.days.1 - Days::new(1));
        match self.unit {
            CalendarUnit::Day => first.format("%A %-d %B %Y").to_string(),
            CalendarUnit::Month => first.format("%B %Y").to_string(),
            CalendarUnit::Week => {
                let begin = match (first.year() == last.year(), first.month() == last.month()) {
                    (true, true) => "%-d",
                    (true, false) => "%-d %B",
                    (false, _) => "%-d %B %Y",
                };
                format!("{} to {}", first.format(begin), last.format("%-d %B %Y"))
            }
        }
    }

    /// Days, or every third hour of a day by the clock on the wall.
    pub(super) fn marks(&self) -> Vec<CalendarMark> {
        if self.unit == CalendarUnit::Day {
            return self.hours();
        }
        let form = if self.unit == CalendarUnit::Week { "%a %-d" } else { "%-d" };
        self.days
            .0
            .iter_days()
            .take_while(|day| *day < self.days.1)
            .map(|day| CalendarMark {
                at: self.midnight(day).timestamp_millis(),
                label: day.format(form).to_string(),
                weekend: matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
            })
            .collect()
    }

    fn hours(&self) -> Vec<CalendarMark> {
        let span = self.span();
        let mut marks = Vec::new();
        let mut at = span.from;
        while at < span.until {
            let local = at.with_timezone(&self.zone);
            if local.minute() == 0 && local.hour().is_multiple_of(3) {
                let label = format!("{:02}", local.hour());
                marks.push(CalendarMark { at: at.timestamp_millis(), label, weekend: false });
            }
            at += Duration::minutes(30);
        }
        marks.dedup_by(|later, earlier| later.label == earlier.label);
        marks
    }

    fn midnight(&self, day: NaiveDate) -> Instant {
        wall_clock::instant(self.zone, day.and_time(NaiveTime::MIN))
    }
}

/// Where the clocks of a zone change within a span, to the minute.
pub(super) fn clock_changes(zone: Tz, span: Span) -> Vec<ClockChange> {
    let offset = |at: Instant| i64::from(at.with_timezone(&zone).offset().fix().local_minus_utc());
    let mut changes = Vec::new();
    let mut from = span.from;
    while from < span.until {
        let until = (from + Duration::hours(12)).min(span.until);
        if offset(from) != offset(until) {
            let at = first_after(from, until, |at| offset(at) != offset(from));
            changes.push(ClockChange { at: at.timestamp_millis(), words: words(zone, at, offset(at) - offset(from)) });
        }
        from = until;
    }
    changes
}

/// The first minute of a stretch from which on something holds.
fn first_after(from: Instant, until: Instant, holds: impl Fn(Instant) -> bool) -> Instant {
    let (mut before, mut after) = (from, until);
    while after - before > Duration::minutes(1) {
        let middle = before + (after - before) / 2;
        let middle = DateTime::from_timestamp(middle.timestamp() / 60 * 60, 0).unwrap_or(middle);
        if middle <= before {
            break;
        }
        if holds(middle) { after = middle } else { before = middle }
    }
    after
}

fn words(zone: Tz, at: Instant, seconds: i64) -> String {
    let shown = (at - Duration::seconds(1) + Duration::seconds(1)).with_timezone(&zone);
    let by = match seconds.abs() / 60 {
        minutes if minutes % 60 == 0 => format!("{} h", minutes / 60),
        minutes => format!("{minutes} min"),
    };
    let way = if seconds > 0 { "forward" } else { "back" };
    format!("{}: clocks go {way} by {by} to {}", zone.name(), shown.format("%H:%M"))
}
