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
    /// Answers: the value as JSON, or the lines. A reader that went away has read enough; a full disk is told.
    pub(crate) fn answer(&self, value: &Value, lines: impl FnOnce() -> Vec<String>) -> Result<(), Stop> {
        let mut text = if self.json { format!("{value:#}") } else { lines().join("\n") };
        if text.is_empty() {
            return Ok(());
        }
        text.push('\n');
        let mut standard = std::io::stdout().lock();
        match standard.write_all(text.as_bytes()).and_then(|()| standard.flush()) {
            Err(source) if source.kind() != ErrorKind::BrokenPipe => {
                Err(Stop::Engine(Error::File { what: "The answer cannot be written".to_owned(), source }))
            }
            _ => Ok(()),
        }
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

/// A line on standard error. Where nobody listens there, nobody can be told.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Rows with their columns aligned.
pub(crate) fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}
