//! The way to a cache that can be trusted: kept, emptied, or set aside.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::database::{self, Database, Durability};
use crate::migrate::{self, Ladder};
use crate::{Error, lock};

/// One step at a time is enough: whoever has another one is emptied.
const LADDER: &Ladder = &[
    include_str!("../../migrations/cache/0001_feeds.sql"),
    include_str!("../../migrations/cache/0002_remote_items.sql"),
    include_str!("../../migrations/cache/0003_counted.sql"),
    include_str!("../../migrations/cache/0004_answers.sql"),
];

/// Opens, makes or rebuilds the cache of a folder, and says why where it was rebuilt.
pub(crate) fn open(folder: &Path) -> Result<(Database, Option<String>), Error> {
    let _guard = lock::take(&folder.join("cache.lock"))?;
    let path = folder.join("cache.db");
    let damage = match ready(&path) {
        Ok((conn, emptied)) => return Ok((Database::share(&path, conn)?, emptied)),
        Err(error @ (Error::Busy | Error::Disk { .. })) => return Err(error),
        Err(error) => error,
    };
    let aside = set_aside(&path)?;
    let (conn, _) = ready(&path)?;
    let words = format!(
        "The cache was damaged and begins anew; the old file is `{}`. {}",
        aside.display(),
        match damage {
            Error::Corrupt { detail, .. } => detail,
            other => other.to_string(),
        }
    );
    Ok((Database::share(&path, conn)?, Some(words)))
}

/// A connection to a sound cache of just this version, and why it was emptied, if it was.
fn ready(path: &Path) -> Result<(Connection, Option<String>), Error> {
    let mut conn = database::approach(path)?;
    if let Some(detail) = database::complaint(&conn)? {
        return Err(Error::Corrupt { path: path.to_owned(), detail });
    }
    let (version, found) = (migrate::version(&conn)?, migrate::schema(&conn)?);
    let is_fresh = version == 0 && found.is_empty();
    let is_ours = version == migrate::newest(LADDER) && found == expected()?;
    let emptied = if is_fresh || is_ours {
        None
    } else {
        empty(&conn)?;
        Some("The cache was written by another version of Bridgewatch and begins anew.".to_owned())
    };
    database::settle_in(&conn, Durability::Normal)?;
    migrate::climb(&mut conn, LADDER)?;
    Ok((conn, emptied))
}

/// Empties a sound file in its place, since another process may have it open: a file that is moved from under that process
/// could take ours along when it ends.
fn empty(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, true)?;
    let reset = conn.execute_batch("VACUUM");
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, false)?;
    reset?;
    conn.pragma_update(None, "user_version", 0)
}

/// What this version's cache is made of.
fn expected() -> rusqlite::Result<Vec<(String, String)>> {
    let mut conn = Connection::open_in_memory()?;
    migrate::climb(&mut conn, LADDER)?;
    migrate::schema(&conn)
}

/// Moves the file and what belongs to it to the first free `cache.db.broken-<n>`.
fn set_aside(path: &Path) -> Result<PathBuf, Error> {
    let named = |number: u32, ending: &str| path.with_file_name(format!("cache.db.broken-{number}{ending}"));
    let number = (1..u32::MAX).find(|number| !named(*number, "").exists()).unwrap_or(u32::MAX);
    for ending in ["-wal", "-shm", ""] {
        let from = path.with_file_name(format!("cache.db{ending}"));
        if from.exists() {
            fs::rename(from, named(number, ending))?;
        }
    }
    Ok(named(number, ""))
}
