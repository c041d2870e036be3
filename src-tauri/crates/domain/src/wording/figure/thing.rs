//! What a number is about.

use super::super::list::lists;
use super::super::number;
use super::super::text::Word;

/// What a number is about.
pub(super) struct Thing {
    /// `payment`
    pub(super) noun: String,
    /// What stands right before the noun: `card`.
    pub(super) kind: Vec<String>,
    /// The word after it.
    pub(super) end: usize,
}

/// What ends the words about which a number is.
const VERBS: &str = "fail fails failed failing succeed succeeds succeeded work works worked go goes went do does did are is was \
     were can cannot could have has had time load loads loaded take takes took get gets got wait waits leave \
     leaves need needs may might will see sees cannot report reported wrote write came come reach lost affected \
     hit declined declining out up down per each an a of in on at by for from to with without than that which \
     who whose and or but so as since until within through now still again instead not no ago late later earlier \
     more fewer less succeeding going lasted lasts last";

/// What stands before what a clause is about.
const BEFORE: &str = "the our your their all some most many few several a an of in out about around now currently still and but \
     than % percent";

/// What stands for something that was named before.
const PRONOUNS: &str = "we you i they it this that these those there he she please nobody everybody everything nothing";

/// What some words are about: what stands before their verb. None where nothing does, or only what was named elsewhere.
pub(super) fn subject(words: &[Word<'_>]) -> Option<Thing> {
    let is_before = |word: &Word<'_>| lists(BEFORE, &word.lower) || number::read(word.text).is_some();
    let begin = words.iter().take_while(|word| is_before(word)).count();
    thing(words, begin).filter(|thing| !lists(PRONOUNS, &thing.noun))
}

/// What a number is about, and the word after it: the last of up to three words before a verb, and those before it.
pub(super) fn thing(clause: &[Word<'_>], from: usize) -> Option<Thing> {
    let rest = clause.get(from..)?;
    let is_name = |word: &Word<'_>| !lists(VERBS, &word.lower) && word.text.chars().all(char::is_alphabetic);
    // `sign-ins` is one word, though it is cut in two.
    let length =
        rest.iter().enumerate().take_while(|(at, word)| is_name(word) || (*at > 0 && word.is_hyphenated())).count();
    let words = rest.get(..length)?;
    let mut names: Vec<String> = Vec::new();
    for word in words {
        match names.last_mut().filter(|_| word.is_hyphenated()) {
            Some(name) => *name = format!("{name}-{}", word.lower),
            None => names.push(word.lower.clone()),
        }
    }
    let noun = stem(&names.pop()?);
    let kind: Vec<String> = names.iter().map(|name| stem(name)).collect();
    (kind.len() < 3).then_some(Thing { noun, kind, end: from + length })
}

/// A word without the ending of its plural.
pub(in crate::wording) fn stem(word: &str) -> String {
    let word = word.trim_end_matches("'s");
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let cut = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']));
    cut.unwrap_or(word).to_owned()
}
