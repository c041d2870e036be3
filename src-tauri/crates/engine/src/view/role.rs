//! A role's card: what it does, says and decides, who has it now, and how its last drill went.

mod drill;

use domain::agreement::Agreement;
use domain::id::RoleId;
use domain::incident::Incident;
use domain::near;
use domain::playbook::{IncidentRole, Script};
use domain::span::Instant;
use serde::Serialize;

use super::person::PersonView;
use crate::engine::Engine;
use crate::error::Error;
use drill::LastDrills;

/// Everything that somebody who takes a role for the first time has to know.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct RoleCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether several people may hold it at once.
    pub several: bool,
    /// What the holder does, a line each.
    pub duties: Vec<String>,
    /// Words to say.
    pub scripts: Vec<Script>,
    /// Names of the rights under which it decides.
    pub rights: Vec<String>,
    /// The rotation that staffs it.
    pub staffed_by: Option<StaffedBy>,
    /// Who holds it in the incidents that are open.
    pub holders: Vec<HeldRole>,
    /// What its last drill showed.
    pub drill: Option<DrillResult>,
    /// What to do where there was none; empty where there was.
    pub advice: String,
}

/// The rotation that staffs a role.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct StaffedBy {
    /// Its id.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// Who is on call now; nobody in a gap.
    pub people: Vec<PersonView>,
    /// Where that is known from.
    pub source: String,
}

/// Who holds a role in an open incident.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct HeldRole {
    /// `INC-12`
    pub incident: String,
    /// The incident's title.
    pub title: String,
    /// Who.
    pub person: PersonView,
    /// For which area, where the role has several holders.
    pub area: Option<String>,
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
}

/// What a drill showed. Times are in seconds from its declaration; none where it did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct DrillResult {
    /// `INC-12`
    pub incident: String,
    /// The drill's title.
    pub title: String,
    /// When it began.
    #[ts(type = "number")]
    pub at: i64,
    /// Who held the role in it.
    pub people: Vec<String>,
    /// To the last of the roles that were called for being paged or there.
    #[ts(type = "number | null")]
    pub right_role_seconds: Option<i64>,
    /// Pages by hand that nothing names.
    pub wrong_pages: u32,
    /// To the first update to anybody.
    #[ts(type = "number | null")]
    pub first_update_seconds: Option<i64>,
    /// Updates that came late, or not at all.
    pub late_updates: u32,
    /// To its end.
    #[ts(type = "number | null")]
    pub resolved_seconds: Option<i64>,
}

/// What is said of a role that nobody held in a drill.
const NO_DRILL: &str = "Nobody has held this role in a drill yet. Start a drill, and give them the role in it.";

impl Engine {
    /// The cards of all roles, in the order of the workspace.
    pub fn roles(&self) -> Result<Vec<RoleCard>, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let open = self.parts.truth.open_incidents(now)?;
        let open: Vec<Incident> = open.into_iter().filter(Incident::is_open).collect();
        let drills = self.last_drills(&loaded.agreement, &loaded.agreement.roles, now)?;
        let card = |role| self.card(&loaded.agreement, role, &open, &drills, now);
        Ok(loaded.agreement.roles.iter().map(card).collect())
    }

    /// The card of one role.
    pub fn role(&self, id: &RoleId) -> Result<RoleCard, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let Some(role) = agreement.role(id) else {
            let known = agreement.roles.iter().map(|role| role.id.as_str());
            let help = near::suggestion(id.as_str(), known, || "`bwatch role list` names all.".to_owned());
            return Err(Error::NotFound(format!("The workspace has no incident role “{id}”. {help}")));
        };
        let open = self.parts.truth.open_incidents(now)?;
        let open: Vec<Incident> = open.into_iter().filter(Incident::is_open).collect();
        let drills = self.last_drills(agreement, std::slice::from_ref(role), now)?;
        Ok(self.card(agreement, role, &open, &drills, now))
    }

    fn card(
        &self,
        agreement: &Agreement,
        role: &IncidentRole,
        open: &[Incident],
        drills: &LastDrills,
        now: Instant,
    ) -> RoleCard {
        let drill = drills.get(&role.id).cloned();
        let rights = agreement.rights.iter().filter(|right| right.role == role.id);
        let staffed_by = role.rotation.as_ref().and_then(|id| agreement.rotation(id)).map(|rotation| StaffedBy {
            rotation: rotation.id.to_string(),
            name: rotation.name.clone(),
            people: self.people_view(agreement, &self.on_call_of(rotation, now), now),
            source: self.provenance(agreement, rotation).source,
        });
        RoleCard {
            id: role.id.to_string(),
            name: role.name.clone(),
            several: role.several,
            duties: role.duties.clone(),
            scripts: role.scripts.clone(),
            rights: rights.map(|right| right.name.clone()).collect(),
            staffed_by,
            holders: open.iter().flat_map(|incident| self.holders(agreement, role, incident, now)).collect(),
            advice: if drill.is_none() { NO_DRILL.to_owned() } else { String::new() },
            drill,
        }
    }

    fn holders(&self, agreement: &Agreement, role: &IncidentRole, incident: &Incident, now: Instant) -> Vec<HeldRole> {
        let held = incident.roles.iter().filter(|holder| holder.role == role.id);
        held.map(|holder| HeldRole {
            incident: incident.id.to_string(),
            title: incident.title.clone(),
            person: self.person_view(agreement, &holder.person, now),
            area: holder.domain.clone(),
            since: holder.since.timestamp_millis(),
        })
        .collect()
    }
}
