//! What the person at this machine has chosen: a value of JSON text for each key.

use rusqlite::OptionalExtension;

use super::Truth;
use crate::Error;

impl Truth {
    /// The value; `None` where it was never chosen.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        self.database.read(|conn| {
            let value = conn
                .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            Ok(value)
        })
    }

    /// Chooses a value, JSON text.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, value],
            )?;
            Ok(())
        })
    }
}
