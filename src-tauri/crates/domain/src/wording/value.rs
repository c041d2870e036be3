//! What was filled in: times and stretches of time that must be the same wherever they are said.

use chrono::Duration;

use super::Statement;
use super::reading::Part;
use super::time::ClockTime;
use crate::agreement::Agreement;
use crate::promise;
use crate::template::duration;

/// Variables of the sample's templates whose value does not change while an incident goes on.
const LASTING: &[&str] = &["started", "fixed_at", "resolved_at", "lasted"];

/// A time or a stretch of time that was filled in, and is said.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// In which part of the statement, and from which to before which of its characters.
    pub(super) part: Part,
    pub(super) at: (usize, usize),
    /// As it is written: `02:07 CET`.
    pub(super) written: String,
    /// Whether it stays the same while the incident goes on.
    pub(super) lasts: bool,
    name: String,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    Time(ClockTime),
    /// How long, and how far off it may be.
    Stretch(Duration, Duration),
}

impl Fact {
    /// Whether the same variable has another value.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.name == other.name
            && match (&self.value, &other.value) {
                (Value::Time(one), Value::Time(other)) => one.differs(other),
                (Value::Stretch(one, loose), Value::Stretch(other, looser)) => {
                    (*one - *other).abs() > *loose.max(looser)
                }
                _ => false,
            }
    }
}

/// The times and stretches of time that were filled in and are said. Other values are compared where they stand in the text.
pub(super) fn facts(statement: &Statement, agreement: &Agreement) -> Vec<Fact> {
    let filled = statement.values.iter().filter(|(name, _)| !is_next_update(name, agreement));
    let fact = |(name, value): (&String, &String)| {
        let value = value.trim();
        let read = ClockTime::read(value)
            .map(Value::Time)
            .or_else(|| duration(value).map(|long| Value::Stretch(long, finest(value) / 2)))?;
        let (part, at) = said(statement, value)?;
        let lasts = LASTING.contains(&name.as_str());
        Some(Fact { part, at, written: value.to_owned(), lasts, name: name.clone(), value: read })
    };
    filled.filter_map(fact).collect()
}

/// Whether a variable is filled from the clock of its audience: each has its own.
fn is_next_update(name: &str, agreement: &Agreement) -> bool {
    let variables = agreement.templates.iter().flat_map(|template| &template.variables);
    variables.filter(|variable| variable.name == name).any(|variable| variable.from.as_deref() == Some(promise::FROM))
}

/// Where a value is said: from which to before which character.
fn said(statement: &Statement, value: &str) -> Option<(Part, (usize, usize))> {
    [(Part::Body, &statement.body), (Part::Title, &statement.title)].into_iter().find_map(|(part, text)| {
        let from = text.get(..text.find(value)?)?.chars().count();
        Some((part, (from, from + value.chars().count())))
    })
}

/// How long it is said to have lasted, where begin and end say something else.
pub(super) fn span(statement: &Statement) -> Option<String> {
    let said = |name: &str| {
        statement.values.get(name).map(|value| value.trim()).filter(|value| said(statement, value).is_some())
    };
    let (started, resolved, lasted) = (said("started")?, said("resolved_at")?, said("lasted")?);
    let between = ClockTime::read(resolved)?.since(&ClockTime::read(started)?)?;
    let long = duration(lasted)?;
    let spans_days = long >= Duration::days(1);
    let differs = (between - long).abs() > (finest(lasted) / 2).max(Duration::minutes(1));
    (differs && !spans_days).then(|| format!("From {started} to {resolved} is not {lasted}: correct one of the three."))
}

/// The smallest unit of a stretch of time: `1 h` may well be 73 minutes.
fn finest(stretch: &str) -> Duration {
    match stretch.split_whitespace().last().and_then(|unit| unit.chars().next()) {
        Some('s') => Duration::seconds(1),
        Some('m') => Duration::minutes(1),
        Some('h') => Duration::hours(1),
        _ => Duration::days(1),
    }
}
