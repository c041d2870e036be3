//! The document: what was measured on which machine, the table, and how each figure came about.

use super::machine;

/// Rows and notes, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Sheet {
    rows: String,
    notes: String,
}

impl Sheet {
    /// Adds lines: those of a table become rows, all others notes.
    pub(super) fn add(&mut self, lines: &str) {
        for line in lines.lines() {
            let part = if line.starts_with('|') { &mut self.rows } else { &mut self.notes };
            part.push_str(line);
            part.push('\n');
        }
    }

    /// The table alone.
    pub(super) fn table(&self) -> String {
        format!(
            "| measured | Bridgewatch | compared with | it takes | ratio |\n| --- | --- | --- | --- | --- |\n{}",
            self.rows
        )
    }

    /// All of it.
    pub(super) fn document(&self) -> String {
        format!(
            "# Measured\n\nWritten by `cargo xtask bench`, which sets up, builds as it ships, and measures anew. A ratio is \
             Bridgewatch's figure divided by the other: below 1 it takes less.\n\n{}\n## How\n\n{}\n## Where\n\n{}",
            self.table(),
            self.notes,
            machine::list()
        )
    }
}

/// The ratio of ours to theirs, as it stands in the table; there is none to nothing.
pub(super) fn ratio(ours: f64, theirs: f64) -> String {
    if theirs > 0.0 { format!("{:.2}", ours / theirs) } else { "–".to_owned() }
}
