//! The directory: services, their owners, and whom to ask in which order.

use domain::agreement::Agreement;
use domain::service::{LadderContact, LadderStep, Service};
use domain::span::Instant;
use serde::Serialize;

use super::person::PersonView;
use crate::engine::Engine;
use crate::error::Error;

/// One service with its ladder.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ServiceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Who owns it.
    pub owner: String,
    /// Its function's name.
    pub function: String,
    /// 1 is the most important.
    pub tier: u8,
    /// Where people see it.
    pub surfaces: Vec<String>,
    /// Ids and names of what it needs.
    pub depends_on: Vec<(String, String)>,
    /// Ids and names of what needs it.
    pub used_by: Vec<(String, String)>,
    /// Names of the regions it serves; empty means all.
    pub regions: Vec<String>,
    /// `If payments-api fails now, Tomasz Wrona is paged, then Hana Novak after 5 min.`
    pub sentence: String,
    /// In order.
    pub ladder: Vec<LadderLine>,
    /// Which role decides what: right's name, role's name.
    pub rights: Vec<(String, String)>,
    /// Who speaks to its customers.
    pub customer_voice: String,
    /// Path and title.
    pub runbooks: Vec<(String, String)>,
    /// Where it is written down.
    pub source: String,
}

/// One step of a ladder.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LadderLine {
    /// The rotation's id, where it is one.
    pub rotation: Option<String>,
    /// The rotation's name, or the person's title.
    pub name: String,
    /// Who is asked now; empty where nobody is on call.
    pub people: Vec<PersonView>,
    /// Minutes without an answer to the step before.
    pub after_minutes: u32,
}

impl Engine {
    /// All services with their ladders, most important first.
    pub fn services(&self) -> Result<Vec<ServiceView>, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let mut services: Vec<&Service> = agreement.services.iter().collect();
        services.sort_by(|one, other| (one.tier, &one.name).cmp(&(other.tier, &other.name)));
        services.into_iter().map(|service| self.service_view(agreement, service, now)).collect()
    }

    fn service_view(&self, agreement: &Agreement, service: &Service, now: Instant) -> Result<ServiceView, Error> {
        let named = |service: &Service| (service.id.to_string(), service.name.clone());
        let ladder: Vec<LadderLine> =
            service.ladder.iter().map(|step| self.ladder_line(agreement, step, now)).collect();
        let role =
            |id: &domain::id::RoleId| agreement.role(id).map_or_else(|| id.to_string(), |role| role.name.clone());
        let voice = service.customer_voice.as_deref().unwrap_or_default();
        Ok(ServiceView {
            id: service.id.to_string(),
            name: service.name.clone(),
            description: service.description.clone(),
            owner: service.owner.clone(),
            function: agreement
                .function(&service.function)
                .map_or_else(|| service.function.to_string(), |function| function.name.clone()),
            tier: service.tier,
            surfaces: service.surfaces.clone(),
            depends_on: service.depends_on.iter().filter_map(|id| agreement.service(id)).map(named).collect(),
            used_by: agreement
                .services
                .iter()
                .filter(|other| other.depends_on.contains(&service.id))
                .map(named)
                .collect(),
            regions: service
                .regions
                .iter()
                .map(|id| agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone()))
                .collect(),
            sentence: sentence(service, &ladder),
            ladder,
            rights: agreement
                .rights
                .iter()
                .map(|right| (right.name.clone(), role(service.decision_rights.get(&right.id).unwrap_or(&right.role))))
                .collect(),
            customer_voice: agreement
                .role(&voice.into())
                .map(|role| role.name.clone())
                .or_else(|| agreement.rotation(&voice.into()).map(|rotation| rotation.name.clone()))
                .unwrap_or_else(|| voice.to_owned()),
            runbooks: self.titled_runbooks(&service.runbooks.iter().collect::<Vec<_>>())?,
            source: service.source.clone(),
        })
    }

    /// One step of a ladder with whoever it reaches now.
    pub(crate) fn ladder_line(&self, agreement: &Agreement, step: &LadderStep, now: Instant) -> LadderLine {
        match &step.contact {
            LadderContact::Rotation(id) => LadderLine {
                rotation: Some(id.to_string()),
                name: agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone()),
                people: self.people_view(agreement, &self.on_call(agreement, id, now), now),
                after_minutes: step.after_minutes,
            },
            LadderContact::Person(id) => LadderLine {
                rotation: None,
                name: agreement.person(id).map(|person| person.title.clone()).unwrap_or_default(),
                people: vec![self.person_view(agreement, id, now)],
                after_minutes: step.after_minutes,
            },
        }
    }
}

/// The ladder as a sentence.
fn sentence(service: &Service, ladder: &[LadderLine]) -> String {
    if ladder.is_empty() {
        return format!("Nobody is named for {}. Add a ladder to {}.", service.name, service.source);
    }
    let mut words = vec![format!("If {} fails now", service.name)];
    for (number, line) in ladder.iter().enumerate() {
        let names: Vec<&str> = line.people.iter().map(|person| person.name.as_str()).collect();
        let who = if names.is_empty() { format!("nobody in {}", line.name) } else { names.join(" and ") };
        let verb = if names.len() > 1 { "are" } else { "is" };
        words.push(match number {
            0 => format!("{who} {verb} paged"),
            _ => format!("then {who} after {} min", line.after_minutes),
        });
    }
    format!("{}.", words.join(", "))
}
