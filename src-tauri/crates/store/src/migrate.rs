//! Numbered SQL files into a database, one immediate transaction each. Forward only: a file once released is never edited.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

/// The SQL of each version, the first one being version 1.
pub type Ladder = [&'static str];

/// The version that a ladder leads to.
pub fn newest(ladder: &Ladder) -> i64 {
    i64::try_from(ladder.len()).unwrap_or(i64::MAX)
}

/// The version of a database; 0 for an empty one.
pub fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Climbs from the database's version to the newest. Each step is there as a whole or not at all, and a step that another
/// process took meanwhile is not taken again. A database beyond the ladder is left alone.
pub fn climb(conn: &mut Connection, ladder: &Ladder) -> rusqlite::Result<()> {
    for (step, sql) in (1_i64..).zip(ladder) {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&tx)? == step - 1 {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", step)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// Copies a whole database to a file, as it is before a migration. The copy gets its name when it is on the disk, and takes the
/// place of one of that name.
pub fn copy(conn: &Connection, copy: &Path) -> Result<(), Error> {
    let mut part = copy.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    if part.exists() {
        fs::remove_file(part)?;
    }
    conn.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
    File::options().write(true).open(part)?.sync_all()?;
    Ok(fs::rename(part, copy)?)
}

/// Everything that a database is made of: name and SQL of each table, index and trigger, in order of names.
pub fn schema(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    conn.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
