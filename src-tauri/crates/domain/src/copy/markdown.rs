//! As Markdown: `CommonMark` 0.31, and what GitHub, and editors of pages that follow it, take for markup beside it.

use std::fmt::Write as _;

use super::block::{Block, Piece, pieces};

/// The title.
pub(super) fn heading(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!("## {}", line(title)) }
}

/// The text.
pub(super) fn blocks(blocks: &[Block<'_>]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block<'_>) -> String {
    match block {
        // Two blanks at the end of a line break it, by the oldest rule of Markdown and by the newest.
        Block::Paragraph(lines) => lines.iter().map(|line| self::line(line)).collect::<Vec<_>>().join("  \n"),
        Block::List(items) => items.iter().map(|item| format!("- {}", line(item))).collect::<Vec<_>>().join("\n"),
    }
}

fn line(line: &str) -> String {
    let mut written = String::with_capacity(line.len() + 8);
    for piece in pieces(line) {
        match piece {
            Piece::Address(address) => {
                // Writing to a text does not fail.
                let _ = write!(written, "<{address}>");
            }
            Piece::Words(words) => escape(words, &mut written),
        }
    }
    begin(written)
}

/// Everything that is markup within a line. A backslash before any punctuation of ASCII stands for that sign itself
/// (`CommonMark` 2.4).
fn escape(words: &str, into: &mut String) {
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_markup = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => true,
            // `&amp;`, `&#38;`: else it is only itself.
            '&' => letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            _ => false,
        };
        if is_markup {
            into.push('\\');
        }
        into.push(letter);
    }
}

/// What makes a list, a line or a heading where it begins a line.
fn begin(mut line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let behind = line[digits..].chars().next();
    match behind {
        Some('+' | '-' | '=' | ':') if digits == 0 => line.insert(0, '\\'),
        Some('.' | ')') if digits > 0 => line.insert(digits, '\\'),
        _ => {}
    }
    line
}
