//! Single values: text, numbers, ids, civil dates and times, zones, turns.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use domain::account::is_address;
use domain::communication::BeforeImpact;
use domain::launch::LaunchKind;
use domain::near;
use domain::phase::Phase;
use domain::rotation::layer::Turn;
use domain::severity::Severity;
use domain::span::Instant;
use domain::template::{Audience, Output};

use super::node::{Node, Value};
use super::read::kind;
use crate::ledger::{Notes, Noun, article};

/// Any text; never empty.
pub(crate) fn text(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    match &node.value {
        Value::Scalar(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Scalar(_) | Value::Nothing => {
            notes.fault(node.place, "empty", "The text is empty.", "Write it, or remove the key.");
            None
        }
        other => {
            let found = kind(other);
            notes.fault(
                node.place,
                "wrong-type",
                format!("Expected a text, found {found}."),
                "Text that holds `: `, `{` or `[` needs quotes around it.",
            );
            None
        }
    }
}

/// Reads a text by a function; what it cannot read is noted.
fn read<T>(
    node: &Node,
    notes: &mut Notes<'_>,
    code: &str,
    help: &str,
    by: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let written = text(node, notes)?;
    let value = by(&written);
    if value.is_none() {
        let what = code.strip_prefix("bad-").unwrap_or(code).replace('-', " ");
        let article = article(&what);
        notes.fault(node.place, code, format!("`{}` is not {article} {what}.", clipped(&written)), help);
    }
    value
}

/// The begin of a text that may be long.
fn clipped(text: &str) -> String {
    const SHOWN: usize = 60;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain("…".chars()).collect()
}

/// A whole number.
pub(crate) fn whole<T: FromStr>(node: &Node, notes: &mut Notes<'_>) -> Option<T> {
    read(node, notes, "bad-number", "Write a whole number, without a unit.", |text| text.parse().ok())
}

/// `true` or `false`.
pub(crate) fn flag(node: &Node, notes: &mut Notes<'_>) -> Option<bool> {
    read(node, notes, "bad-flag", "Write `true` or `false`.", |text| match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    })
}

/// Whether a text can be an id: lower case words joined by hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        })
}

/// How an id is written, for the help.
pub(crate) const ID_HELP: &str = "Use lower case letters, digits and single hyphens, like `payments-api`.";

/// An id of its own.
pub(crate) fn id(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    read(node, notes, "bad-id", ID_HELP, |text| is_id(text).then(|| text.to_owned()))
}

/// The id of an entry that must exist; noted as a reference.
pub(crate) fn reference<T: From<String>>(nouns: &'static [Noun]) -> impl Fn(&Node, &mut Notes<'_>) -> Option<T> {
    move |node, notes| {
        let id = text(node, notes)?;
        notes.refer(nouns, &id, node.place);
        Some(T::from(id))
    }
}

/// `2026-11-20`
pub(crate) fn date(node: &Node, notes: &mut Notes<'_>) -> Option<NaiveDate> {
    read(node, notes, "bad-date", "Write it as year-month-day, like 2026-11-20.", |text| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
    })
}

/// `09:00`; `24:00` is midnight as well.
pub(crate) fn time(node: &Node, notes: &mut Notes<'_>) -> Option<NaiveTime> {
    read(node, notes, "bad-time", "Write it in 24 hours with quotes, like \"09:00\".", |text| {
        let text = if text == "24:00" { "00:00" } else { text };
        NaiveTime::parse_from_str(text, "%H:%M").ok()
    })
}

/// `2026-11-20T22:00:00+01:00`
pub(crate) fn instant(node: &Node, notes: &mut Notes<'_>) -> Option<Instant> {
    let help = "Write date, time and offset in quotes, like \"2026-11-20T22:00:00+01:00\".";
    read(node, notes, "bad-instant", help, |text| {
        DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc))
    })
}

/// `dana@northwind.example`
pub(crate) fn address(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let help = "Write one address of mail and nothing beside it, like `dana@northwind.example`.";
    read(node, notes, "bad-address", help, |text| is_address(text).then(|| text.to_owned()))
}

/// `Europe/Paris`
pub(crate) fn zone(node: &Node, notes: &mut Notes<'_>) -> Option<Tz> {
    let written = text(node, notes)?;
    if let Ok(zone) = written.parse() {
        return Some(zone);
    }
    let help = near::suggestion(&written, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()), || {
        "Write a name of the IANA time zone database, like `Europe/Paris`.".to_owned()
    });
    notes.fault(node.place, "bad-zone", format!("`{}` is not a time zone.", clipped(&written)), help);
    None
}

/// `1 week`, `12 hours`
pub(crate) fn turn(node: &Node, notes: &mut Notes<'_>) -> Option<Turn> {
    // A turn of more than some years is a slip, and the arithmetic of dates has to end somewhere.
    const LONGEST: u32 = 1000;
    read(node, notes, "bad-turn", "Write a number of hours, days or weeks, like `1 week`.", |text| {
        let (number, unit) = text.split_once(' ')?;
        let number = number.parse::<u32>().ok().filter(|number| (1..=LONGEST).contains(number))?;
        match unit.trim() {
            "hour" | "hours" => Some(Turn::Hours(number)),
            "day" | "days" => Some(Turn::Days(number)),
            "week" | "weeks" => Some(Turn::Weeks(number)),
            _ => None,
        }
    })
}

/// `mon`
pub(crate) fn weekday(node: &Node, notes: &mut Notes<'_>) -> Option<Weekday> {
    read(node, notes, "bad-weekday", "Write mon, tue, wed, thu, fri, sat or sun.", |text| text.parse().ok())
}

/// `sev1`
pub(crate) fn severity(node: &Node, notes: &mut Notes<'_>) -> Option<Severity> {
    read(node, notes, "bad-severity", "Write sev1, sev2, sev3 or sev4.", Severity::read)
}

/// `teams`
pub(crate) fn audience(node: &Node, notes: &mut Notes<'_>) -> Option<Audience> {
    read(node, notes, "bad-audience", "Write technical, teams, leadership or customers.", Audience::read)
}

/// `talking_points`
pub(crate) fn output(node: &Node, notes: &mut Notes<'_>) -> Option<Output> {
    let help = "Write technical, teams, leadership, status_page, outreach, talking_points or social.";
    read(node, notes, "bad-output", help, Output::read)
}

/// `forbid`
pub(crate) fn before_impact(node: &Node, notes: &mut Notes<'_>) -> Option<BeforeImpact> {
    read(node, notes, "bad-rule", "Write warn or forbid.", BeforeImpact::read)
}

/// `peak`
pub(crate) fn launch_kind(node: &Node, notes: &mut Notes<'_>) -> Option<LaunchKind> {
    read(node, notes, "bad-kind", "Write launch, commitment, peak or freeze.", LaunchKind::read)
}

/// `identified`
pub(crate) fn phase(node: &Node, notes: &mut Notes<'_>) -> Option<Phase> {
    read(node, notes, "bad-phase", "Write investigating, identified, monitoring or resolved.", Phase::read)
}
