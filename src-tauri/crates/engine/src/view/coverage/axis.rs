//! The days over the hours of a grid.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use domain::rotation::wall_clock;
use domain::span::Span;
use serde::Serialize;

/// A day over its hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CoverageDay {
    /// Its begin, cut at the grid.
    #[ts(type = "number")]
    pub from: i64,
    /// Its end, cut at the grid.
    #[ts(type = "number")]
    pub until: i64,
    /// `Mon 16`
    pub label: String,
    /// Whether it is Saturday or Sunday.
    pub weekend: bool,
}

/// The civil days that a window touches.
pub(super) fn days(zone: Tz, window: Span) -> Vec<CoverageDay> {
    let midnight = |day: NaiveDate| wall_clock::instant(zone, day.and_time(NaiveTime::MIN));
    let (first, last) = dates(zone, window);
    let days = first.iter_days().take_while(|day| *day <= last);
    let cut = days.filter_map(|day| {
        let whole = Span::of(midnight(day), midnight(day.succ_opt()?));
        Some((day, whole.overlap(&window)?))
    });
    cut.map(|(day, span)| CoverageDay {
        from: span.from.timestamp_millis(),
        until: span.until.timestamp_millis(),
        label: day.format("%a %-d").to_string(),
        weekend: matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    })
    .collect()
}

/// `16 to 22 November 2026`, `28 December 2026 to 3 January 2027`
pub(crate) fn title(zone: Tz, window: Span) -> String {
    let (first, last) = dates(zone, window);
    let begin = match (first.year() == last.year(), first.month() == last.month()) {
        _ if first == last => return first.format("%A %-d %B %Y").to_string(),
        (true, true) => "%-d",
        (true, false) => "%-d %B",
        (false, _) => "%-d %B %Y",
    };
    format!("{} to {}", first.format(begin), last.format("%-d %B %Y"))
}

fn dates(zone: Tz, window: Span) -> (NaiveDate, NaiveDate) {
    let date = |at| wall_clock::wall_clock(zone, at).date();
    (date(window.from), date(window.until - Duration::nanoseconds(1)))
}
