//! Shifts among what needs somebody: an offer that waits, and a shift of the reader's own that ends soon.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{PersonId, RotationId};
use domain::shift_note::{Settlement, ShiftOffer};
use domain::span::Instant;

use super::segment::Rendered;
use super::{Need, NeedLevel, NeedTarget};
use crate::engine::Engine;
use crate::error::Error;

/// How long before a shift ends its hand-over is asked for.
const SOON: Duration = Duration::hours(2);
/// How many notes of a rotation are looked at for one of this shift.
const LATEST: u32 = 4;

impl Engine {
    /// Offers that wait, then the reader's own shifts that end soon and were not handed over.
    pub(super) fn shift_needs(
        &self,
        agreement: &Agreement,
        rendered: &[Rendered<'_>],
        now: Instant,
    ) -> Result<Vec<Need>, Error> {
        let you = self.you()?;
        let open = self.parts.truth.open_shift_offers()?;
        let mut needs: Vec<Need> = open.iter().map(|offer| self.waiting(agreement, offer, you.as_ref())).collect();
        let Some(you) = you else { return Ok(needs) };
        let own = |row: &&Rendered<'_>| row.on_now.iter().any(|shift| shift.person == you);
        for rotation in rendered.iter().filter(own).map(|row| row.rotation) {
            if open.iter().any(|offer| offer.rotation == rotation.id) {
                continue;
            }
            let (_, turn) = self.turn_around(rotation, &you, now);
            let (Some(until), Some(next)) = (turn.until, &turn.next) else { continue };
            if until - now > SOON || self.is_handed_over(&rotation.id, &you, turn.since)? {
                continue;
            }
            let name = agreement.person_name(next);
            needs.push(Need {
                level: NeedLevel::Warning,
                title: format!("Your shift ends at {}: hand over to {name}", self.clock(until)),
                detail: rotation.name.clone(),
                from: Some(until.timestamp_millis()),
                until: None,
                verb: "Hand over".to_owned(),
                target: NeedTarget::Shift { rotation: rotation.id.to_string(), note: None },
            });
        }
        Ok(needs)
    }

    fn waiting(&self, agreement: &Agreement, offer: &ShiftOffer, you: Option<&PersonId>) -> Need {
        let (giver, receiver) = (agreement.person_name(&offer.from), agreement.person_name(&offer.to));
        let rotation = agreement.rotation(&offer.rotation);
        let rotation = rotation.map_or_else(|| offer.rotation.to_string(), |known| known.name.clone());
        let yours = you == Some(&offer.to);
        let title = if yours {
            format!("{giver} handed the shift over to you: read and accept")
        } else {
            format!("{receiver} has not accepted the shift of {rotation}")
        };
        Need {
            level: NeedLevel::Warning,
            title,
            detail: format!("{rotation}, offered at {}", self.clock(offer.at)),
            from: Some(offer.at.timestamp_millis()),
            until: None,
            verb: if yours { "Read" } else { "Open" }.to_owned(),
            target: NeedTarget::Shift { rotation: offer.rotation.to_string(), note: Some(offer.id.to_string()) },
        }
    }

    /// Whether a person's shift that began then is in other hands already.
    fn is_handed_over(&self, rotation: &RotationId, person: &PersonId, since: Instant) -> Result<bool, Error> {
        let known = self.parts.truth.shift_offers_of(rotation, LATEST)?;
        let accepted = |offer: &ShiftOffer| matches!(offer.settled, Some(Settlement::Accepted { .. }));
        Ok(known.iter().any(|offer| &offer.from == person && offer.at >= since && accepted(offer)))
    }

    /// `18:00 CET`, in the reader's zone.
    fn clock(&self, at: Instant) -> String {
        at.with_timezone(&self.zone()).format("%H:%M %Z").to_string()
    }
}
