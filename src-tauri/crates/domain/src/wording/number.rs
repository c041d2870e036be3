//! Numbers as texts have them: `1,100`, `0.4`, `4,5`, `2k`, `twenty-five`, `18 thousand`.

use super::text::Word;

const WORDS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// Words that make the number before them larger.
const TIMES: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("thousand", 1000.0),
    ("million", 1_000_000.0),
    ("billion", 1_000_000_000.0),
];

/// The same stuck to it. A small `m` may as well be minutes or metres.
const LETTERS: &[(&str, f64)] =
    &[("k", 1000.0), ("K", 1000.0), ("M", 1_000_000.0), ("mn", 1_000_000.0), ("bn", 1_000_000_000.0)];

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// How much.
    pub(super) value: f64,
    /// How far off it may be because its last digits are left out: `2k` is not 2,000 to the last one.
    pub(super) rounded: f64,
    /// Over how many words it goes.
    pub(super) words: usize,
}

/// The number that a word in small letters stands for.
pub(super) fn of_word(word: &str) -> Option<f64> {
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The number that one word is, in digits or in letters. Times, versions and dates are none.
pub(super) fn read(word: &str) -> Option<f64> {
    if let Some(value) = of_word(&word.to_lowercase()) {
        return Some(value);
    }
    if let Some((digits, factor)) = shortened(word) {
        return Some(of_digits(digits)? * factor);
    }
    of_digits(word)
}

/// The number that begins with a word: `twenty-five`, `18 thousand`, `a million`, `18 000`.
pub(super) fn at(words: &[Word<'_>], at: usize) -> Option<Number> {
    let first = words.get(at)?;
    let lower = |at: usize| words.get(at).map(|word| word.lower.as_str());
    let factor = |at: usize| lower(at).and_then(factor_of);
    if let ("a", Some(factor)) = (first.lower.as_str(), factor(at + 1)) {
        return Some(Number { value: factor, rounded: factor * ROUNDED, words: 2 });
    }
    let mut value = read(first.text)?;
    let mut count = 1;
    let is_tens = of_word(&first.lower).is_some_and(|value| value >= 20.0);
    if let Some(ones) = lower(at + 1).and_then(of_word).filter(|ones| is_tens && *ones < 10.0) {
        value += ones;
        count += 1;
    }
    while let Some(group) = words.get(at + count).filter(|group| is_group(group, first.text)) {
        value = value * 1000.0 + of_digits(group.text)?;
        count += 1;
    }
    let mut rounded = shortened(first.text).map_or(0.0, |(digits, factor)| factor * last_digit(digits) * ROUNDED);
    if let Some(factor) = factor(at + count) {
        value *= factor;
        rounded = factor * last_digit(first.text) * ROUNDED;
        count += 1;
    }
    Some(Number { value, rounded, words: count })
}

/// How far off a rounded number may be, as a part of its last digit: 2k and 3k are not the same.
const ROUNDED: f64 = 0.45;

/// How much the last digit of a number counts: 0.1 in `1.2`.
fn last_digit(digits: &str) -> f64 {
    let fraction = digits.rsplit_once(['.', ',']).map_or(0, |(_, fraction)| fraction.len());
    let is_fraction = fraction < 3;
    if is_fraction { 10_f64.powi(-i32::try_from(fraction).unwrap_or_default()) } else { 1.0 }
}

fn factor_of(word: &str) -> Option<f64> {
    TIMES.iter().find(|(name, _)| *name == word).map(|(_, factor)| *factor)
}

/// `2k`: its digits, and what makes them larger.
fn shortened(word: &str) -> Option<(&str, f64)> {
    LETTERS.iter().find_map(|(letter, factor)| Some((word.strip_suffix(letter)?, *factor)))
}

/// Whether a word is the second part of `18 000` or `18'000`.
fn is_group(word: &Word<'_>, first: &str) -> bool {
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let joined = matches!(word.gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "'" | "’");
    joined && digits(word.text) && word.text.len() == 3 && digits(first) && first.len() < 4
}

/// `1,100`, `0.4`, and `4,5` as many countries write it.
fn of_digits(text: &str) -> Option<f64> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    if let Some((whole, fraction)) = text.split_once(',').filter(|(_, fraction)| fraction.len() < 3)
        && digits(whole)
        && digits(fraction)
    {
        return format!("{whole}.{fraction}").parse().ok();
    }
    let grouped = |digits: &str| {
        let mut groups = digits.split(',');
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        first && groups.all(|group| group.len() == 3)
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = digits(&whole.replace(',', "")) && digits(fraction) && (!whole.contains(',') || grouped(whole));
    is_number.then(|| text.replace(',', "").parse().ok()).flatten()
}
