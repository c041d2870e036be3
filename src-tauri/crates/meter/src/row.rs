//! A line of the table: what, ours, compared with what, theirs, and the ratio of the two.

use std::time::Duration;

/// Rows of the table, and below it how they came about.
pub(crate) struct Measured {
    pub(crate) rows: String,
    pub(crate) how: String,
}

/// A figure: what counts in the ratio, and how it is told.
pub(crate) struct Figure {
    /// What counts.
    pub(crate) span: Duration,
    /// How it is told.
    pub(crate) words: String,
}

/// A row of the Markdown table with a line end. A ratio below 1 means that ours took less.
pub(crate) fn row(what: &str, ours: &Figure, comparison: &str, theirs: &Figure) -> String {
    let ratio = ours.span.as_secs_f64() / theirs.span.as_secs_f64();
    line(what, &ours.words, comparison, &theirs.words, ratio)
}

/// The same, of anything that has a ratio.
pub(crate) fn line(what: &str, ours: &str, comparison: &str, theirs: &str, ratio: f64) -> String {
    let ratio = match ratio {
        ratio if !ratio.is_finite() => "–".to_owned(),
        ..0.1 => format!("{ratio:.3}"),
        _ => format!("{ratio:.2}"),
    };
    format!("| {what} | {ours} | {comparison} | {theirs} | {ratio} |\n")
}

/// A duration as a person reads it, with three digits that count.
pub(crate) fn words(span: Duration) -> String {
    let (amount, unit) = match span.as_secs_f64() {
        seconds if seconds >= 1.0 => (seconds, "s"),
        seconds if seconds >= 1e-3 => (seconds * 1e3, "ms"),
        seconds => (seconds * 1e6, "µs"),
    };
    match amount {
        ..10.0 => format!("{amount:.2} {unit}"),
        ..100.0 => format!("{amount:.1} {unit}"),
        _ => format!("{amount:.0} {unit}"),
    }
}

/// With a comma between thousands.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Durations in order, to be asked for the one at a place.
pub(crate) struct Sorted(Vec<Duration>);

impl Sorted {
    /// These durations.
    pub(crate) fn of(mut spans: Vec<Duration>) -> Self {
        spans.sort_unstable();
        Self(spans)
    }

    /// The one that so many percent are not above; zero where there are none.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    /// The one in the middle.
    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The one in the middle, told with what few are above and the longest.
    pub(crate) fn spread(&self) -> Figure {
        let at = |percent| words(self.percentile(percent));
        Figure { span: self.median(), words: format!("p50 {}, p95 {}, max {}", at(50), at(95), at(100)) }
    }
}
