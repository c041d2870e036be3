//! `cache.db`: what can be fetched or read again. Any doubt about the file ends it: a sound file of another version is emptied
//! in its place, a damaged one is set aside, and the application starts with an empty cache instead of not at all.

pub mod answers;
pub mod counted;
pub mod feeds;
pub mod items;
mod open;
pub mod runbooks;
pub mod search;
pub mod shifts;

use std::path::Path;
use std::sync::Arc;

use crate::Error;
use crate::database::Database;

/// The cache; cheap to clone, and shared by all threads.
#[derive(Debug, Clone)]
pub struct Cache {
    database: Database,
    rebuilt: Option<Arc<str>>,
}

impl Cache {
    /// Opens `cache.db` in the folder, which is made where it is missing. Fails only where the disk does.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let (database, rebuilt) = open::open(folder)?;
        Ok(Self { database, rebuilt: rebuilt.map(Arc::from) })
    }

    /// Why the cache is empty, where this opening had to empty it.
    pub fn rebuilt(&self) -> Option<String> {
        self.rebuilt.as_deref().map(str::to_owned)
    }
}
