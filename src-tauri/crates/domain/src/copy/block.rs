//! A plain text taken apart: paragraphs, lists, and the addresses in their lines.

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block<'a> {
    /// Lines that belong together, as they were broken.
    Paragraph(Vec<&'a str>),
    /// One line each.
    List(Vec<&'a str>),
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// An address that leads somewhere.
    Address(&'a str),
}

/// Where addresses begin that a reader may follow.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// The blocks of a text. Lists with nothing but empty lines between them are one; an empty item is none.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut parted = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            parted = true;
            continue;
        }
        match (line.strip_prefix("- ").or((line == "-").then_some("")).map(str::trim_start), blocks.last_mut()) {
            (Some(""), _) => continue,
            (Some(item), Some(Block::List(items))) => items.push(item),
            (Some(item), _) => blocks.push(Block::List(vec![item])),
            (None, Some(Block::Paragraph(lines))) if !parted => lines.push(line),
            (None, _) => blocks.push(Block::Paragraph(vec![line])),
        }
        parted = false;
    }
    blocks
}

/// The pieces of a line: an address begins where a word may begin, and ends before the punctuation behind it.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut words, mut from) = (0, 0);
    while let Some(at) = next(line, from) {
        let end = at + length(&line[at..]);
        let inside_a_word = line[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let scheme = SCHEMES.iter().find(|scheme| line[at..].starts_with(**scheme)).map_or(0, |scheme| scheme.len());
        from = at + scheme;
        if inside_a_word || !has_host(&line[from..end]) {
            continue;
        }
        if words < at {
            pieces.push(Piece::Words(&line[words..at]));
        }
        pieces.push(Piece::Address(&line[at..end]));
        (words, from) = (end, end);
    }
    if words < line.len() {
        pieces.push(Piece::Words(&line[words..]));
    }
    pieces
}

/// Whether a host stands behind the scheme, and a port behind it if anything: what every program takes for an address.
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_label = |label: &str| {
        label.starts_with(|letter: char| letter.is_ascii_alphanumeric())
            && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    host.split('.').all(is_label) && port.parse::<u16>().is_ok()
}

/// Where the next address may begin.
fn next(line: &str, from: usize) -> Option<usize> {
    SCHEMES.iter().filter_map(|scheme| line[from..].find(scheme)).min().map(|at| from + at)
}

/// How long an address is: to a blank or a quotation, without the punctuation of the sentence that it stands in, and without a
/// bracket that is opened before it.
fn length(text: &str) -> usize {
    let is_end = |letter: char| {
        letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '`' | '\\' | '“' | '”' | '«' | '»' | '‹' | '›')
    };
    let mut address = &text[..text.find(is_end).unwrap_or(text.len())];
    while let Some(last) = address.chars().next_back() {
        let opens = |open: char, close: char| address.matches(open).count() < address.matches(close).count();
        let is_behind = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '…' => true,
            ')' => opens('(', ')'),
            ']' => opens('[', ']'),
            '}' => opens('{', '}'),
            _ => false,
        };
        if !is_behind {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}
