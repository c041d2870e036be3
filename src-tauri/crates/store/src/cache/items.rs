//! What a pager knows beside shifts: people, teams, services, schedules, policies, who is on call. One form for all.

use std::collections::HashSet;

use domain::id::ConnectionId;
use domain::span::Instant;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

use super::Cache;
use super::feeds::{self, FeedKey};
use crate::Error;
use crate::column::Json;

/// One thing that a provider knows.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRow {
    /// The provider's id.
    pub id: String,
    /// As people call it there.
    pub name: String,
    /// The address of a person, by which the workspace's person is found.
    pub email: Option<String>,
    /// All that the provider tells.
    pub detail: Value,
}

/// How much of a list has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent<'a> {
    /// All of it, but for these, which could not be read: what is missing otherwise is gone.
    Whole(&'a [String]),
    /// A part: nothing may be concluded from what is missing.
    Part,
}

impl Cache {
    /// Brings what was fetched, in one step: nobody sees half of a list. Of things that come twice the last one counts.
    pub fn bring_items(
        &self,
        feed: &FeedKey,
        items: &[ItemRow],
        extent: Extent<'_>,
        fetched_at: Instant,
    ) -> Result<(), Error> {
        self.database.write(|tx| {
            feeds::fetched(tx, feed, fetched_at)?;
            let key = (feed.connection.as_str(), feed.name.as_str());
            if let Extent::Whole(unread) = extent {
                let stays: HashSet<&str> =
                    items.iter().map(|item| item.id.as_str()).chain(unread.iter().map(String::as_str)).collect();
                let known: Vec<String> = tx
                    .prepare_cached("SELECT id FROM remote_items WHERE connection = ?1 AND feed = ?2")?
                    .query_map(key, |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                let mut delete =
                    tx.prepare_cached("DELETE FROM remote_items WHERE connection = ?1 AND feed = ?2 AND id = ?3")?;
                for id in known.iter().filter(|id| !stays.contains(id.as_str())) {
                    delete.execute(params![key.0, key.1, id])?;
                }
            }
            let mut bring = tx.prepare_cached(
                "INSERT INTO remote_items (connection, feed, id, name, email, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (connection, feed, id)
                 DO UPDATE SET name = excluded.name, email = excluded.email, detail = excluded.detail
                 WHERE name <> excluded.name OR email IS NOT excluded.email OR detail <> excluded.detail",
            )?;
            for item in items {
                bring.execute(params![key.0, key.1, item.id, item.name, item.email, Json(&item.detail)])?;
            }
            Ok(())
        })
    }

    /// The things of a feed, by name.
    pub fn items(&self, feed: &FeedKey) -> Result<Vec<ItemRow>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT id, name, email, detail FROM remote_items
                 WHERE connection = ?1 AND feed = ?2 ORDER BY name, id",
            )?;
            let items = statement.query_map(params![feed.connection.as_str(), feed.name], item)?;
            Ok(items.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// How many things a feed has.
    pub fn item_count(&self, feed: &FeedKey) -> Result<u64, Error> {
        self.database.read(|conn| {
            let mut statement =
                conn.prepare_cached("SELECT count(*) FROM remote_items WHERE connection = ?1 AND feed = ?2")?;
            let count: i64 = statement.query_row(params![feed.connection.as_str(), feed.name], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }

    /// One thing of a feed.
    pub fn item(&self, feed: &FeedKey, id: &str) -> Result<Option<ItemRow>, Error> {
        self.database.read(|conn| {
            let found = conn
                .prepare_cached(
                    "SELECT id, name, email, detail FROM remote_items WHERE connection = ?1 AND feed = ?2 AND id = ?3",
                )?
                .query_row(params![feed.connection.as_str(), feed.name, id], item)
                .optional()?;
            Ok(found)
        })
    }

    /// The things of any connection and feed with that address; upper and lower case are the same.
    pub fn items_by_email(&self, email: &str) -> Result<Vec<(FeedKey, ItemRow)>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT id, name, email, detail, connection, feed FROM remote_items
                 WHERE email = ?1 COLLATE NOCASE ORDER BY connection, feed, id",
            )?;
            let found = statement.query_map([email], |row| {
                Ok((FeedKey { connection: ConnectionId(row.get(4)?), name: row.get(5)? }, item(row)?))
            })?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn item(row: &Row<'_>) -> rusqlite::Result<ItemRow> {
    Ok(ItemRow { id: row.get(0)?, name: row.get(1)?, email: row.get(2)?, detail: row.get::<_, Json<Value>>(3)?.0 })
}
