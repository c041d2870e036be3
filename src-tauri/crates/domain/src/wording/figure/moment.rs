//! Times and stretches of time as prose has them: `since 02:07 CET`, `for 40 minutes`.
//!
//! Only begins and lengths are compared: every other time in a text may well be another one.

use super::super::list::lists;
use super::super::number;
use super::super::text::Word;
use super::super::time::{ClockTime, is_clock};

/// A time, or a stretch of time.
pub(super) enum Moment {
    /// Since when.
    Since(ClockTime),
    /// How long, in minutes, and how far off it may be.
    Stretch(f64, f64),
}

/// Where it stands: the words that say it, from the first to before the last.
pub(super) struct Placed {
    pub(super) moment: Moment,
    /// The word that says that it is a begin or a length.
    pub(super) before: usize,
    pub(super) from: usize,
    pub(super) end: usize,
}

/// The first letters of months.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";

/// Stands for the zone of a time that has none.
const NO_ZONE: &str = "?";

/// Units with their minutes.
const UNITS: &[(&str, f64)] = &[
    ("s sec secs second seconds", 1.0 / 60.0),
    ("min mins minute minutes", 1.0),
    ("h hr hrs hour hours", 60.0),
    ("day days", 1440.0),
];

/// The time or stretch of time that begins with a word of a clause. `written` gives what stands between two characters.
pub(super) fn moment<'t>(
    clause: &[Word<'_>],
    at: usize,
    about: bool,
    written: impl Fn((usize, usize)) -> &'t str,
) -> Option<Placed> {
    let back = |words: usize| at.checked_sub(words + usize::from(about));
    let dated = (!about && is_dated(clause, at)).then(|| back(3)).flatten();
    let since_day = dated.and_then(|before| since(clause, before, at - 2, at, &written));
    let before = back(1)?;
    since_day.or_else(|| since(clause, before, at, at, &written)).or_else(|| stretch(clause, before, at, about))
}

/// Whether the day of a time stands before it: `30 Nov 23:40`.
fn is_dated(clause: &[Word<'_>], at: usize) -> bool {
    let day = at.checked_sub(2).and_then(|day| clause.get(day)).and_then(|day| day.text.parse::<u8>().ok());
    let month = at.checked_sub(1).and_then(|month| clause.get(month));
    day.is_some() && month.is_some_and(|month| month.lower.get(..3).is_some_and(|letters| lists(MONTHS, letters)))
}

/// The time at a word, where it is told since when; `from` is where its day stands, else the same.
fn since<'t>(
    clause: &[Word<'_>],
    before: usize,
    from: usize,
    at: usize,
    written: &impl Fn((usize, usize)) -> &'t str,
) -> Option<Placed> {
    let clock = clause.get(at).filter(|word| is_clock(word.text))?;
    let first = clause.get(from)?;
    let word = |at: usize| clause.get(at).map(|word| word.lower.as_str());
    let started = before.checked_sub(1).and_then(word).is_some_and(|word| lists("started began begun", word));
    let begins = match word(before) {
        Some("since" | "from") => true,
        Some("at") => started,
        _ => false,
    };
    let end = at + 1 + zone(clause.get(at + 1..)?);
    let time = match end - at {
        // Two times without a zone are of the same one.
        1 => ClockTime::read(&format!("{} {NO_ZONE}", written((first.from, clock.until))))?,
        _ => ClockTime::read(&written((first.from, clause.get(end - 1)?.until)).replace('\u{a0}', " "))?,
    };
    begins.then_some(Placed { moment: Moment::Since(time), before, from, end })
}

/// How many words the zone of a time goes over: none in `02:07`, one in `02:07 CET`, two in `02:07 UTC+2`.
fn zone(words: &[Word<'_>]) -> usize {
    let is_signed = |word: &Word<'_>| matches!(word.gap, " +" | " -" | "+" | "-");
    let is_named = |word: &Word<'_>| {
        matches!(word.gap, " " | "\u{a0}")
            && (2..6).contains(&word.text.len())
            && word.text.chars().all(char::is_uppercase)
    };
    let first = words.first().is_some_and(|word| is_signed(word) || is_named(word));
    let second = words.get(1).is_some_and(|word| matches!(word.gap, "+" | "-"));
    usize::from(first) + usize::from(first && second)
}

fn stretch(clause: &[Word<'_>], before: usize, at: usize, about: bool) -> Option<Placed> {
    clause.get(before).filter(|word| lists("for lasted lasts lasting", &word.lower))?;
    let (mut minutes, mut finest, mut end) = (0.0, 0.0, at);
    while let Some(number) = number::at(clause, end) {
        let Some(unit) = clause.get(end + number.words).and_then(unit) else { break };
        minutes += number.value * unit;
        finest = unit;
        end += number.words + 1;
    }
    let loose = if about { (minutes * 0.1_f64).max(finest / 2.0) } else { finest / 2.0 };
    (end > at).then_some(Placed { moment: Moment::Stretch(minutes, loose), before, from: at, end })
}

fn unit(word: &Word<'_>) -> Option<f64> {
    UNITS.iter().find(|(names, _)| lists(names, &word.lower)).map(|(_, minutes)| *minutes)
}
