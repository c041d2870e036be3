//! Answers on standard output, as aligned lines or as JSON; trouble on standard error.

use std::io::{ErrorKind, Write};

use engine::error::Error;
use serde_json::{Value, json};

use crate::Stop;

/// Where answers go and in which form.
pub(crate) struct Output {
    /// JSON instead of lines.
    pub(crate) json: bool,
}

impl Output {
    /// Answers: the value as JSON, or the lines.
    pub(crate) fn answer(&self, value: &Value, lines: impl FnOnce() -> Vec<String>) -> Result<(), Stop> {
        let mut text = if self.json {
            format!("{value:#}")
        } else {
            lines().iter().map(|line| shown(line)).collect::<Vec<_>>().join("\n")
        };
        if !text.is_empty() {
            text.push('\n');
        }
        write(&text)
    }

    /// Answers with a file: the value as JSON, or the file's text as it is, for a redirection to take.
    pub(crate) fn file(&self, value: &Value, text: &str) -> Result<(), Stop> {
        if self.json { self.answer(value, Vec::new) } else { write(text) }
    }

    /// Says something beside the answer, to people only.
    pub(crate) fn note(&self, words: &str) {
        if !self.json {
            say(words);
        }
    }

    /// Says why it ended early.
    pub(crate) fn trouble(&self, code: &str, words: &str) {
        if self.json {
            say(&json!({ "error": { "code": code, "message": words } }).to_string());
        } else {
            say(&format!("bwatch: {words}"));
        }
    }
}

/// How `path:line: what` begins that people and editors can follow; without a line it is about the whole file.
pub(crate) fn spot(path: &str, line: Option<u32>) -> String {
    line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"))
}

/// Writes to standard output. A reader that went away has read enough; a full disk is told.
fn write(text: &str) -> Result<(), Stop> {
    let mut standard = std::io::stdout().lock();
    match standard.write_all(text.as_bytes()).and_then(|()| standard.flush()) {
        Err(source) if source.kind() != ErrorKind::BrokenPipe => {
            Err(Stop::Engine(Error::File { what: "The answer cannot be written".to_owned(), source }))
        }
        _ => Ok(()),
    }
}

/// A line on standard error. Where nobody listens there, nobody can be told.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The widest cell that others are aligned with: one long text must not push every row apart.
const WIDEST: usize = 120;

/// Rows with their columns aligned. What a terminal would obey instead of showing it, such as a line break or a turn of
/// the writing direction, is shown as a blank.
pub(crate) fn table(rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| shown(cell).replace('\n', " ")).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let length = |cell: &String| Some(cell.chars().count()).filter(|length| *length <= WIDEST);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).filter_map(length).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            // Padded by hand: the formatter gives up beyond 65,535.
            let pad = |cell: &String, width: usize| " ".repeat(width.saturating_sub(cell.chars().count()));
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", pad(cell, *width)));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

/// The text with a blank for each sign that steers the terminal or the writing direction; lines stay lines.
fn shown(text: &str) -> String {
    let steers = |sign: char| {
        sign.is_control() && sign != '\n'
            || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|sign| if steers(sign) { ' ' } else { sign }).collect()
}
