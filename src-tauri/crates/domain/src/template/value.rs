//! What may be filled in for a variable.

use std::collections::BTreeMap;

use chrono::Duration;

use super::time::Time;
use super::{Variable, VariableKind};

/// The fact by which a variable proposes answers to the questions that an update answers: its `from`.
pub const QUESTIONS: &str = "questions";
/// What stands in a proposal where the answer is not known yet: nobody sends it unread.
pub const BLANK: &str = "[answer]";

impl Variable {
    /// What is filled in: what was given, else the default.
    pub(crate) fn value(&self, values: &BTreeMap<String, String>) -> String {
        let given = values.get(&self.name).map(|value| value.trim());
        given.or(self.default.as_deref()).unwrap_or_default().to_owned()
    }

    /// What is wrong with a value, as a sentence.
    pub fn fault(&self, value: &str) -> Option<String> {
        let label = &self.label;
        if value.is_empty() {
            return (!self.optional).then(|| format!("Fill in “{label}”."));
        }
        if value.contains(['\n', '\r']) {
            return Some(format!("Write “{label}” on one line."));
        }
        if self.from.as_deref() == Some(QUESTIONS) && value.contains(BLANK) {
            return Some(format!("Write the answer instead of {BLANK} in “{label}”, or leave the question out."));
        }
        match &self.kind {
            VariableKind::Text => None,
            VariableKind::Choice { choices } => (!choices.iter().any(|choice| choice == value))
                .then(|| format!("“{value}” is not a choice of “{label}”. Take one of: {}.", choices.join(", "))),
            VariableKind::Time => {
                Time::read(value).is_none().then(|| format!("Write “{label}” as a time with its zone, like 03:01 CET."))
            }
            VariableKind::Duration => duration(value)
                .is_none()
                .then(|| format!("Write “{label}” as a number with its unit, like 20 minutes.")),
            VariableKind::Components => value
                .split(',')
                .any(|part| part.trim().is_empty())
                .then(|| format!("Separate the parts of “{label}” by single commas.")),
        }
    }
}

/// `20 minutes`, `1 h 30 min`: pairs of a number and a unit.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (pairs, rest) = words.as_chunks::<2>();
    if pairs.is_empty() || !rest.is_empty() {
        return None;
    }
    let seconds = pairs.iter().map(|[number, unit]| {
        let seconds = match *unit {
            "s" | "second" | "seconds" => 1.0,
            "min" | "minute" | "minutes" => 60.0,
            "h" | "hour" | "hours" => 3600.0,
            "day" | "days" => 86_400.0,
            _ => return None,
        };
        number.parse::<f64>().ok().filter(|number| *number >= 0.0).map(|number| number * seconds)
    });
    let whole = std::time::Duration::try_from_secs_f64(seconds.sum::<Option<f64>>()?).ok()?;
    Duration::from_std(whole).ok()
}
