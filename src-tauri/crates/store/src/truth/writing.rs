//! The one door to the journal: entries, the incidents that they make, and the deliveries that they owe change together or
//! not at all, and one intent changes them once.

use std::collections::BTreeMap;

use domain::delivery::{Delivery, State};
use domain::id::{DeliveryId, IncidentId, IntentId};
use domain::incident::Incident;
use domain::incident::entry::Entry;
use domain::span::Instant;
use rusqlite::{Connection, Transaction};

use super::journal::Draft;
use super::outbox::Row;
use super::{Truth, fold, journal, outbox};
use crate::{Error, database};

/// What came of handing an intent in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted<T> {
    /// It was new, and is on the disk.
    Done(T),
    /// It has been here before; nothing was done now.
    Already {
        /// The incident that it was for.
        incident: IncidentId,
        /// The entries that it left then.
        sequences: Vec<u64>,
    },
}

/// A transaction in which the journal grows. Nobody else writes while it is open, in this process or another.
#[derive(Debug)]
pub struct Writing<'tx> {
    tx: &'tx Transaction<'tx>,
    /// Incidents that have changed; their rows are written at the end, once.
    changed: BTreeMap<IncidentId, Incident>,
    /// When the last entry was recorded: the moment from which what it owes is owed.
    recorded_at: Option<Instant>,
}

impl Truth {
    /// Does the work in one immediate transaction, unless the intent is in the journal already. Where the work fails, nothing
    /// is written; where this returns `Done`, everything is on the disk.
    pub fn submit<T, E: From<Error>>(
        &self,
        intent: &IntentId,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<Submitted<T>, E> {
        self.database.transact(|tx| {
            if let Some((incident, sequences)) =
                journal::left_by(tx, intent).map_err(|error| self.database.within(error))?
            {
                return Ok(Submitted::Already { incident, sequences });
            }
            let mut writing = Writing { tx, changed: BTreeMap::new(), recorded_at: None };
            let value = work(&mut writing)?;
            writing.finish()?;
            Ok(Submitted::Done(value))
        })
    }
}

impl Writing<'_> {
    /// The next incident's id: `INC-12`. Drills count along, and no number comes twice.
    pub fn allocate_incident(&mut self) -> Result<IncidentId, Error> {
        self.located(|tx| {
            let number: i64 =
                tx.query_row("UPDATE numbers SET last = last + 1 WHERE name = 'incident' RETURNING last", [], |row| {
                    row.get(0)
                })?;
            Ok(IncidentId(format!("INC-{number}")))
        })
    }

    /// The incident as it is now, entries of this transaction included.
    pub fn incident(&self, id: &IncidentId) -> Result<Option<Incident>, Error> {
        match self.changed.get(id) {
            Some(incident) => Ok(Some(incident.clone())),
            None => self.located(|tx| fold::incident(tx, id)),
        }
    }

    /// Appends an entry and folds it into its incident. The first entry of an incident must be its declaration.
    pub fn append(&mut self, draft: Draft) -> Result<Entry, Error> {
        let before = match self.changed.remove(&draft.incident) {
            Some(incident) => Some(incident),
            None => self.incident(&draft.incident)?,
        };
        let entry = self.located(|tx| Ok(journal::append(tx, draft)?))?;
        let incident = match before {
            Some(mut incident) => {
                incident.apply(&entry);
                incident
            }
            None => Incident::declared(&entry).ok_or_else(|| {
                Error::NotFound(format!("incident `{}` that this could be written to", entry.incident))
            })?,
        };
        self.changed.insert(entry.incident.clone(), incident);
        self.recorded_at = Some(entry.recorded_at);
        Ok(entry)
    }

    /// Puts a delivery at the end of its lane, Queued. The same id twice is a conflict.
    pub fn enqueue(&mut self, delivery: &Delivery) -> Result<(), Error> {
        let owed_at = self.recorded_at.unwrap_or(delivery.not_before);
        self.located(|tx| outbox::enqueue(tx, delivery, owed_at))
    }

    /// The delivery's row as it is now.
    pub fn delivery(&self, id: &DeliveryId) -> Result<Option<Row>, Error> {
        self.located(|tx| Ok(outbox::row(tx, id)?))
    }

    /// All that one incident owes or owed, in order.
    pub fn deliveries(&self, incident: &IncidentId) -> Result<Vec<Row>, Error> {
        self.located(|tx| Ok(outbox::deliveries(tx, incident)?))
    }

    /// Gives a delivery a new time to go in, because the lead wants it out after all.
    pub fn renew(&mut self, id: &DeliveryId, not_before: Instant, valid_until: Instant) -> Result<(), Error> {
        self.located(|tx| outbox::renew(tx, id, not_before, valid_until))
    }

    /// Writes the state that a delivery has come to; see [`Truth::settle`].
    pub fn settle(
        &mut self,
        id: &DeliveryId,
        state: &State,
        attempts: u32,
        reason: &str,
        now: Instant,
    ) -> Result<(), Error> {
        self.located(|tx| outbox::settle(tx, id, state, attempts, reason, now))
    }

    fn finish(&self) -> Result<(), Error> {
        self.located(|tx| self.changed.values().try_for_each(|incident| Ok(fold::keep(tx, incident)?)))
    }

    fn located<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        work(self.tx).map_err(|error| error.within(database::file(self.tx)))
    }
}
