//! How the last calls of each connection went.

use domain::id::ConnectionId;
use domain::span::Instant;
use rusqlite::params;

use super::Truth;
use crate::Error;
use crate::column::Millis;

/// How the last calls of a connection went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which connection.
    pub id: ConnectionId,
    /// When a call last went well.
    pub last_ok_at: Option<Instant>,
    /// Why a call last failed, in words.
    pub last_failure: Option<String>,
    /// When it did.
    pub last_failure_at: Option<Instant>,
}

impl Truth {
    /// All connections that were ever called.
    pub fn connections(&self) -> Result<Vec<Row>, Error> {
        self.database.read(|conn| {
            let mut statement = conn
                .prepare_cached("SELECT id, last_ok_at, last_failure, last_failure_at FROM connections ORDER BY id")?;
            let rows = statement.query_map([], |row| {
                Ok(Row {
                    id: ConnectionId(row.get(0)?),
                    last_ok_at: row.get::<_, Option<Millis>>(1)?.map(|at| at.0),
                    last_failure: row.get(2)?,
                    last_failure_at: row.get::<_, Option<Millis>>(3)?.map(|at| at.0),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// One connection; `None` where it was never called.
    pub fn connection(&self, id: &ConnectionId) -> Result<Option<Row>, Error> {
        Ok(self.connections()?.into_iter().find(|row| &row.id == id))
    }

    /// A call went well.
    pub fn connection_ok(&self, id: &ConnectionId, at: Instant) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "INSERT INTO connections (id, last_ok_at) VALUES (?1, ?2)
                     ON CONFLICT (id) DO UPDATE SET last_ok_at = excluded.last_ok_at",
                params![id.as_str(), Millis(at)],
            )?;
            Ok(())
        })
    }

    /// A call failed; `failure` says why, in words.
    pub fn connection_failed(&self, id: &ConnectionId, failure: &str, at: Instant) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "INSERT INTO connections (id, last_failure, last_failure_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (id) DO UPDATE
                     SET last_failure = excluded.last_failure, last_failure_at = excluded.last_failure_at",
                params![id.as_str(), failure, Millis(at)],
            )?;
            Ok(())
        })
    }
}
