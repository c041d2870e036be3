//! The forms in which a secret could come back, as [`super::reading`] reads them: visible ASCII letters in lower case.

use std::fmt::Write as _;

use super::reading::Reading;

/// A shorter secret would be found in ordinary words.
const SHORTEST: usize = 6;

/// All forms of a secret; none of one that is too short, or that could not have been sent.
pub(super) fn all(secret: &str) -> Vec<String> {
    let plain = Reading::of(secret).letters;
    if plain.len() < SHORTEST || !secret.is_ascii() {
        return Vec::new();
    }
    let hex = secret.bytes().fold(String::new(), |mut hex, byte| {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let mut forms = vec![plain, Reading::of(&secret.replace(' ', "+")).letters, hex];
    for before in 0..3 {
        let base64 = base64(secret.as_bytes(), before).to_ascii_lowercase();
        forms.push(base64.replace('+', "-").replace('/', "_"));
        forms.push(base64);
    }
    forms.sort();
    forms.dedup();
    forms
}

/// The letters of base64 that depend on these bytes alone, where so many others, modulo three, stand before them.
fn base64(bytes: &[u8], before: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (first, end) = ((before * 8).div_ceil(6), (before + bytes.len()) * 8 / 6);
    let letter = |number: usize| {
        let bit = number * 6 - before * 8;
        let byte = |at: usize| u16::from(bytes.get(at).copied().unwrap_or_default());
        let pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
        char::from(LETTERS[usize::from(pair >> (10 - bit % 8) & 63)])
    };
    (first..end).map(letter).collect()
}
