//! Answers on standard output, as aligned lines or as JSON; trouble on standard error.

use std::io::Write;

use serde_json::{Value, json};

/// Where answers go and in which form.
pub(crate) struct Output {
    /// JSON instead of lines.
    pub(crate) json: bool,
}

impl Output {
    /// Answers: the value as JSON, or the lines. A reader that went away is no trouble of ours.
    pub(crate) fn answer(&self, value: &Value, lines: impl FnOnce() -> Vec<String>) {
        let text = if self.json { serde_json::to_string_pretty(value).unwrap_or_default() } else { lines().join("\n") };
        if self.json || !text.is_empty() {
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// Says something beside the answer.
    pub(crate) fn note(&self, words: &str) {
        if !self.json {
            let _ = writeln!(std::io::stderr(), "{words}");
        }
    }

    /// Says why it ended early.
    pub(crate) fn trouble(&self, code: &str, words: &str) {
        let text = if self.json {
            json!({ "error": { "code": code, "message": words } }).to_string()
        } else {
            format!("bwatch: {words}")
        };
        let _ = writeln!(std::io::stderr(), "{text}");
    }
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
