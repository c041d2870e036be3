//! What is said to work, and what is said to fail: `PayPal still works`, `Card payments are down`.
//!
//! Only whole sentences are taken whose subject is a name: not `some payments`, not `if sign-in fails`, not `why it is slow`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::clause::segments;
use super::figure::stem;
use super::list::lists;
use super::phrase::{Found, Phrase, Phrases};
use super::reading::{Part, Reading};
use super::text::Word;
use crate::delivery::ComponentState;

/// A part of the product, and whether it is said to work.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// In which part of the statement, and from which to before which of its characters; none where only its state is given.
    pub(super) at: Option<(Part, (usize, usize))>,
    /// As it is written: `PayPal still works`.
    pub(super) written: String,
    /// Whether it is said to have changed: `now`, `as well`.
    pub(super) changed: bool,
    works: bool,
    /// `paypal`
    name: String,
    regions: BTreeSet<String>,
}

static WORKS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "work, works, still work, still works, are working, is working, is not affected, are not affected, \
     is unaffected, are unaffected, is available, are available, can be used, is operational, are operational, \
     is up, are up, remains available, remain available, go through, goes through",
    )
});

static FAILS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "fail, fails, is failing, are failing, do not work, does not work, don't work, doesn't work, is not working, \
     are not working, is down, are down, is unavailable, are unavailable, is not available, are not available, \
     is affected, are affected, cannot be used, can't be used, do not go through, does not go through, \
     is broken, are broken, time out, times out",
    )
});

/// What makes a subject more or less than a name.
const NO_NAME: &str = "some most many few several part parts only that which who whose where if when whether why how what one it \
     this these those they we you everything nothing something anything everybody nobody not no may might should \
     will can new other rest than until once while because so but about half percent % next i he she there";

/// What may stand before a name, and between it and the verb, without changing it.
const AROUND: &str = "the our your all now currently right still also meanwhile again both and however";

/// What says that it has changed.
static CHANGED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of("now, again, as well, also, too, no longer, meanwhile, by now, since"));

impl Claim {
    /// Whether one is said to work, and the same to fail.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let same_place = self.regions.is_empty() || other.regions.is_empty() || self.regions == other.regions;
        self.works != other.works && self.name == other.name && same_place
    }
}

/// All claims of a statement. `regions` are names of regions in small letters.
pub(super) fn claims(reading: &Reading<'_>, regions: &[String]) -> Vec<Claim> {
    let mut found = Vec::new();
    for (part, text) in reading.parts() {
        for segment in segments(text) {
            let Some((verb, works)) = verb(segment) else { continue };
            let subject = segment.get(..verb.0).unwrap_or_default();
            let regions: BTreeSet<String> =
                regions.iter().filter(|region| Phrase::name(region).is_in(segment)).cloned().collect();
            let (Some(first), Some(last)) = (segment.first(), segment.get(verb.1.saturating_sub(1))) else { continue };
            let at = (first.from, last.until);
            for name in names(subject) {
                found.push(Claim {
                    at: Some((part, at)),
                    written: reading.written(part, at).to_owned(),
                    changed: CHANGED.is_in(segment),
                    works,
                    name,
                    regions: regions.clone(),
                });
            }
        }
    }
    found.extend(states(reading));
    found
}

/// States that components would get on the page.
fn states(reading: &Reading<'_>) -> Vec<Claim> {
    let claim = |(name, state): (&String, &ComponentState)| {
        let works = match state {
            ComponentState::Operational => true,
            ComponentState::PartialOutage | ComponentState::MajorOutage => false,
            ComponentState::Degraded | ComponentState::Maintenance => return None,
        };
        let written = format!("{name}: {}", if works { "operational" } else { "outage" });
        let name = joined(&name.to_lowercase().split_whitespace().collect::<Vec<_>>());
        Some(Claim { at: None, written, changed: false, works, name, regions: BTreeSet::new() })
    };
    reading.statement.components.iter().filter_map(claim).collect()
}

/// The verb of a segment, and whether it speaks of work: the longest phrase that stands first.
fn verb(segment: &[Word<'_>]) -> Option<(Found, bool)> {
    let works = WORKS.find(segment).into_iter().map(|found| (found, true));
    let fails = FAILS.find(segment).into_iter().map(|found| (found, false));
    works.chain(fails).min_by_key(|((first, end), _)| (*first, std::cmp::Reverse(*end)))
}

/// The names before a verb: `PayPal and bank transfer` are two.
fn names(subject: &[Word<'_>]) -> Vec<String> {
    const LONGEST: usize = 8;
    let is_digit = |word: &&Word<'_>| word.text.starts_with(|letter: char| letter.is_ascii_digit());
    let is_no_name = |word: &&Word<'_>| lists(NO_NAME, &word.lower) || is_digit(word);
    if subject.len() > LONGEST || subject.iter().any(|word| is_no_name(&word)) {
        return Vec::new();
    }
    // Where it is, is compared by regions: `payments in Europe`.
    let place = subject.iter().position(|word| matches!(word.lower.as_str(), "in" | "for" | "from" | "since"));
    let subject = subject.get(..place.unwrap_or(subject.len())).unwrap_or_default();
    let parts = subject.split(|word| matches!(word.lower.as_str(), "and" | "or"));
    let name = |part: &[Word<'_>]| {
        let words: Vec<&str> =
            part.iter().map(|word| word.lower.as_str()).filter(|word| !lists(AROUND, word)).collect();
        joined(&words)
    };
    parts.map(name).filter(|name| !name.is_empty()).collect()
}

/// The words of a name, the last without the ending of its plural.
fn joined(words: &[&str]) -> String {
    let Some((last, first)) = words.split_last() else { return String::new() };
    first.iter().map(|word| (*word).to_owned()).chain([stem(last)]).collect::<Vec<_>>().join(" ")
}
