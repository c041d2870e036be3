//! Titles of events, and the names that may stand in one.

/// Words around a name that say no more than that it is a roster.
const NOISE: [&str; 8] = ["on call", "on-call", "oncall", "on duty", "duty", "shift", "is", "for"];
/// Roles, which stand beside names.
const ROLES: [&str; 4] = ["primary", "secondary", "backup", "override"];
/// The most words of a part of a name: `van der Berg`.
const WORDS: usize = 4;

/// The parts of a title, each without such words at both ends: `On call: Mara Lindqvist`, `Mara Lindqvist - Payments`.
/// `Lindqvist, Mara` is one part.
pub fn parts(summary: &str) -> Vec<String> {
    // A hyphen alone may stand inside a name or an id; with spaces around it, it separates.
    let spaced = summary.replace(" - ", "\n").replace(" – ", "\n").replace(" — ", "\n");
    let stretches = spaced.split(['\n', ':', '(', ')', '|', '/']).map(bare);
    let listed = |stretch: &str| match of_name(stretch) {
        Some(_) => vec![stretch.to_owned()],
        None => listed(stretch),
    };
    stretches.flat_map(listed).collect()
}

/// What commas separate in a part.
pub fn listed(part: &str) -> Vec<String> {
    part.split(',').map(|piece| bare(piece).to_owned()).collect()
}

/// Family name and given name, where a part is written as `Lindqvist, Mara`: two pieces of words, none of which is a role. That
/// it is a name, and not a name and a team, cannot be seen.
pub fn of_name(part: &str) -> Option<(&str, &str)> {
    let (family, given) = part.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    (is_wordy(family) && is_wordy(given)).then_some((family, given))
}

/// `Mara Lindqvist`, where a part is written as `Lindqvist, Mara`.
pub fn turned(part: &str) -> Option<String> {
    of_name(part).map(|(family, given)| format!("{given} {family}"))
}

/// Whether a part is nothing but such a word.
pub fn says_nothing(part: &str) -> bool {
    part.is_empty() || NOISE.iter().chain(&ROLES).any(|word| word.eq_ignore_ascii_case(part))
}

/// Whether a piece may be a part of a name: a few words of letters, with what stands between letters.
fn is_wordy(piece: &str) -> bool {
    let of_name = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-' | '.');
    let is_word = |word: &str| word.starts_with(char::is_alphabetic) && word.chars().all(of_name);
    let count = piece.split_whitespace().count();
    !says_nothing(piece) && (1..=WORDS).contains(&count) && piece.split_whitespace().all(is_word)
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
