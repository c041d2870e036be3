//! Who takes over the seat of the communications lead: the next one of its rotation, else whoever is on call for its backup.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::PersonId;
use domain::incident::Incident;
use domain::playbook::IncidentRole;
use domain::rotation::Rotation;
use domain::span::{Instant, Span};
use serde::Serialize;

use crate::engine::Engine;
use crate::view::person::PersonView;

/// How far ahead the next one on call is looked for.
const AHEAD: Duration = Duration::days(14);

/// Who takes over a seat.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct BackupView {
    /// Who.
    pub person: PersonView,
    /// Why them: `on call now`, `next on call, from Mon 09:00 CET`.
    pub why: String,
}

impl Engine {
    /// Who takes over from whoever communicates; where nobody does, who comes after the one who is proposed for the seat.
    pub(in crate::view::bridge) fn communications_backup(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        now: Instant,
    ) -> Option<BackupView> {
        if !incident.is_open() {
            return None;
        }
        let role = agreement.role(&IncidentRole::COMMUNICATIONS.into())?;
        let rotation = agreement.rotation(role.rotation.as_ref()?)?;
        let on_call = self.on_call_of(rotation, now);
        let holder = incident.holder(IncidentRole::COMMUNICATIONS).map(|holder| &holder.person);
        // Whoever is on call first is the one who is proposed for an empty seat.
        let first = holder.or_else(|| on_call.first());
        let is_free = |person: &PersonId| Some(person) != first && person != &incident.lead;
        let found = on_call
            .iter()
            .find(|person| is_free(person))
            .map(|person| (person.clone(), format!("on call now in {}", rotation.name)))
            .or_else(|| self.next_on_call(rotation, now, &is_free))
            .or_else(|| self.on_call_in_backup(agreement, rotation, now, &is_free));
        found.map(|(person, why)| BackupView { person: self.person_view(agreement, &person, now), why })
    }

    fn next_on_call(
        &self,
        rotation: &Rotation,
        now: Instant,
        is_free: &dyn Fn(&PersonId) -> bool,
    ) -> Option<(PersonId, String)> {
        let rendering = self.rendering(rotation, Span::of(now, now + AHEAD));
        let ahead = rendering.shifts.into_iter().filter(|shift| shift.span.from > now && is_free(&shift.person));
        let next = ahead.min_by_key(|shift| shift.span.from)?;
        let from = next.span.from.with_timezone(&self.zone()).format("%a %H:%M %Z");
        Some((next.person, format!("next on call in {}, from {from}", rotation.name)))
    }

    fn on_call_in_backup(
        &self,
        agreement: &Agreement,
        rotation: &Rotation,
        now: Instant,
        is_free: &dyn Fn(&PersonId) -> bool,
    ) -> Option<(PersonId, String)> {
        let backup = agreement.rotation(rotation.backup.as_ref()?)?;
        let person = self.on_call_of(backup, now).into_iter().find(|person| is_free(person))?;
        Some((person, format!("on call now in {}, the backup of {}", backup.name, rotation.name)))
    }
}
