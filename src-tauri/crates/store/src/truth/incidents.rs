//! Incidents as they are now, folded from the journal.

use domain::id::IncidentId;
use domain::incident::Incident;
use domain::phase::Phase;
use domain::reminder::ON_THE_DESK;
use domain::severity::Severity;
use domain::span::Instant;
use rusqlite::Row;

use super::{Truth, fold};
use crate::Error;
use crate::column::Millis;

/// The query behind [`Truth::open_incidents`].
pub const NOT_CLOSED: &str = "
    SELECT id FROM incidents
    WHERE closed = 0 AND (resolved_at IS NULL OR resolved_at >= ?1)
    ORDER BY declared_at DESC, id";
/// The query behind [`Truth::all_incidents`].
pub const ALL: &str = "
    SELECT id, key, title, severity, phase, drill, declared_at, resolved_at, closed, last_sequence
    FROM incidents ORDER BY declared_at DESC, id";

/// An incident in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// `INC-12`
    pub id: IncidentId,
    /// Our marker at providers.
    pub key: String,
    /// What is wrong, in a line.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Where it stands.
    pub phase: Phase,
    /// A rehearsal.
    pub drill: bool,
    /// When it was declared.
    pub declared_at: Instant,
    /// When it was resolved; none while it is open.
    pub resolved_at: Option<Instant>,
    /// Resolved, and no closing update is owed.
    pub closed: bool,
    /// Sequence of its last entry.
    pub last_sequence: u64,
}

impl Truth {
    /// The incident; `None` where there is none of that id.
    pub fn incident(&self, id: &IncidentId) -> Result<Option<Incident>, Error> {
        self.database.read(|conn| fold::incident(conn, id))
    }

    /// Incidents that still need somebody, newest first: open ones, and those resolved within seven days that owe a closing
    /// update.
    pub fn open_incidents(&self, now: Instant) -> Result<Vec<Incident>, Error> {
        self.database.read(|conn| {
            let ids: Vec<String> = conn
                .prepare_cached(NOT_CLOSED)?
                .query_map([Millis(now - ON_THE_DESK)], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            ids.into_iter().filter_map(|id| fold::incident(conn, &IncidentId(id)).transpose()).collect()
        })
    }

    /// Every incident, newest first.
    pub fn all_incidents(&self) -> Result<Vec<Brief>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let briefs = statement.query_map([], brief)?.collect::<rusqlite::Result<_>>()?;
            Ok(briefs)
        })
    }
}

fn brief(row: &Row<'_>) -> rusqlite::Result<Brief> {
    let severity: i64 = row.get(3)?;
    let phase: String = row.get(4)?;
    Ok(Brief {
        id: IncidentId(row.get(0)?),
        key: row.get(1)?,
        title: row.get(2)?,
        severity: Severity::read(&severity.to_string()).ok_or(rusqlite::Error::IntegralValueOutOfRange(3, severity))?,
        phase: Phase::read(&phase)
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(4, phase, rusqlite::types::Type::Text))?,
        drill: row.get(5)?,
        declared_at: row.get::<_, Millis>(6)?.0,
        resolved_at: row.get::<_, Option<Millis>>(7)?.map(|at| at.0),
        closed: row.get(8)?,
        last_sequence: row.get(9)?,
    })
}
