//! What is wrong with a file, where, and what to do about it.

use serde::{Deserialize, Serialize};

/// Something in a file that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file, relative to the workspace, with `/` between its parts.
    pub path: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// How bad.
    pub severity: DiagnosticSeverity,
    /// Which rule, for scripts: `unknown-rotation`.
    pub code: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do, in a sentence.
    pub help: String,
}

/// Whether something was left out because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiagnosticSeverity {
    /// The entry is left out, or points to nothing.
    Error,
    /// The entry holds, but is probably not what was meant.
    Warning,
}

impl std::fmt::Display for Diagnostic {
    /// As compilers print it: `path:line:column: error[code]: message`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let severity = match self.severity {
            DiagnosticSeverity::Error => "error",
            DiagnosticSeverity::Warning => "warning",
        };
        let Self { path, line, column, code, message, help, .. } = self;
        write!(formatter, "{path}:{line}:{column}: {severity}[{code}]: {message} {help}")
    }
}
