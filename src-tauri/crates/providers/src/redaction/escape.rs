//! The escapes behind which a secret can stand, each in layers around the others: a proxy quotes JSON that quotes an
//! address.

use std::collections::VecDeque;

/// How many layers of escapes may lie around each other.
const DEPTH: usize = 3;
/// `&#x10ffff;` is the longest escape.
const LONGEST: usize = 10;
/// The letters with which escapes begin.
pub(super) const INTRODUCERS: [u8; 3] = *b"%\\&";

/// One way of writing a letter as something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// In an address: `%2f`.
    Percent,
    /// In JSON and most languages: `\/`, `\u002f`, `\x2f`.
    Backslash,
    /// In HTML: `&amp;`, `&#47;`, `&#x2f;`.
    Reference,
}

/// All ways in which a text can be escaped, as layers from the outermost to the innermost; none where nothing in it could
/// begin an escape.
pub(super) fn layers(text: &str) -> Vec<Vec<Escape>> {
    let all = [Escape::Percent, Escape::Backslash, Escape::Reference];
    let occurs = |(escape, introducer): (Escape, u8)| text.as_bytes().contains(&introducer).then_some(vec![escape]);
    let mut layers: Vec<Vec<Escape>> = all.into_iter().zip(INTRODUCERS).filter_map(occurs).collect();
    let mut from = 0;
    for _ in 1..DEPTH {
        let until = layers.len();
        for at in from..until {
            layers.extend(all.map(|escape| [layers[at].as_slice(), &[escape]].concat()));
        }
        from = until;
    }
    layers
}

/// The letters of a text from a place on as they stand behind layers of escapes, each with where it ends.
pub(super) fn behind<'a>(text: &'a str, at: usize, layers: &[Escape]) -> Box<dyn Iterator<Item = (char, usize)> + 'a> {
    let plain = text[at..].char_indices().map(move |(from, letter)| (letter, at + from + letter.len_utf8()));
    layers
        .iter()
        .fold(Box::new(plain), |inner, escape| Box::new(Layer { inner, ahead: VecDeque::new(), escape: *escape }))
}

/// Takes one layer of escapes off.
struct Layer<'a> {
    inner: Box<dyn Iterator<Item = (char, usize)> + 'a>,
    /// What has been read and not been given on, in ASCII.
    ahead: VecDeque<(char, usize)>,
    escape: Escape,
}

impl Iterator for Layer<'_> {
    type Item = (char, usize);

    fn next(&mut self) -> Option<(char, usize)> {
        let (first, end) = self.ahead.pop_front().or_else(|| self.inner.next())?;
        // Most letters begin no escape: then nothing ahead need be looked at.
        if first != self.escape.introducer() {
            return Some((first, end));
        }
        while self.ahead.len() < LONGEST - 1
            && let Some(letter) = self.inner.next()
        {
            self.ahead.push_back(letter);
        }
        let text: String = std::iter::once(first).chain(self.ahead.iter().map(|(letter, _)| *letter)).collect();
        let Some((letter, length)) = self.escape.read(&text) else { return Some((first, end)) };
        let end = self.ahead.drain(..length - 1).next_back().map_or(end, |(_, end)| end);
        Some((letter, end))
    }
}

impl Escape {
    /// The letter with which it begins.
    fn introducer(self) -> char {
        match self {
            Self::Percent => '%',
            Self::Backslash => '\\',
            Self::Reference => '&',
        }
    }

    /// The letter that an escape at the beginning stands for, and its length in letters.
    fn read(self, text: &str) -> Option<(char, usize)> {
        let hex = |from: usize, digits: usize| {
            let number = u32::from_str_radix(text.get(from..from + digits)?, 16).ok()?;
            Some((char::from_u32(number)?, from + digits))
        };
        match (self, text.as_bytes()) {
            (Self::Percent, [b'%', ..]) => hex(1, 2),
            (Self::Backslash, [b'\\', b'u', ..]) => hex(2, 4),
            (Self::Backslash, [b'\\', b'x', ..]) => hex(2, 2),
            (Self::Backslash, [b'\\', b'b' | b'f' | b'n' | b'r' | b't', ..]) => Some((' ', 2)),
            (Self::Backslash, [b'\\', letter, ..]) => Some((char::from(*letter), 2)),
            (Self::Reference, [b'&', ..]) => reference(text),
            _ => None,
        }
    }
}

/// A character reference of HTML.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST).position(|letter| letter == b';')?;
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
