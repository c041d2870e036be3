//! Writes a file whose text somebody edited, unless somebody else changed it meanwhile.

use std::fs;
use std::io;
use std::path::Path;

use super::{as_written, place, plain, save};
use crate::error::Error;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum Unsaved {
    /// It is not what the editor began with; nothing was written.
    #[error("the file was changed by somebody else since it was opened")]
    Changed {
        /// What stands there now, as editors show it; none where the file is gone.
        theirs: Option<String>,
    },
    /// The file or its folder cannot be read or written.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Writes an edited text, all of it or nothing. `began` is the text that the editor was opened with, none for a file that was
/// not there; where something else stands there now, nothing is written.
///
/// Lines that were not edited keep their bytes. Between the look at the file and the writing lies less than a person can type;
/// whoever writes in that moment is overwritten.
pub fn replace(root: &Path, relative: &str, began: Option<&str>, edited: &str) -> Result<(), Unsaved> {
    let full = place(root, relative)?;
    let unreadable = |source| Error::Unreadable { path: full.clone(), source };
    let theirs = match fs::read_to_string(&full) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unreadable(error).into()),
    };
    let stands = theirs.as_deref().map(plain);
    // Where it stands there already, whoever wrote it, there is nothing to do.
    if stands.as_deref() == Some(&plain(edited)) {
        return Ok(());
    }
    if stands != began.map(plain) {
        return Err(Unsaved::Changed { theirs: stands });
    }
    if theirs.is_none() {
        let folder = full.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(unreadable)?;
    }
    let written = as_written(theirs.as_deref().unwrap_or_default(), edited);
    Ok(save(root, relative, &written)?)
}
