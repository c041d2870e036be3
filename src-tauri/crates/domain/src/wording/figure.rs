//! Numbers about something, as a text has them: `62 % of card payments fail`, `about 4 in 10 payments`, `1,200 shops`.
//!
//! Only what is sure is taken: a number whose noun stands right after it, an amount of money, and since when or for how long
//! something fails. Bounds (`up to 40 %`), what is usual (`normal is 94 %`) and what was before (`down from 40 %`) are not
//! compared with anything.

mod amount;
mod moment;
mod thing;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use amount::{Amount, Measure, amount, is_in_money};
use moment::{Moment, Placed, moment};
use thing::{Thing, subject, thing};

pub(super) use thing::stem;

use super::clause::clauses;
use super::list::lists;
use super::number;
use super::phrase::{Phrase, Phrases};
use super::reading::{Part, Reading};
use super::text::Word;
use super::time::ClockTime;
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
    /// Since when, where it is a time.
    since: Option<ClockTime>,
    /// `payment`; of money the unit that it is for, if any; empty where none is said.
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
     previously, yesterday, if, may, might, could, would",
    )
});

/// What says that a number is for one of many, which only money is compared by.
static RATE: LazyLock<Phrases> = LazyLock::new(|| Phrases::of("every, each, per, an hour, a day, a minute, a week"));

/// What says that a number has changed.
static CHANGED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "now, risen, rose, grown, grew, fallen, fell, dropped, improved, worse, better, by now, meanwhile, \
     corrected, still, so far, already, longer, as well, also, too",
    )
});

/// Units that need no noun of ours: a stretch of time or an amount of money is compared where it is filled in.
const UNITS: &str = "second minute min hour h day week month year s ms working eur usd gbp euro dollar am pm step point time way \
     thing place part jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august \
     september october november december";

/// What may stand after a share that has no noun.
const FATES: &str = "fail fails failed failing succeed succeeds succeeded succeeding work works";

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
        self.is_about(other) && self.differs(other)
    }

    /// Whether it grows by itself while the incident goes on.
    pub(super) fn grows(&self) -> bool {
        self.measure == Measure::Stretch
    }

    fn differs(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (&self.since, &other.since) {
            return one.differs(other);
        }
        let away = (self.value - if self.is_rest_of(other) { 100.0 - other.value } else { other.value }).abs();
        match self.measure {
            // `1 hour` may well be 73 minutes, and is not two hours.
            Measure::Stretch => away > self.loose.max(other.loose),
            _ => away > self.loose + other.loose,
        }
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
            Measure::Share => good(self) == good(other) || self.is_rest_of(other),
            Measure::Count | Measure::Money(_) => {
                let same_context = self.context.intersection(&other.context).next().is_some();
                self.tone == other.tone && (same_context || (self.context.is_empty() && other.context.is_empty()))
            }
            Measure::Stretch | Measure::Since => self.tone == other.tone,
        }
    }

    /// Whether one share tells what fails, and the other what works: together they are all.
    fn is_rest_of(&self, other: &Self) -> bool {
        let tones = (self.tone, other.tone);
        self.measure == Measure::Share && matches!(tones, (Tone::Good, Tone::Bad) | (Tone::Bad, Tone::Good))
    }
}

/// All figures of a statement. `regions` are names of regions in small letters.
pub(super) fn figures(reading: &Reading<'_>, regions: &[String]) -> Vec<Figure> {
    let mut found = Vec::new();
    for (part, text) in reading.parts() {
        let clauses: Vec<&[Word<'_>]> = clauses(text).collect();
        for (place, clause) in clauses.iter().enumerate().filter(|(_, clause)| !ELSEWHERE.is_in(clause)) {
            let next = clauses.get(place + 1).copied().filter(|next| is_one_sentence(clause, next));
            let scene = Scene { reading, part, clause, next: next.unwrap_or_default(), regions };
            found.extend((0..clause.len()).filter_map(|at| scene.figure(at).or_else(|| scene.moment(at))));
        }
    }
    found
}

fn is_one_sentence(one: &[Word<'_>], other: &[Word<'_>]) -> bool {
    one.first().map(|word| word.sentence) == other.first().map(|word| word.sentence)
}

/// A clause in which figures are looked for.
struct Scene<'a> {
    reading: &'a Reading<'a>,
    part: Part,
    clause: &'a [Word<'a>],
    /// The clause after it, in the same sentence; else empty.
    next: &'a [Word<'a>],
    regions: &'a [String],
}

impl Scene<'_> {
    /// The figure that begins with a word.
    fn figure(&self, at: usize) -> Option<Figure> {
        let clause = self.clause;
        let before = at.checked_sub(1).and_then(|before| clause.get(before)).map(|word| word.lower.as_str());
        let is_bound = before.is_some_and(|word| lists(BOUNDS, word));
        if is_bound || self.is_inside(at) {
            return None;
        }
        let about = before.is_some_and(|word| lists(ABOUT, word));
        let Amount { measure, value, loose, next } = amount(clause, at, about)?;
        let Thing { noun, kind, end } = match measure {
            Measure::Money(_) => Thing { noun: self.rate(), kind: Vec::new(), end: next },
            _ => thing(clause, next).or_else(|| fate(clause, measure, next)).filter(|_| !RATE.is_in(clause))?,
        };
        let is_unit = lists(UNITS, &noun) || kind.iter().any(|word| lists(UNITS, word));
        if is_unit && !matches!(measure, Measure::Money(_)) {
            return None;
        }
        let context = self.context(at, end, &noun);
        let from = if about { at - 1 } else { at };
        let figure = self.told(clause, (from, end), Thing { noun, kind, end })?;
        Some(Figure { value, loose, measure, context, ..figure })
    }

    /// The time or stretch of time that begins with a word.
    fn moment(&self, at: usize) -> Option<Figure> {
        let clause = self.clause;
        let about =
            at.checked_sub(1).and_then(|before| clause.get(before)).is_some_and(|word| lists(ABOUT, &word.lower));
        let written = |at| self.reading.written(self.part, at);
        let Placed { moment, before, from, end } = moment(clause, at, about, written)?;
        let (first, rest) = (clause.get(..before)?, clause.get(end..)?);
        let lasted = clause.get(before).is_some_and(|word| word.lower.starts_with("last"));
        let about_it = [(first, clause), (rest, clause), (self.next, self.next)];
        let said = about_it.into_iter().find(|(words, _)| !words.is_empty());
        let thing = match said {
            _ if lasted => Thing { noun: "lasted".to_owned(), kind: Vec::new(), end },
            None => Thing { noun: String::new(), kind: Vec::new(), end },
            Some((words, _)) => subject(words)?,
        };
        let figure = self.told(said.map_or(clause, |(_, told)| told), (from, end), thing)?;
        // How long it lasted is one length, whatever it is called.
        let figure = if lasted { Figure { tone: Tone::Plain, ..figure } } else { figure };
        Some(match moment {
            Moment::Since(time) => Figure { measure: Measure::Since, since: Some(time), ..figure },
            Moment::Stretch(value, loose) => Figure { value, loose, measure: Measure::Stretch, ..figure },
        })
    }

    /// What the words from one to before another are about, with what a clause tells of it.
    fn told(&self, clause: &[Word<'_>], (from, end): (usize, usize), thing: Thing) -> Option<Figure> {
        let span = (self.clause.get(from)?.from, self.clause.get(end.checked_sub(1)?)?.until);
        Some(Figure {
            part: self.part,
            at: span,
            written: self.reading.written(self.part, span).to_owned(),
            changed: CHANGED.is_in(clause),
            value: 0.0,
            loose: 0.0,
            measure: Measure::Count,
            since: None,
            tone: tone(clause),
            past: tense(clause),
            regions: self.regions.iter().filter(|region| Phrase::name(region).is_in(clause)).cloned().collect(),
            context: BTreeSet::new(),
            noun: thing.noun,
            kind: thing.kind,
        })
    }

    /// What else the clause speaks of than the words from one to before another.
    fn context(&self, from: usize, end: usize, noun: &str) -> BTreeSet<String> {
        let around = self.clause.iter().enumerate().filter(|(place, _)| !(from..end).contains(place));
        let is_place =
            |word: &Word<'_>| self.regions.iter().any(|region| region.split(['-', ' ']).any(|part| part == word.lower));
        let context = around.map(|(_, word)| word).filter(|word| !is_place(word)).map(|word| stem(&word.lower));
        context.filter(|word| is_telling(word) && *word != noun).collect()
    }

    /// The unit that an amount of money is for: `hour`; empty where it is for none.
    fn rate(&self) -> String {
        let unit = RATE.find(self.clause).first().map(|(first, end)| match self.clause.get(*first) {
            Some(word) if word.lower.starts_with('a') => end - 1,
            _ => *end,
        });
        unit.and_then(|unit| self.clause.get(unit)).map(|word| stem(&word.lower)).unwrap_or_default()
    }

    /// Whether a word is no begin: the `10` of `4 in 10`, the `5` of `web-5`, the `five` of `twenty five`.
    fn is_inside(&self, at: usize) -> bool {
        let is_joined = |word: &Word<'_>| word.is_hyphenated() || matches!(word.gap, "–" | "/" | "+" | "#" | ".");
        let goes_on = |back: usize| {
            let begin = at.checked_sub(back);
            begin.and_then(|begin| number::at(self.clause, begin)).is_some_and(|number| number.words > back)
        };
        let joined = at > 0 && self.clause.get(at).is_some_and(is_joined);
        joined || goes_on(1) || goes_on(2) || is_in_money(self.clause, at) || is_end_of_share(self.clause, at)
    }
}

/// A share that has no noun, and of which the next word says what becomes of it: `62 % fail`.
fn fate(clause: &[Word<'_>], measure: Measure, next: usize) -> Option<Thing> {
    clause.get(next).filter(|word| measure == Measure::Share && lists(FATES, &word.lower))?;
    Some(Thing { noun: String::new(), kind: Vec::new(), end: next })
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
