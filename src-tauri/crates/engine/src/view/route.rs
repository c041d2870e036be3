//! Whom the page tree pages for what is seen, as `bwatch` and other programs read it.

use domain::id::{PersonId, RotationId};
use domain::page_tree::{Asleep, Routed, Sighting, proposals_wake};
use domain::routing::{add_ladders, owner, regions_of, route};
use domain::service::LadderContact;
use domain::span::Instant;

use crate::engine::Engine;
use crate::error::Error;
use crate::on_call::moment;

/// The page tree's answer with the people who are on call now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteView {
    /// One line for each person to page; without a person where nobody is on call.
    pub page: Vec<RouteLine>,
    /// Owners whom no rule names, a line for each person: woken by themselves from SEV2 on, else only where they are chosen.
    pub proposed: Vec<RouteLine>,
    /// Whether they are woken where nobody chooses.
    pub proposals_wake: bool,
    /// Who was considered and is left asleep.
    pub asleep: Vec<Asleep>,
    /// No rule held that says what fails.
    pub unmatched: bool,
    /// Where no rule held: the services' ladders, in order.
    pub ladder: Vec<RouteLine>,
}

/// One person to page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteLine {
    /// For which rotation; none where a ladder names the person.
    pub rotation: Option<String>,
    /// The person's id.
    pub person: Option<String>,
    /// Their name.
    pub person_name: String,
    /// By which rule.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Where the rule is written.
    pub source: String,
}

impl Engine {
    /// Whom the page tree pages for what is seen at an instant.
    pub fn route(&self, seen: &Sighting, at: Instant) -> Result<RouteView, Error> {
        let loaded = self.loaded_around(moment(at))?;
        let agreement = &loaded.agreement;
        self.refuse_unknown(seen)?;
        // Who does not say where means wherever these services have customers, as in a declaration.
        let mut seen = seen.clone();
        if seen.regions.is_empty() {
            seen.regions = regions_of(agreement, &seen.services);
        }
        let line =
            |rotation: Option<&RotationId>, person: Option<&PersonId>, rule: &str, reason: &str, source: &str| {
                RouteLine {
                    rotation: rotation.map(ToString::to_string),
                    person: person.map(ToString::to_string),
                    person_name: person.map(|person| agreement.person_name(person)).unwrap_or_default(),
                    rule: rule.to_owned(),
                    reason: reason.to_owned(),
                    source: source.to_owned(),
                }
            };
        let lines = |rotation: &RotationId, rule: &str, reason: &str, source: &str| -> Vec<RouteLine> {
            let people = self.on_call(agreement, rotation, at);
            if people.is_empty() {
                return vec![line(Some(rotation), None, rule, reason, source)];
            }
            people.iter().map(|person| line(Some(rotation), Some(person), rule, reason, source)).collect()
        };
        let route = route(agreement, &seen);
        // As in a declaration: where no rule says what fails, the ladders answer first, and owners are proposed beside them.
        let mut whole = route.clone();
        add_ladders(&mut whole, agreement, &seen.services);
        owner::propose(&mut whole, agreement, &seen, &seen.services);
        let routed = |routed: &[Routed]| -> Vec<RouteLine> {
            let each = routed.iter();
            each.flat_map(|one| lines(&one.rotation, one.rule.as_str(), &one.reason, &one.source)).collect()
        };
        let (page, proposed) = (routed(&route.page), routed(&whole.proposed));
        let mut ladder = Vec::new();
        if route.unmatched {
            for service in seen.services.iter().filter_map(|id| agreement.service(id)) {
                for step in &service.ladder {
                    let reason = format!("ladder of {}, after {} min", service.name, step.after_minutes);
                    match &step.contact {
                        LadderContact::Rotation(id) => ladder.extend(lines(id, "ladder", &reason, &service.source)),
                        LadderContact::Person(id) => {
                            ladder.push(line(None, Some(id), "ladder", &reason, &service.source));
                        }
                    }
                }
            }
        }
        // Whom only the ladder wakes is shown with it, and among those left asleep as before.
        let is_proposed = |asleep: &Asleep| whole.proposed.iter().any(|one| one.rotation == asleep.rotation);
        Ok(RouteView {
            page,
            proposed,
            proposals_wake: seen.severity.is_some_and(proposals_wake),
            asleep: route.asleep.into_iter().filter(|asleep| !is_proposed(asleep)).collect(),
            unmatched: route.unmatched,
            ladder,
        })
    }
}
