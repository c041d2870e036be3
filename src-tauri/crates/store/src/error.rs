//! What can go wrong with the two files, by what the caller does next.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the store did not do it. Whatever it was, nothing is half-written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Written by a newer Bridgewatch; the file is not touched.
    #[error(
        "`{path}` was written by a newer Bridgewatch (version {found}, this one knows {known}). \
         Nothing was changed. Install the newer version to open it",
        path = path.display()
    )]
    NewerFile {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this build understands.
        known: i64,
    },
    /// The file is damaged, or is no file of ours; it is not touched.
    #[error("`{path}` is damaged and was left as it is: {detail}. {}", remedy(path), path = path.display())]
    Corrupt {
        /// Which file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Another process held the file for longer than we wait. Trying again is safe.
    #[error("Another Bridgewatch is writing right now. Nothing was changed, try again")]
    Busy,
    /// The disk is full or gone, or may not be written to.
    #[error(
        "The disk did not take it: {detail}. What was saved before is safe. Free some space or check the folder, then try again"
    )]
    Disk {
        /// What the disk said.
        detail: String,
    },
    /// There is no such thing.
    #[error("There is no {0}")]
    NotFound(String),
    /// It contradicts what is there.
    #[error("{0}")]
    Conflict(String),
    /// One stored value cannot be understood; the rest can.
    #[error("{what} cannot be read: {detail}. It was left as it is")]
    Unreadable {
        /// Which value.
        what: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Anything else that `SQLite` reports.
    #[error("The database could not do it: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { path: PathBuf::new(), detail }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(
                ErrorCode::DiskFull
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied,
            ) => Self::Disk { detail },
            Some(ErrorCode::ConstraintViolation) => Self::Conflict(format!("It contradicts what is saved: {detail}")),
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => {
                    Self::Unreadable { what: "A stored value".to_owned(), detail }
                }
                error => Self::Sqlite(error),
            },
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Disk { detail: error.to_string() }
    }
}

impl Error {
    /// Names the file where `SQLite` could not.
    pub(crate) fn within(self, file: &Path) -> Self {
        match self {
            Self::Corrupt { path, detail } if path.as_os_str().is_empty() => {
                Self::Corrupt { path: file.to_owned(), detail }
            }
            error => error,
        }
    }
}

/// What to do about a damaged file.
fn remedy(path: &Path) -> &'static str {
    if path.ends_with("cache.db") {
        "Start Bridgewatch again: it is only a cache and begins anew"
    } else {
        "Copy it to a safe place, then restore the newest `truth.db.before-…` beside it or your own backup"
    }
}
