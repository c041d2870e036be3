//! Numbers as texts have them: `1,100`, `0.4`, `four`.

const WORDS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
];

/// The number that a word in small letters stands for.
pub(super) fn of_word(word: &str) -> Option<f64> {
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The number that is written, in digits or as a word. Times, versions and dates are none.
pub(super) fn read(word: &str) -> Option<f64> {
    if let Some(value) = of_word(&word.to_lowercase()) {
        return Some(value);
    }
    let grouped = |digits: &str| {
        let mut groups = digits.split(',');
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        first && groups.all(|group| group.len() == 3)
    };
    let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let is_number = digits(&whole.replace(',', "")) && digits(fraction) && (!whole.contains(',') || grouped(whole));
    is_number.then(|| word.replace(',', "").parse().ok()).flatten()
}
