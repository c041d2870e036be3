//! Shift notes: assembled from what this machine knows, offered, accepted or taken back. Nothing of it needs a network.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{ConnectionId, IncidentId, PersonId, RotationId, ShiftNoteId};
use domain::incident::Incident;
use domain::playbook::IncidentRole;
use domain::rotation::{Rendering, Rotation};
use domain::shift_note::assemble::assemble;
use domain::shift_note::cover::Turn;
use domain::shift_note::facts::{Facts, Owed};
use domain::shift_note::{self, Settlement, ShiftNote, ShiftOffer, text};
use domain::span::{Instant, Span};
use serde::Deserialize;
use store::truth::outbox::Filter;
use store::truth::shift_notes::Kept;

use crate::change::Topic;
use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::outcome::what;
use crate::view::bridge::PageStanding;
use crate::view::cover::unknown;

/// How far back a shift may have begun, and how far ahead it and the next one may end, in days: the first will mostly do.
const REACH_DAYS: [i64; 2] = [15, 60];
/// How far is looked at most.
const FARTHEST_DAYS: i64 = 366;
/// How many deliveries, stand-ins and notes are read.
const MOST: u32 = 500;

/// A shift as somebody offers it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
pub struct ShiftForm {
    /// Whose shift.
    pub rotation: RotationId,
    /// Who takes over.
    pub to: PersonId,
    /// What the giver adds; may be empty.
    #[serde(default)]
    pub remarks: String,
}

/// A note that is not offered yet, with what it was made from.
pub(crate) struct Drafted {
    /// Who would hand over.
    pub(crate) from: PersonId,
    /// Their turn.
    pub(crate) turn: Turn,
    /// What is open.
    pub(crate) note: ShiftNote,
}

impl Engine {
    /// Offers a shift: the note is assembled at this instant and stays as it is. The same id twice is one offer.
    pub fn offer_shift(&self, id: &ShiftNoteId, form: &ShiftForm) -> Result<ShiftOffer, Error> {
        let now = self.now();
        if let Some(known) = self.parts.truth.shift_offer(id)? {
            return Ok(known);
        }
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let from = self.acting(now)?;
        let open = self.parts.truth.open_shift_offers()?;
        let remarks = form.remarks.trim();
        shift_note::offer(&form.rotation, (&from, &form.to), remarks, &open, agreement)?;
        let rotation = agreement.rotation(&form.rotation).ok_or_else(|| unknown(&form.rotation))?;
        let note = self.drafted(agreement, rotation, from, now)?;
        let offer = ShiftOffer {
            id: id.clone(),
            rotation: form.rotation.clone(),
            from: note.from,
            to: form.to.clone(),
            at: now,
            remarks: remarks.to_owned(),
            text: text::body(&note.note, remarks, self.zone()),
            note: note.note,
            settled: None,
        };
        let kept = self.parts.truth.offer_shift(&offer, &self.parts.device)?;
        if kept == Kept::Waits {
            return Err(Error::Refused("This shift was offered meanwhile. Take that back first.".to_owned()));
        }
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(offer)
    }

    /// The receiver has read it, or the giver records that they said so.
    pub fn accept_shift(&self, id: &ShiftNoteId) -> Result<ShiftOffer, Error> {
        let now = self.now();
        let (offer, actor) = (self.shift_offer(id)?, self.acting(now)?);
        let settlement = shift_note::accept(&offer, &actor, &self.loaded().agreement, now)?;
        self.settle_shift(offer, settlement, now)
    }

    /// The giver keeps the shift, or the receiver cannot take it.
    pub fn take_back_shift(&self, id: &ShiftNoteId, reason: &str) -> Result<ShiftOffer, Error> {
        let now = self.now();
        let (offer, actor) = (self.shift_offer(id)?, self.acting(now)?);
        let settlement = shift_note::take_back(&offer, &actor, reason, &self.loaded().agreement, now)?;
        self.settle_shift(offer, settlement, now)
    }

    /// Everything that was ever offered here, the latest first.
    pub fn shift_offers(&self) -> Result<Vec<ShiftOffer>, Error> {
        Ok(self.parts.truth.shift_offers(MOST)?)
    }

    /// The offer of that id.
    pub fn shift_offer(&self, id: &ShiftNoteId) -> Result<ShiftOffer, Error> {
        let found = self.parts.truth.shift_offer(id)?;
        found.ok_or_else(|| Error::NotFound(format!("There is no shift note “{id}”.")))
    }

    fn settle_shift(
        &self,
        offer: ShiftOffer,
        settlement: Option<Settlement>,
        now: Instant,
    ) -> Result<ShiftOffer, Error> {
        let Some(settlement) = settlement else { return Ok(offer) };
        if !self.parts.truth.settle_shift(&offer.id, &settlement, now, &self.parts.device)? {
            return Err(Error::Refused("It was settled meanwhile.".to_owned()));
        }
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(ShiftOffer { settled: Some(settlement), ..offer })
    }

    /// The note that a person would hand over now.
    pub(crate) fn drafted(
        &self,
        agreement: &Agreement,
        rotation: &Rotation,
        from: PersonId,
        now: Instant,
    ) -> Result<Drafted, Error> {
        let truth = &self.parts.truth;
        let (rendering, turn) = self.turn_around(rotation, &from, now);
        let incidents = truth.open_incidents(now)?;
        let facts = Facts {
            agreement,
            incidents: &incidents,
            ended: &self.ended_since(turn.since)?,
            owed: &self.owed(agreement)?,
            drifts: &self.drifts_on_pages(agreement, now)?,
            troubles: &self.connection_troubles(agreement)?,
            stand_ins: &truth.stand_ins(MOST)?,
            rotation,
            rendering: &rendering,
            turn: &turn,
            on_call: &|id| self.on_call(agreement, id, now),
            zone: self.zone(),
            now,
        };
        Ok(Drafted { note: assemble(&facts), from, turn })
    }

    /// Somebody's turn in a rotation, and its shifts as far as that turn and the next one reach; at most a year.
    pub(crate) fn turn_around(&self, rotation: &Rotation, giver: &PersonId, now: Instant) -> (Rendering, Turn) {
        let look = |days: i64| {
            let window = Span::of(now - Duration::days(days), now + Duration::days(days));
            let rendering = self.rendering(rotation, window);
            let turn = Turn::of(&rendering, giver, now);
            (window, rendering, turn)
        };
        let near = REACH_DAYS.into_iter().map(look).find(|(window, _, turn)| turn.is_whole_in(*window));
        let (window, rendering, turn) = near.unwrap_or_else(|| look(FARTHEST_DAYS));
        (rendering, turn.without_edge(window))
    }

    /// The rotation whose shift a person most likely hands over: the one that leads incidents, then any other in which they are
    /// on call, then the first of those.
    pub(crate) fn own_rotation(&self, agreement: &Agreement, person: &PersonId, now: Instant) -> Option<RotationId> {
        let leads = agreement.role(&IncidentRole::LEAD.into()).and_then(|role| role.rotation.clone());
        let all = || leads.iter().chain(agreement.rotations.iter().map(|rotation| &rotation.id));
        let own = all().find(|id| self.on_call(agreement, id, now).contains(person));
        own.or_else(|| all().next()).cloned()
    }

    fn ended_since(&self, since: Instant) -> Result<Vec<Incident>, Error> {
        let all = self.parts.truth.all_incidents()?.into_iter();
        let lately = all.filter(|brief| brief.resolved_at.is_some_and(|at| at >= since));
        lately.map(|brief| self.incident(&brief.id)).collect()
    }

    fn owed(&self, agreement: &Agreement) -> Result<Vec<Owed>, Error> {
        let rows = self.parts.truth.outbox(Filter::Pending, MOST)?;
        let name = |id: &ConnectionId| {
            connection_of(agreement, id).map_or_else(|| id.to_string(), |connection| connection.name)
        };
        Ok(rows
            .into_iter()
            .map(|row| Owed {
                incident: row.delivery.incident.clone(),
                what: what(&row.delivery),
                by: name(&row.delivery.connection),
                held: row.state.name() == "held",
                reason: row.reason,
            })
            .collect())
    }

    /// Where pages say something else than what was published last, of all incidents of which they may still tell.
    fn drifts_on_pages(&self, agreement: &Agreement, now: Instant) -> Result<Vec<(IncidentId, String)>, Error> {
        let mut drifts = Vec::new();
        for id in self.told_on_pages(now)? {
            let incident = self.incident(&id)?;
            let rows = self.parts.truth.deliveries(&id)?;
            let standings = self.page_standings(&incident, agreement, &rows)?.into_iter();
            let drifted = standings.filter(|page| page.state == PageStanding::Drift);
            drifts.extend(drifted.map(|page| (id.clone(), format!("{}: {}", page.name, page.drift.join(" ")))));
        }
        Ok(drifts)
    }

    fn connection_troubles(&self, agreement: &Agreement) -> Result<Vec<(String, String)>, Error> {
        let mut troubles = Vec::new();
        for connection in &agreement.connections {
            let trouble = self.standing(&connection.id)?.trouble;
            if !trouble.is_empty() {
                troubles.push((connection.name.clone(), trouble));
            }
        }
        Ok(troubles)
    }
}
