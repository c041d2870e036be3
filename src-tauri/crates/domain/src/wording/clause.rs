//! Parts of a sentence that say one thing each.

use super::list::lists;
use super::number;
use super::text::{Text, Word};

/// Words that begin another part.
const CONJUNCTIONS: &str = "and but or while whereas because so until when once if although though";

/// Marks that end a part.
const MARKS: &[char] = &[',', ';', ':', '(', ')', '–', '—', '…'];

/// From which to before which character a clause stands, without the conjunction that joins it to the one before.
pub(super) fn span(clause: &[Word<'_>]) -> Option<(usize, usize)> {
    let first = clause.iter().find(|word| !is_conjunction(word))?;
    Some((first.from, clause.last()?.until))
}

fn is_conjunction(word: &Word<'_>) -> bool {
    lists(CONJUNCTIONS, &word.lower)
}

/// The clauses of a text, cut at marks and at conjunctions, which belong to what they begin.
pub(super) fn clauses<'w, 't>(text: &'w Text<'t>) -> impl Iterator<Item = &'w [Word<'t>]> {
    // `One or two hours` is one number.
    let is_choice = |one: &Word<'_>, other: &Word<'_>| other.lower == "or" && number::read(one.text).is_some();
    let begins = move |one: &Word<'_>, other: &Word<'_>| is_conjunction(other) && !is_choice(one, other);
    text.words.chunk_by(move |one, other| one.sentence == other.sentence && !is_parted(other) && !begins(one, other))
}

/// The parts of a text between marks: lists that are joined by `and` stay whole.
pub(super) fn segments<'w, 't>(text: &'w Text<'t>) -> impl Iterator<Item = &'w [Word<'t>]> {
    text.words.chunk_by(|one, other| one.sentence == other.sentence && !is_parted(other))
}

/// Whether a mark stands before the word.
fn is_parted(word: &Word<'_>) -> bool {
    word.gap.contains(MARKS) || word.gap.contains(" - ")
}
