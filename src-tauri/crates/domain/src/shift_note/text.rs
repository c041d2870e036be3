//! A note as a text: what is copied, printed, and kept as it was offered.

use chrono_tz::Tz;

use super::{ShiftNote, Subject};

/// `Shift hand-off, Incident lead: Mara Lindqvist to Priya Raghunathan`
pub fn title(rotation: &str, from: &str, to: Option<&str>) -> String {
    match to {
        Some(to) => format!("Shift hand-off, {rotation}: {from} to {to}"),
        None => format!("Shift hand-off, {rotation}: {from}"),
    }
}

/// The note's parts, the remarks under a heading of their own, and what was looked at and found empty.
pub fn body(note: &ShiftNote, remarks: &str, zone: Tz) -> String {
    let mut blocks = vec![format!("As of {}.", note.at.with_timezone(&zone).format("%a %-d %b %Y %H:%M %Z"))];
    for part in &note.parts {
        let lines: Vec<String> = part.lines.iter().map(|line| format!("- {}", line.text)).collect();
        blocks.push(format!("{}\n{}", part.subject.name(), lines.join("\n")));
    }
    let remarks = remarks.trim();
    if !remarks.is_empty() {
        blocks.push(format!("Remarks\n{remarks}"));
    }
    let empty = nothing_in(note);
    if !empty.is_empty() {
        let names: Vec<String> = empty.into_iter().map(|subject| subject.name().to_lowercase()).collect();
        blocks.push(format!("Nothing under: {}.", names.join(", ")));
    }
    blocks.join("\n\n")
}

/// What was looked at and has nothing: silence is no answer.
pub fn nothing_in(note: &ShiftNote) -> Vec<Subject> {
    let has = |subject: &Subject| note.parts.iter().any(|part| part.subject == *subject);
    Subject::ALL.into_iter().filter(|subject| !has(subject)).collect()
}
