//! Two letters for each rotation, always the same ones: with the key before and Enter behind, a role is paged in four.

use std::collections::BTreeSet;

/// Two letters for each name, in the order of the names: the initials of its first two words, else its first letter with one
/// that follows. No two names share theirs; empty where no pair is left.
pub fn page_keys<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let free = candidates(name).into_iter().find(|keys| !taken.contains(keys)).unwrap_or_default();
            taken.insert(free.clone());
            free
        })
        .collect()
}

/// The pairs of a name, the one that is thought of first in front.
fn candidates(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let initials: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
    let letters: Vec<char> = name.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let Some((first, rest)) = letters.split_first() else { return Vec::new() };
    let seconds = initials.iter().skip(1).chain(rest);
    seconds.map(|second| format!("{first}{second}")).collect()
}
