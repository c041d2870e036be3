//! Incident rows from journal entries. A row is a projection: it is kept beside the journal so that a screen needs not fold,
//! and it is thrown away without regret.

use domain::id::IncidentId;
use domain::incident::{Incident, fold};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::journal;
use crate::Error;
use crate::column::{Json, Millis};

/// Raised whenever `Incident` or its fold changes: rows of another version are folded anew.
const VERSION: u32 = 7;

/// Incidents whose rows are missing, behind the journal, or of another version.
pub(crate) fn stale(conn: &Connection) -> Result<Vec<IncidentId>, Error> {
    let mut statement = conn.prepare(
        "SELECT told.incident
         FROM (SELECT incident, MAX(sequence) AS last FROM journal GROUP BY incident) AS told
         LEFT JOIN incidents ON incidents.id = told.incident
         WHERE incidents.id IS NULL OR incidents.fold_version <> ?1 OR incidents.last_sequence <> told.last",
    )?;
    let ids = statement.query_map([VERSION], |row| Ok(IncidentId(row.get(0)?)))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Folds those anew. One that cannot be read keeps the row that it has: asking for it says what is wrong, and the others
/// are there.
pub(crate) fn refresh(tx: &Transaction<'_>, stale: &[IncidentId]) -> Result<(), Error> {
    for id in stale {
        match from_journal(tx, id) {
            Ok(Some(incident)) => keep(tx, &incident)?,
            Ok(None) | Err(Error::Unreadable { .. } | Error::NewerFile { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Folds every incident anew, or none where one cannot be read.
pub(crate) fn refold(tx: &Transaction<'_>) -> Result<(), Error> {
    tx.execute("DELETE FROM incidents", [])?;
    for id in stale(tx)? {
        if let Some(incident) = from_journal(tx, &id)? {
            keep(tx, &incident)?;
        }
    }
    Ok(())
}

/// The incident as its row has it, or as the journal tells it where the row is of another version.
pub(crate) fn incident(conn: &Connection, id: &IncidentId) -> Result<Option<Incident>, Error> {
    let row: Option<(u32, String)> = conn
        .prepare_cached("SELECT fold_version, state FROM incidents WHERE id = ?1")?
        .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match row {
        Some((VERSION, state)) => match serde_json::from_str(&state) {
            Ok(incident) => Ok(Some(incident)),
            Err(_) => from_journal(conn, id),
        },
        Some(_) => from_journal(conn, id),
        None => Ok(None),
    }
}

/// Writes the row of an incident.
pub(crate) fn keep(conn: &Connection, incident: &Incident) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO incidents
             (id, key, title, severity, phase, drill, declared_at, resolved_at, closed, last_sequence, fold_version, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        incident.id.as_str(),
        incident.key,
        incident.title,
        incident.severity.number(),
        incident.phase.name(),
        incident.drill,
        Millis(incident.declared_at),
        incident.resolved_at.map(Millis),
        incident.is_closed(),
        incident.last_sequence,
        VERSION,
        Json(incident),
    ])?;
    Ok(())
}

fn from_journal(conn: &Connection, id: &IncidentId) -> Result<Option<Incident>, Error> {
    Ok(fold::fold(&journal::of_incident(conn, id)?))
}
