//! What an update promises: its "next update by", a wall-clock time with its zone, read as an instant.
//!
//! Readers see the words, so the words decide: the next time at which a clock of that zone shows them. Words that can be
//! meant in two ways, or that no clock will show, promise nothing that a clock could keep; they are told instead.

use std::collections::BTreeMap;

use chrono::{Duration, LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::{GapInfo, Tz};

use crate::rotation::wall_clock::wall_clock;
use crate::span::Instant;
use crate::template::{self, Template};

/// The fact by which a variable proposes the promise: its `from`.
pub const FROM: &str = "next_update";

/// A promise of more than this is a slip of the pen.
const LONGEST: Duration = Duration::days(7);
/// How far another season is looked for.
const SEASON: Duration = Duration::days(183);

/// Why a promise cannot be kept by a clock, as a sentence that says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// No time with its zone, and no stretch of time.
    #[error("“{0}” is no time that a clock can keep. Write it like 03:01 CET.")]
    NoTime(String),
    /// A zone that is none of the known ones.
    #[error("“{0}” is in a zone that is neither yours nor the incident's. Write it in {1}.")]
    OtherZone(String, String),
    /// A zone's other season.
    #[error("“{0}” is no time of {1} then: its clocks are on {2}. Write it in {2}.")]
    OtherSeason(String, String, String),
    /// An abbreviation of two zones.
    #[error("“{0}” is one time in {1} and another in {2}. Write it in UTC.")]
    TwoZones(String, String, String),
    /// Clocks are set back over it.
    #[error("“{0}” comes twice that night. Write it in {1} or in {2}.")]
    Twice(String, String, String),
    /// Clocks are set forward over it.
    #[error("“{0}” does not come: clocks in {1} are set forward over it. Write a time before or after that.")]
    Never(String, String),
}

/// The words in which the filled template promises its next update; `None` where it promises nothing.
pub fn words(template: &Template, values: &BTreeMap<String, String>) -> Option<String> {
    let mut promising = template.variables.iter().filter(|variable| variable.from.as_deref() == Some(FROM));
    promising.find_map(|variable| Some(variable.value(values)).filter(|words| !words.is_empty()))
}

/// Reads `03:01 CET`, `03:01 Europe/Paris` or `20 minutes`, written at an instant. `zones` are those whose abbreviations
/// may be used: the reader's, the incident's; UTC is always known.
pub fn read(text: &str, zones: &[Tz], now: Instant) -> Result<Instant, Unread> {
    let text = text.trim();
    if let Some(length) = template::duration(text) {
        let within = length > Duration::zero() && length <= LONGEST;
        return within.then(|| now + length).ok_or_else(|| Unread::NoTime(text.to_owned()));
    }
    let (clock, word) = template::time(text).ok_or_else(|| Unread::NoTime(text.to_owned()))?;
    match named(word) {
        Some(zone) => in_zone(text, clock, zone, now),
        None => abbreviated(text, clock, word, zones, now),
    }
}

/// A zone that is named in full, or UTC.
fn named(word: &str) -> Option<Tz> {
    if word.eq_ignore_ascii_case("UTC") || word.eq_ignore_ascii_case("Z") {
        return Some(Tz::UTC);
    }
    // Without a slash stand old names such as `EST`, which are abbreviations here.
    word.parse().ok().filter(|_| word.contains('/'))
}

/// The next time at which clocks of a zone show it.
fn in_zone(text: &str, clock: NaiveTime, zone: Tz, now: Instant) -> Result<Instant, Unread> {
    for date in days(zone, now) {
        match shown(zone, date, clock) {
            Shown::Once(at) if at > now => return Ok(at),
            Shown::Twice(first, second) if first > now => {
                let (first, second) = (abbreviation(zone, first), abbreviation(zone, second));
                return Err(Unread::Twice(text.to_owned(), first, second));
            }
            // The first of the two has passed.
            Shown::Twice(_, second) if second > now => return Ok(second),
            Shown::Never(forward_at) if forward_at > now => {
                return Err(Unread::Never(text.to_owned(), zone.name().to_owned()));
            }
            _ => {}
        }
    }
    Err(Unread::NoTime(text.to_owned()))
}

/// The next time at which clocks of one of these zones show it under that abbreviation.
fn abbreviated(text: &str, clock: NaiveTime, word: &str, zones: &[Tz], now: Instant) -> Result<Instant, Unread> {
    let mut meant: Option<(Instant, Tz)> = None;
    for zone in zones {
        let Some(at) = next_as(clock, word, *zone, now) else { continue };
        match meant {
            Some((other, first)) if other != at => {
                let (first, second) = (first.name().to_owned(), zone.name().to_owned());
                return Err(Unread::TwoZones(text.to_owned(), first, second));
            }
            _ => meant = Some((at, *zone)),
        }
    }
    if let Some((at, _)) = meant {
        return Ok(at);
    }
    if let Some(zone) = zones.iter().find(|zone| uses(**zone, word, now)) {
        let forward = days(*zone, now).any(|date| matches!(shown(*zone, date, clock), Shown::Never(at) if at > now));
        return Err(if forward {
            Unread::Never(text.to_owned(), zone.name().to_owned())
        } else {
            Unread::OtherSeason(text.to_owned(), zone.name().to_owned(), season(*zone, clock, now))
        });
    }
    if word.eq_ignore_ascii_case("GMT") {
        return in_zone(text, clock, Tz::UTC, now);
    }
    let mut known: Vec<String> = Vec::new();
    for word in zones.iter().map(|zone| abbreviation(*zone, now)).chain(["UTC".to_owned()]) {
        if !known.contains(&word) {
            known.push(word);
        }
    }
    Err(Unread::OtherZone(text.to_owned(), known.join(" or ")))
}

/// The next time at which clocks of a zone show it under that abbreviation; `None` also where the next one that was meant is
/// skipped by them.
fn next_as(clock: NaiveTime, word: &str, zone: Tz, now: Instant) -> Option<Instant> {
    for date in days(zone, now) {
        let times = match shown(zone, date, clock) {
            Shown::Once(at) => [at, at],
            Shown::Twice(first, second) => [first, second],
            Shown::Never(forward_at) if forward_at > now => return None,
            Shown::Never(_) => continue,
        };
        let meant = |at: &Instant| *at > now && abbreviation(zone, *at).eq_ignore_ascii_case(word);
        if let Some(at) = times.into_iter().find(meant) {
            return Some(at);
        }
    }
    None
}

/// Today and tomorrow, by the clocks of a zone: every time of day that is still to come is on one of them.
fn days(zone: Tz, now: Instant) -> impl Iterator<Item = NaiveDate> {
    let today = wall_clock(zone, now).date();
    [Some(today), today.succ_opt()].into_iter().flatten()
}

/// When clocks show a time on a day.
enum Shown {
    Once(Instant),
    Twice(Instant, Instant),
    /// They are set forward over it, at this instant.
    Never(Instant),
}

fn shown(zone: Tz, date: NaiveDate, clock: NaiveTime) -> Shown {
    let local = date.and_time(clock);
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Shown::Once(at.to_utc()),
        LocalResult::Ambiguous(one, other) => Shown::Twice(one.min(other).to_utc(), one.max(other).to_utc()),
        LocalResult::None => {
            let end = GapInfo::new(&local, &zone).and_then(|gap| gap.end).map(|end| end.to_utc());
            Shown::Never(end.unwrap_or_else(|| local.and_utc()))
        }
    }
}

/// `CET`; what the composer writes behind a time.
fn abbreviation(zone: Tz, at: Instant) -> String {
    at.with_timezone(&zone).format("%Z").to_string()
}

/// Whether a zone goes by that abbreviation in some season.
fn uses(zone: Tz, word: &str, now: Instant) -> bool {
    [now - SEASON, now, now + Duration::days(1), now + SEASON]
        .iter()
        .any(|at| abbreviation(zone, *at).eq_ignore_ascii_case(word))
}

/// By which abbreviation a zone goes when its clocks show that time next.
fn season(zone: Tz, clock: NaiveTime, now: Instant) -> String {
    let next = days(zone, now).find_map(|date| match shown(zone, date, clock) {
        Shown::Once(at) | Shown::Twice(_, at) if at > now => Some(at),
        _ => None,
    });
    abbreviation(zone, next.unwrap_or(now))
}
