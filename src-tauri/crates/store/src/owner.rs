//! A process that sends. Its token stands in the outbox beside what it is sending; a lock on the file of that name says
//! that it lives. The system lets go of the lock however the process ends, so a crash cannot leave a row behind that
//! nobody dares to touch, and a process that merely sleeps is not taken for dead.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::{Error, lock};

/// A living process; it is alive until this is dropped.
#[derive(Debug)]
pub struct Owner {
    token: String,
    path: PathBuf,
    /// Held, never read: the lock is the sign of life.
    _file: File,
}

impl Owner {
    /// Says that this process lives, and clears away the signs of those that do not.
    pub fn register(folder: &Path) -> Result<Self, Error> {
        // Between making the file and locking it, it would look dead; nobody clears away without this lock.
        let _guard = lock::take(&folder.join("owners.lock"))?;
        let owners = owners(folder);
        fs::create_dir_all(&owners)?;
        for entry in fs::read_dir(&owners)? {
            let path = entry?.path();
            if !is_held(&path) {
                // Another sign of a dead process can wait for the next start.
                let _ = fs::remove_file(path);
            }
        }
        let token = Uuid::new_v4().simple().to_string();
        let path = owners.join(&token);
        let file = File::create_new(&path)?;
        file.lock()?;
        Ok(Self { token, path, _file: file })
    }

    /// The name of this process in the outbox.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether the process of that token lives.
    pub fn is_alive(folder: &Path, token: &str) -> bool {
        // A token is a plain name: anything else cannot be one of ours.
        token.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !token.is_empty()
            && is_held(&owners(folder).join(token))
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        // Best effort: what stays is recognised as dead and cleared away at the next start.
        let _ = fs::remove_file(&self.path);
    }
}

fn owners(folder: &Path) -> PathBuf {
    folder.join("owners")
}

/// Whether somebody holds the file. The look is shared, so that two who look at once do not see each other.
fn is_held(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}
