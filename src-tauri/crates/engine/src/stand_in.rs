//! Overrides of the reader's own view: set, taken back, and laid over every shift that this machine shows or pages by.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{OverrideId, PersonId, RotationId};
use domain::rotation::Override;
use domain::rotation::stand_in::{StandIn, Withdrawal};
use domain::span::{Instant, Span};
use serde::Deserialize;

use crate::change::Topic;
use crate::civil;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::cover::unknown;

/// The longest stretch: whoever stands in for longer belongs into the rotation itself.
const LONGEST: Duration = Duration::days(92);
/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// An override as somebody fills it in: times as people write them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
pub struct StandInForm {
    /// In which rotation.
    pub rotation: RotationId,
    /// Who stands in.
    pub person: PersonId,
    /// For whom; for everybody where it names none.
    #[serde(default)]
    pub replaces: Option<PersonId>,
    /// From when: `now`, `22:00`, `2026-11-21 03:00`, `+1h`.
    pub from: String,
    /// Until when; a distance such as `+8h` counts from the begin.
    pub until: String,
    /// The IANA zone of both; the reader's where it names none.
    #[serde(default)]
    pub zone: Option<String>,
    /// Why; required.
    pub reason: String,
}

/// An override to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandInDraft {
    /// In which rotation.
    pub rotation: RotationId,
    /// Who stands in.
    pub person: PersonId,
    /// For whom; for everybody where it names none.
    pub replaces: Option<PersonId>,
    /// From when.
    pub from: Instant,
    /// Until when.
    pub until: Instant,
    /// Why; required.
    pub reason: String,
}

impl Engine {
    /// Reads a form. `Refused` where a time or the zone cannot be read.
    pub fn read_stand_in(&self, form: &StandInForm) -> Result<StandInDraft, Error> {
        let zone = form.zone.as_deref().map_or(Ok(self.zone()), civil::zone)?;
        let read =
            |text: &str, now| civil::read(text, zone, now).map_err(|trouble| Error::Refused(trouble.to_string()));
        let from = read(&form.from, self.now())?;
        Ok(StandInDraft {
            rotation: form.rotation.clone(),
            person: form.person.clone(),
            replaces: form.replaces.clone(),
            from,
            until: read(&form.until, from)?,
            reason: form.reason.clone(),
        })
    }

    /// Sets an override. The same id twice is one override.
    pub fn set_stand_in(&self, id: &OverrideId, draft: &StandInDraft) -> Result<StandIn, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        agreement.rotation(&draft.rotation).ok_or_else(|| unknown(&draft.rotation))?;
        known(agreement, &draft.person)?;
        let span = Span::of(draft.from, draft.until);
        let reason = draft.reason.trim();
        let refusal = if span.is_empty() {
            Some("It ends before it begins. Give an end that is later.")
        } else if span.until <= now {
            Some("It is over already. Give an end that is still to come.")
        } else if span.length() > LONGEST {
            Some("It is longer than three months. Change the rotation itself.")
        } else if reason.is_empty() {
            Some("Say why: whoever reads it at night must know.")
        } else if reason.chars().count() > LONGEST_REASON {
            Some("The reason is longer than 1000 characters. Say it shorter.")
        } else if draft.replaces.as_ref() == Some(&draft.person) {
            Some("Nobody stands in for themself. Choose somebody else.")
        } else {
            None
        };
        if let Some(refusal) = refusal {
            return Err(Error::Refused(refusal.to_owned()));
        }
        if let Some(replaced) = &draft.replaces {
            self.has_a_shift(id, &draft.rotation, replaced, span)?;
        }
        let stand_in = StandIn {
            id: id.clone(),
            rotation: draft.rotation.clone(),
            replacement: Override {
                span,
                person: draft.person.clone(),
                replaces: draft.replaces.clone(),
                reason: reason.to_owned(),
            },
            by: self.acting(now)?,
            at: now,
            withdrawn: None,
        };
        self.parts.truth.stand_in(&stand_in, &self.parts.device)?;
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(stand_in)
    }

    /// Refuses an override in place of somebody who is not on call in its time: it would be kept, and change nothing.
    fn has_a_shift(
        &self,
        id: &OverrideId,
        rotation: &RotationId,
        replaced: &PersonId,
        span: Span,
    ) -> Result<(), Error> {
        // The same form once more: it took the shift away already.
        if self.stand_ins_of(rotation, span).iter().any(|known| known.id == *id) {
            return Ok(());
        }
        let loaded = self.loaded_around(span)?;
        let agreement = &loaded.agreement;
        let rotation = agreement.rotation(rotation).ok_or_else(|| unknown(rotation))?;
        let mut on_call: Vec<PersonId> = Vec::new();
        // What a pager says of now may differ from its schedule.
        for shift in self.shifts_at(rotation, span.from).into_iter().chain(self.rendering(rotation, span).shifts) {
            if !on_call.contains(&shift.person) {
                on_call.push(shift.person);
            }
        }
        if on_call.contains(replaced) {
            return Ok(());
        }
        known(agreement, replaced)?;
        if self.known_part(agreement, rotation, span).0 != Some(span) {
            // What nobody has told yet may be theirs.
            return Ok(());
        }
        let names: Vec<String> = on_call.iter().map(|person| agreement.person_name(person)).collect();
        let (replaced, name) = (agreement.person_name(replaced), &rotation.name);
        let then = match names.as_slice() {
            [] => "Nobody is: leave open for whom.".to_owned(),
            names => format!("On call then: {}. Name one of them, or leave open for whom.", names.join(", ")),
        };
        Err(Error::Refused(format!("{replaced} is not on call in {name} in that time. {then}")))
    }

    /// Takes an override back; what it said before stays readable.
    pub fn withdraw_stand_in(&self, id: &OverrideId, reason: &str) -> Result<(), Error> {
        let now = self.now();
        let withdrawal = Withdrawal { by: self.acting(now)?, at: now, reason: reason.trim().to_owned() };
        if !self.parts.truth.withdraw_stand_in(id, &withdrawal)? {
            return Err(Error::NotFound(format!("There is no override “{id}” that holds.")));
        }
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(())
    }

    /// All overrides that were ever set here, the latest first.
    pub fn stand_ins(&self) -> Result<Vec<StandIn>, Error> {
        Ok(self.parts.truth.stand_ins(MOST)?)
    }

    /// The overrides of a rotation that hold somewhere in a window. Where they cannot be read, what the rotation itself says
    /// is still an answer.
    pub(crate) fn stand_ins_of(&self, rotation: &RotationId, window: Span) -> Vec<StandIn> {
        self.parts.truth.stand_ins_of(rotation, window).unwrap_or_else(|trouble| {
            tracing::warn!(%rotation, %trouble, "the overrides of this machine cannot be read");
            Vec::new()
        })
    }

    /// The same, without who set them.
    pub(crate) fn replacements(&self, rotation: &RotationId, window: Span) -> Vec<Override> {
        self.stand_ins_of(rotation, window).into_iter().map(|stand_in| stand_in.replacement).collect()
    }
}

fn known(agreement: &Agreement, person: &PersonId) -> Result<(), Error> {
    let words = format!("Nobody is known as “{person}”. Choose somebody of the workspace or of a pager.");
    agreement.person(person).map(|_| ()).ok_or(Error::NotFound(words))
}

/// How many overrides are listed.
const MOST: u32 = 500;
