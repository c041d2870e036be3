//! What an update promises: its "next update by", a wall-clock time with its zone, read as an instant.
//!
//! Readers see the words, so the words decide: the next time at which a clock of that zone shows them. Words that can be
//! meant in two ways, or that no clock will show, promise nothing that a clock could keep; they are told instead.

use std::collections::BTreeMap;

use chrono::{Duration, LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::{GapInfo, Tz};

use crate::rotation::wall_clock::wall_clock;
use crate::span::Instant;
use crate::template::{self, Day, Template, Time};

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

/// Reads `03:01 CET`, `03:01 Europe/Paris`, `03:01 UTC+08`, each with a day before it or not, or `20 minutes`, written at an instant. `zones` are those whose abbreviations
/// may be used: the reader's, the incident's; UTC is always known.
pub fn read(text: &str, zones: &[Tz], now: Instant) -> Result<Instant, Unread> {
    let text = text.trim();
    if let Some(length) = template::duration(text) {
        let within = length > Duration::zero() && length <= LONGEST;
        return within.then(|| now + length).ok_or_else(|| Unread::NoTime(text.to_owned()));
    }
    let time = Time::read(text).ok_or_else(|| Unread::NoTime(text.to_owned()))?;
    // A distance from UTC by which one of these zones goes is read by its clocks, like letters: they may change that night.
    let is_theirs = || zones.iter().any(|zone| uses(*zone, time.zone, now));
    match (named(time.zone), template::offset(time.zone)) {
        (Some(zone), _) => in_zone(text, time, zone, now),
        (None, Some(ahead)) if !is_theirs() => ahead_of_utc(text, time, Duration::minutes(ahead), now),
        _ => abbreviated(text, time, zones, now),
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

/// The next time at which clocks so far ahead of UTC show it.
fn ahead_of_utc(text: &str, time: Time<'_>, ahead: Duration, now: Instant) -> Result<Instant, Unread> {
    let instant = |date: NaiveDate| date.and_time(time.clock).and_utc() - ahead;
    let next = dates((now + ahead).date_naive(), time.day).map(instant).find(|at| *at > now);
    next.ok_or_else(|| Unread::NoTime(text.to_owned()))
}

/// The next time at which clocks of a zone show it.
fn in_zone(text: &str, time: Time<'_>, zone: Tz, now: Instant) -> Result<Instant, Unread> {
    for date in days(zone, now, time.day) {
        match shown(zone, date, time.clock) {
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
fn abbreviated(text: &str, time: Time<'_>, zones: &[Tz], now: Instant) -> Result<Instant, Unread> {
    let Time { day, clock, zone: word } = time;
    let mut meant: Option<(Instant, Tz)> = None;
    for zone in zones {
        let Some(at) = next_as(time, *zone, now) else { continue };
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
        let forward =
            days(*zone, now, day).any(|date| matches!(shown(*zone, date, clock), Shown::Never(at) if at > now));
        let season = season(*zone, time, now);
        return Err(if forward {
            Unread::Never(text.to_owned(), zone.name().to_owned())
        } else if day.is_some() && is_same(&season, word) {
            // The day is past, or too far ahead.
            Unread::NoTime(text.to_owned())
        } else {
            Unread::OtherSeason(text.to_owned(), zone.name().to_owned(), season)
        });
    }
    if word.eq_ignore_ascii_case("GMT") {
        return in_zone(text, time, Tz::UTC, now);
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
fn next_as(time: Time<'_>, zone: Tz, now: Instant) -> Option<Instant> {
    for date in days(zone, now, time.day) {
        let times = match shown(zone, date, time.clock) {
            Shown::Once(at) => [at, at],
            Shown::Twice(first, second) => [first, second],
            Shown::Never(forward_at) if forward_at > now => return None,
            Shown::Never(_) => continue,
        };
        let meant = |at: &Instant| *at > now && goes_by(zone, *at, time.zone);
        if let Some(at) = times.into_iter().find(meant) {
            return Some(at);
        }
    }
    None
}

/// Today and tomorrow, by the clocks of a zone: every time of day that is still to come is on one of them. Where a day is
/// written, the next one that it is, within the longest promise.
fn days(zone: Tz, now: Instant, day: Option<Day>) -> impl Iterator<Item = NaiveDate> {
    dates(wall_clock(zone, now).date(), day)
}

fn dates(today: NaiveDate, day: Option<Day>) -> impl Iterator<Item = NaiveDate> {
    let ahead = usize::try_from(LONGEST.num_days()).unwrap_or_default();
    let looked_at = if day.is_some() { ahead + 1 } else { 2 };
    today.iter_days().take(looked_at).filter(move |date| day.is_none_or(|day| day.is(*date)))
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
    template::zone_word(&at.with_timezone(&zone))
}

/// Whether a zone goes by that abbreviation at an instant.
fn goes_by(zone: Tz, at: Instant, word: &str) -> bool {
    is_same(&abbreviation(zone, at), word)
}

/// Whether two abbreviations are the same: in any case, and however a distance from UTC is written.
fn is_same(abbreviation: &str, word: &str) -> bool {
    let ahead = template::offset(abbreviation);
    abbreviation.eq_ignore_ascii_case(word) || (ahead.is_some() && ahead == template::offset(word))
}

/// Whether a zone goes by that abbreviation in some season.
fn uses(zone: Tz, word: &str, now: Instant) -> bool {
    [now - SEASON, now, now + Duration::days(1), now + SEASON].iter().any(|at| goes_by(zone, *at, word))
}

/// By which abbreviation a zone goes when its clocks show that time next.
fn season(zone: Tz, time: Time<'_>, now: Instant) -> String {
    let next = days(zone, now, time.day).find_map(|date| match shown(zone, date, time.clock) {
        Shown::Once(at) | Shown::Twice(_, at) if at > now => Some(at),
        _ => None,
    });
    abbreviation(zone, next.unwrap_or(now))
}
