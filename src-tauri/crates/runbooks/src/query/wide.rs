//! The same question, asked more widely: each word by itself, without its ending, and also within longer words.

use super::{WORDS, spellings};

/// Words that say nothing of what is wrong. A question of nothing else keeps them.
const FILLERS: [&str; 40] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i",
    "in", "is", "it", "its", "my", "of", "on", "or", "our", "out", "that", "the", "there", "this", "to", "was", "we",
    "what", "when", "why", "with", "you", "your",
];

/// How many longer words one word is looked for within.
const WITHIN: usize = 12;

/// The least letters of a word that is looked for within others: shorter ones are within too many.
const LEAST_WITHIN: usize = 5;

/// An expression for each word that says something and that the vocabulary has in some form: the word and whatever
/// goes on from its stem, longer words that hold it (`crashloop` is in `kubepodcrashlooping`), and where there is none
/// of these, words one slip of the finger away. The vocabulary is in lower case, the most frequent word first.
pub fn wide(text: &str, vocabulary: &[&str]) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut telling: Vec<&str> = words.clone().filter(|word| !FILLERS.contains(word)).take(WORDS).collect();
    if telling.is_empty() {
        telling = words.take(WORDS).collect();
    }
    let mut expressions: Vec<String> = telling.into_iter().filter_map(|word| forms(word, vocabulary)).collect();
    let mut seen = std::collections::BTreeSet::new();
    expressions.retain(|expression| seen.insert(expression.clone()));
    expressions
}

fn forms(word: &str, vocabulary: &[&str]) -> Option<String> {
    let stem = stem(word);
    let mut forms = Vec::new();
    if vocabulary.iter().any(|known| known.starts_with(&stem)) {
        forms.push(format!("\"{stem}\"*"));
    }
    if stem.chars().count() >= LEAST_WITHIN {
        let longer = vocabulary.iter().filter(|known| !known.starts_with(&stem) && known.contains(&stem));
        forms.extend(longer.take(WITHIN).map(|known| format!("\"{known}\"")));
    }
    if forms.is_empty() {
        let known: Vec<String> = vocabulary.iter().map(|&known| known.to_owned()).collect();
        forms.extend(spellings(word, &known).into_iter().map(|(_, spelling)| format!("\"{spelling}\"")));
    }
    (!forms.is_empty()).then(|| format!("({})", forms.join(" OR ")))
}

/// An English word without the ending that shows number or tense, at least four letters of it. The rest is searched for
/// as a beginning, so that it need not be a word: `expires` gives `expir`.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 6] = ["ings", "ing", "ies", "es", "ed", "s"];
    if word.ends_with("ss") {
        return word.to_owned();
    }
    let cut = ENDINGS.iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        (rest.chars().count() >= 4).then_some(rest)
    });
    let Some(rest) = cut else {
        return word.to_owned();
    };
    // `running` gives `run`, but `filling` gives `fill`.
    let mut letters: Vec<char> = rest.chars().collect();
    if let [.., before, last] = letters[..]
        && before == last
        && !matches!(last, 'l' | 's' | 'z' | 'e' | 'o')
        && letters.len() > 3
    {
        letters.pop();
    }
    letters.into_iter().collect()
}
