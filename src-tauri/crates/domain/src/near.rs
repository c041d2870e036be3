//! “Did you mean …?”: which of the known words was meant by one that is not known.

/// The candidate that is a slip of the fingers away from the word, if there is one.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(steps, _)| *steps <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A sentence for the help: `Did you mean `x`?`, else the fallback.
pub fn suggestion<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    fallback: impl FnOnce() -> String,
) -> String {
    nearest(word, candidates).map_or_else(fallback, |near| format!("Did you mean `{near}`?"))
}

/// Insertions, deletions, replacements and swaps of neighbours between two words, in any case of letters.
fn distance(one: &str, other: &str) -> usize {
    // Long texts are never a slip of the fingers, and would be compared in quadratic time.
    const LONGEST: usize = 64;
    let one: Vec<char> = one.to_lowercase().chars().take(LONGEST).collect();
    let other: Vec<char> = other.to_lowercase().chars().take(LONGEST).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, left) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(left != wanted);
            let mut cheapest = replaced.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped = row > 0 && column > 0 && one[row - 1] == *wanted && *left == other[column - 1];
            if swapped {
                cheapest = cheapest.min(before[column - 1] + 1);
            }
            next.push(cheapest);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or_default()
}
