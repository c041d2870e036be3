//! Runbooks taken apart, with the index in which their sections are found. Of a workspace that is read again, only what
//! changed is written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::span::Instant;
use rusqlite::{Connection, Row, params};

use super::Cache;
use crate::Error;
use crate::column::{Json, Millis};

/// A runbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunbookRow {
    /// The file, relative to the workspace.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Services that it is for.
    pub services: Vec<String>,
    /// Free words to find it by.
    pub tags: Vec<String>,
    /// The team that keeps it true.
    pub owner: Option<String>,
    /// The day on which somebody last checked it.
    pub verified: Option<NaiveDate>,
    /// When the file was last written; kept to the millisecond.
    pub modified: Instant,
    /// Its pieces, in order; empty in a listing.
    pub sections: Vec<SectionRow>,
}

/// A searchable piece of a runbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRow {
    /// Its heading.
    pub heading: String,
    /// Depth of the heading, 1 to 6; 0 before the first one.
    pub level: u8,
    /// By which a link reaches it.
    pub anchor: String,
    /// The line of the file, counted from 1.
    pub line: u32,
    /// Its text, plain.
    pub body: String,
}

/// What replacing the runbooks came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replaced {
    /// Runbooks that were new or had changed.
    pub written: usize,
    /// Runbooks that are no longer there.
    pub removed: usize,
    /// Runbooks that stayed as they were.
    pub kept: usize,
}

const LISTED: &str =
    "SELECT id, path, title, services, tags, owner, verified, modified_at FROM runbooks ORDER BY title, path";

impl Cache {
    /// Makes these the runbooks: all of it in one transaction, and only what changed is written. Of a path that comes twice
    /// the last one counts.
    pub fn replace_runbooks(&self, runbooks: Vec<RunbookRow>) -> Result<Replaced, Error> {
        let mut wanted: BTreeMap<String, RunbookRow> =
            runbooks.into_iter().map(|runbook| (runbook.path.clone(), cleaned(runbook))).collect();
        self.database.write(|tx| {
            let mut replaced = Replaced::default();
            for (id, mut stored) in listed(tx)? {
                stored.sections = sections(tx, id)?;
                match wanted.remove(&stored.path) {
                    Some(runbook) if runbook == stored => replaced.kept += 1,
                    Some(runbook) => {
                        forget(tx, id)?;
                        write(tx, &runbook)?;
                        replaced.written += 1;
                    }
                    None => {
                        forget(tx, id)?;
                        replaced.removed += 1;
                    }
                }
            }
            for runbook in wanted.values() {
                write(tx, runbook)?;
                replaced.written += 1;
            }
            Ok(replaced)
        })
    }

    /// Every runbook without its sections, by title.
    pub fn runbooks(&self) -> Result<Vec<RunbookRow>, Error> {
        self.database.read(|conn| Ok(listed(conn)?.into_iter().map(|(_, runbook)| runbook).collect()))
    }

    /// One runbook with its sections; `None` where there is none at that path.
    pub fn runbook(&self, path: &str) -> Result<Option<RunbookRow>, Error> {
        self.database.read(|conn| {
            let Some((id, mut runbook)) = listed(conn)?.into_iter().find(|(_, runbook)| runbook.path == path) else {
                return Ok(None);
            };
            runbook.sections = sections(conn, id)?;
            Ok(Some(runbook))
        })
    }
}

fn listed(conn: &Connection) -> rusqlite::Result<Vec<(i64, RunbookRow)>> {
    conn.prepare_cached(LISTED)?.query_map([], |row| Ok((row.get(0)?, runbook(row)?)))?.collect()
}

fn runbook(row: &Row<'_>) -> rusqlite::Result<RunbookRow> {
    Ok(RunbookRow {
        path: row.get(1)?,
        title: row.get(2)?,
        services: row.get::<_, Json<_>>(3)?.0,
        tags: row.get::<_, Json<_>>(4)?.0,
        owner: row.get(5)?,
        verified: row.get::<_, Option<String>>(6)?.and_then(|day| day.parse().ok()),
        modified: row.get::<_, Millis>(7)?.0,
        sections: Vec::new(),
    })
}

fn sections(conn: &Connection, runbook: i64) -> rusqlite::Result<Vec<SectionRow>> {
    conn.prepare_cached("SELECT heading, level, anchor, line, body FROM sections WHERE runbook = ?1 ORDER BY id")?
        .query_map([runbook], |row| {
            Ok(SectionRow {
                heading: row.get(0)?,
                level: row.get(1)?,
                anchor: row.get(2)?,
                line: row.get(3)?,
                body: row.get(4)?,
            })
        })?
        .collect()
}

fn write(conn: &Connection, runbook: &RunbookRow) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO runbooks (path, title, services, tags, owner, verified, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        runbook.path,
        runbook.title,
        Json(&runbook.services),
        Json(&runbook.tags),
        runbook.owner,
        runbook.verified.map(|day| day.to_string()),
        Millis(runbook.modified),
    ])?;
    let id = conn.last_insert_rowid();
    let words: Vec<&str> = runbook.services.iter().chain(&runbook.tags).map(String::as_str).collect();
    let mut insert = conn.prepare_cached(
        "INSERT INTO sections (runbook, title, heading, words, body, level, anchor, line)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for section in &runbook.sections {
        insert.execute(params![
            id,
            runbook.title,
            section.heading,
            words.join(" "),
            section.body,
            section.level,
            section.anchor,
            section.line,
        ])?;
    }
    Ok(())
}

fn forget(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    // The sections go first and by name, so that their trigger takes them out of the index.
    conn.execute("DELETE FROM sections WHERE runbook = ?1", [id])?;
    conn.execute("DELETE FROM runbooks WHERE id = ?1", [id])?;
    Ok(())
}

/// As it will be read back, and without the characters that mark what was found.
fn cleaned(mut runbook: RunbookRow) -> RunbookRow {
    runbook.modified = Millis::cut(runbook.modified);
    for section in &mut runbook.sections {
        if section.body.contains(super::search::MARKS) {
            section.body = section.body.replace(super::search::MARKS, " ");
        }
    }
    runbook
}
