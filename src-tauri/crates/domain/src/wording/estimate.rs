//! A time by which it will be fixed: once promised to customers, it is the only thing that they remember.
//!
//! The next update may have a time, for it is in our hands.

use std::sync::LazyLock;

use super::clause::{clauses, span};
use super::list::lists;
use super::phrase::Phrases;
use super::reading::Reading;
use super::text::Word;
use super::time::is_clock;
use super::{Remark, RemarkKind};

/// What is a promise by itself.
static PROMISES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "ETA, estimated time to, estimated resolution, estimated fix, expected resolution, time to resolution, \
     time to fix, minutes away, matter of minutes, matter of hours, almost fixed, almost there, almost done, \
     nearly fixed, nearly there, nearly done, any minute, any moment now",
    )
});

/// What looks ahead.
const AHEAD: &str = "will shall should expect expects expected anticipate anticipated hope hopefully plan planned aim estimate \
     estimated likely going soon";

/// What looks back.
const PAST: &str = "was were had been did";

/// What it is to be fixed.
static FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "fix*, resol*, restor*, recover*, repair*, solv*, correct*, normal*, online, operational, available, \
     complete*, clear*, caught up, finish*, work*, able to, again, deliver*, processed, resume*, back, running",
    )
});

/// What it is said of in the present although it is still to come: `come back within the day`.
const PRESENT: &str = "works work back normal online available";

/// What else may have a time: the next update, a try of their own, money that a bank returns.
static OTHER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "update*, post*, write*, report*, publish*, tell, hear*, letter*, announce*, news, inform*, review*, brief*, \
     share*, check*, try*, tries, visit*, refresh*, load*, refund*, amount, money, bank, charge*, work on, \
     working on, back to you",
    )
});

/// Before a stretch or a point of time: `by 15:00`, `should take 20 minutes`.
const BEFORE: &str = "in within by before at around after over during take takes";

/// Between that and the time.
const FILLING: &str = "about around approximately roughly the next coming a an another less fewer than few couple of some end \
     latest least most at half our this early late later";

/// Units and names of time.
const TIMES: &str = "seconds minute minutes min mins hour hours h day days week weeks today tonight tomorrow noon \
     midnight morning afternoon evening night monday tuesday wednesday thursday friday saturday sunday am pm \
     o'clock";

/// What needs nothing before it.
const ALONE: &str = "shortly soon momentarily imminently tonight tomorrow today";

/// Each clause that promises when it will be fixed.
pub(super) fn remarks(reading: &Reading<'_>, remarks: &mut Vec<Remark>) {
    for (part, text) in reading.parts() {
        for clause in clauses(text) {
            let promises = PROMISES.is_in(clause) || (FIXED.is_in(clause) && looks_ahead(clause) && has_time(clause));
            let Some(at) = span(clause).filter(|_| promises && !OTHER.is_in(clause)) else { continue };
            let (written, place) = (reading.written(part, at), reading.place(part));
            let message = format!(
                "“{written}” in {place} promises when it will be fixed; say when the next update comes instead."
            );
            remarks.push(reading.remark_at(RemarkKind::Estimate, part, at, message));
        }
    }
}

/// Whether a clause speaks of what is still to come.
fn looks_ahead(clause: &[Word<'_>]) -> bool {
    let has = |list: &str| clause.iter().any(|word| lists(list, &word.lower));
    let ahead = has(AHEAD) || clause.iter().any(|word| word.lower.ends_with("'ll"));
    ahead || (has(PRESENT) && has("within") && !has(PAST))
}

/// Whether a clause has a time that says when.
fn has_time(clause: &[Word<'_>]) -> bool {
    clause.iter().enumerate().any(|(at, word)| {
        let rest = clause.get(at + 1..).unwrap_or_default();
        let word = word.lower.as_str();
        // `As soon as we can` promises no time.
        let as_soon = word == "soon" && rest.first().is_some_and(|next| next.lower == "as");
        (lists(ALONE, word) && !as_soon) || (lists(BEFORE, word) && begins_with_time(rest))
    })
}

/// `about 20 minutes`, `the hour`, `15:00`: numbers and filling words, and then a time.
fn begins_with_time(words: &[Word<'_>]) -> bool {
    let is_number = |word: &Word<'_>| word.text.starts_with(|letter: char| letter.is_ascii_digit());
    let skipped = |word: &&Word<'_>| {
        let word: &Word<'_> = word;
        lists(FILLING, &word.lower)
            || super::number::of_word(&word.lower).is_some()
            || (is_number(word) && !is_clock(word.text))
    };
    let time = words.iter().find(|word| !skipped(word));
    let is_hour = |word: &Word<'_>| is_number(word) && ["am", "pm"].iter().any(|half| word.lower.ends_with(half));
    time.is_some_and(|word| lists(TIMES, &word.lower) || is_clock(word.text) || is_hour(word))
        || words.first().is_some_and(is_hour)
}
