//! The way to a truth that may be written to.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::Connection;

use crate::database::{self, Database, Durability};
use crate::migrate::{self, Ladder};
use crate::{Error, lock};

/// Released steps are never edited; a change is a further file.
const LADDER: &Ladder = &[
    include_str!("../../migrations/truth/0001_journal.sql"),
    include_str!("../../migrations/truth/0002_stand_ins.sql"),
    include_str!("../../migrations/truth/0003_kept.sql"),
    include_str!("../../migrations/truth/0004_shift_notes.sql"),
];

/// What every `SQLite` file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Opens, or makes, the truth of a folder.
pub(crate) fn open(folder: &Path) -> Result<Database, Error> {
    let path = folder.join("truth.db");
    look(&path)?;
    let _guard = lock::take(&folder.join("truth.lock"))?;
    let conn = ready(&path).map_err(|error| error.within(&path))?;
    Database::share(&path, conn).map_err(|error| error.within(&path))
}

/// Reads the first bytes as a plain file, for `SQLite` would put files of its own beside a database that it opens.
fn look(path: &Path) -> Result<(), Error> {
    let mut head = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(64).read_to_end(&mut head)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    // An empty file is a database that was about to be made. The cache is made only after that, so where there is one,
    // something has emptied the journal, and a new one in its place would hide that.
    if head.is_empty() {
        if path.with_file_name("cache.db").exists() {
            let detail = "it is empty, though this folder was in use".to_owned();
            return Err(Error::Corrupt { path: path.to_owned(), detail });
        }
        return Ok(());
    }
    match (head.starts_with(MAGIC), head.last_chunk::<4>()) {
        (true, Some(version)) if head.len() == 64 => refuse_newer(path, i64::from(i32::from_be_bytes(*version))),
        _ => Err(Error::Corrupt { path: path.to_owned(), detail: "it does not begin like a database".to_owned() }),
    }
}

fn refuse_newer(path: &Path, found: i64) -> Result<(), Error> {
    let known = migrate::newest(LADDER);
    if found > known { Err(Error::NewerFile { path: path.to_owned(), found, known }) } else { Ok(()) }
}

/// A connection to a file that was found sound, and is of the newest version.
fn ready(path: &Path) -> Result<Connection, Error> {
    let mut conn = database::approach(path)?;
    // Asked again, because the newest version may still be in the write-ahead log, where the first look does not reach.
    let version = migrate::version(&conn)?;
    refuse_newer(path, version)?;
    if let Some(detail) = database::complaint(&conn)? {
        return Err(Error::Corrupt { path: path.to_owned(), detail });
    }
    if version <= 0 && !migrate::schema(&conn)?.is_empty() {
        let detail = "it is a database of another program".to_owned();
        return Err(Error::Corrupt { path: path.to_owned(), detail });
    }
    if 0 < version && version < migrate::newest(LADDER) {
        migrate::copy(&conn, &path.with_file_name(format!("truth.db.before-{}", version + 1)))?;
    }
    database::settle_in(&conn, Durability::Full)?;
    migrate::climb(&mut conn, LADDER)?;
    Ok(conn)
}
