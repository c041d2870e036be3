//! Faults of the workspace's files.

use serde::Serialize;
use workspace::diagnostic::DiagnosticSeverity;

use crate::engine::Engine;

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
        let loaded = self.loaded();
        let lines = loaded.diagnostics.iter().map(|diagnostic| ProblemLine {
            path: diagnostic.path.clone(),
            line: diagnostic.line,
            column: diagnostic.column,
            severity: severity(diagnostic.severity),
            code: diagnostic.code.clone(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        });
        lines.collect()
    }
}

fn severity(severity: DiagnosticSeverity) -> String {
    match severity {
        DiagnosticSeverity::Error => "error",
        DiagnosticSeverity::Warning => "warning",
    }
    .to_owned()
}
