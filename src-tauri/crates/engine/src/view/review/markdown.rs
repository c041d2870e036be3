//! A review as Markdown: what is exported, and what people keep.

mod outside;

use std::fmt::Write;

use chrono::DateTime;
use chrono_tz::Tz;
use domain::measure::{Adherence, Measures};

use crate::view::bridge::LogLine;
use crate::view::review::{ReviewLine, SlipLine};

/// What a review is made of.
pub(super) struct Source<'a> {
    pub(super) line: &'a ReviewLine,
    pub(super) organisation: &'a str,
    pub(super) leads: &'a [String],
    pub(super) services: &'a [String],
    pub(super) summary: &'a str,
    pub(super) measures: &'a Measures,
    pub(super) log: &'a [LogLine],
    pub(super) slips: &'a [SlipLine],
    pub(super) zone: Tz,
}

/// Writes the whole review. Every time is in the zone that the head names.
pub(super) fn write(source: &Source<'_>) -> String {
    let mut text = String::new();
    head(&mut text, source);
    measures(&mut text, source.measures);
    timeline(&mut text, source);
    text
}

/// Adds a line. Writing to a string cannot fail.
fn say(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(line);
    text.push('\n');
}

fn head(text: &mut String, source: &Source<'_>) {
    let line = source.line;
    let drill = if line.drill { "Drill: " } else { "" };
    say(text, format_args!("# {drill}{} {}", line.id, plain(&line.title)));
    say(text, format_args!(""));
    say(text, format_args!("| | |"));
    say(text, format_args!("| --- | --- |"));
    say(text, format_args!("| Organisation | {} |", cell(source.organisation)));
    say(text, format_args!("| Severity | {} |", line.severity));
    say(text, format_args!("| Phase | {} |", line.phase.name()));
    say(text, format_args!("| Declared | {} |", day(line.declared_at, source.zone)));
    if let Some(resolved_at) = line.resolved_at {
        say(text, format_args!("| Resolved | {} |", day(resolved_at, source.zone)));
    }
    say(text, format_args!("| Services | {} |", cell(&source.services.join(", "))));
    say(text, format_args!("| Led by | {} |", cell(&source.leads.join(", then "))));
    say(text, format_args!("| Times in | {} |", source.zone.name()));
    if !source.summary.is_empty() {
        say(text, format_args!("\n{}", plain(source.summary)));
    }
}

fn measures(text: &mut String, measures: &Measures) {
    say(text, format_args!("\n## Measures\n"));
    say(text, format_args!("| Measure | Value |"));
    say(text, format_args!("| --- | --- |"));
    let rows = [
        ("Declared to resolved", measures.duration_seconds),
        ("Time to mobilise (first answer)", measures.mobilise_seconds),
        ("Right roles called for to the last one paged", measures.right_role_seconds),
        ("Declared to communications lead", measures.communications_lead_seconds),
        ("Declared to confirmed customer impact", measures.impact_seconds),
        ("Confirmed impact to support on the bridge", measures.support_seconds),
        ("Confirmed impact to first customer update", measures.first_customer_update_seconds),
        ("Mean time from proposal to decision", measures.decision_seconds),
    ];
    for (name, seconds) in rows {
        let value = seconds.map_or_else(|| "did not happen".to_owned(), duration);
        say(text, format_args!("| {name} | {value} |"));
    }
    say(text, format_args!("| Pages sent | {} |", measures.pages));
    say(text, format_args!("| Pages that nothing named | {} |", measures.wrong_pages));
    say(text, format_args!("| Pages without an answer | {} |", measures.pages_unanswered));
    say(text, format_args!("| Decisions | {} |", measures.decisions));
    say(text, format_args!("| Most people on the bridge | {} |", measures.most_on_bridge));
    let silence = (duration(measures.silence.fix_seconds), duration(measures.silence.words_seconds));
    say(text, format_args!("| Longest silence of the fix, of the words | {}, {} |", silence.0, silence.1));
    outside::rows(text, &measures.outside);
    if !measures.adherence.is_empty() {
        say(text, format_args!("\n## Cadence\n"));
        say(text, format_args!("| Audience | Kept | Missed | Latest by | Promises kept | Slipped | Worst by |"));
        say(text, format_args!("| --- | --- | --- | --- | --- | --- | --- |"));
        for line in &measures.adherence {
            say(text, format_args!("{}", adherence(line)));
        }
    }
}

fn adherence(line: &Adherence) -> String {
    let by = |seconds: i64, none: &str| if seconds > 0 { duration(seconds) } else { none.to_owned() };
    format!(
        "| {} | {} | {} | {} | {} | {} | {} |",
        line.audience.name(),
        line.kept,
        line.missed,
        by(line.worst_late_seconds, "in time"),
        line.promises_kept,
        line.promises_slipped,
        by(line.worst_slip_seconds, "none")
    )
}

fn timeline(text: &mut String, source: &Source<'_>) {
    say(text, format_args!("\n## Timeline\n"));
    let mut last_day = String::new();
    let mut slips = source.slips.iter().peekable();
    for line in source.log {
        // Behind what was written at that instant: the update itself stands first.
        while let Some(slip) = slips.next_if(|slip| slip.at < line.at) {
            slipped(text, source.zone, slip, &mut last_day);
        }
        let clock = clock(text, source.zone, line.at, &mut last_day);
        let actor = if line.actor.is_empty() { String::new() } else { format!("**{}**: ", plain(&line.actor)) };
        let recorded =
            line.recorded_at.map(|at| format!(" (recorded {})", format(at, source.zone, "%H:%M"))).unwrap_or_default();
        say(text, format_args!("- {clock} {actor}{}{recorded}", plain(&line.text)));
        if !line.body.is_empty() {
            say(text, format_args!("\n{}\n", quote(&line.body)));
        }
    }
    for slip in slips {
        slipped(text, source.zone, slip, &mut last_day);
    }
}

/// A promise that slipped, among what happened.
fn slipped(text: &mut String, zone: Tz, slip: &SlipLine, last_day: &mut String) {
    let clock = clock(text, zone, slip.at, last_day);
    say(text, format_args!("- {clock} {}", plain(&slip.text)));
}

/// The time of a line, below the name of its day where that is another one than before.
fn clock(text: &mut String, zone: Tz, at: i64, last_day: &mut String) -> String {
    let date = format(at, zone, "%A %-d %B %Y");
    if date != *last_day {
        say(text, format_args!("### {date}\n"));
        *last_day = date;
    }
    format(at, zone, "%H:%M:%S")
}

/// A longer text, set off below its line.
fn quote(body: &str) -> String {
    body.lines().map(|line| format!("  > {}", plain(line))).collect::<Vec<_>>().join("\n")
}

/// Text as text: what people typed must not become headings, links or markup.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.replace(['\r', '\n'], " ").chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// Text within a table's cell.
fn cell(text: &str) -> String {
    if text.is_empty() { "not recorded".to_owned() } else { plain(text) }
}

/// `1 h 19 min`, `4 min 05 s`, `12 s`.
pub(super) fn duration(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours} h {minutes:02} min")
    } else if minutes > 0 {
        format!("{minutes} min {rest:02} s")
    } else {
        format!("{rest} s")
    }
}

fn day(milliseconds: i64, zone: Tz) -> String {
    format(milliseconds, zone, "%Y-%m-%d %H:%M:%S %Z")
}

fn format(milliseconds: i64, zone: Tz, pattern: &str) -> String {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().with_timezone(&zone).format(pattern).to_string()
}
