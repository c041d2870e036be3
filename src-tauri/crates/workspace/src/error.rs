//! Why a workspace could not be read at all.

use std::io;
use std::path::PathBuf;

/// Why nothing can be loaded at all. Everything else is a [`Diagnostic`](crate::diagnostic::Diagnostic).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such folder; the person has to choose another one.
    #[error("there is no folder `{}`", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The folder is there but cannot be read or watched or written.
    #[error("`{}` cannot be used: {source}", path.display())]
    Unreadable {
        /// Which folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}
