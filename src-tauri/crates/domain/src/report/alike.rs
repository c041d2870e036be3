//! When two texts tell the same: case, spaces, digits, ids and times do not count.

/// Fewer letters and digits than these are a word with a number in it (`3ds`), and no id.
const SHORTEST_ID: usize = 6;

/// The text without what differs from one telling of the same to the next.
pub fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().map(word).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// One word: an id is a `#`, and so is each number, and each time or amount made of several.
fn word(word: &str) -> String {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    if !word.contains(|letter: char| letter.is_numeric()) {
        return word.to_owned();
    }
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let signs = word.chars().filter(|letter| letter.is_alphanumeric()).count();
    if letters > 0 && signs >= SHORTEST_ID {
        return "#".to_owned();
    }
    let mut folded = String::new();
    for letter in word.chars() {
        let sign = if letter.is_numeric() { '#' } else { letter };
        if sign != '#' || !folded.ends_with('#') {
            folded.push(sign);
        }
    }
    for between in ["#:#", "#,#", "#.#", "#-#", "#/#"] {
        while folded.contains(between) {
            folded = folded.replace(between, "#");
        }
    }
    folded
}
