//! A text cut into words, each with its place, and its sentence, so that rules speak of words and not of bytes.

use super::list::lists;

/// A text cut into words.
#[derive(Debug)]
pub(super) struct Text<'t> {
    /// In order.
    pub(super) words: Vec<Word<'t>>,
}

/// One word, number, or sign of a share or a currency.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    /// As it is written.
    pub(super) text: &'t str,
    /// In small letters, with straight apostrophes.
    pub(super) lower: String,
    /// What stands between the word before and this one.
    pub(super) gap: &'t str,
    /// Its first character, counted in the whole text.
    pub(super) from: usize,
    /// The character after its last.
    pub(super) until: usize,
    /// In which sentence it stands; a line break ends one.
    pub(super) sentence: usize,
}

/// Signs that count as words: what is measured.
const SIGNS: &[char] = &['%', '€', '$', '£', '¥'];

/// What joins two words into one: a hyphen, and those that keep a line whole.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}'];

impl Word<'_> {
    /// Whether a hyphen joins it to the word before: the `in` of `sign-in`.
    pub(super) fn is_hyphenated(&self) -> bool {
        self.gap.chars().count() == 1 && self.gap.starts_with(HYPHENS)
    }
}

/// What stands between two words with one kind of hyphen, however it is typed.
pub(super) fn with_plain_hyphens(gap: &str) -> String {
    gap.replace(HYPHENS, "-")
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &str = "approx ca cf dr eg ie mr mrs ms no st vs";

impl<'t> Text<'t> {
    /// Cuts a text.
    pub(super) fn of(text: &'t str) -> Self {
        let mut words: Vec<Word<'t>> = Vec::new();
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let byte = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
        let (mut at, mut gap_from) = (0, 0);
        let mut sentence = 0;
        while let Some((_, letter)) = letters.get(at).copied() {
            if !begins_word(letter) {
                at = if letter == '‹' { after_blank(&letters, at) } else { at + 1 };
                continue;
            }
            let from = at;
            at += 1;
            while continues_word(&letters, at) && !SIGNS.contains(&letter) {
                at += 1;
            }
            let written = &text[byte(from)..byte(at)];
            let gap = &text[byte(gap_from)..byte(from)];
            if let Some(before) = words.last() {
                sentence += usize::from(ends_sentence(&before.lower, gap, letter));
            }
            let lower = written.to_lowercase().replace('’', "'");
            words.push(Word { text: written, lower, gap, from, until: at, sentence });
            gap_from = at;
        }
        Self { words }
    }

    /// From which to before which character the words from one to before another stand.
    pub(super) fn span(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let last = self.words.get(end.checked_sub(1)?)?;
        Some((self.words.get(first)?.from, last.until))
    }

    /// The words sentence by sentence.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &[Word<'t>]> {
        self.words.chunk_by(|one, other| one.sentence == other.sentence)
    }
}

/// The place after a blank of the form, which shows its label until it is filled in: `‹Since when›` is no text.
fn after_blank(letters: &[(usize, char)], at: usize) -> usize {
    let length = letters.iter().skip(at).position(|(_, letter)| *letter == '›');
    length.map_or(at + 1, |length| at + length + 1)
}

fn begins_word(letter: char) -> bool {
    letter.is_alphanumeric() || SIGNS.contains(&letter)
}

/// Letters and digits; an apostrophe between letters; a point, comma or colon between digits.
fn continues_word(letters: &[(usize, char)], at: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).map(|(_, letter)| *letter);
    let Some(this) = letter(Some(at)) else { return false };
    let (before, after) = (letter(at.checked_sub(1)), letter(at.checked_add(1)));
    let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    match this {
        '\'' | '’' => both(char::is_alphabetic),
        '.' | ',' | ':' => both(|letter| letter.is_ascii_digit()),
        _ => this.is_alphanumeric(),
    }
}

/// Whether a sentence ends between two words.
fn ends_sentence(before: &str, gap: &str, next: char) -> bool {
    if gap.contains(['\n', '\r']) {
        return true;
    }
    // `status.example` is one name, and `it is.` at the end of a sentence has a space or a quotation mark after it.
    let Some(stop) = gap.find(['.', '!', '?', '…']).filter(|stop| gap[*stop..].contains(char::is_whitespace)) else {
        return false;
    };
    let is_short = lists(ABBREVIATIONS, before) || before.chars().all(char::is_alphabetic) && before.len() == 1;
    let is_abbreviated = gap[stop..].starts_with('.') && is_short;
    !is_abbreviated && !next.is_lowercase()
}
