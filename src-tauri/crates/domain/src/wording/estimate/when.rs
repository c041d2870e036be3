//! Times at which something is to happen, as sentences have them: `by 15:00`, `in twenty minutes`, `before lunch`.

use super::super::list::lists;
use super::super::number;
use super::super::text::Word;
use super::super::time::{is_clock, is_zone};

/// Before a stretch or a point of time: `by 15:00`, `should take 20 minutes`.
const BEFORE: &str = "in within by before at around after over during than take takes need needs last lasts";

/// The same where it is told in the present: `back after 20 minutes` is over.
const TO_COME: &str = "in within by before at around take takes need needs last lasts";

/// Between that and the time.
const FILLING: &str = "about around approximately roughly the next coming following a an another less fewer than few couple of some \
     end close top more latest least most at half our this early late later up to or working business very";

/// Units and names of time.
const TIMES: &str = "seconds minute minutes min mins hour hours h hrs day days week weeks weekend fortnight month months quarter year \
     today tonight tomorrow noon midday midnight morning lunch lunchtime afternoon evening night dawn moment moments \
     monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
     january february march april may june july august september october november december jan feb mar apr jun jul \
     aug sep sept oct nov dec christmas easter eod eob cob am pm o'clock";

/// What needs nothing before it.
const ALONE: &str = "shortly soon momentarily imminently tonight tomorrow today";

/// What is stuck to a number: `3pm`, `20min`.
const UNITS: &str = "am pm s sec secs m min mins h hr hrs d";

/// What is counted after a number that looks like a time: `15.00 euros`.
const NO_TIME: &str = "% percent per eur euro euros usd gbp dollars pounds € $ £";

/// Whether a clause has a time that says when.
pub(super) fn has_time(clause: &[Word<'_>]) -> bool {
    clause.iter().enumerate().any(|(at, word)| {
        let next = clause.get(at + 1).map(|next| next.lower.as_str());
        // `As soon as we can` promises no time.
        let alone = lists(ALONE, &word.lower) && !(word.lower == "soon" && next == Some("as"));
        // `Fails for 20 minutes` says how long.
        let set = lists("planned scheduled expected set due", &word.lower) && next == Some("for");
        alone || begins(clause, at, BEFORE) || (set && clause.get(at + 2..).is_some_and(begins_with_time))
    })
}

/// Whether words that tell something in the present have a time at which it is to come.
pub(super) fn has_time_to_come(words: &[Word<'_>]) -> bool {
    // `Back today` may be said of what is back by now.
    let soon = |word: &Word<'_>| word.lower != "today" && lists(ALONE, &word.lower);
    words.iter().enumerate().any(|(at, word)| soon(word) || begins(words, at, TO_COME))
}

/// Whether words begin with a time that says when: `by 15:00`.
pub(super) fn stands_first(words: &[Word<'_>]) -> bool {
    begins(words, 0, BEFORE)
}

/// Whether a time begins with a word of a list.
fn begins(words: &[Word<'_>], at: usize, before: &str) -> bool {
    words.get(at).is_some_and(|word| lists(before, &word.lower)) && words.get(at + 1..).is_some_and(begins_with_time)
}

/// `about 20 minutes`, `the hour`, `15:00`: numbers and filling words, and then a time.
fn begins_with_time(words: &[Word<'_>]) -> bool {
    let is_number = |word: &Word<'_>| {
        word.text.starts_with(|letter: char| letter.is_ascii_digit()) || number::of_word(&word.lower).is_some()
    };
    let passed = words.iter().take_while(|word| lists(FILLING, &word.lower) || (is_number(word) && !is_time(word)));
    let at = passed.count();
    let next = words.get(at + 1).map(|next| next.lower.as_str());
    let counted = next.is_some_and(|next| lists(NO_TIME, next));
    words.get(at).is_some_and(is_time) && !(words.get(at).is_some_and(is_dotted) && counted)
}

fn is_time(word: &Word<'_>) -> bool {
    let unit = word.lower.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let stuck = unit.len() < word.lower.len() && lists(UNITS, unit);
    lists(TIMES, &word.lower) || is_clock(word.text) || is_dotted(word) || is_zone(word.text) || stuck
}

/// `15.00`, as many countries write it.
fn is_dotted(word: &Word<'_>) -> bool {
    word.text.split_once('.').is_some_and(|(_, minutes)| minutes.len() == 2) && is_clock(&word.text.replace('.', ":"))
}
