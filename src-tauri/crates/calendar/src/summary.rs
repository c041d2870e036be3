//! Titles of events, and the name that may stand in one.

/// Words around a name that say no more than that it is a roster.
const NOISE: [&str; 8] = ["on call", "on-call", "oncall", "on duty", "duty", "shift", "is", "for"];

/// The parts of a title, each without such words at both ends: `On call: Mara Lindqvist`, `Mara Lindqvist - Payments`.
pub fn parts(summary: &str) -> Vec<String> {
    // A hyphen alone may stand inside a name or an id; with spaces around it, it separates.
    let spaced = summary.replace(" - ", "\n").replace(" – ", "\n").replace(" — ", "\n");
    spaced.split(['\n', ':', '(', ')', ',', '|', '/']).map(|part| bare(part).to_owned()).collect()
}

/// Whether a part is nothing but such a word.
pub fn says_nothing(part: &str) -> bool {
    part.is_empty() || NOISE.iter().any(|word| word.eq_ignore_ascii_case(part))
}

/// Without the words that only say that it is a roster, at both ends.
fn bare(part: &str) -> &str {
    let mut part = part.trim();
    loop {
        let shorter = NOISE.iter().find_map(|word| without_word(part, word));
        match shorter {
            Some(shorter) if shorter.len() < part.len() => part = shorter,
            _ => return part,
        }
    }
}

fn without_word<'a>(part: &'a str, word: &str) -> Option<&'a str> {
    let first = part.get(..word.len()).filter(|first| first.eq_ignore_ascii_case(word));
    if first.is_some() {
        return part.get(word.len()..).filter(|rest| rest.starts_with(' ')).map(str::trim);
    }
    let cut = part.len().checked_sub(word.len())?;
    let last = part.get(cut..).filter(|last| last.eq_ignore_ascii_case(word));
    last.and_then(|_| part.get(..cut)).filter(|rest| rest.ends_with(' ')).map(str::trim)
}
