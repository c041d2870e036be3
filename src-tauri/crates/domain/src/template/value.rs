//! What may be filled in for a variable.

use std::collections::BTreeMap;

use super::{Variable, VariableKind};

impl Variable {
    /// What is filled in: what was given, else the default.
    pub(super) fn value(&self, values: &BTreeMap<String, String>) -> String {
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
        match &self.kind {
            VariableKind::Text => None,
            VariableKind::Choice { choices } => (!choices.iter().any(|choice| choice == value))
                .then(|| format!("“{value}” is not a choice of “{label}”. Take one of: {}.", choices.join(", "))),
            VariableKind::Time => {
                (!is_time(value)).then(|| format!("Write “{label}” as a time with its zone, like 03:01 CET."))
            }
            VariableKind::Duration => {
                (!is_duration(value)).then(|| format!("Write “{label}” as a number with its unit, like 20 minutes."))
            }
            VariableKind::Components => value
                .split(',')
                .any(|part| part.trim().is_empty())
                .then(|| format!("Separate the parts of “{label}” by single commas.")),
        }
    }
}

/// `03:01 CET`: a time of day, and a zone, so that nobody reads it in the wrong one.
fn is_time(text: &str) -> bool {
    let Some((clock, zone)) = text.split_once(' ') else {
        return false;
    };
    chrono::NaiveTime::parse_from_str(clock, "%H:%M").is_ok() && !zone.trim().is_empty()
}

/// `20 minutes`, `1 h 30 min`: pairs of a number and a unit.
fn is_duration(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (pairs, rest) = words.as_chunks::<2>();
    !pairs.is_empty()
        && rest.is_empty()
        && pairs.iter().all(|[number, unit]| {
            number.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0)
                && ["s", "second", "seconds", "min", "minute", "minutes", "h", "hour", "hours", "day", "days"]
                    .contains(unit)
        })
}
