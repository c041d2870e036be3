//! Half-written forms, so that a crash does not cost the words: JSON text for each key.

use rusqlite::OptionalExtension;

use super::Truth;
use crate::Error;

impl Truth {
    /// What was written so far; `None` where nothing was.
    pub fn draft(&self, key: &str) -> Result<Option<String>, Error> {
        self.database.read(|conn| {
            let form = conn
                .prepare_cached("SELECT form FROM drafts WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            Ok(form)
        })
    }

    /// Keeps what was written so far, JSON text.
    pub fn save_draft(&self, key: &str, json: &str) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "INSERT INTO drafts (key, form) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET form = excluded.form",
                [key, json],
            )?;
            Ok(())
        })
    }

    /// Forgets what was written, because it was sent or thrown away.
    pub fn delete_draft(&self, key: &str) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute("DELETE FROM drafts WHERE key = ?1", [key])?;
            Ok(())
        })
    }
}
