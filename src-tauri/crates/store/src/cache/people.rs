//! People as a provider knows them.

use domain::span::Instant;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

use super::Cache;
use super::feeds::{self, FeedKey};
use crate::Error;
use crate::column::Json;

/// A person as a provider knows them.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    /// The provider's id.
    pub id: String,
    /// Their name there.
    pub name: String,
    /// By which the workspace's person is found.
    pub email: Option<String>,
    /// Whatever else the provider tells.
    pub detail: Value,
}

impl Cache {
    /// Puts a fetched list in the place of the old one. Of people that come twice the last one counts.
    pub fn replace_people(&self, feed: &FeedKey, people: &[PersonRow], fetched_at: Instant) -> Result<(), Error> {
        self.database.write(|tx| {
            feeds::fetched(tx, feed, fetched_at)?;
            tx.execute(
                "DELETE FROM people WHERE connection = ?1 AND feed = ?2",
                params![feed.connection.as_str(), feed.name],
            )?;
            let mut insert = tx.prepare_cached(
                "INSERT OR REPLACE INTO people (connection, feed, id, name, email, detail)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for person in people {
                insert.execute(params![
                    feed.connection.as_str(),
                    feed.name,
                    person.id,
                    person.name,
                    person.email,
                    Json(&person.detail),
                ])?;
            }
            Ok(())
        })
    }

    /// The people of a feed, by name.
    pub fn people(&self, feed: &FeedKey) -> Result<Vec<PersonRow>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT id, name, email, detail FROM people WHERE connection = ?1 AND feed = ?2 ORDER BY name, id",
            )?;
            let people = statement.query_map(params![feed.connection.as_str(), feed.name], person)?;
            Ok(people.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The person of that address in any feed of any connection; upper and lower case are the same.
    pub fn person_by_email(&self, email: &str) -> Result<Option<PersonRow>, Error> {
        self.database.read(|conn| {
            let found = conn
                .prepare_cached(
                    "SELECT id, name, email, detail FROM people
                     WHERE email = ?1 COLLATE NOCASE ORDER BY connection, feed LIMIT 1",
                )?
                .query_row([email], person)
                .optional()?;
            Ok(found)
        })
    }
}

fn person(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow { id: row.get(0)?, name: row.get(1)?, email: row.get(2)?, detail: row.get::<_, Json<Value>>(3)?.0 })
}
