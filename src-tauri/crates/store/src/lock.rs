//! A lock file between processes: whoever holds it may open, migrate or rebuild what it guards.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::Error;

/// Pause between two looks at a lock that somebody else holds.
const PAUSE: Duration = Duration::from_millis(20);
/// How many looks: ten seconds in all, as long as a busy database is waited for.
const LOOKS: u32 = 500;

/// Waits for the lock; it is released when the file is dropped, and by the system when the process dies.
pub(crate) fn take(path: &Path) -> Result<File, Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    for _ in 0..LOOKS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(Error::Busy)
}
