//! A phrase, and where a text has it: in any case unless its capitals tell it from an ordinary word, with its plural, with or
//! without hyphens.

use std::collections::BTreeMap;

use super::ordinary::is_ordinary;
use super::text::{Text, Word, with_plain_hyphens};

/// What is looked for.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    words: Vec<Wanted>,
    /// Hyphens must stand as they are written: it is a name and no prose.
    exact: bool,
}

#[derive(Debug, Clone)]
struct Wanted {
    text: String,
    lower: String,
    /// What stands before it in the phrase.
    gap: String,
    /// It is found in capitals only, since in small letters it is another word: `IT` is not `it`.
    capitals: bool,
    /// It ended with `*`: whatever begins with it.
    begins: bool,
}

/// Found words: the first, and the one after the last.
pub(super) type Found = (usize, usize);

impl Phrase {
    /// Words of prose. A word that ends with `*` stands for all that begin with it.
    pub(super) fn prose(text: &str) -> Self {
        Self::of(text, false)
    }

    /// A name, which is looked for as it is written but for its capitals.
    pub(super) fn name(text: &str) -> Self {
        Self::of(text, true)
    }

    fn of(text: &str, exact: bool) -> Self {
        let cut = Text::of(text);
        let mut ends = cut.words.iter().skip(1).map(|word| word.gap.starts_with('*')).collect::<Vec<_>>();
        ends.push(text.trim_end().ends_with('*'));
        let wanted = |(word, begins): (&Word<'_>, bool)| Wanted {
            text: word.text.to_owned(),
            lower: word.lower.clone(),
            gap: with_plain_hyphens(word.gap.trim_start_matches('*')),
            capitals: is_in_capitals(word.text) && is_ordinary(&word.lower),
            begins: begins && !exact,
        };
        Self { words: cut.words.iter().zip(ends).map(wanted).collect(), exact }
    }

    /// Whether it has no word at all: such a phrase is found nowhere.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where the words have it, from left to right; occurrences do not overlap.
    pub(super) fn find(&self, words: &[Word<'_>]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while !self.is_empty() && at + self.words.len() <= words.len() {
            if self.stands(&words[at..]) {
                found.push((at, at + self.words.len()));
                at += self.words.len();
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether the words have it.
    pub(super) fn is_in(&self, words: &[Word<'_>]) -> bool {
        !self.find(words).is_empty()
    }

    /// Whether it stands at the begin of the words.
    fn stands(&self, words: &[Word<'_>]) -> bool {
        let fits = !self.is_empty() && self.words.len() <= words.len();
        fits && self.words.iter().zip(words).enumerate().all(|(at, (wanted, word))| {
            let joined = at == 0 || self.joins(wanted, word);
            joined && wanted.is(word, at + 1 == self.words.len() && !self.exact)
        })
    }

    /// Whether a word goes on with the one before it: no full stop or comma parts them, unless the phrase has it as well.
    fn joins(&self, wanted: &Wanted, word: &Word<'_>) -> bool {
        let both_blank = is_blank(word.gap) && is_blank(&wanted.gap);
        if self.exact {
            return both_blank || with_plain_hyphens(word.gap) == wanted.gap;
        }
        let is_dashed = word.is_hyphenated() || word.gap == "–";
        let own = without_blanks(&wanted.gap);
        is_blank(word.gap) || is_dashed || (!own.is_empty() && without_blanks(word.gap) == own)
    }
}

fn is_in_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// Whether nothing but blanks of one line stands there.
fn is_blank(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|letter| letter.is_whitespace() && !matches!(letter, '\n' | '\r'))
}

/// `24 / 7` is `24/7`.
fn without_blanks(gap: &str) -> String {
    gap.split_whitespace().collect()
}

impl Wanted {
    fn is(&self, word: &Word<'_>, plural: bool) -> bool {
        if self.capitals {
            let stem = word.text.strip_suffix('s').filter(|_| plural).unwrap_or(word.text);
            return word.text == self.text || stem == self.text || (self.begins && word.text.starts_with(&self.text));
        }
        if word.lower == self.lower || (self.begins && word.lower.starts_with(&self.lower)) {
            return true;
        }
        plural && is_plural(&word.lower, &self.lower)
    }
}

/// Many phrases, of which any is looked for; by their first letter, since most words begin none of them.
#[derive(Debug)]
pub(super) struct Phrases(BTreeMap<char, Vec<Phrase>>);

impl Phrases {
    /// Words of prose, as in [`Phrase::prose`], with commas between them.
    pub(super) fn of(list: &str) -> Self {
        let mut phrases: BTreeMap<char, Vec<Phrase>> = BTreeMap::new();
        for phrase in list.split(',').map(Phrase::prose) {
            let first = phrase.words.first().and_then(|word| word.lower.chars().next());
            phrases.entry(first.unwrap_or_default()).or_default().push(phrase);
        }
        Self(phrases)
    }

    /// Where the words have any of them, from left to right.
    pub(super) fn find(&self, words: &[Word<'_>]) -> Vec<Found> {
        (0..words.len()).flat_map(|at| self.begin(words, at)).collect()
    }

    /// Whether the words have any of them.
    pub(super) fn is_in(&self, words: &[Word<'_>]) -> bool {
        (0..words.len()).any(|at| self.begin(words, at).next().is_some())
    }

    /// Those that begin with a word.
    fn begin<'w>(&'w self, words: &'w [Word<'_>], at: usize) -> impl Iterator<Item = Found> + 'w {
        let first = words.get(at).and_then(|word| word.lower.chars().next());
        let phrases = first.and_then(|first| self.0.get(&first)).into_iter().flatten();
        let rest = words.get(at..).unwrap_or_default();
        phrases.filter(|phrase| phrase.stands(rest)).map(move |phrase| (at, at + phrase.words.len()))
    }
}

/// Whether a word is the plural of another, or what belongs to it.
fn is_plural(word: &str, one: &str) -> bool {
    let ending = word.strip_prefix(one);
    let changed = one.strip_suffix('y').and_then(|stem| word.strip_prefix(stem)) == Some("ies");
    matches!(ending, Some("s" | "es" | "'s" | "s'")) || changed
}
