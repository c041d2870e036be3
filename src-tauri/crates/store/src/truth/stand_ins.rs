//! Overrides of the reader's own view: kept like entries of the journal, and taken back instead of deleted.

use domain::id::{OverrideId, PersonId, RotationId};
use domain::rotation::Override;
use domain::rotation::stand_in::{StandIn, Withdrawal};
use domain::span::Span;
use rusqlite::{Params, Row, named_params, params};

use super::Truth;
use crate::Error;
use crate::column::Millis;

const COLUMNS: &str = "id, rotation, person, replaces, from_at, until_at, reason, actor, recorded_at, withdrawn_by,
    withdrawn_at, withdrawn_reason";
/// What chooses those that hold somewhere in a window.
pub const HOLDING: &str =
    "WHERE rotation = ?1 AND until_at > ?2 AND from_at < ?3 AND withdrawn_at IS NULL ORDER BY number";

impl Truth {
    /// Keeps an override that was set on this device. The same id again changes nothing; whether it was new.
    pub fn stand_in(&self, stand_in: &StandIn, device: &str) -> Result<bool, Error> {
        let Override { span, person, replaces, reason } = &stand_in.replacement;
        self.database.write(|tx| {
            let new = tx
                .prepare_cached(
                    "INSERT INTO stand_ins
                         (id, rotation, person, replaces, from_at, until_at, reason, actor, device, recorded_at)
                     VALUES (:id, :rotation, :person, :replaces, :from, :until, :reason, :actor, :device, :at)
                     ON CONFLICT (id) DO NOTHING",
                )?
                .execute(named_params! {
                    ":id": stand_in.id.as_str(),
                    ":rotation": stand_in.rotation.as_str(),
                    ":person": person.as_str(),
                    ":replaces": replaces.as_ref().map(PersonId::as_str),
                    ":from": Millis(span.from),
                    ":until": Millis(span.until),
                    ":reason": reason,
                    ":actor": stand_in.by.as_str(),
                    ":device": device,
                    ":at": Millis(stand_in.at),
                })?;
            Ok(new > 0)
        })
    }

    /// Takes an override back; whether there was one that held.
    pub fn withdraw_stand_in(&self, id: &OverrideId, withdrawal: &Withdrawal) -> Result<bool, Error> {
        self.database.write(|tx| {
            let changed = tx
                .prepare_cached(
                    "UPDATE stand_ins SET withdrawn_by = ?2, withdrawn_at = ?3, withdrawn_reason = ?4
                     WHERE id = ?1 AND withdrawn_at IS NULL",
                )?
                .execute(params![id.as_str(), withdrawal.by.as_str(), Millis(withdrawal.at), withdrawal.reason])?;
            Ok(changed > 0)
        })
    }

    /// The overrides of a rotation that hold somewhere in a window, in the order in which they were set.
    pub fn stand_ins_of(&self, rotation: &RotationId, window: Span) -> Result<Vec<StandIn>, Error> {
        self.chosen(HOLDING, params![rotation.as_str(), Millis(window.from), Millis(window.until)])
    }

    /// All overrides that were ever set, the latest first; those that were taken back as well.
    pub fn stand_ins(&self, limit: u32) -> Result<Vec<StandIn>, Error> {
        self.chosen("ORDER BY number DESC LIMIT ?1", [limit])
    }

    fn chosen(&self, which: &str, params: impl Params) -> Result<Vec<StandIn>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM stand_ins {which}"))?;
            let rows = statement.query_map(params, read)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StandIn> {
    let withdrawn = match (row.get::<_, Option<String>>(9)?, row.get::<_, Option<Millis>>(10)?) {
        (Some(by), Some(at)) => {
            let reason = row.get::<_, Option<String>>(11)?.unwrap_or_default();
            Some(Withdrawal { by: PersonId(by), at: at.0, reason })
        }
        _ => None,
    };
    Ok(StandIn {
        id: OverrideId(row.get(0)?),
        rotation: RotationId(row.get(1)?),
        replacement: Override {
            person: PersonId(row.get(2)?),
            replaces: row.get::<_, Option<String>>(3)?.map(PersonId),
            span: Span::of(row.get::<_, Millis>(4)?.0, row.get::<_, Millis>(5)?.0),
            reason: row.get(6)?,
        },
        by: PersonId(row.get(7)?),
        at: row.get::<_, Millis>(8)?.0,
        withdrawn,
    })
}
