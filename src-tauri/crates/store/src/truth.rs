//! `truth.db`: what must never be lost. Opening it is careful in this order: look without touching, wait for the lock, check
//! that it is sound, copy it, migrate, and bring the projections up to date.

pub mod connections;
mod fold;
pub mod forms;
pub mod incidents;
pub mod journal;
mod open;
pub mod outbox;
pub mod settings;
pub mod shift_notes;
pub mod stand_ins;
mod upcast;
pub mod writing;

use std::path::Path;

use crate::Error;
use crate::database::Database;

/// The truth; cheap to clone, and shared by all threads.
#[derive(Debug, Clone)]
pub struct Truth {
    database: Database,
}

impl Truth {
    /// Opens `truth.db` in the folder, which is made where it is missing.
    ///
    /// A file of a newer version and a damaged file are refused and not touched.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let database = open::open(folder)?;
        let truth = Self { database };
        let stale = truth.database.read(fold::stale)?;
        if !stale.is_empty() {
            truth.database.write(|tx| fold::refresh(tx, &stale))?;
        }
        Ok(truth)
    }

    /// A number that differs whenever anything was written since, by this process or another. It means nothing
    /// between two openings.
    pub fn change_mark(&self) -> Result<i64, Error> {
        self.database
            .reader()
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| self.database.within(error))
    }

    /// Folds every incident anew from the journal.
    pub fn refold(&self) -> Result<(), Error> {
        self.database.write(fold::refold)
    }

    /// Lets the file grow to so many pages of 4 KiB and no further, as a full disk does; 0 changes nothing. For tests of what
    /// happens then. Gives the present size in pages.
    pub fn limit_pages(&self, pages: u32) -> Result<u32, Error> {
        let writer = self.database.writer();
        writer
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .and_then(|()| writer.pragma_query_value(None, "page_count", |row| row.get(0)))
            .map_err(|error| self.database.within(error))
    }
}
