//! A number with what it measures: a share of all, how many, or how much money.

use super::super::list::lists;
use super::super::number;
use super::super::text::Word;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// A part of all, in percent.
    Share,
    /// How many.
    Count,
    /// How much of a currency, by its three letters.
    Money(&'static str),
    /// How long, in minutes.
    Stretch,
    /// Since when.
    Since,
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
const DETERMINERS: &str = "of all the our your their its";

/// Currencies by their three letters, and how texts write them.
const CURRENCIES: &[(&str, &str)] = &[
    ("EUR", "€ eur euro euros"),
    ("USD", "$ usd dollar dollars"),
    ("GBP", "£ gbp pound pounds"),
    ("CHF", "chf franc francs"),
    ("JPY", "¥ jpy yen"),
    ("SGD", "sgd"),
];

/// Parts of all in words, in percent, and how far off they may be.
const PARTS: &[(&str, f64, f64)] = &[
    ("half", 50.0, 5.0),
    ("third", 100.0 / 3.0, 4.0),
    ("quarter", 25.0, 4.0),
    ("fifth", 20.0, 3.0),
    ("tenth", 10.0, 2.0),
];

/// `62 %`, `62 percent of all`, `4 in 10`, `a third of`, `1,200`, `EUR 18,000`, `18,000 euros`.
pub(super) fn amount(clause: &[Word<'_>], at: usize, about: bool) -> Option<Amount> {
    let word = |at: usize| clause.get(at).map(|word| word.lower.as_str());
    let share = |value, loose, next: usize| {
        let determiners = clause.iter().skip(next).take_while(|word| lists(DETERMINERS, &word.lower));
        Some(Amount { measure: Measure::Share, value, loose, next: next + determiners.count() })
    };
    if let Some(money) = money(clause, at, about) {
        return Some(money);
    }
    if let Some((value, loose, next)) = part(clause, at) {
        return share(value, loose, next);
    }
    let number = number::at(clause, at)?;
    let (value, after) = (number.value, at + number.words);
    let percent = if about { 5.0 } else { 0.5 };
    match (word(after), word(after + 1)) {
        (Some("%" | "percent"), _) => return share(value, percent, after + 1),
        (Some("per"), Some("cent")) => return share(value, percent, after + 2),
        _ => {}
    }
    let all = match (word(after), word(after + 1)) {
        (Some("in"), _) => after + 1,
        (Some("out"), Some("of")) => after + 2,
        _ => after,
    };
    // `4 in 10` is rough by itself: it stands for all between 35 % and 45 %.
    let of = Some(all).filter(|all| *all > after).and_then(|all| number::at(clause, all));
    if let Some(of) = of.filter(|of| value < of.value && of.value <= 100.0) {
        return share(value / of.value * 100.0, 50.0 / of.value, all + of.words);
    }
    let loose = number.rounded.max(if about { value * 0.1 } else { 0.0 });
    Some(Amount { measure: Measure::Count, value, loose, next: after })
}

/// `half of`, `a third of`, `two thirds of`: the percent, how far off they may be, and the word after them.
fn part(clause: &[Word<'_>], at: usize) -> Option<(f64, f64, usize)> {
    let word = |at: usize| clause.get(at).map(|word| word.lower.as_str());
    let named = |word: &str| {
        let one = word.strip_suffix('s').unwrap_or(word);
        PARTS.iter().find(|(name, ..)| *name == one || (*name == "half" && word == "halves"))
    };
    let times = if word(at) == Some("a") { Some(1.0) } else { word(at).and_then(number::of_word) };
    let (times, place) = times.map_or((1.0, at), |times| (times, at + 1));
    let (name, percent, loose) = word(place).and_then(named)?;
    // `Half our shops` is a part of them, and `a third party` is none.
    let is_part = match word(place + 1) {
        Some("of") => place > at || *name == "half",
        Some("the" | "all" | "our" | "your" | "their") => *name == "half",
        _ => false,
    };
    (is_part && times * percent < 100.0).then_some((times * percent, *loose, place + 1))
}

/// `EUR 18,000`, `€18k`, `18,000 euros`.
fn money(clause: &[Word<'_>], at: usize, about: bool) -> Option<Amount> {
    let before = currency(clause.get(at)?);
    let from = if before.is_some() { at + 1 } else { at };
    let is_close = |word: &Word<'_>| word.gap.chars().all(|letter| letter.is_whitespace() && letter != '\n');
    clause.get(from).filter(|word| before.is_none() || is_close(word))?;
    let million = |word: &Word<'_>| {
        let value = number::read(word.text.strip_suffix('m')?)?;
        Some(number::Number { value: value * 1_000_000.0, rounded: 0.0, words: 1 })
    };
    let number = number::at(clause, from).or_else(|| clause.get(from).and_then(million))?;
    let end = from + number.words;
    let (currency, next) = match before {
        Some(currency) => (currency, end),
        None => (currency(clause.get(end).filter(|word| is_close(word))?)?, end + 1),
    };
    let value = number.value;
    let loose = number.rounded.max(roundness(value)).max(if about { value * 0.1 } else { 0.0 });
    Some(Amount { measure: Measure::Money(currency), value, loose, next })
}

/// Whether a word is the sign or the name of a currency: its three letters.
fn currency(word: &Word<'_>) -> Option<&'static str> {
    CURRENCIES.iter().find(|(_, written)| lists(written, &word.lower)).map(|(letters, _)| *letters)
}

/// How far off an amount of money may be whose last digits are noughts: 18,000 may be 18,250.
fn roundness(value: f64) -> f64 {
    let mut unit = 1.0;
    while value >= unit * 10.0 && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    unit * 0.45
}

/// Whether a word is a number that belongs to a currency before it.
pub(super) fn is_in_money(clause: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| clause.get(before)).is_some_and(|before| currency(before).is_some())
}
