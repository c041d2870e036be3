//! How many years at school a reader needs for a text in English.
//!
//! The grade of Flesch and Kincaid (Kincaid, Fishburne, Rogers, Chissom: Derivation of New Readability Formulas, 1975):
//! `0.39 × words per sentence + 11.8 × syllables per word − 15.59`. Syllables are counted by rules of spelling, which are right
//! for nine words of ten; over a whole text that is a few tenths of a year. A number counts as a word of one syllable: it is
//! looked at, not read out.

use super::list::lists;
use super::reading::{Reading, capitalised, named};
use super::text::Text;
use super::{Remark, RemarkKind};

/// Below this many words the formula says nothing.
const FEWEST_WORDS: usize = 15;

/// Words that every English text has; where they are rare, it is another language.
const EVERYWHERE: &str = "a an and are as at be but by can do for from has have if in is it no not of on or our so some that the they \
     this to was we were what when will with you your";

/// The grade of a text, at least 0; none where it is too short, or not English.
pub fn grade(text: &str) -> Option<f32> {
    let text = Text::of(text);
    let words: Vec<&str> = text.words.iter().map(|word| word.lower.as_str()).filter(|word| *word != "%").collect();
    let usual = words.iter().filter(|word| lists(EVERYWHERE, word)).count();
    if words.len() < FEWEST_WORDS || usual * 6 < words.len() {
        return None;
    }
    let count = |number: usize| u16::try_from(number).map_or(f32::from(u16::MAX), f32::from);
    let syllables = words.iter().map(|word| syllables(word)).sum();
    let sentences = count(text.sentences().count());
    let grade = 0.39 * count(words.len()) / sentences + 11.8 * count(syllables) / count(words.len()) - 15.59;
    Some(grade.max(0.0))
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
