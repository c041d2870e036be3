//! Load in words.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use domain::load::{Load, LoadLimits, Measure};
use domain::span::Span;

use super::{LoadLine, whole_hours};

/// As over a column.
pub(super) fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Hours => "Hours",
        Measure::Nights => "Nights",
        Measure::WeekendDays => "Weekend days",
        Measure::Holidays => "Holidays",
        Measure::Pages => "Pages",
        Measure::NightPages => "Night pages",
    }
}

/// `at most 3 a week`
pub(super) fn limit(limits: &LoadLimits, measure: Measure) -> String {
    let (number, of) = match measure {
        Measure::Hours => (limits.hours_per_week, "a week"),
        Measure::Nights => (limits.nights_per_week, "a week"),
        Measure::WeekendDays => (limits.weekend_days_per_week, "a week"),
        Measure::Holidays => (limits.holidays_per_four_weeks, "in four weeks"),
        Measure::Pages => (limits.pages_per_week, "a week"),
        Measure::NightPages => (limits.night_pages_per_week, "a week"),
    };
    format!("at most {number} {of}")
}

/// `Nights: 14, at most 12. Pages: 31, at most 20.`
pub(super) fn over(load: &Load, over: &[Measure], limits: &LoadLimits, window: Span) -> String {
    let sentence = |measure: &Measure| {
        let (amount, allowed) = (load.amount(*measure), limits.allowed(*measure, window));
        let hours = if *measure == Measure::Hours { " h" } else { "" };
        let shown = if hours.is_empty() { format!("{amount:.0}") } else { whole_hours(load).to_string() };
        format!("{}: {shown}{hours}, at most {}{hours}.", name(*measure), rounded(allowed))
    };
    over.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// A limit without a fraction that says nothing.
fn rounded(allowed: f64) -> String {
    let text = format!("{allowed:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// `Two rotations at once for 12 h.`
pub(super) fn at_once(load: &Load) -> String {
    let many = match load.most_at_once {
        0 | 1 => return String::new(),
        2 => "Two".to_owned(),
        3 => "Up to three".to_owned(),
        several => format!("Up to {several}"),
    };
    format!("{many} rotations at once for {}.", length(load.at_once))
}

fn length(length: Duration) -> String {
    if length < Duration::hours(1) {
        return format!("{} min", length.num_minutes());
    }
    match (length.num_hours(), length.num_minutes() % 60) {
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `25 December, Christmas Day`
pub(super) fn holidays(load: &Load, names: &BTreeMap<NaiveDate, &str>) -> Vec<String> {
    let name = |day: &NaiveDate| names.get(day).copied().filter(|name| !name.is_empty());
    let shown = |day: &NaiveDate| {
        let date = day.format("%-d %B");
        name(day).map_or_else(|| date.to_string(), |name| format!("{date}, {name}"))
    };
    load.holidays.iter().map(shown).collect()
}

/// `3 of 41 people are over a limit.`
pub(super) fn sentence(lines: &[LoadLine]) -> String {
    let over = lines.iter().filter(|line| !line.over.is_empty()).count();
    match (over, lines.len()) {
        (_, 0) => "Nobody is on call in this time, as far as is known.".to_owned(),
        (0, _) => "Nobody is over a limit.".to_owned(),
        (1, all) => format!("1 of {all} people is over a limit."),
        (over, all) => format!("{over} of {all} people are over a limit."),
    }
}
