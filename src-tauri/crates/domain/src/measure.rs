//! What can be counted after the fact, from the entries alone.

mod adherence;
pub mod outside;
mod paging;
mod rehearsal;
mod silence;
mod slip;

use serde::Serialize;

pub use adherence::Adherence;
pub use outside::Outside;
pub use rehearsal::{Rehearsal, rehearsal};
pub use silence::Silence;
pub use slip::Slip;

use crate::agreement::Agreement;
use crate::cadence::Cadences;
use crate::id::{FunctionId, PersonId};
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::fold::fold;
use crate::incident::{Answer, Incident};
use crate::playbook::IncidentRole;
use crate::span::Instant;
use crate::template::Audience;

/// What can be counted. Times are in seconds; `None` where it did not happen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Measures {
    /// Declared to resolved.
    #[ts(type = "number | null")]
    pub duration_seconds: Option<i64>,
    /// Declared to the first person who answered or joined, the lead apart.
    #[ts(type = "number | null")]
    pub mobilise_seconds: Option<i64>,
    /// Declared to a communications lead.
    #[ts(type = "number | null")]
    pub communications_lead_seconds: Option<i64>,
    /// Declared to confirmed customer impact.
    #[ts(type = "number | null")]
    pub impact_seconds: Option<i64>,
    /// Confirmed impact to support on the bridge.
    #[ts(type = "number | null")]
    pub support_seconds: Option<i64>,
    /// Confirmed impact to the first word to customers.
    #[ts(type = "number | null")]
    pub first_customer_update_seconds: Option<i64>,
    /// Cadence kept or missed, for each audience that was owed updates.
    pub adherence: Vec<Adherence>,
    /// Every promise of a next update that slipped, in the order in which they were to be kept.
    pub slips: Vec<Slip>,
    /// From the declaration, or from the confirmed impact that called for it, to a role's being paged or there: the longest of all
    /// that were called for; none where one never was.
    #[ts(type = "number | null")]
    pub right_role_seconds: Option<i64>,
    /// Pages by hand that no rule, no playbook and no ladder of what fails names.
    pub wrong_pages: u32,
    /// Pages that were asked for.
    pub pages: u32,
    /// Pages that nobody answered.
    pub pages_unanswered: u32,
    /// Decisions made, and the mean time from proposal to verdict.
    pub decisions: u32,
    /// Mean time from proposal to verdict.
    #[ts(type = "number | null")]
    pub decision_seconds: Option<i64>,
    /// Most people on the bridge at once.
    pub most_on_bridge: u32,
    /// What was heard from outside, and who spoke first.
    pub outside: Outside,
    /// For how long nothing was heard of the repair, and nobody told.
    pub silence: Silence,
}

/// How the cadence was kept for each audience that was owed or promised something that fell due.
pub fn adherence(entries: &[Entry], cadences: &Cadences, now: Instant) -> Vec<Adherence> {
    judged(entries, cadences, now).into_iter().map(|(line, _)| line).collect()
}

/// The same, each with the promises that slipped.
fn judged(entries: &[Entry], cadences: &Cadences, now: Instant) -> Vec<(Adherence, Vec<Slip>)> {
    Audience::CLOCKED.into_iter().filter_map(|audience| adherence::of(entries, cadences, audience, now)).collect()
}

/// Counts an incident from its entries, up to `now` where it is not resolved yet.
pub fn measure(entries: &[Entry], agreement: &Agreement, now: Instant) -> Option<Measures> {
    let incident = fold(entries)?;
    let declared_at = incident.declared_at;
    let from_declared = |at: Instant| (at - declared_at).num_seconds();
    let impact_at = incident.impact.as_ref().map(|impact| impact.confirmed_at);
    let communications = entries.iter().find(|entry| {
        matches!(&entry.event, Event::RoleAssigned { role, .. } if role.as_str() == IncidentRole::COMMUNICATIONS)
    });
    let first_word = impact_at.and_then(|impact_at| {
        let first = incident.said_to(Audience::Customers).next()?;
        Some((first.written_at - impact_at).num_seconds().max(0))
    });
    let verdicts: Vec<i64> = incident
        .decisions
        .iter()
        .filter_map(|decision| Some((decision.verdict.as_ref()?.at - decision.proposed_at).num_seconds()))
        .collect();
    let paging = paging::of(entries, &incident, agreement);
    let (adherence, slips): (Vec<Adherence>, Vec<Vec<Slip>>) =
        judged(entries, &agreement.cadences, now).into_iter().unzip();
    let mut slips = slips.concat();
    slips.sort_by_key(|slip| slip.promised_at);
    Some(Measures {
        duration_seconds: incident.resolved_at.map(from_declared),
        mobilise_seconds: first_help(entries, &incident.lead_at_declaration(entries)).map(from_declared),
        communications_lead_seconds: communications.map(|entry| from_declared(entry.happened_at)),
        impact_seconds: impact_at.map(from_declared),
        support_seconds: impact_at
            .and_then(|impact_at| Some((support_at(entries, agreement)? - impact_at).num_seconds().max(0))),
        first_customer_update_seconds: first_word,
        adherence,
        slips,
        right_role_seconds: paging.right_role_seconds,
        wrong_pages: count(paging.wrong_pages),
        pages: count(incident.pages.iter().filter(|page| !page.withdrawn).count()),
        pages_unanswered: count(
            incident
                .pages
                .iter()
                .filter(|page| !page.withdrawn && page.answer.is_none() && !incident.was_present(&page.person))
                .count(),
        ),
        decisions: count(verdicts.len()),
        decision_seconds: (!verdicts.is_empty())
            .then(|| verdicts.iter().sum::<i64>() / i64::try_from(verdicts.len()).unwrap_or(1)),
        most_on_bridge: most_on_bridge(entries),
        outside: outside::of(&incident, entries),
        silence: silence::of(&incident, entries),
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Incident {
    /// Who led at first.
    fn lead_at_declaration(&self, entries: &[Entry]) -> PersonId {
        entries
            .iter()
            .find_map(|entry| match &entry.event {
                Event::Declared { lead, .. } => Some(lead.clone()),
                _ => None,
            })
            .unwrap_or_else(|| self.lead.clone())
    }

    fn was_present(&self, person: &PersonId) -> bool {
        self.participants.iter().any(|other| &other.person == person)
    }
}

/// When the first person beside the lead answered or joined; whoever took the lead over was there as well.
fn first_help(entries: &[Entry], lead: &PersonId) -> Option<Instant> {
    entries.iter().find_map(|entry| match &entry.event {
        Event::Joined { person, .. } | Event::HandOverAccepted { to: person, .. } if person != lead => {
            Some(entry.happened_at)
        }
        Event::PageAnswered { person, answer: Answer::Acknowledged | Answer::Reached | Answer::Closed, .. }
            if person != lead =>
        {
            Some(entry.happened_at)
        }
        _ => None,
    })
}

/// When somebody of support was first on the bridge: joined for that function, or took the liaison's role.
fn support_at(entries: &[Entry], agreement: &Agreement) -> Option<Instant> {
    let support = |id: &FunctionId| id.as_str() == "support";
    let staffs = |person: &PersonId| {
        agreement.rotations.iter().any(|rotation| support(&rotation.function) && rotation.staffs(person))
    };
    entries.iter().find_map(|entry| match &entry.event {
        Event::Joined { function: Some(function), .. } if support(function) => Some(entry.happened_at),
        Event::Joined { person, function: None } if staffs(person) => Some(entry.happened_at),
        Event::RoleAssigned { role, .. } if role.as_str() == IncidentRole::SUPPORT => Some(entry.happened_at),
        _ => None,
    })
}

/// Most people on the bridge at once.
fn most_on_bridge(entries: &[Entry]) -> u32 {
    let mut present = std::collections::BTreeSet::new();
    let mut most = 0;
    for entry in entries {
        match &entry.event {
            Event::Declared { lead: person, .. }
            | Event::Joined { person, .. }
            | Event::HandOverAccepted { to: person, .. } => {
                present.insert(person.clone());
            }
            Event::Left { person } | Event::ShadowSeated { person, .. } => {
                present.remove(person);
            }
            _ => {}
        }
        most = most.max(present.len());
    }
    count(most)
}
