//! A text of ours taken apart, for places that show it in a way of their own: paragraphs stand between empty lines, lines that
//! begin with a hyphen are a list, and web addresses are links.

use url::Url;

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, letter by letter.
    Words(&'a str),
    /// A web address.
    Address(&'a str),
}

impl<'a> Piece<'a> {
    /// As it stands in the line.
    pub fn text(self) -> &'a str {
        match self {
            Self::Words(text) | Self::Address(text) => text,
        }
    }
}

/// What stands around an address, and is none of it.
const AROUND: [char; 6] = ['<', '>', '"', '“', '”', '|'];
/// What ends a sentence or a bracket, and not an address.
const AFTER: [char; 11] = ['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…'];

/// The paragraphs of a text, each without the empty lines around it.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(str::trim_end) {
        match paragraphs.last_mut() {
            Some(paragraph) if !line.is_empty() => paragraph.push(line),
            Some(paragraph) if paragraph.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.into_iter().map(|paragraph| paragraph.join("\n")).collect()
}

/// The words of a line that is an entry of a list.
pub fn entry(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("- ")
}

/// The pieces of a line, in order. Together they are the line.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), line);
    while let Some((before, address)) = next_address(rest) {
        let words = &rest[..before];
        pieces.extend((!words.is_empty()).then_some(Piece::Words(words)));
        pieces.push(Piece::Address(address));
        rest = &rest[before + address.len()..];
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    pieces
}

/// The first address of a text, and where it begins.
fn next_address(text: &str) -> Option<(usize, &str)> {
    let begins = |at: &usize| !text[..*at].ends_with(|letter: char| letter.is_alphanumeric());
    let schemes = ["https://", "http://"].into_iter().flat_map(|scheme| text.match_indices(scheme).map(|(at, _)| at));
    let mut places: Vec<usize> = schemes.filter(begins).collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let rest = &text[at..];
        let end = rest.find(|letter: char| letter.is_whitespace() || letter.is_control() || AROUND.contains(&letter));
        let address = rest[..end.unwrap_or(rest.len())].trim_end_matches(AFTER);
        Url::parse(address).is_ok_and(|url| url.has_host()).then_some((at, address))
    })
}
