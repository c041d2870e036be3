//! A time as readers outside see it: a time of day with its zone, so that nobody reads it in the wrong one, and the day where it
//! is not the one on which they read it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::span::Instant;

/// Months as they are written in full; three letters of them will do.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `03:01 CET`, `30 Nov 23:40 CET`, `2026-11-30 23:40 CET`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time<'t> {
    /// On which day; none where none is written.
    pub(crate) day: Option<Day>,
    /// The time of day.
    pub(crate) clock: NaiveTime,
    /// The zone, as it is written.
    pub(crate) zone: &'t str,
}

/// A day as people write it: mostly without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    year: Option<i32>,
    month: u32,
    of_month: u32,
}

impl<'t> Time<'t> {
    /// Reads a time with its zone, and with its day where one stands before it.
    pub(crate) fn read(text: &'t str) -> Option<Self> {
        let text = text.trim();
        let (begin, rest) = text.split_once(char::is_whitespace)?;
        if let Ok(clock) = NaiveTime::parse_from_str(begin, "%H:%M") {
            return Some(Self { day: None, clock, zone: rest.trim() }).filter(|time| !time.zone.is_empty());
        }
        let (day, rest) = if let Ok(date) = NaiveDate::parse_from_str(begin.trim_end_matches(','), "%Y-%m-%d") {
            (Day::of(date), rest)
        } else {
            let (month, rest) = rest.trim_start().split_once(char::is_whitespace)?;
            (Day::named(begin, month.trim_end_matches(','))?, rest)
        };
        Self::read(rest).filter(|time| time.day.is_none()).map(|time| Self { day: Some(day), ..time })
    }
}

impl Day {
    fn of(date: NaiveDate) -> Self {
        Self { year: Some(date.year()), month: date.month(), of_month: date.day() }
    }

    /// `30` and `Nov`.
    fn named(day: &str, month: &str) -> Option<Self> {
        let day = day.trim_end_matches('.').parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = month.trim_end_matches('.').to_lowercase();
        let is_meant = |name: &str| name.starts_with(&month) && month.len() >= 3;
        let month = u32::try_from(MONTHS.iter().position(|name| is_meant(name))?).ok()? + 1;
        Some(Self { year: None, month, of_month: day })
    }

    /// Whether a date is that day.
    pub(crate) fn is(self, date: NaiveDate) -> bool {
        self.year.is_none_or(|year| year == date.year()) && (self.month, self.of_month) == (date.month(), date.day())
    }

    /// How many days it is after another one, where that lies at most a year back; none for a day that no month has.
    pub(crate) fn days_since(self, earlier: Self) -> Option<i64> {
        // A leap year has every day.
        let date = |day: Self, year: i32| NaiveDate::from_ymd_opt(day.year.unwrap_or(year), day.month, day.of_month);
        let days = (date(self, 2024)? - date(earlier, 2024)?).num_days();
        Some(if days < 0 && self.year.is_none() { days + 366 } else { days })
    }
}

/// A time for readers outside: `03:01 CET`, or `30 Nov 23:40 CET` where it is on another day than `now` there.
pub fn told(at: Instant, zone: Tz, now: Instant) -> String {
    let local = at.with_timezone(&zone);
    let is_today = local.date_naive() == now.with_timezone(&zone).date_naive();
    let clock = clock(at, zone);
    if is_today { clock } else { format!("{} {clock}", local.format("%-d %b")) }
}

/// A time of day with its zone: `03:01 CET`.
pub fn clock(at: Instant, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    format!("{} {}", local.format("%H:%M"), zone_word(&local))
}

/// What was said of a time in the past, at an instant before `now`: with its day, once that is another one. Words with a day of
/// their own, and words that are no time, stay as they are.
pub fn of_its_day(said: &str, said_at: Instant, zone: Tz, now: Instant) -> String {
    let Some(time) = Time::read(said).filter(|time| time.day.is_none()) else { return said.to_owned() };
    let local = said_at.with_timezone(&zone);
    let date = if time.clock > local.time() { local.date_naive().pred_opt() } else { Some(local.date_naive()) };
    match date.filter(|date| *date != now.with_timezone(&zone).date_naive()) {
        Some(date) => format!("{} {said}", date.format("%-d %b")),
        None => said.to_owned(),
    }
}

/// A zone's letters; where it has none, how far it is from UTC: `UTC+08`.
pub(crate) fn zone_word(local: &DateTime<Tz>) -> String {
    let word = local.format("%Z").to_string();
    if word.starts_with(['+', '-']) { format!("UTC{word}") } else { word }
}

/// Minutes ahead of UTC of a zone that is written as a number: `+08`, `-0330`, `+05:30`, `UTC+8`, `GMT-3`.
pub(crate) fn offset(zone: &str) -> Option<i64> {
    let zone = zone.trim();
    let ahead = ["UTC", "GMT"].iter().find_map(|word| {
        let begin = zone.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word))?;
        zone.strip_prefix(begin)
    });
    let ahead = ahead.unwrap_or(zone);
    let sign = if ahead.starts_with('-') { -1 } else { 1 };
    let digits = ahead.strip_prefix(['+', '-'])?.replace(':', "");
    let is_number = digits.chars().all(|digit| digit.is_ascii_digit());
    let (hours, minutes) = match digits.len() {
        1 | 2 if is_number => (digits.parse::<i64>().ok()?, 0),
        4 if is_number => (digits.get(..2)?.parse::<i64>().ok()?, digits.get(2..)?.parse::<i64>().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
