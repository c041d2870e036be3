//! What a file or a host gave, as text.

/// A byte order mark, which is no part of a text.
const MARK: char = '\u{feff}';

/// The text, and whether it is all that came: what is not UTF-8 is replaced by a sign that says so.
pub fn of_bytes(bytes: &[u8]) -> (String, bool) {
    let whole = rejoined(bytes);
    let text = String::from_utf8_lossy(&whole);
    let is_whole = matches!(text, std::borrow::Cow::Borrowed(_));
    (text.trim_start_matches(MARK).to_owned(), is_whole)
}

/// Lines of a calendar may be folded within a letter, since they are counted in octets (RFC 5545, 3.1). Such folds are
/// taken out; the others are left to the calendar's reader, which counts lines by them.
pub fn rejoined(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let fold = match rest {
            [b'\r', b'\n', b' ' | b'\t', next, ..] if is_within_a_letter(*next) => Some(3),
            [b'\n', b' ' | b'\t', next, ..] if is_within_a_letter(*next) => Some(2),
            _ => None,
        };
        if let Some(length) = fold {
            rest = rest.get(length..).unwrap_or_default();
        } else {
            whole.push(*first);
            rest = after;
        }
    }
    whole
}

/// Whether a byte goes on with a letter that has begun before it.
fn is_within_a_letter(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}
