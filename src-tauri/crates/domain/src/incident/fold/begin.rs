//! The first entry.

use std::collections::BTreeMap;

use crate::id::RoleId;
use crate::incident::Incident;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::stated::Stated;
use crate::phase::Phase;
use crate::playbook::IncidentRole;

impl Incident {
    /// The state after the first entry, if that is a declaration.
    pub fn declared(entry: &Entry) -> Option<Self> {
        let Event::Declared {
            key,
            title,
            severity,
            playbook,
            pattern,
            services,
            surface,
            symptom,
            regions,
            drill,
            lead,
            rally,
        } = &entry.event
        else {
            return None;
        };
        let mut incident = Self {
            id: entry.incident.clone(),
            key: key.clone(),
            title: title.clone(),
            severity: *severity,
            phase: Phase::Investigating,
            drill: *drill,
            declared_at: entry.happened_at,
            resolved_at: None,
            reopened_at: None,
            playbook: playbook.clone(),
            pattern: pattern.clone(),
            services: services.clone(),
            surface: surface.clone(),
            symptom: symptom.clone(),
            regions: regions.clone(),
            impact: None,
            lead: lead.clone(),
            hand_over: None,
            roles: Vec::new(),
            participants: Vec::new(),
            shadows: Vec::new(),
            left_asleep: Vec::new(),
            pages: Vec::new(),
            updates: Vec::new(),
            withdrawn_updates: Vec::new(),
            proposals: Vec::new(),
            loss: None,
            stated: Stated::default(),
            rally: rally.filled(&entry.incident),
            fallback_since: None,
            theirs: BTreeMap::new(),
            decisions: Vec::new(),
            workstreams: Vec::new(),
            asks: Vec::new(),
            questions: Vec::new(),
            facts: Vec::new(),
            waived: BTreeMap::new(),
            ticked: BTreeMap::new(),
            cadences: BTreeMap::new(),
            snoozed: BTreeMap::new(),
            reminded: Vec::new(),
            fix_reminded: None,
            reports: Vec::new(),
            third_parties: Vec::new(),
            last_sequence: entry.sequence,
            last_at: entry.recorded_at,
        };
        incident.give_role(&RoleId::from(IncidentRole::LEAD), None, lead, entry.happened_at);
        incident.note_presence(lead, None, entry.happened_at);
        Some(incident)
    }
}
