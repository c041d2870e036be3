//! A folder of files into what the organisation agreed on.

use std::path::Path;

use domain::agreement::Agreement;
use domain::span::Span;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::folder::{self, File};
use crate::ledger::Ledger;
use crate::runbook::RunbookFile;
use crate::{assemble, check, revision};

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded {
    /// What the organisation agreed on; entries with faults are left out.
    pub agreement: Agreement,
    /// What is wrong with the files, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// All runbooks, in the order of their paths.
    pub runbooks: Vec<RunbookFile>,
    /// `main@4f1c9e2`: the commit that is checked out; `None` outside of git.
    pub revision: Option<String>,
}

/// Reads a workspace. `window` is the span for which calendars are expanded.
pub fn load(root: &Path, window: Span) -> Result<Loaded, Error> {
    let mut ledger = Ledger::default();
    let files = folder::read(root, &mut ledger)?;
    let agreement = assemble::agreement(&files, window, &mut ledger);
    check::check(&agreement, &mut ledger);
    let runbooks = files.into_iter().filter(File::is_runbook).map(File::into_runbook).collect();
    let mut diagnostics = ledger.diagnostics;
    diagnostics.sort_by(|one, other| {
        let key = |diagnostic: &Diagnostic| (diagnostic.line, diagnostic.column, diagnostic.severity);
        one.path.cmp(&other.path).then_with(|| key(one).cmp(&key(other)))
    });
    Ok(Loaded { agreement, diagnostics, runbooks, revision: revision::revision(root) })
}
