//! The incident that a declaration would make, before anything of it is written.

use super::Incident;
use super::entry::Entry;
use super::event::Event;
use super::intent::Declaration;
use crate::id::{IncidentId, IntentId, PersonId};
use crate::rally::Rally;
use crate::span::Instant;

/// The id of an incident that nobody declared.
const NOT_DECLARED: &str = "not-declared";

impl Incident {
    /// As a complete declaration by this person would make it at an instant, before anybody is paged.
    pub fn would_be(declaration: &Declaration, lead: &PersonId, at: Instant) -> Option<Self> {
        let entry = |sequence, event| Entry {
            sequence,
            incident: IncidentId::from(NOT_DECLARED),
            happened_at: at,
            recorded_at: at,
            actor: lead.clone(),
            device: String::new(),
            intent: IntentId::from(NOT_DECLARED),
            event,
        };
        let mut incident = Self::declared(&entry(
            1,
            Event::Declared {
                key: NOT_DECLARED.to_owned(),
                title: declaration.title.clone(),
                severity: declaration.severity,
                playbook: declaration.playbook.clone(),
                pattern: declaration.pattern.clone(),
                services: declaration.services.clone(),
                surface: declaration.surface.clone(),
                symptom: declaration.symptom.clone(),
                regions: declaration.regions.clone(),
                drill: declaration.drill,
                lead: lead.clone(),
                rally: Rally::default(),
            },
        ))?;
        if declaration.customer_impact {
            let (regions, detail) = (declaration.regions.clone(), String::new());
            incident.apply(&entry(2, Event::ImpactConfirmed { regions, detail }));
        }
        Some(incident)
    }
}
