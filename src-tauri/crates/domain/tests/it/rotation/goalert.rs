//! GoAlert's own cases, wherever its rules are ours; where they are not, the difference is listed with its
//! reason.
//!
//! A listed difference that has gone fails as well as one that is not listed: the list is what is true.
#![expect(clippy::print_stderr, reason = "counts and skips are to be seen")]

mod clock;
mod rotations;
mod rules;
mod shifts;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// One case: GoAlert's answer and ours, as text.
struct Case {
    name: String,
    theirs: String,
    ours: String,
}

/// Reads a file of cases from beside the checkout, runs each, and compares with the listed differences.
fn check(file: &str, count: usize, differences: &[(&str, &str)], run: impl Fn(&Value) -> Case) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/schedule-vectors");
    let path = folder.join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: GoAlert's cases are not here ({file})");
        return;
    };
    let vectors: Value = serde_json::from_str(&text).expect("the vectors are JSON");
    let cases: Vec<Case> = vectors["cases"].as_array().expect("has cases").iter().map(run).collect();
    assert_eq!(cases.len(), count, "{file} has as many cases as when it was read");

    let mut reasons: BTreeMap<&str, &str> = differences.iter().copied().collect();
    let (mut same, mut different, mut wrong) = (0, 0, Vec::new());
    for Case { name, theirs, ours } in &cases {
        match (theirs == ours, reasons.remove(name.as_str())) {
            (true, None) => same += 1,
            (false, Some(_)) => different += 1,
            (true, Some(reason)) => wrong.push(format!("{name} agrees now, although: {reason}")),
            (false, None) => wrong.push(format!("{name}\n  theirs {theirs}\n  ours   {ours}")),
        }
    }
    wrong.extend(reasons.keys().map(|name| format!("{name} is listed, but there is no such case")));
    eprintln!("{file}: {same} the same, {different} different for a reason");
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
}

/// A text field of a case; empty where it is absent.
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn number(value: &Value, field: &str) -> u32 {
    value[field].as_u64().and_then(|number| u32::try_from(number).ok()).expect("a small number")
}

fn zone(value: &Value, field: &str) -> chrono_tz::Tz {
    text(value, field).parse().expect("a zone of the IANA database")
}

fn instant(text: &str) -> domain::span::Instant {
    text.parse().expect("an instant in RFC 3339")
}
