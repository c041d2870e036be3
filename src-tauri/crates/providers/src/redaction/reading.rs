//! A text as a search for secrets reads it: its visible ASCII letters in lower case, each with its place.

use std::ops::Range;

/// A text, reduced to the letters that a secret can have.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Visible ASCII, in lower case.
    pub(super) letters: String,
    /// Where each letter stands in the text itself, in bytes; the whole escape for one that was escaped.
    places: Vec<Range<usize>>,
}

impl Reading {
    /// The text as it stands.
    pub(super) fn of(text: &str) -> Self {
        let mut reading = Self::default();
        for (at, letter) in text.char_indices() {
            reading.push(letter, at..at + letter.len_utf8());
        }
        reading
    }

    /// The text behind its escapes; `None` where it has none.
    pub(super) fn unescaped(&self) -> Option<Self> {
        let mut reading = Self::default();
        let (mut at, mut found) = (0, false);
        while let Some(first) = self.letters[at..].chars().next() {
            let escape = escape(&self.letters[at..]);
            found |= escape.is_some();
            let (letter, length) = escape.unwrap_or((first, 1));
            reading.push(letter, self.places[at].start..self.places[at + length - 1].end);
            at += length;
        }
        found.then_some(reading)
    }

    /// Where in the text a form of a secret stands.
    pub(super) fn places(&self, form: &str) -> Vec<Range<usize>> {
        let place = |(at, _): (usize, &str)| self.places[at].start..self.places[at + form.len() - 1].end;
        self.letters.match_indices(form).map(place).collect()
    }

    fn push(&mut self, letter: char, place: Range<usize>) {
        if letter.is_ascii_graphic() {
            self.letters.push(letter.to_ascii_lowercase());
            self.places.push(place);
        }
    }
}

/// The letter that an escape at the beginning stands for, and its length: `%2f`, `\u002f`, `\/`, `&#x2f;`, `&amp;`.
fn escape(text: &str) -> Option<(char, usize)> {
    let hex = |from: usize, digits: usize| {
        let number = u32::from_str_radix(text.get(from..from + digits)?, 16).ok()?;
        Some((char::from_u32(number)?, from + digits))
    };
    match text.as_bytes() {
        [b'%', ..] => hex(1, 2),
        [b'\\', b'u', ..] => hex(2, 4),
        [b'\\', b'x', ..] => hex(2, 2),
        [b'\\', b'b' | b'f' | b'n' | b'r' | b't', ..] => Some((' ', 2)),
        [b'\\', letter, ..] => Some((char::from(*letter), 2)),
        [b'&', ..] => reference(text),
        _ => None,
    }
}

/// A character reference of HTML.
fn reference(text: &str) -> Option<(char, usize)> {
    // `&#x10ffff;` is the longest: beyond that there is no end to look for.
    let end = text.bytes().take(10).position(|letter| letter == b';')?;
    let letter = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    };
    Some((letter, end + 1))
}
