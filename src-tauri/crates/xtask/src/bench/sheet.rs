//! The document: what was measured on which machine, the table, and how each figure came about.

use super::machine;

/// Rows and notes, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Sheet {
    rows: String,
    notes: String,
    /// When and on how busy a machine parts were measured apart.
    apart: String,
}

/// What stands between the parts of the document.
const HOW: &str = "\n## How\n\n";
const WHERE: &str = "\n## Where\n\n";

impl Sheet {
    /// Adds lines: those of a table become rows, all others notes.
    pub(super) fn add(&mut self, lines: &str) {
        for line in lines.lines() {
            let part = if line.starts_with('|') { &mut self.rows } else { &mut self.notes };
            part.push_str(line);
            part.push('\n');
        }
    }

    /// Notes that a part was measured apart from the others: a line.
    pub(super) fn apart(&mut self, line: &str) {
        self.apart.push_str(line);
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
             Bridgewatch's figure divided by the other: below 1 it takes less.\n\n{}{HOW}{}{WHERE}{}{}",
            self.table(),
            self.notes,
            machine::list(),
            self.apart
        )
    }

    /// An earlier document with these rows and notes in the places of its own; none where it has not the form.
    pub(super) fn within(&self, document: &str) -> Option<String> {
        let (top, rest) = document.split_once(HOW)?;
        let (notes, place) = rest.split_once(WHERE)?;
        // What was compared with what: the first and the third cell.
        let of_row = |line: &str| line.split('|').skip(1).step_by(2).take(2).map(str::to_owned).collect::<Vec<_>>();
        let of_note = |line: &str| line.split_inclusive(":**").next().unwrap_or_default().to_owned();
        let of_apart = |line: &str| line.split(", ").next().unwrap_or_default().to_owned();
        Some(format!(
            "{}{HOW}{}{WHERE}{}",
            renewed(top, &self.rows, of_row),
            renewed(notes, &self.notes, of_note),
            renewed(place, &self.apart, of_apart)
        ))
    }
}

/// The lines with those in place that are about the same; what is about something else comes last.
fn renewed<Key: PartialEq>(known: &str, fresh: &str, about: impl Fn(&str) -> Key) -> String {
    let mut fresh: Vec<&str> = fresh.lines().collect();
    let mut lines = Vec::new();
    for line in known.lines() {
        let same = fresh.iter().position(|other| about(other) == about(line));
        lines.push(same.map_or(line, |place| fresh.remove(place)));
    }
    lines.extend(fresh);
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// The ratio of ours to theirs, as it stands in the table; there is none to nothing.
pub(super) fn ratio(ours: f64, theirs: f64) -> String {
    if theirs > 0.0 { format!("{:.2}", ours / theirs) } else { "–".to_owned() }
}
