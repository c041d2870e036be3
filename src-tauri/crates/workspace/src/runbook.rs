//! A runbook as it lies in the workspace, unread.

use domain::span::Instant;

/// A Markdown file below `runbooks/`, as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunbookFile {
    /// Relative to the workspace, with `/` between its parts.
    pub path: String,
    /// When the file was last written, where the file system knows it.
    pub modified_at: Option<Instant>,
    /// Its text.
    pub text: String,
}
