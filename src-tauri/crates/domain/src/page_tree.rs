//! From what is seen to the rotations to page, with the reason for each, and for each that is left asleep.
//!
//! Rules are read in order. Every rule whose conditions all hold adds its rotations; one marked `last` ends the
//! reading. A rule without conditions always holds, so it stands at the end. Confirmed customer impact always adds
//! the support rotation of each affected region, whatever the rules say. A rule that asks only how bad it is, such as
//! the one that calls somebody who writes the updates, brings nobody who could repair anything: where no other rule
//! holds, nothing was matched, and the ladders of the failing services are offered.

mod unmet;
pub mod walk;

pub use unmet::Unmet;

use serde::{Deserialize, Serialize};

use crate::id::{RegionId, RotationId, RuleId, ServiceId};
use crate::severity::Severity;

/// Ordered rules.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PageTree {
    /// First rule first.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// `checkout-declines`
    pub id: RuleId,
    /// When it holds.
    pub when: Condition,
    /// Whom it pages.
    pub page: Vec<RotationId>,
    /// Why, in a few words for the lead.
    pub reason: String,
    /// Whether later rules are not read when this one holds.
    pub last: bool,
    /// Where it was read: `page-tree.yaml:12`.
    pub source: String,
}

/// What must hold; an empty list or `None` holds always, a list holds when it has what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Condition {
    /// Where the symptom shows: `checkout`.
    pub surfaces: Vec<String>,
    /// What is seen: `declines`, `timeouts`.
    pub symptoms: Vec<String>,
    /// Which service.
    pub services: Vec<ServiceId>,
    /// Which region.
    pub regions: Vec<RegionId>,
    /// Whether customer impact is confirmed.
    pub customer_impact: Option<bool>,
    /// This severity or a worse one.
    pub severity_at_least: Option<Severity>,
}

/// What is seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Sighting {
    /// Where the symptom shows.
    pub surface: Option<String>,
    /// What is seen.
    pub symptom: Option<String>,
    /// Which services are suspected.
    pub services: Vec<ServiceId>,
    /// Where customers are hit.
    pub regions: Vec<RegionId>,
    /// How bad.
    pub severity: Option<Severity>,
    /// Whether customer impact is confirmed.
    pub customer_impact: bool,
}

/// The page tree's answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Route {
    /// Whom to page, in the order of the rules, each once.
    pub page: Vec<Routed>,
    /// Owners whom no rule names: of the surface where it shows, and of what alerts. They are offered; by themselves they are
    /// woken from SEV2 on only.
    #[serde(default)]
    pub proposed: Vec<Routed>,
    /// Who was considered and is left asleep.
    pub asleep: Vec<Asleep>,
    /// No rule held that says what fails: the services' ladders are offered.
    pub unmatched: bool,
    /// The rule that held and ended the reading: nobody is added beside it.
    #[serde(default)]
    pub ended_by: Option<RuleId>,
}

/// A rotation to page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routed {
    /// Whom.
    pub rotation: RotationId,
    /// By which rule; `customer-impact`, or `ladder` where no rule held.
    pub rule: RuleId,
    /// Why.
    pub reason: String,
    /// Where the rule is written down.
    pub source: String,
}

/// A rotation left asleep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asleep {
    /// Who.
    pub rotation: RotationId,
    /// Why not.
    pub reason: String,
}

impl Route {
    /// Adds a rotation that is not yet there; it no longer sleeps.
    pub fn add(&mut self, routed: Routed) {
        self.asleep.retain(|asleep| asleep.rotation != routed.rotation);
        self.proposed.retain(|proposed| proposed.rotation != routed.rotation);
        if !self.page.iter().any(|other| other.rotation == routed.rotation) {
            self.page.push(routed);
        }
    }

    /// Offers a rotation that is neither paged nor offered yet; what becomes of its sleep, the severity decides.
    pub fn propose(&mut self, routed: Routed) {
        let mut known = self.page.iter().chain(&self.proposed);
        if known.any(|other| other.rotation == routed.rotation) {
            return;
        }
        self.asleep.retain(|asleep| asleep.rotation != routed.rotation);
        self.proposed.push(routed);
    }

    /// Everybody whom it names, offered ones behind.
    pub fn everybody(&self) -> impl Iterator<Item = &Routed> {
        self.page.iter().chain(&self.proposed)
    }

    /// Whom it wakes where nobody chooses: offered ones from SEV2 on only, so that nobody is woken for nothing.
    pub fn woken(&self, severity: Severity) -> impl Iterator<Item = &Routed> {
        let offered = if proposals_wake(severity) { self.proposed.as_slice() } else { &[] };
        self.page.iter().chain(offered)
    }
}

/// Whether owners whom no rule names are woken where nobody chooses.
pub fn proposals_wake(severity: Severity) -> bool {
    severity.at_least(Severity::Sev2)
}

impl Condition {
    /// Whether it asks for nothing but how bad it is.
    pub fn is_only_of_weight(&self) -> bool {
        let says_what = !(self.surfaces.is_empty()
            && self.symptoms.is_empty()
            && self.services.is_empty()
            && self.regions.is_empty());
        !says_what && (self.customer_impact.is_some() || self.severity_at_least.is_some())
    }

    /// The first thing that keeps the condition from holding; `None` when it holds.
    pub fn unmet(&self, seen: &Sighting) -> Option<Unmet<'_>> {
        let misses = |list: &[String], seen: Option<&String>| {
            let held = |seen: &String| list.iter().any(|item| item.eq_ignore_ascii_case(seen));
            !list.is_empty() && !seen.is_some_and(held)
        };
        if misses(&self.surfaces, seen.surface.as_ref()) {
            return Some(Unmet::Surface(&self.surfaces));
        }
        if misses(&self.symptoms, seen.symptom.as_ref()) {
            return Some(Unmet::Symptom(&self.symptoms));
        }
        if !self.services.is_empty() && !self.services.iter().any(|service| seen.services.contains(service)) {
            return Some(Unmet::Service(&self.services));
        }
        if !self.regions.is_empty() && !self.regions.iter().any(|region| seen.regions.contains(region)) {
            return Some(Unmet::Region(&self.regions));
        }
        if let Some(wanted) = self.customer_impact.filter(|wanted| *wanted != seen.customer_impact) {
            return Some(Unmet::Impact { confirmed: wanted });
        }
        let wanted = self.severity_at_least?;
        let is_met = seen.severity.is_some_and(|severity| severity.at_least(wanted));
        (!is_met).then_some(Unmet::Severity(wanted))
    }
}
