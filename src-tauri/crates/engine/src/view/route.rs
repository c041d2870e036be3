//! Whom the page tree pages for what is seen, as `bwatch` and other programs read it.

use domain::id::{PersonId, RotationId};
use domain::page_tree::{Asleep, Sighting};
use domain::routing::{regions_of, route};
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
        if let Some(id) = seen.services.iter().find(|id| agreement.service(id).is_none()) {
            return Err(Error::NotFound(format!("The workspace has no service “{id}”.")));
        }
        if let Some(id) = seen.regions.iter().find(|id| agreement.region(id).is_none()) {
            return Err(Error::NotFound(format!("The workspace has no region “{id}”.")));
        }
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
        let page = route
            .page
            .iter()
            .flat_map(|routed| lines(&routed.rotation, routed.rule.as_str(), &routed.reason, &routed.source))
            .collect();
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
        Ok(RouteView { page, asleep: route.asleep, unmatched: route.unmatched, ladder })
    }
}
