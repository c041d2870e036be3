//! What somebody typed, under stress, into an FTS5 `MATCH` expression; and what they may have meant.

mod distance;
mod wide;

use distance::distance;
pub use wide::wide;

/// More words find nothing more, and FTS5 refuses expressions that are too deep.
const WORDS: usize = 24;

/// How many other spellings are worth showing.
const ALTERNATIVES: usize = 5;

/// How many other spellings of one word are tried.
const SPELLINGS: usize = 3;

/// The expression that finds sections with every word and every "quoted phrase", the word being typed as a prefix.
/// `None` when there is nothing to look for. FTS5 accepts the expression whatever the text.
pub fn expression(text: &str) -> Option<String> {
    let terms: Vec<String> = terms(text)
        .into_iter()
        .filter(|term| term.words.contains(char::is_alphanumeric))
        .take(WORDS)
        .map(|term| format!("\"{}\"{}", term.words, if term.is_open { "*" } else { "" }))
        .collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// Other spellings of a query that found nothing, likeliest first: each word that the vocabulary does not have is
/// replaced by words that are one slip of the finger away, or two in a word of eight letters or more. Slips are a
/// letter too many, too few, wrong, or swapped with the next. Words come back in lower case; none when there is
/// nothing better to offer. Of equally likely spellings, the one that stands first in the vocabulary wins.
pub fn alternatives(words: &str, vocabulary: &[&str]) -> Vec<String> {
    let known: Vec<String> = vocabulary.iter().map(|word| word.to_lowercase()).collect();
    let mut texts = vec![(0, String::new())];
    let mut is_changed = false;
    for word in
        words.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS)
    {
        let mut spellings = spellings(word, &known);
        is_changed |= !spellings.is_empty();
        if spellings.is_empty() {
            spellings.push((0, word));
        }
        texts = texts
            .iter()
            .flat_map(|(slips, text)| {
                spellings.iter().map(move |(more, spelling)| (slips + more, format!("{text} {spelling}")))
            })
            .collect();
        texts.sort_by_key(|(slips, _)| *slips);
        texts.truncate(ALTERNATIVES);
    }
    if !is_changed {
        return Vec::new();
    }
    texts.into_iter().map(|(_, text)| text.trim_start().to_owned()).collect()
}

/// A word or phrase to look for.
#[derive(Default)]
struct Term {
    words: String,
    /// Still being typed, so that it is found by its beginning.
    is_open: bool,
}

/// Splits at blanks outside quotes. What the tokenizer would not keep, such as the hyphen of `payments-api`, makes a
/// phrase of a word by itself.
fn terms(text: &str) -> Vec<Term> {
    let mut terms = vec![Term::default()];
    let mut is_quoted = false;
    for letter in text.chars() {
        // FTS5 reads the expression as a C string: a NUL would end it within a quote.
        let is_blank = letter.is_whitespace() || letter.is_control();
        match letter {
            '"' | '“' | '”' | '„' => {
                is_quoted = !is_quoted;
                terms.push(Term::default());
            }
            _ if is_blank && !is_quoted => terms.push(Term::default()),
            letter => {
                if let Some(term) = terms.last_mut() {
                    term.words.push(if is_blank { ' ' } else { letter });
                }
            }
        }
    }
    // A closed phrase leaves an empty term behind it, and so does a blank; the word before a blank is still the one
    // that was typed last.
    let is_closed_phrase = text.trim_end().ends_with(['"', '“', '”', '„']) && !is_quoted;
    if let Some(last) =
        terms.iter_mut().rfind(|term| term.words.contains(char::is_alphanumeric)).filter(|_| !is_closed_phrase)
    {
        last.is_open = true;
    }
    terms
}

/// Words of the vocabulary near a word that it does not have, nearest first.
fn spellings<'a>(word: &str, known: &'a [String]) -> Vec<(usize, &'a str)> {
    let most = match word.chars().count() {
        ..4 => return Vec::new(),
        4..8 => 1,
        _ => 2,
    };
    if known.iter().any(|other| other == word) {
        return Vec::new();
    }
    let mut near: Vec<(usize, &str)> =
        known.iter().filter_map(|other| Some((distance(word, other, most)?, other.as_str()))).collect();
    near.sort_by_key(|(slips, _)| *slips);
    near.dedup();
    near.truncate(SPELLINGS);
    near
}
