//! Search in the sections of runbooks: the best first, a match in the title before one in a heading before one in the text.

use chrono::NaiveDate;
use rusqlite::{Connection, ErrorCode, Row, params};

use super::Cache;
use crate::Error;
use crate::column::Json;

/// What stands before and after each word that was found, in a [`Hit`]'s snippet.
pub const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// The query behind [`Cache::search`].
pub const SEARCH: &str = "
    SELECT runbooks.path, runbooks.title, sections.heading, sections.anchor,
        snippet(section_index, 3, char(1), char(2), '…', 24),
        -bm25(section_index, 10.0, 5.0, 4.0, 1.0) AS score,
        runbooks.services, runbooks.owner, runbooks.verified
    FROM section_index
    JOIN sections ON sections.id = section_index.rowid
    JOIN runbooks ON runbooks.id = sections.runbook
    WHERE section_index MATCH ?1
    ORDER BY score DESC, sections.id LIMIT ?2";

/// The query behind [`Cache::places`].
pub const PLACES: &str = "
    SELECT runbooks.path, sections.anchor
    FROM section_index
    JOIN sections ON sections.id = section_index.rowid
    JOIN runbooks ON runbooks.id = sections.runbook
    WHERE section_index MATCH ?1
    LIMIT ?2";

/// A section that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The runbook, relative to the workspace.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The section's heading.
    pub heading: String,
    /// By which a link reaches the section.
    pub anchor: String,
    /// A piece of its text; each word that was found stands between [`MARKS`].
    pub snippet: String,
    /// Better is higher.
    pub score: f64,
    /// Services that the runbook is for.
    pub services: Vec<String>,
    /// The team that keeps it true.
    pub owner: Option<String>,
    /// The day on which somebody last checked it.
    pub verified: Option<NaiveDate>,
}

impl Cache {
    /// The sections that an FTS5 expression finds, best first. An expression that makes no sense finds nothing.
    pub fn search(&self, expression: &str, limit: u32) -> Result<Vec<Hit>, Error> {
        self.database.read(|conn| nothing_for_nonsense(hits(conn, expression, limit)))
    }

    /// Path and anchor of the sections that an FTS5 expression finds, in no order: without the cost of ranks and snippets.
    pub fn places(&self, expression: &str, limit: u32) -> Result<Vec<(String, String)>, Error> {
        self.database.read(|conn| nothing_for_nonsense(places(conn, expression, limit)))
    }

    /// Every word of the index, the most frequent first, folded as the index folds them: lower case, no accents.
    pub fn vocabulary(&self) -> Result<Vec<String>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT term FROM section_words ORDER BY cnt DESC, term")?;
            let words = statement.query_map([], |row| row.get(0))?;
            Ok(words.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// What is wrong with the expression comes out as a plain error of the query; trouble of the file does not.
fn nothing_for_nonsense<Found>(found: rusqlite::Result<Vec<Found>>) -> Result<Vec<Found>, Error> {
    match found {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown) => Ok(Vec::new()),
        result => Ok(result?),
    }
}

fn places(conn: &Connection, expression: &str, limit: u32) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(PLACES)?;
    statement.query_map(params![expression, limit], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn hits(conn: &Connection, expression: &str, limit: u32) -> rusqlite::Result<Vec<Hit>> {
    conn.prepare_cached(SEARCH)?.query_map(params![expression, limit], hit)?.collect()
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        path: row.get(0)?,
        title: row.get(1)?,
        heading: row.get(2)?,
        anchor: row.get(3)?,
        snippet: row.get(4)?,
        score: row.get(5)?,
        services: row.get::<_, Json<_>>(6)?.0,
        owner: row.get(7)?,
        verified: row.get::<_, Option<String>>(8)?.and_then(|day| day.parse().ok()),
    })
}
