//! A bare transaction of `SQLite` that writes the bytes which an update wrote, on the same disk and pressed to it as hard.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Result};

/// What an update wrote: its entry, its incident, and what it owes.
pub(super) struct Written {
    entry: String,
    incident: String,
    owed: String,
}

impl Written {
    /// How many bytes.
    pub(super) fn len(&self) -> usize {
        self.entry.len() + self.incident.len() + self.owed.len()
    }
}

/// A database of three tables beside the truth, and a look into the truth.
pub(super) struct Bare {
    truth: Connection,
    bare: Connection,
}

impl Bare {
    /// Made in the folder of the databases.
    pub(super) fn beside(folder: &Path) -> Result<Self> {
        let truth = Connection::open_with_flags(folder.join("truth.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let bare = Connection::open(folder.join("bare.db"))?;
        bare.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
        bare.pragma_update(None, "synchronous", "FULL")?;
        // As the truth has it: on macOS a plain sync leaves the words in the drive's own memory.
        bare.pragma_update(None, "fullfsync", true)?;
        bare.pragma_update(None, "checkpoint_fullfsync", true)?;
        bare.execute_batch(
            "CREATE TABLE entries (text TEXT NOT NULL);
             CREATE TABLE incidents (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
             CREATE TABLE owed (text TEXT NOT NULL);",
        )?;
        Ok(Self { truth, bare })
    }

    /// What the truth was given last.
    pub(super) fn last_written(&self) -> Result<Written> {
        let read = |sql| self.truth.prepare_cached(sql)?.query_row([], |row| row.get(0));
        Ok(Written {
            entry: read("SELECT event FROM journal ORDER BY sequence DESC LIMIT 1")?,
            incident: read("SELECT state FROM incidents ORDER BY last_sequence DESC LIMIT 1")?,
            owed: read("SELECT delivery || detail FROM outbox ORDER BY lane_order DESC LIMIT 1")?,
        })
    }

    /// The same bytes in one transaction; the incident in the place of the one before.
    pub(super) fn write(&mut self, written: &Written) -> Result<()> {
        let tx = self.bare.transaction()?;
        tx.prepare_cached("INSERT INTO entries (text) VALUES (?1)")?.execute([&written.entry])?;
        tx.prepare_cached("INSERT OR REPLACE INTO incidents (id, text) VALUES (1, ?1)")?
            .execute([&written.incident])?;
        tx.prepare_cached("INSERT INTO owed (text) VALUES (?1)")?.execute([&written.owed])?;
        tx.commit()
    }
}
