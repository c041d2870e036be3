//! One file, two connections: a writer behind a lock, and a reader that cannot write. Readers never wait for the writer
//! (WAL), and writers of several processes wait for one another.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::Error;

/// How long a writer waits for one in another process.
const BUSY: Duration = Duration::from_secs(10);

/// How hard a commit is pressed to the disk.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Durability {
    /// On the disk before the commit returns, even through a power cut.
    Full,
    /// Whole after a power cut, though the last commits may be gone.
    Normal,
}

/// A database, cheap to share.
#[derive(Debug, Clone)]
pub(crate) struct Database(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    path: PathBuf,
    // Closed first, so that the writer is the one that tidies up.
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
}

impl Database {
    /// Shares a writer that is ready, and opens its reader.
    pub(crate) fn share(path: &Path, writer: Connection) -> Result<Self, Error> {
        let reader = Connection::open(path)?;
        reader.busy_timeout(BUSY)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(Self(Arc::new(Inside { path: path.to_owned(), writer: Mutex::new(writer), reader: Mutex::new(reader) })))
    }

    /// Reads one consistent state.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let mut reader = held(&self.0.reader);
        let tx = reader.transaction().map_err(|error| self.within(error))?;
        work(&tx).map_err(|error| self.within(error))
    }

    /// Writes in one immediate transaction: all of it, or none where `work` fails.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.transact(|tx| work(tx).map_err(|error| self.within(error)))
    }

    /// As [`Self::write`], for work that fails in its own words.
    pub(crate) fn transact<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = held(&self.0.writer);
        let begun = writer.transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = begun.map_err(|error| self.within(error))?;
        let value = work(&tx)?;
        tx.commit().map_err(|error| self.within(error))?;
        Ok(value)
    }

    /// The file's name for an error that came from it.
    pub(crate) fn within(&self, error: impl Into<Error>) -> Error {
        error.into().within(&self.0.path)
    }

    /// The reader outside any transaction, for what concerns the connection itself.
    pub(crate) fn reader(&self) -> MutexGuard<'_, Connection> {
        held(&self.0.reader)
    }

    /// The writer outside any transaction, for what concerns the connection itself.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        held(&self.0.writer)
    }
}

/// A panic while the lock was held has rolled its transaction back, so the connection is sound.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file behind a connection, for what is said about it.
pub(crate) fn file(conn: &Connection) -> &Path {
    Path::new(conn.path().unwrap_or_default())
}

/// Opens the file without changing it: what its journal holds is not carried into it until [`settle_in`].
pub(crate) fn approach(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(BUSY)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(conn)
}

/// What a sound database has to say against itself; `None` where that is nothing.
pub(crate) fn complaint(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((verdict != "ok").then_some(verdict))
}

/// Makes a database that was found sound ready for writing.
pub(crate) fn settle_in(conn: &Connection, durability: Durability) -> rusqlite::Result<()> {
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    conn.pragma_update(
        None,
        "synchronous",
        match durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
        },
    )?;
    if matches!(durability, Durability::Full) {
        // On macOS a plain sync leaves the words in the drive's own memory; elsewhere this changes nothing.
        conn.pragma_update(None, "fullfsync", true)?;
        conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}
