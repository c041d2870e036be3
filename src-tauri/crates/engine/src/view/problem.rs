//! Faults of the workspace's files.

use std::path::Path;

use domain::span::Instant;
use serde::Serialize;
use workspace::diagnostic::{Diagnostic, DiagnosticSeverity};
use workspace::load::Loaded;

use crate::engine::{Engine, calendar_window};
use crate::error::Error;

/// One fault. The JSON form of `bwatch check`.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ProblemLine {
    /// The file, relative to the workspace.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// `error` or `warning`.
    pub severity: String,
    /// `unknown-rotation`
    pub code: String,
    /// What is wrong and what was expected.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Engine {
    /// Faults of the workspace's files, file by file.
    pub fn problems(&self) -> Vec<ProblemLine> {
        lines(&self.loaded())
    }
}

/// Faults of a workspace's files, without an engine: no database is opened.
pub fn problems_in(workspace: &Path, now: Instant) -> Result<Vec<ProblemLine>, Error> {
    Ok(lines(&crate::read::read(workspace, calendar_window(now), now)?))
}

fn lines(loaded: &Loaded) -> Vec<ProblemLine> {
    loaded.diagnostics.iter().map(line).collect()
}

/// One fault, as screens and `bwatch` tell it.
pub(crate) fn line(diagnostic: &Diagnostic) -> ProblemLine {
    ProblemLine {
        path: diagnostic.path.clone(),
        line: diagnostic.line,
        column: diagnostic.column,
        severity: severity(diagnostic.severity),
        code: diagnostic.code.clone(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
    }
}

fn severity(severity: DiagnosticSeverity) -> String {
    match severity {
        DiagnosticSeverity::Error => "error",
        DiagnosticSeverity::Warning => "warning",
    }
    .to_owned()
}
