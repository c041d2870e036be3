//! Lists of words, written with blanks between them.

/// Whether a list of words with blanks between them has a word.
pub(super) fn lists(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
