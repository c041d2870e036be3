//! What is said to work, and what is said to fail: `PayPal still works`, `Card payments are down`.
//!
//! Only whole sentences are taken whose subject is a name: not `some payments`, not `if sign-in fails`, not `why it is slow`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::clause::segments;
use super::component::is_on_several_pages;
use super::figure::stem;
use super::list::lists;
use super::phrase::{Found, Phrase, Phrases};
use super::reading::{Part, Reading};
use super::text::{Text, Word};
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
    /// Of which part, in letters alone: `signin`.
    name: String,
    /// Where: regions, and what stands in brackets behind the name.
    places: BTreeSet<String>,
    /// Whether it says nothing of a part without its place: the same part is in another state elsewhere.
    only_there: bool,
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
        // Two pages may show two states: each is read by its own customers.
        let both_shown = self.at.is_none() && other.at.is_none();
        let anywhere = (self.places.is_empty() && !other.only_there) || (other.places.is_empty() && !self.only_there);
        !both_shown && self.works != other.works && self.name == other.name && (anywhere || self.places == other.places)
    }
}

/// All claims of a statement. `regions` are names of regions in small letters.
pub(super) fn claims(reading: &Reading<'_>, regions: &[String]) -> Vec<Claim> {
    let mut found = Vec::new();
    for (part, text) in reading.parts() {
        let segments: Vec<&[Word<'_>]> = segments(text).collect();
        for (place, segment) in segments.iter().enumerate() {
            let Some((verb, works)) = verb(segment) else { continue };
            let bracketed = if verb.0 == 0 { before_brackets(&segments, place) } else { None };
            let (subject, inside) = bracketed.unwrap_or((segment.get(..verb.0).unwrap_or_default(), &[]));
            let mut places: BTreeSet<String> =
                regions.iter().filter(|region| Phrase::name(region).is_in(segment)).cloned().collect();
            places.extend(Some(spoken(inside)).filter(|inside| !inside.is_empty()));
            let (Some(first), Some(last)) = (subject.first(), segment.get(verb.1.saturating_sub(1))) else { continue };
            let at = (first.from, last.until);
            for name in names(subject) {
                found.push(Claim {
                    at: Some((part, at)),
                    written: reading.written(part, at).to_owned(),
                    changed: CHANGED.is_in(segment),
                    works,
                    name,
                    places: places.clone(),
                    only_there: false,
                });
            }
        }
    }
    found.extend(states(reading));
    found
}

/// The words before brackets that stand before a verb, and those inside: `Card payments (EU) are down`.
fn before_brackets<'w, 't>(segments: &[&'w [Word<'t>]], verb: usize) -> Option<(&'w [Word<'t>], &'w [Word<'t>])> {
    let inside = *segments.get(verb.checked_sub(1)?)?;
    let before = *segments.get(verb.checked_sub(2)?)?;
    let opens = inside.first().is_some_and(|word| word.gap.trim() == "(");
    let closes = segments.get(verb)?.first().is_some_and(|word| word.gap.trim() == ")");
    (opens && closes).then_some((before, inside))
}

/// States that components would get on the page.
fn states(reading: &Reading<'_>) -> Vec<Claim> {
    let shown = &reading.statement.components;
    let several = is_on_several_pages(shown);
    let claim = |((page, name), state): (&(String, String), &ComponentState)| {
        let works = match state {
            ComponentState::Operational => true,
            ComponentState::PartialOutage | ComponentState::MajorOutage => false,
            ComponentState::Degraded | ComponentState::Maintenance => return None,
        };
        let on_page = if several { format!(" on {page}") } else { String::new() };
        let written = format!("{name}{on_page}: {}", if works { "operational" } else { "outage" });
        let (name, place) = cut(name);
        let places = place.into_iter().collect();
        Some(Claim { at: None, written, changed: false, works, name, places, only_there: false })
    };
    let mut claims: Vec<Claim> = shown.iter().filter_map(claim).collect();
    let states: BTreeSet<(String, bool)> = claims.iter().map(|claim| (claim.name.clone(), claim.works)).collect();
    for claim in &mut claims {
        claim.only_there = states.contains(&(claim.name.clone(), !claim.works));
    }
    claims
}

/// A component's name, and what stands in brackets behind it: `Card payments (EU)`.
fn cut(name: &str) -> (String, Option<String>) {
    let text = Text::of(name);
    let opens = text.words.iter().position(|word| word.gap.contains('(')).filter(|at| *at > 0);
    let (name, place) = text.words.split_at(opens.unwrap_or(text.words.len()));
    (spoken(name), opens.map(|_| spoken(place)))
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
    // Where it is, is compared by regions: `payments in Europe`, but not `sign-in` and `sign in`.
    let is_place = |(at, word): (usize, &Word<'_>)| {
        let is_part = |before: &Word<'_>| word.is_hyphenated() || lists("sign log check", &before.lower);
        let part = at.checked_sub(1).and_then(|before| subject.get(before)).is_some_and(is_part);
        lists("in for from since", &word.lower) && !part
    };
    let place = subject.iter().enumerate().position(is_place);
    let subject = subject.get(..place.unwrap_or(subject.len())).unwrap_or_default();
    let parts = subject.split(|word| matches!(word.lower.as_str(), "and" | "or"));
    parts.map(spoken).filter(|name| !name.is_empty()).collect()
}

/// The words of a name as one, without hyphens and the ending of its plural: `E-mail` is `email`, and `sign-ins` are `signin`.
fn spoken(name: &[Word<'_>]) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in name.iter().filter(|word| word.is_hyphenated() || !lists(AROUND, &word.lower)) {
        match words.last_mut().filter(|_| word.is_hyphenated()) {
            Some(last) => last.push_str(&word.lower),
            None => words.push(word.lower.clone()),
        }
    }
    let last = words.pop().map(|last| stem(&last)).unwrap_or_default();
    words.push(last);
    words.concat()
}
