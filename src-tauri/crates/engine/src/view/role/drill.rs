//! The last drill in which each role was held, from the journal.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::id::RoleId;
use domain::measure::rehearsal;
use domain::playbook::IncidentRole;
use domain::span::Instant;

use super::DrillResult;
use crate::engine::Engine;
use crate::error::Error;

/// The last drill of each role that was held in one.
pub(super) type LastDrills = BTreeMap<RoleId, DrillResult>;

impl Engine {
    /// The last drill of each of the roles; read from the newest on, until all are found.
    pub(super) fn last_drills(
        &self,
        agreement: &Agreement,
        roles: &[IncidentRole],
        now: Instant,
    ) -> Result<LastDrills, Error> {
        let mut found = LastDrills::new();
        let mut rows = self.parts.truth.all_incidents()?;
        rows.retain(|row| row.drill);
        rows.sort_by_key(|row| std::cmp::Reverse(row.declared_at));
        for row in rows {
            if roles.iter().all(|role| found.contains_key(&role.id)) {
                break;
            }
            let Some(shown) = rehearsal(&self.parts.truth.entries(&row.id)?, agreement, now) else { continue };
            for (role, people) in &shown.held {
                found.entry(role.clone()).or_insert_with(|| DrillResult {
                    incident: row.id.to_string(),
                    title: row.title.clone(),
                    at: row.declared_at.timestamp_millis(),
                    people: people.iter().map(|person| agreement.person_name(person)).collect(),
                    right_role_seconds: shown.right_role_seconds,
                    wrong_pages: shown.wrong_pages,
                    first_update_seconds: shown.first_update_seconds,
                    late_updates: shown.late_updates,
                    resolved_seconds: shown.resolved_seconds,
                });
            }
        }
        Ok(found)
    }
}
