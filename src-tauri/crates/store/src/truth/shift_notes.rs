//! Shift notes: kept as they were offered, each with what came of it.

use domain::id::{PersonId, RotationId, ShiftNoteId};
use domain::shift_note::{Settlement, ShiftOffer};
use domain::span::Instant;
use rusqlite::{OptionalExtension, Params, Row, named_params, params};

use super::Truth;
use crate::Error;
use crate::column::{Json, Millis};

/// A note with what came of it.
const NOTES: &str = "SELECT id, rotation, giver, receiver, remarks, note, text, recorded_at, settlement
    FROM (SELECT number, id, rotation, giver, receiver, remarks, shift_notes.note, text, shift_notes.recorded_at, settlement
          FROM shift_notes LEFT JOIN shift_settlements ON shift_settlements.note = shift_notes.id)";

/// What became of an offer that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept now.
    New,
    /// The same intent offered it before.
    Already,
    /// Another one of this rotation waits still.
    Waits,
}

impl Truth {
    /// Keeps an offer that was made on this device, unless another one of its rotation waits. The same id again changes nothing.
    pub fn offer_shift(&self, offer: &ShiftOffer, device: &str) -> Result<Kept, Error> {
        self.database.write(|tx| {
            let known = tx
                .prepare_cached("SELECT 1 FROM shift_notes WHERE id = ?1")?
                .query_row([offer.id.as_str()], |_| Ok(()))
                .optional()?;
            if known.is_some() {
                return Ok(Kept::Already);
            }
            let new = tx
                .prepare_cached(
                    "INSERT INTO shift_notes (id, rotation, giver, receiver, remarks, note, text, device, recorded_at)
                     SELECT :id, :rotation, :giver, :receiver, :remarks, :note, :text, :device, :at
                     WHERE NOT EXISTS (SELECT 1 FROM shift_notes AS other WHERE other.rotation = :rotation
                         AND NOT EXISTS (SELECT 1 FROM shift_settlements WHERE note = other.id))",
                )?
                .execute(named_params! {
                    ":id": offer.id.as_str(),
                    ":rotation": offer.rotation.as_str(),
                    ":giver": offer.from.as_str(),
                    ":receiver": offer.to.as_str(),
                    ":remarks": offer.remarks,
                    ":note": Json(&offer.note),
                    ":text": offer.text,
                    ":device": device,
                    ":at": Millis(offer.at),
                })?;
            Ok(if new > 0 { Kept::New } else { Kept::Waits })
        })
    }

    /// Keeps what came of an offer; whether it was open until now.
    pub fn settle_shift(
        &self,
        id: &ShiftNoteId,
        settlement: &Settlement,
        at: Instant,
        device: &str,
    ) -> Result<bool, Error> {
        self.database.write(|tx| {
            let new = tx
                .prepare_cached(
                    "INSERT INTO shift_settlements (note, settlement, device, recorded_at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (note) DO NOTHING",
                )?
                .execute(params![id.as_str(), Json(settlement), device, Millis(at)])?;
            Ok(new > 0)
        })
    }

    /// The offer of that id.
    pub fn shift_offer(&self, id: &ShiftNoteId) -> Result<Option<ShiftOffer>, Error> {
        Ok(self.notes("WHERE id = ?1", [id.as_str()])?.into_iter().next())
    }

    /// The offers that wait, the latest first.
    pub fn open_shift_offers(&self) -> Result<Vec<ShiftOffer>, Error> {
        self.notes("WHERE settlement IS NULL ORDER BY number DESC", [])
    }

    /// What was offered of a rotation, the latest first.
    pub fn shift_offers_of(&self, rotation: &RotationId, limit: u32) -> Result<Vec<ShiftOffer>, Error> {
        self.notes("WHERE rotation = ?1 ORDER BY number DESC LIMIT ?2", params![rotation.as_str(), limit])
    }

    /// Everything that was ever offered, the latest first.
    pub fn shift_offers(&self, limit: u32) -> Result<Vec<ShiftOffer>, Error> {
        self.notes("ORDER BY number DESC LIMIT ?1", [limit])
    }

    fn notes(&self, which: &str, params: impl Params) -> Result<Vec<ShiftOffer>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(&format!("{NOTES} {which}"))?;
            let rows = statement.query_map(params, read)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ShiftOffer> {
    Ok(ShiftOffer {
        id: ShiftNoteId(row.get(0)?),
        rotation: RotationId(row.get(1)?),
        from: PersonId(row.get(2)?),
        to: PersonId(row.get(3)?),
        remarks: row.get(4)?,
        note: row.get::<_, Json<_>>(5)?.0,
        text: row.get(6)?,
        at: row.get::<_, Millis>(7)?.0,
        settled: row.get::<_, Option<Json<_>>>(8)?.map(|settled| settled.0),
    })
}
