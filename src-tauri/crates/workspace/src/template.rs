//! One template's file by itself: what it says, and what is wrong with it.
//!
//! A workspace that is loaded reads its templates through here, and so does whoever writes one and wants to be told at every
//! key press.

use domain::template::Template;

use crate::diagnostic::Diagnostic;
use crate::ledger::{Ledger, Notes};
use crate::yaml::document::document;
use crate::yaml::node::Place;
use crate::yaml::{front_matter, template};

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What it says; none where it cannot be used at all.
    pub template: Option<Template>,
    /// What is wrong with it, line by line. Whether its impact pattern exists is not asked.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text of a template that stands, or will stand, at a path like `templates/payments-failing/teams-resolved.md`.
pub fn read(path: &str, text: &str) -> Read {
    let mut ledger = Ledger::default();
    let template = message(text, &mut Notes { path, ledger: &mut ledger });
    let mut diagnostics = ledger.diagnostics;
    diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column, diagnostic.severity));
    Read { template, diagnostics }
}

/// A template: its pattern is the folder that it is in.
pub(crate) fn message(text: &str, notes: &mut Notes<'_>) -> Option<Template> {
    let path: Vec<&str> = notes.path.split('/').collect();
    let ["templates", pattern, file] = path[..] else {
        notes.doubt(
            Place::START,
            "misplaced-template",
            "A template stands in the folder of its impact pattern.",
            "Move it to `templates/<pattern>/<audience>-<phase>.md`.",
        );
        return None;
    };
    let Some(front) = front_matter::cut(text) else {
        notes.fault(
            Place::START,
            "no-front-matter",
            "The template does not say for whom it is.",
            "Begin it with `---`, `audience: …`, `phase: …`, `variables: …` and `---`.",
        );
        return None;
    };
    // One line of the file, the fence, stands above the YAML.
    let node = document(front.yaml, 1, notes)?;
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    template::template(&node, &front, pattern, name, notes)
}
