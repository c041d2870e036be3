//! Files that are written for people: all of one or nothing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a file into a folder, which is made where it is missing; a crash leaves the old text or the new one. `what` is for
/// the error.
pub(crate) fn write(folder: &Path, name: &str, text: &str, what: &str) -> Result<PathBuf, Error> {
    let file = |words: String, source| Error::File { what: format!("{words} in `{}`", folder.display()), source };
    fs::create_dir_all(folder).map_err(|source| file(format!("The folder of the {what} cannot be made"), source))?;
    let path = folder.join(name);
    let partial = folder.join(format!(".{name}.partial"));
    fs::write(&partial, text)
        .and_then(|()| File::open(&partial)?.sync_all())
        .and_then(|()| fs::rename(&partial, &path))
        .map_err(|source| file(format!("The {what} cannot be written"), source))?;
    Ok(path)
}
