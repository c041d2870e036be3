//! How many years at school a reader needs for a text in English.
//!
//! The grade of Flesch and Kincaid (Kincaid, Fishburne, Rogers, Chissom: Derivation of New Readability Formulas, 1975):
//! `0.39 × words per sentence + 11.8 × syllables per word − 15.59`. Syllables are counted by rules of spelling, which are right
//! for nine words of ten; over a whole text that is a few tenths of a year. A number counts as a word of one syllable: it is
//! looked at, not read out.

use serde::{Deserialize, Serialize};

use super::list::lists;
use super::reading::{Reading, capitalised, named};
use super::text::Text;
use super::{Remark, RemarkKind};

/// Below this many words the formula says nothing.
const FEWEST_WORDS: usize = 15;

/// The last letter of the Latin alphabets: beyond it begin the scripts of other languages, whose words may have no spaces.
const LAST_OF_LATIN: char = '\u{24f}';

/// Words that every English text has; where they are rare, it is another language.
const EVERYWHERE: &str = "a an and are as at be but by can do for from has have if in is it no not of on or our so some that the they \
     this to was we were what when will with you your";

/// How hard a text is to read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ReadingGrade {
    /// A reader needs so many.
    Years {
        /// At school, at least 0.
        years: f32,
    },
    /// It has too few words to say.
    TooShort,
    /// It is in another language than English.
    NotEnglish,
}

impl ReadingGrade {
    /// Years at school that a reader needs, where that can be said.
    pub fn years(self) -> Option<f32> {
        match self {
            Self::Years { years } => Some(years),
            Self::TooShort | Self::NotEnglish => None,
        }
    }

    /// The same to one decimal, as screens show it.
    #[must_use]
    pub fn rounded(self) -> Self {
        match self {
            Self::Years { years } => Self::Years { years: (years * 10.0).round() / 10.0 },
            other => other,
        }
    }
}

/// The grade of a text, at least 0; none where it is too short, or not English.
pub fn grade(text: &str) -> Option<f32> {
    reading(text).years()
}

/// How hard a text is to read, or why that cannot be said.
pub fn reading(text: &str) -> ReadingGrade {
    let is_other = |letter: &char| letter.is_alphabetic() && *letter > LAST_OF_LATIN;
    if text.chars().filter(is_other).count() * 2 > text.chars().filter(|letter| letter.is_alphabetic()).count() {
        return ReadingGrade::NotEnglish;
    }
    let text = Text::of(text);
    let words: Vec<&str> = text.words.iter().map(|word| word.lower.as_str()).filter(|word| is_read(word)).collect();
    let usual = words.iter().filter(|word| lists(EVERYWHERE, word)).count();
    if words.len() < FEWEST_WORDS {
        return ReadingGrade::TooShort;
    }
    if usual * 6 < words.len() {
        return ReadingGrade::NotEnglish;
    }
    let count = |number: usize| u16::try_from(number).map_or(f32::from(u16::MAX), f32::from);
    let syllables = words.iter().map(|word| syllables(word)).sum();
    let sentences = count(text.sentences().count());
    let grade = 0.39 * count(words.len()) / sentences + 11.8 * count(syllables) / count(words.len()) - 15.59;
    ReadingGrade::Years { years: grade.max(0.0) }
}

/// Whether it is a word or a number: `%` and `€` are a part of theirs.
fn is_read(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
}

/// A text that is harder to read than was agreed on.
pub(super) fn remarks(reading: &Reading<'_>, highest: u8, remarks: &mut Vec<Remark>) {
    let Some(grade) = grade(&reading.statement.body).map(f32::round).filter(|grade| *grade > f32::from(highest)) else {
        return;
    };
    let place = named(reading.statement.output);
    let message = format!(
        "{place} needs {grade:.0} years at school, and {highest} were agreed on: make sentences shorter, and words more usual."
    );
    remarks.push(reading.remark(RemarkKind::ReadingGrade, capitalised(&message)));
}

/// The syllables of a word in small letters: groups of vowels, without the `e` that is written and not said.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(char::is_ascii_alphabetic).collect();
    let is_vowel = |letter: &char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups =
        letters.chunk_by(|one, other| is_vowel(one) == is_vowel(other)).filter(|group| group.iter().any(is_vowel));
    let apart = ["ia", "io", "iu", "ua", "ying", "uing", "eing", "oing", "ism", "ience"]
        .iter()
        .map(|pair| word.matches(pair).count())
        .sum::<usize>();
    let together = ["tion", "sion", "cion", "gion", "llion", "cial", "tial", "cian", "cious", "tious", "gua", "qua"];
    let together = together.iter().map(|group| word.matches(group).count()).sum::<usize>();
    let found = (groups.count() + apart).saturating_sub(together);
    found.saturating_sub(usize::from(ends_silently(word))).max(1)
}

/// Whether its last `e` is not said: `time`, `times`, `failed`; but `able`, `pages`, `started`.
fn ends_silently(word: &str) -> bool {
    let before = |ending: &str| word.strip_suffix(ending).and_then(|stem| stem.chars().last());
    let consonant = |letter: char| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if word.ends_with("le") || word.ends_with("les") {
        // `able` is said, `while` is not.
        let stem = word.trim_end_matches('s').trim_end_matches("le");
        return stem.chars().last().is_some_and(|letter| !consonant(letter));
    }
    if let Some(last) = before("e") {
        return consonant(last) || (last != 'e' && word.len() > 3);
    }
    if let Some(last) = before("ed") {
        return !matches!(last, 't' | 'd' | 'i' | 'e');
    }
    before("es").is_some_and(|last| !matches!(last, 's' | 'x' | 'z' | 'c' | 'g' | 'h' | 'i'))
}
