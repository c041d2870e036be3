//! A text as a search for secrets reads it: its visible ASCII letters in lower case, each with its place.

use std::collections::HashMap;
use std::ops::Range;

use super::escape::{self, Escape};

/// A text, reduced to the letters that a secret can have.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Visible ASCII, in lower case.
    pub(super) letters: String,
    /// Where each letter stands in the text itself, in bytes.
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

    /// Where in the text a form of a secret stands as it is.
    pub(super) fn places(&self, form: &str) -> Vec<Range<usize>> {
        let place = |(at, _): (usize, &str)| self.places[at].start..self.places[at + form.len() - 1].end;
        self.letters.match_indices(form).map(place).collect()
    }

    /// Where in the text any of the forms stands behind escapes.
    ///
    /// It is read anew from each letter on: what happens to stand before a secret, a lone `\` or `%`, must not swallow
    /// its beginning.
    pub(super) fn places_behind_escapes(&self, forms: &[&str]) -> Vec<Range<usize>> {
        let layers = escape::layers(&self.letters);
        // A letter begins few of the forms, and all of them are looked for at each letter.
        let mut beginning: HashMap<u8, Vec<&str>> = HashMap::new();
        for form in forms {
            beginning.entry(form.as_bytes()[0]).or_default().push(form);
        }
        let (mut places, mut next_escape) = (Vec::new(), self.letters.len());
        for at in (0..self.letters.len()).rev() {
            if escape::INTRODUCERS.contains(&self.letters.as_bytes()[at]) {
                next_escape = at;
            }
            if next_escape == self.letters.len() {
                continue;
            }
            // Up to the first escape it has to be the form itself, which saves nearly all of the work.
            let plain = &self.letters[at..next_escape];
            let possible = |form: &&&str| form.len() > plain.len() && form.starts_with(plain);
            let begun =
                plain.as_bytes().first().map(|first| beginning.get(first).map(Vec::as_slice).unwrap_or_default());
            let possible: Vec<&str> = begun.unwrap_or(forms).iter().filter(possible).copied().collect();
            if possible.is_empty() {
                continue;
            }
            let end = layers.iter().filter_map(|layers| self.end(at, &possible, layers)).max();
            places.extend(end.map(|end| self.places[at].start..self.places[end - 1].end));
        }
        places
    }

    /// Where the longest form ends that begins at a letter, behind these layers of escapes.
    fn end(&self, at: usize, forms: &[&str], layers: &[Escape]) -> Option<usize> {
        let visible = |(letter, _): &(char, usize)| letter.is_ascii_graphic();
        let mut letters = escape::behind(&self.letters, at, layers).filter(visible).enumerate().peekable();
        let first = letters.peek()?.1.0.to_ascii_lowercase();
        let mut forms: Vec<&str> = forms.iter().filter(|form| form.starts_with(first)).copied().collect();
        let mut longest = None;
        for (number, (letter, end)) in letters {
            let letter = letter.to_ascii_lowercase();
            forms.retain(|form| form[number..].starts_with(letter));
            longest = forms.iter().any(|form| form.len() == number + 1).then_some(end).or(longest);
            forms.retain(|form| form.len() > number + 1);
            if forms.is_empty() {
                break;
            }
        }
        longest
    }

    fn push(&mut self, letter: char, place: Range<usize>) {
        if letter.is_ascii_graphic() {
            self.letters.push(letter.to_ascii_lowercase());
            self.places.push(place);
        }
    }
}
