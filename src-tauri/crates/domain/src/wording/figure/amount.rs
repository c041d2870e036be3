//! A number with what it measures: a share of all, or how many.

use super::super::number;
use super::super::text::Word;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// A part of all, in percent.
    Share,
    /// How many.
    Count,
}

/// A number with what it measures.
pub(super) struct Amount {
    pub(super) measure: Measure,
    pub(super) value: f64,
    /// How far off it may be.
    pub(super) loose: f64,
    /// The word after it.
    pub(super) next: usize,
}

/// What may stand between `62 % of` and the noun.
const DETERMINERS: &[&str] = &["of", "all", "the", "our", "your", "their", "its"];

/// `62 %`, `62 percent of all`, `4 in 10`, `1,200`.
pub(super) fn amount(clause: &[Word<'_>], at: usize, about: bool) -> Option<Amount> {
    let word = |at: usize| clause.get(at).map(|word| word.lower.as_str());
    let value = number::read(clause.get(at)?.text)?;
    let share = |value, loose, next: usize| {
        let determiners = clause.iter().skip(next).take_while(|word| DETERMINERS.contains(&word.lower.as_str()));
        Some(Amount { measure: Measure::Share, value, loose, next: next + determiners.count() })
    };
    let percent = if about { 5.0 } else { 0.5 };
    match (word(at + 1), word(at + 2)) {
        (Some("%" | "percent"), _) => return share(value, percent, at + 2),
        (Some("per"), Some("cent")) => return share(value, percent, at + 3),
        _ => {}
    }
    let all = match (word(at + 1), word(at + 2)) {
        (Some("in"), _) => at + 2,
        (Some("out"), Some("of")) => at + 3,
        _ => at,
    };
    // `4 in 10` is rough by itself: it stands for all between 35 % and 45 %.
    if let Some(of) = clause.get(all).and_then(|word| number::read(word.text)).filter(|of| value < *of && *of <= 100.0)
    {
        return share(value / of * 100.0, 50.0 / of, all + 1);
    }
    let loose = if about { value * 0.1 } else { 0.0 };
    Some(Amount { measure: Measure::Count, value, loose, next: at + 1 })
}
