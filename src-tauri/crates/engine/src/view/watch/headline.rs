//! The head of Watch: what is open now in a few words, and a sentence on cover that claims no more than is known.

use chrono::{DateTime, Duration};
use chrono_tz::Tz;
use domain::span::{Instant, Span};

use super::segment::Rendered;
use crate::view::absence::Absence;

/// How far ahead the sentence speaks of gaps.
const COMING: Duration = Duration::hours(24);
/// How many rotations are called by name.
const NAMED: usize = 3;

/// What the head says of cover.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// `One gap now`; none where there is nothing to say.
    pub(super) cover: Option<String>,
    /// `Every role is covered now and for the next day.`
    pub(super) sentence: String,
}

/// What is said of the rows of the board. `unlisted` schedules that only pagers know are not among them.
pub(super) fn head(rows: &[Rendered<'_>], unlisted: usize, now: Instant, zone: Tz) -> Head {
    let absent =
        |kind: Absence| -> Vec<&Rendered<'_>> { rows.iter().filter(|row| row.absence == Some(kind)).collect() };
    let (open, unknown, unsaid) = (absent(Absence::Gap), absent(Absence::Unknown), absent(Absence::Unsaid));
    let mut said: Vec<String> = Vec::new();
    let cover = match open.as_slice() {
        [] => None,
        [one] => {
            let gap = one.defects(now).find(|gap| gap.contains(now));
            let until =
                gap.and_then(|gap| one.end_of(gap)).map(|until| format!(" until {}", day_and_time(until, zone)));
            said.push(format!("{} has no cover{}.", one.rotation.name, until.unwrap_or_default()));
            Some("One gap now".to_owned())
        }
        several => {
            let names: Vec<&str> = several.iter().map(|row| row.rotation.name.as_str()).collect();
            said.push(format!("No cover: {}.", names.join(", ")));
            Some(format!("{} gaps now", number(several.len())))
        }
    };
    let cover = cover.or_else(|| match unknown.len() {
        0 => None,
        1 => Some("Cover of one rotation not known".to_owned()),
        several => Some(format!("Cover of {} rotations not known", number(several).to_lowercase())),
    });
    if !unknown.is_empty() {
        said.push(format!("Who is on call is not known in {}.", few(&unknown)));
    }
    if open.is_empty() && unknown.len() < rows.len() {
        // What only pagers know is listed in part, and whether its gaps are meant nobody has said.
        let whose = if unlisted > 0 || !unsaid.is_empty() { " of the workspace" } else { "" };
        let other = if unknown.is_empty() { "" } else { "other " };
        said.push(format!("Every {other}role{whose} is covered now{}", coming(rows, now, zone)));
    }
    if !unsaid.is_empty() {
        said.push(format!("Nobody is on call in {}; whether that is meant is not known.", few(&unsaid)));
    }
    Head { cover, sentence: said.join(" ") }
}

/// How it goes on with those who are covered now.
fn coming(rows: &[Rendered<'_>], now: Instant, zone: Tz) -> String {
    let day = Span::of(now, now + COMING);
    let mut gaps: Vec<Span> = rows.iter().flat_map(|row| row.defects(now)).collect();
    gaps.retain(|gap| gap.from > now && gap.from < day.until);
    gaps.sort_by_key(|gap| gap.from);
    let Some(last) = gaps.last() else {
        let ends = |row: &Rendered<'_>| {
            row.absence != Some(Absence::Unknown) && row.cover.unknown.iter().any(|span| span.overlap(&day).is_some())
        };
        let known =
            if rows.iter().any(ends) { ", and for the next day as far as is known." } else { " and for the next day." };
        return known.to_owned();
    };
    let until = day_and_time(last.until, zone);
    match gaps.len() {
        1 => format!(". One gap opens before {until}."),
        several => format!(". {} gaps open before {until}.", number(several)),
    }
}

/// A few of them by name, and how many more there are.
fn few(rows: &[&Rendered<'_>]) -> String {
    let names: Vec<&str> = rows.iter().take(NAMED).map(|row| row.rotation.name.as_str()).collect();
    match (rows.len().saturating_sub(NAMED), names.as_slice()) {
        (0, [before @ .., last]) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        (0, _) => names.join(", "),
        (more, _) => format!("{} and {more} more", names.join(", ")),
    }
}

/// `Saturday 20:00`, in the reader's zone.
pub(super) fn day_and_time(at: Instant, zone: Tz) -> String {
    let local: DateTime<Tz> = at.with_timezone(&zone);
    local.format("%A %H:%M").to_string()
}

/// State in a few words: never quiet while an incident is under way.
pub(super) fn headline(under_way: usize, cover: Option<&str>) -> String {
    let incidents = match under_way {
        0 => return cover.unwrap_or("All quiet").to_owned(),
        1 => "One incident".to_owned(),
        several => format!("{} incidents", number(several)),
    };
    cover.map_or_else(|| incidents.clone(), |cover| format!("{incidents}, {}", cover.to_lowercase()))
}

/// Small numbers as words at the head of a sentence.
fn number(count: usize) -> String {
    const WORDS: [&str; 10] = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
