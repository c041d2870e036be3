//! What was counted of incidents that are over, so that a review of all of them need not read the whole journal.

use std::collections::BTreeMap;

use domain::id::IncidentId;
use rusqlite::params;

use super::Cache;
use crate::Error;

/// What was counted of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Sequence of the last entry that was counted.
    pub last_sequence: u64,
    /// The figures, as JSON.
    pub figures: String,
}

impl Cache {
    /// Everything that was counted by these rules.
    pub fn counted(&self, rules: &str) -> Result<BTreeMap<IncidentId, Counted>, Error> {
        self.database.read(|conn| {
            let mut statement =
                conn.prepare_cached("SELECT incident, last_sequence, figures FROM counted WHERE rules = ?1")?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok((IncidentId(row.get(0)?), Counted { last_sequence: row.get(1)?, figures: row.get(2)? }))
            };
            let counted = statement.query_map([rules], row)?.collect::<rusqlite::Result<_>>()?;
            Ok(counted)
        })
    }

    /// Keeps what was counted; what other rules counted is forgotten.
    pub fn keep_counted(&self, rules: &str, counted: &BTreeMap<IncidentId, Counted>) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute("DELETE FROM counted WHERE rules <> ?1", [rules])?;
            for (incident, one) in counted {
                tx.prepare_cached(
                    "INSERT OR REPLACE INTO counted (incident, rules, last_sequence, figures) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![incident.as_str(), rules, one.last_sequence, one.figures])?;
            }
            Ok(())
        })
    }
}
