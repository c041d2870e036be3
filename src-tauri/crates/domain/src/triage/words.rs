//! Which of the known words a text has: in any case, with any ending.

/// A text's words without case and endings.
pub(super) fn stems(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem).collect()
}

/// Shorter stems would make one word of two: `used` and `us`.
const SHORTEST: usize = 4;

fn stem(word: &str) -> String {
    let endings = ["ing", "ed", "es", "s", "e"];
    let bare = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    bare.filter(|bare| bare.chars().count() >= SHORTEST).min_by_key(|bare| bare.len()).unwrap_or(word).to_owned()
}

/// Where a text has a phrase, counted in words; none where it does not.
pub(super) fn place(text: &[String], phrase: &str) -> Option<usize> {
    let phrase = stems(phrase);
    if phrase.is_empty() { None } else { text.windows(phrase.len()).position(|part| part == phrase) }
}

/// The candidates that a text has, in the order in which it has them; of two in one place the longer.
pub(super) fn named<'a>(text: &[String], candidates: &[&'a str]) -> Vec<&'a str> {
    let mut found: Vec<(usize, std::cmp::Reverse<usize>, &str)> = candidates
        .iter()
        .filter_map(|candidate| Some((place(text, candidate)?, std::cmp::Reverse(stems(candidate).len()), *candidate)))
        .collect();
    found.sort_unstable();
    let mut ends = 0;
    let mut kept = Vec::new();
    for (start, std::cmp::Reverse(length), candidate) in found {
        if start >= ends {
            ends = start + length;
            kept.push(candidate);
        }
    }
    kept
}
