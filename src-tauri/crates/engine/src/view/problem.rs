//! Faults of the workspace's files.

use serde::Serialize;

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
