//! Why something could not be done, by what the caller does next.

use domain::incident::decide::Refusal;
use serde::Serialize;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule says no; the words say what to do instead.
    #[error("{0}")]
    Refused(String),
    /// There is no such thing.
    #[error("{0}")]
    NotFound(String),
    /// The keychain cannot be used.
    #[error("{0}")]
    NoVault(String),
    /// The databases.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The workspace's folder.
    #[error(transparent)]
    Workspace(#[from] workspace::error::Error),
    /// A file beside them.
    #[error("{what}: {source}")]
    File {
        /// What was tried, with the path.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A slip in Bridgewatch itself.
    #[error("Something inside Bridgewatch ended early ({0}). Nothing was lost; try again.")]
    Internal(String),
}

/// What the screens branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A rule says no.
    Refused,
    /// There is no such thing.
    NotFound,
    /// Try again.
    Busy,
    /// The file is of a newer Bridgewatch.
    NewerFile,
    /// The disk is full, read-only or broken.
    Disk,
    /// The keychain cannot be used.
    NoVault,
    /// A slip in Bridgewatch.
    Internal,
}

impl Error {
    /// What the screens branch on.
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(_) => Code::Refused,
            Self::NoVault(_) => Code::NoVault,
            Self::Store(store::Error::NewerFile { .. }) => Code::NewerFile,
            Self::Store(store::Error::Busy) => Code::Busy,
            Self::NotFound(_) | Self::Store(store::Error::NotFound(_)) => Code::NotFound,
            Self::Store(_) | Self::Workspace(_) | Self::File { .. } => Code::Disk,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.0)
    }
}
