//! A time by which it will be fixed: once promised to customers, it is the only thing that they remember.
//!
//! The next update may have a time, for it is in our hands.

mod other;
mod when;

use std::sync::LazyLock;

use super::clause::{clauses, span};
use super::list::lists;
use super::phrase::Phrases;
use super::reading::Reading;
use super::text::Word;
use super::{Remark, RemarkKind};
use crate::phase::Phase;
use other::is_about_something_else;
use when::{has_time, has_time_to_come};

/// What is a promise by itself.
static PROMISES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "ETA, estimated time to, estimated time of, estimated resolution, estimated fix, estimated recovery, \
     expected resolution, expected fix, expected recovery, time to resolution, time to fix, minutes away, hours away, minutes from now, \
     hours from now, minutes to go, matter of minutes, matter of hours, almost fixed, almost there, almost done, \
     nearly fixed, nearly there, nearly done, any minute, any moment now, any second, any time now, anytime now",
    )
});

/// What says that there is no promise: `no ETA yet`.
const NONE: &str = "no not without cannot don't never";

/// What looks ahead.
const AHEAD: &str = "will shall should may might could expect expects expected expecting anticipate anticipated hope hoping hopefully \
     plan planned planning scheduled aim aiming target targeting estimate estimated likely going due soon";

/// What looks back.
const PAST: &str = "was were had been did took went came began put got found gave";

/// Endings in `ed` that do not look back.
const NOT_PAST: &str = "fixed resolved restored repaired solved corrected finished completed recovered reopened delivered processed \
     expected anticipated estimated planned scheduled affected needed delayed speed need indeed";

/// What it is to be fixed.
static FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "fix*, resol*, restor*, recover*, repair*, solv*, correct*, normal*, online, operational, available, \
     complete*, clear*, full service, caught up, catch up, finish*, work, works, working, able to, again, deliver*, \
     processed, resume*, reopen*, back, running, be live, go live, be up, be done, be over, be ready, reachable, usable",
    )
});

/// What it is said of in the present although it is still to come: `come back within the day`.
const PRESENT: &str = "works work back normal online available";

/// The same with what says that it starts then: `resumes at 15:00`, `is back by noon`.
static COMING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "resume, resumes, reopen, reopens, is back, are back, come back, comes back, is live, are live, go live, \
     goes live, is fixed, are fixed, is restored, are restored, is resolved, are resolved, is repaired, are repaired, \
     is online, are online, is operational, are operational, is available, are available, is up again, are up again, \
     is over, work again, works again, start again, starts again, we fix, we restore, we repair, we resolve",
    )
});

/// What is done to it, without a verb: `Fix in 20 minutes`.
const REPAIRS: &str = "fix repair repairs correction solution recovery restoration resolution";

/// What may stand before that.
const DETERMINERS: &str = "a an the our this that final full complete permanent next expected estimated last";

/// What is said without a verb, before it is over: `Fixed by 15:00`.
const FIXED_BY: &str = "fixed resolved restored repaired solved corrected";

/// The same of what may be said while it is watched: `Live by noon`.
const BACK_BY: &str = "back live online available returns return";

/// What may stand between that and the time.
const AFTER_BACK: &str = "again online to normal up and running for everyone everybody all no not later";

/// Who did it: then it is told, and not promised.
const WHO: &str = "we they who which that team engineers";

/// What makes it a condition.
const IF: &str = "if unless whether";

/// Each clause that promises when it will be fixed.
pub(super) fn remarks(reading: &Reading<'_>, remarks: &mut Vec<Remark>) {
    let phase = reading.statement.phase;
    for (part, text) in reading.parts() {
        for clause in clauses(text) {
            let Some(at) = span(clause).filter(|_| promises(clause, phase) && !is_about_something_else(clause)) else {
                continue;
            };
            let (written, place) = (reading.written(part, at), reading.place(part));
            let message = format!(
                "“{written}” in {place} promises when it will be fixed; say when the next update comes instead."
            );
            remarks.push(reading.remark_at(RemarkKind::Estimate, part, at, message));
        }
    }
}

/// Whether a clause promises a time. When it is over, what stands in the present tells how it went.
fn promises(clause: &[Word<'_>], phase: Phase) -> bool {
    if PROMISES.is_in(clause) && !has(clause, NONE) {
        return true;
    }
    if has(clause, IF) {
        return false;
    }
    let foretold = FIXED.is_in(clause) && looks_ahead(clause) && has_time(clause);
    let told = phase != Phase::Resolved
        && !looks_back(clause)
        && (is_coming(clause) || is_repair(clause) || is_back_by(clause, phase));
    foretold || told
}

fn has(clause: &[Word<'_>], list: &str) -> bool {
    clause.iter().any(|word| lists(list, &word.lower))
}

/// Whether a clause speaks of what is still to come.
fn looks_ahead(clause: &[Word<'_>]) -> bool {
    let ahead = has(clause, AHEAD) || clause.iter().any(|word| word.lower.ends_with("'ll"));
    ahead || (has(clause, PRESENT) && has(clause, "within") && !has(clause, PAST))
}

/// Whether a clause tells what has happened.
fn looks_back(clause: &[Word<'_>]) -> bool {
    let ends = |word: &Word<'_>| word.lower.ends_with("ed") && !lists(NOT_PAST, &word.lower);
    has(clause, PAST) || clause.iter().any(ends)
}

/// `Normal service resumes at 15:00`.
fn is_coming(clause: &[Word<'_>]) -> bool {
    COMING.find(clause).into_iter().any(|(_, end)| has_time_to_come(clause.get(end..).unwrap_or_default()))
}

/// `The fix takes another 20 minutes`.
fn is_repair(clause: &[Word<'_>]) -> bool {
    let begin = clause.iter().position(|word| !lists(DETERMINERS, &word.lower)).unwrap_or(clause.len());
    let rest = clause.get(begin + 1..).unwrap_or_default();
    let names = clause.get(begin).is_some_and(|word| lists(REPAIRS, &word.lower));
    let in_place = rest.windows(2).any(|pair| pair.iter().map(|word| word.lower.as_str()).eq(["in", "place"]));
    names && !in_place && has_time_to_come(rest)
}

/// `Payments fixed by 15:00`. Where `and` begins it, the words before say whether it is told or promised.
fn is_back_by(clause: &[Word<'_>], phase: Phase) -> bool {
    let says =
        |word: &Word<'_>| lists(BACK_BY, &word.lower) || (phase < Phase::Monitoring && lists(FIXED_BY, &word.lower));
    let joined = clause.first().is_some_and(|word| word.lower == "and") && clause.get(1).is_some_and(says);
    !joined
        && !has(clause, WHO)
        && clause.iter().enumerate().filter(|(_, word)| says(word)).any(|(at, _)| {
            let rest = clause.get(at + 1..).unwrap_or_default();
            let between = rest.iter().take_while(|word| lists(AFTER_BACK, &word.lower)).count();
            let time = rest.get(between..).unwrap_or_default();
            let before =
                if phase < Phase::Monitoring { "by before within in than at" } else { "by before within in than" };
            let set = time.first().is_some_and(|word| lists(before, &word.lower));
            set && when::stands_first(time)
        })
}
