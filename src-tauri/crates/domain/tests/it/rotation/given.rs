//! Builders of rotations, and readers of their answers as lines of text.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use domain::id::PersonId;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::restriction::Restriction;
use domain::rotation::{Override, Rendering, Rotation, Shift, Source};
use domain::span::{Instant, Span};

/// `2026-03-29T03:00+02:00`, or with seconds.
pub(crate) fn at(text: &str) -> Instant {
    let text = text.replace('Z', "+00:00");
    let (local, zone) = text.split_at(text.len() - 6);
    let seconds = if local.len() == 16 { ":00" } else { "" };
    format!("{local}{seconds}{zone}").parse().expect("the test writes an instant")
}

pub(crate) fn span(from: &str, until: &str) -> Span {
    Span::of(at(from), at(until))
}

/// `2026-03-29T02:30`
pub(crate) fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("the test writes a local time")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the test writes a date")
}

pub(crate) fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("the test writes a time")
}

pub(crate) fn people(names: &[&str]) -> Vec<PersonId> {
    names.iter().map(|name| PersonId::from(*name)).collect()
}

/// A week each in Paris from Monday, 5 January 2026, 09:00.
pub(crate) fn layer(name: &str, participants: &[&str]) -> Layer {
    Layer {
        name: name.into(),
        participants: people(participants),
        simultaneous: false,
        start: day("2026-01-05"),
        end: None,
        handoff_time: time("09:00"),
        turn: Turn::Weeks(1),
        time_zone: Tz::Europe__Paris,
        restrictions: Vec::new(),
    }
}

pub(crate) const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
pub(crate) const EVERY_DAY: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub(crate) fn restriction(days: &[Weekday], from: &str, until: &str) -> Restriction {
    Restriction { days: days.to_vec(), from: time(from), until: time(until) }
}

pub(crate) fn rotation(layers: Vec<Layer>, overrides: Vec<Override>) -> Rotation {
    from_source(Source::Layers { layers, overrides })
}

pub(crate) fn from_source(source: Source) -> Rotation {
    Rotation {
        id: "database".into(),
        name: "Database".into(),
        function: "engineering".into(),
        regions: Vec::new(),
        services: Vec::new(),
        time_zone: Tz::Europe__Paris,
        source,
        backup: None,
        gaps_intended: false,
        last_resort: false,
        pager: None,
        pager_target: None,
        shadows: Vec::new(),
    }
}

/// `replaces` is empty where everybody is replaced.
pub(crate) fn stand_in(from: &str, until: &str, person: &str, replaces: &str) -> Override {
    Override {
        span: span(from, until),
        person: person.into(),
        replaces: (!replaces.is_empty()).then(|| replaces.into()),
        reason: "swap".into(),
    }
}

pub(crate) fn shift(from: &str, until: &str, person: &str) -> Shift {
    Shift { span: span(from, until), person: person.into(), layer: "calendar".into() }
}

/// The people on call at an instant, joined by `+`; `nobody` where nobody is.
pub(crate) fn names(rotation: &Rotation, instant: &str) -> String {
    let names: Vec<String> = rotation.on_call(at(instant)).into_iter().map(|shift| shift.person.to_string()).collect();
    if names.is_empty() { "nobody".into() } else { names.join("+") }
}

/// Shifts and gaps as lines in order of time, in the wall clock of a zone: `01-05 09:00 to 01-12 09:00 ana
/// (Weekdays)`.
pub(crate) fn lines(rendering: &Rendering, zone: Tz) -> Vec<String> {
    let shifts = rendering.shifts.iter().map(|shift| (shift.span, format!("{} ({})", shift.person, shift.layer)));
    let gaps = rendering.gaps.iter().map(|gap| (*gap, "gap".to_owned()));
    let mut lines: Vec<(Span, String)> = shifts.chain(gaps).collect();
    lines.sort();
    let clock = |at: Instant| at.with_timezone(&zone).format("%m-%d %H:%M").to_string();
    lines.into_iter().map(|(span, who)| format!("{} to {} {who}", clock(span.from), clock(span.until))).collect()
}
