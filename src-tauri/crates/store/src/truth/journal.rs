//! The journal: append-only, and the only truth about incidents. It is written through [`Truth::submit`] alone, and read
//! here.

use domain::id::{IncidentId, IntentId, PersonId};
use domain::incident::entry::Entry;
use domain::incident::event::{Event, VERSION};
use domain::span::Instant;
use rusqlite::{Connection, Params, params};

use super::{Truth, upcast};
use crate::column::{Json, Millis};
use crate::{Error, database};

/// The query behind [`Truth::entries`].
pub const OF_INCIDENT: &str = "
    SELECT sequence, incident, happened_at, recorded_at, actor, device, intent, v, event
    FROM journal WHERE incident = ?1 ORDER BY sequence";
/// The query by which an intent that comes twice is recognised.
pub const OF_INTENT: &str = "SELECT incident, sequence FROM journal WHERE intent = ?1 ORDER BY sequence";
const AFTER: &str = "
    SELECT sequence, incident, happened_at, recorded_at, actor, device, intent, v, event
    FROM journal WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";

/// The query behind [`Truth::entries_of_words`]. Incidents are few, their entries are many: each one's are found by the index.
pub const OF_WORDS: &str = "
    SELECT sequence, incident, happened_at, recorded_at, actor, device, intent, v, event
    FROM (SELECT id, declared_at FROM incidents ORDER BY declared_at DESC, id LIMIT ?1) newest
    JOIN journal ON journal.incident = newest.id
    WHERE json_extract(event, '$.kind') IN ('update_written', 'update_withdrawn', 'outreach_written')
    ORDER BY newest.declared_at DESC, newest.id, sequence";

/// An entry before it has its place in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Which incident.
    pub incident: IncidentId,
    /// When it happened; kept to the millisecond.
    pub happened_at: Instant,
    /// When it is written down; kept to the millisecond.
    pub recorded_at: Instant,
    /// Who did it.
    pub actor: PersonId,
    /// On which machine.
    pub device: String,
    /// Which intent it came from.
    pub intent: IntentId,
    /// What happened.
    pub event: Event,
}

impl Truth {
    /// All entries of an incident, in order; none where there is no such incident.
    pub fn entries(&self, incident: &IncidentId) -> Result<Vec<Entry>, Error> {
        self.database.read(|conn| of_incident(conn, incident))
    }

    /// Entries of all incidents after that sequence, in order.
    pub fn entries_after(&self, sequence: u64, limit: u32) -> Result<Vec<Entry>, Error> {
        self.database.read(|conn| entries(conn, AFTER, params![sequence, limit]))
    }

    /// The entries by which words were written or taken back, of that many of the newest incidents: the newest incident
    /// first, each one's in order.
    pub fn entries_of_words(&self, incidents: u32) -> Result<Vec<Entry>, Error> {
        self.database.read(|conn| entries(conn, OF_WORDS, [incidents]))
    }
}

/// All entries of an incident.
pub(crate) fn of_incident(conn: &Connection, incident: &IncidentId) -> Result<Vec<Entry>, Error> {
    entries(conn, OF_INCIDENT, [incident.as_str()])
}

/// What an intent has left: its incident, and the sequences of its entries; `None` where it has not come yet.
pub(crate) fn left_by(conn: &Connection, intent: &IntentId) -> rusqlite::Result<Option<(IncidentId, Vec<u64>)>> {
    let rows: Vec<(String, u64)> = conn
        .prepare_cached(OF_INTENT)?
        .query_map([intent.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let sequences = rows.iter().map(|(_, sequence)| *sequence).collect();
    Ok(rows.into_iter().next().map(|(incident, _)| (IncidentId(incident), sequences)))
}

/// Adds an entry at the end.
pub(crate) fn append(conn: &Connection, draft: Draft) -> rusqlite::Result<Entry> {
    let (happened_at, recorded_at) = (Millis::cut(draft.happened_at), Millis::cut(draft.recorded_at));
    conn.prepare_cached(
        "INSERT INTO journal (incident, happened_at, recorded_at, actor, device, intent, v, event)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        draft.incident.as_str(),
        Millis(happened_at),
        Millis(recorded_at),
        draft.actor.as_str(),
        draft.device,
        draft.intent.as_str(),
        VERSION,
        Json(&draft.event),
    ])?;
    let Draft { incident, actor, device, intent, event, .. } = draft;
    let sequence = conn.last_insert_rowid().unsigned_abs();
    Ok(Entry { sequence, incident, happened_at, recorded_at, actor, device, intent, event })
}

fn entries(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Entry>, Error> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let sequence = row.get(0)?;
        let event = row.get_ref(8)?.as_str().map_err(rusqlite::Error::from)?;
        entries.push(Entry {
            sequence,
            incident: row.get::<_, String>(1)?.into(),
            happened_at: row.get::<_, Millis>(2)?.0,
            recorded_at: row.get::<_, Millis>(3)?.0,
            actor: row.get::<_, String>(4)?.into(),
            device: row.get(5)?,
            intent: row.get::<_, String>(6)?.into(),
            event: upcast::read(database::file(conn), sequence, row.get(7)?, event)?,
        });
    }
    Ok(entries)
}
