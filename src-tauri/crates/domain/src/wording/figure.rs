//! Numbers about something, as a text has them: `62 % of card payments fail`, `about 4 in 10 payments`, `1,200 shops`.
//!
//! Only what is sure is taken: a number whose noun stands right after it. Bounds (`up to 40 %`), what is usual (`normal is
//! 94 %`) and what was before (`down from 40 %`) are not compared with anything.

mod amount;
mod thing;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use amount::{Amount, Measure, amount};
use thing::{Thing, thing};

pub(super) use thing::stem;

use super::clause::clauses;
use super::list::lists;
use super::number;
use super::phrase::{Phrase, Phrases};
use super::reading::{Part, Reading};
use super::text::Word;
use super::tone::{Tone, tone};

/// A number about something.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// In which part of the statement.
    pub(super) part: Part,
    /// From which to before which of its characters.
    pub(super) at: (usize, usize),
    /// As it is written: `about 4 in 10 payments`.
    pub(super) written: String,
    /// Whether it is said to have changed: `now`, `down from`.
    pub(super) changed: bool,
    value: f64,
    /// How far off it may be.
    loose: f64,
    measure: Measure,
    /// `payment`
    noun: String,
    /// What stands right before the noun: `card`.
    kind: Vec<String>,
    tone: Tone,
    /// Whether it is told in the past; none where that is not seen.
    past: Option<bool>,
    regions: BTreeSet<String>,
    /// What else the clause speaks of.
    context: BTreeSet<String>,
}

/// What says that a number is one bound of it.
const BOUNDS: &str = "than over under above below to least most between from through – another first other further additional \
     these those both every last next was were the";

/// What says that a number is not exact.
const ABOUT: &str = "about around roughly approximately nearly almost some circa ca";

/// What says that a number is not how it is now.
static ELSEWHERE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "normal, normally, usual, usually, typical, typically, target, instead, worst, peak, first, before, earlier, \
     previously, yesterday, every, each, per, an hour, a day, if, may, might, could, would",
    )
});

/// What says that a number has changed.
static CHANGED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "now, risen, rose, grown, grew, fallen, fell, dropped, improved, worse, better, by now, meanwhile, \
     corrected, still, so far, already, longer",
    )
});

/// Units that need no noun of ours: a stretch of time or an amount of money is compared where it is filled in.
const UNITS: &str = "second minute min hour h day week month year s ms working eur usd gbp euro dollar am pm step point time way \
     thing place part";

/// Words that make no two clauses the same.
const EVERYWHERE: &str = "the a an of in on at by for to with and or but we our you your they their it its that this is are was were \
     be been has have had do does did so as all now still about around since from customer effect impact right \
     far some %";

/// What is told as it is now.
const PRESENT: &str = "is are do does has have fail fails succeed succeeds can cannot work works go goes";

/// What is told as it was.
const PAST: &str = "was were did had failed succeeded could went";

impl Figure {
    /// Whether both are about the same thing, and cannot both be right.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.is_about(other) && (self.value - other.value).abs() > self.loose + other.loose
    }

    fn is_about(&self, other: &Self) -> bool {
        let same_kind = self.kind.is_empty() || other.kind.is_empty() || self.kind == other.kind;
        let same_place = self.regions.is_empty() || other.regions.is_empty() || self.regions == other.regions;
        let same_tense = self.past.is_none() || other.past.is_none() || self.past == other.past;
        let same_thing = self.measure == other.measure && self.noun == other.noun;
        same_thing && same_kind && same_place && same_tense && self.says_the_same_of(other)
    }

    /// A share without a verb tells what fails: that is what updates are about. A count says nothing without one.
    fn says_the_same_of(&self, other: &Self) -> bool {
        let good = |figure: &Self| figure.tone == Tone::Good;
        match self.measure {
            Measure::Share => good(self) == good(other),
            Measure::Count => {
                let same_context = self.context.intersection(&other.context).next().is_some();
                self.tone == other.tone && (same_context || (self.context.is_empty() && other.context.is_empty()))
            }
        }
    }
}

/// All figures of a statement. `regions` are names of regions in small letters.
pub(super) fn figures(reading: &Reading<'_>, regions: &[String]) -> Vec<Figure> {
    let mut found = Vec::new();
    for (part, text) in reading.parts() {
        for clause in clauses(text).filter(|clause| !ELSEWHERE.is_in(clause)) {
            found.extend((0..clause.len()).filter_map(|at| figure(reading, part, clause, at, regions)));
        }
    }
    found
}

/// The figure that begins with a word of a clause.
fn figure(reading: &Reading<'_>, part: Part, clause: &[Word<'_>], at: usize, regions: &[String]) -> Option<Figure> {
    let is_joined = |word: &Word<'_>| matches!(word.gap, "-" | "–" | "/" | "+" | "#" | ".");
    let before = at.checked_sub(1).and_then(|before| clause.get(before)).map(|word| word.lower.as_str());
    let is_bound = before.is_some_and(|word| lists(BOUNDS, word));
    if is_bound || (at > 0 && is_joined(clause.get(at)?)) || is_end_of_share(clause, at) {
        return None;
    }
    let about = before.is_some_and(|word| lists(ABOUT, word));
    let Amount { measure, value, loose, next } = amount(clause, at, about)?;
    let Thing { noun, kind, end } = thing(clause, next)?;
    if lists(UNITS, &noun) || kind.iter().any(|word| lists(UNITS, word)) {
        return None;
    }
    let begin = clause.get(if about { at - 1 } else { at })?.from;
    let span = (begin, clause.get(end.checked_sub(1)?)?.until);
    let around = clause.iter().enumerate().filter(|(place, _)| !(at..end).contains(place)).map(|(_, word)| word);
    let is_place =
        |word: &Word<'_>| regions.iter().any(|region| region.split(['-', ' ']).any(|part| part == word.lower));
    let context = around.filter(|word| !is_place(word)).map(|word| stem(&word.lower));
    Some(Figure {
        part,
        at: span,
        written: reading.written(part, span).to_owned(),
        changed: CHANGED.is_in(clause),
        value,
        loose,
        measure,
        tone: tone(clause),
        past: tense(clause),
        regions: regions.iter().filter(|region| Phrase::name(region).is_in(clause)).cloned().collect(),
        context: context.filter(|word| is_telling(word) && *word != noun).collect(),
        noun,
        kind,
    })
}

/// Whether it is the `10` of `4 in 10`.
fn is_end_of_share(clause: &[Word<'_>], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|at| clause.get(at)).map(|word| word.lower.as_str());
    let begin = match (word(1), word(2)) {
        (Some("in"), begin) => begin,
        (Some("of"), Some("out")) => word(3),
        _ => None,
    };
    begin.is_some_and(|word| number::read(word).is_some())
}

/// Whether a clause is told in the past; none where that is not seen.
fn tense(clause: &[Word<'_>]) -> Option<bool> {
    let has = |list: &str| clause.iter().any(|word| lists(list, &word.lower));
    match (has(PAST), has(PRESENT)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn is_telling(word: &str) -> bool {
    !lists(EVERYWHERE, word) && number::read(word).is_none() && !word.contains(':')
}
