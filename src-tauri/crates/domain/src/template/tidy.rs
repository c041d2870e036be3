//! What optional variables leave behind that stay empty: lines that say nothing, the blank lines around them, and spaces.

use super::Piece;

/// A filled text without what its empty holes leave behind. A text without empty holes stays as it is, byte for byte.
pub(super) fn tidied(pieces: Vec<Piece>) -> Vec<Piece> {
    if !pieces.iter().any(is_left_empty) {
        return pieces;
    }
    let mut kept: Vec<Vec<Piece>> = Vec::new();
    // A line fell away, and nothing was kept since.
    let mut fell = false;
    for line in lines(pieces) {
        let is_doubled = fell && is_blank(&line) && kept.last().is_none_or(|before| is_blank(before));
        if is_doubled || says_nothing(&line) {
            fell = true;
            continue;
        }
        fell = false;
        kept.push(closed_up(line));
    }
    // The blank lines before what fell away at the end.
    while fell && kept.last().is_some_and(|last| is_blank(last)) {
        kept.pop();
    }
    joined(kept)
}

/// A hole that stays empty: one that must be filled shows its label until it is.
fn is_left_empty(piece: &Piece) -> bool {
    piece.variable.is_some() && piece.text.is_empty()
}

/// The pieces line by line, without what ends a line. What was filled in is never cut.
fn lines(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    for piece in pieces {
        if piece.variable.is_some() {
            line.push(piece);
            continue;
        }
        for (number, text) in piece.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(std::mem::take(&mut line));
            }
            if !text.is_empty() {
                line.push(Piece { text: text.to_owned(), variable: None });
            }
        }
    }
    lines.push(line);
    lines
}

/// Whether a line has nothing but empty holes, and at most the mark of a list.
fn says_nothing(line: &[Piece]) -> bool {
    let prose: String = line.iter().map(|piece| piece.text.as_str()).collect();
    let is_filled = |piece: &Piece| piece.variable.is_some() && !is_left_empty(piece);
    line.iter().any(is_left_empty) && !line.iter().any(is_filled) && is_mark(prose.trim())
}

/// `-`, `*`, `+`, `•`, `–`, `3.`, `3)`, or nothing.
fn is_mark(text: &str) -> bool {
    let number = text.strip_suffix(['.', ')']).unwrap_or_default();
    let is_numbered = !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit());
    is_numbered || matches!(text, "" | "-" | "*" | "+" | "•" | "–")
}

fn is_blank(line: &[Piece]) -> bool {
    line.iter().all(|piece| piece.text.trim().is_empty())
}

/// A line without the spaces that its empty holes leave: none at its ends and before a mark of punctuation, one between words.
fn closed_up(mut line: Vec<Piece>) -> Vec<Piece> {
    for at in 0..line.len() {
        if !line.get(at).is_some_and(is_left_empty) {
            continue;
        }
        let (before, after) = line.split_at_mut(at);
        let before = before.iter_mut().rev().find(|piece| !piece.text.is_empty());
        let after = after.iter_mut().find(|piece| !piece.text.is_empty());
        let follows_space = before.as_ref().is_none_or(|before| before.text.ends_with([' ', '\t']));
        let ends_here = after.as_ref().is_none_or(|after| after.text.starts_with(['.', ',', ';', ':', '!', '?']));
        if ends_here && let Some(before) = prose(before) {
            before.text.truncate(before.text.trim_end_matches([' ', '\t']).len());
        } else if follows_space && let Some(after) = prose(after) {
            after.text = after.text.trim_start_matches([' ', '\t']).to_owned();
        }
    }
    line
}

/// What may be shortened: never what was filled in.
fn prose(piece: Option<&mut Piece>) -> Option<&mut Piece> {
    piece.filter(|piece| piece.variable.is_none())
}

/// The pieces of all lines, prose next to prose as one.
fn joined(lines: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, line) in lines.into_iter().enumerate() {
        let ended = (number > 0).then(|| Piece { text: "\n".to_owned(), variable: None });
        let says_something = |piece: &Piece| piece.variable.is_some() || !piece.text.is_empty();
        for piece in ended.into_iter().chain(line).filter(says_something) {
            match pieces.last_mut().filter(|last| last.variable.is_none() && piece.variable.is_none()) {
                Some(last) => last.text.push_str(&piece.text),
                None => pieces.push(piece),
            }
        }
    }
    pieces
}
