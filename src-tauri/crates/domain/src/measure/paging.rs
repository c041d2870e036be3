//! Whether the right roles were paged, how fast, and which pages nobody called for.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::Agreement;
use crate::drill::Drill;
use crate::id::{PersonId, RoleId, RotationId, ServiceId};
use crate::incident::Incident;
use crate::incident::decide::declare::route;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::intent::Declaration;
use crate::neighbour::as_declared;
use crate::playbook::IncidentRole;
use crate::rotation::{Rotation, Source};
use crate::service::LadderContact;
use crate::span::Instant;

/// How paging went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paging {
    /// From when one was called for, with the declaration or with the impact that was confirmed later, to when it was paged or
    /// there: the longest of all, in seconds; none where one never was, or nothing was called for.
    pub(super) right_role_seconds: Option<i64>,
    /// Pages by hand that no rule, no playbook and no ladder of what fails names.
    pub(super) wrong_pages: usize,
}

/// What was called for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    Rotation(RotationId),
    Role(RoleId),
}

/// How paging went in an incident.
pub(super) fn of(entries: &[Entry], incident: &Incident, agreement: &Agreement) -> Paging {
    let called = called(entries, incident, agreement);
    let waited = |(one, from): (&Called, &Instant)| {
        // Whoever was there before they were called for kept nobody waiting.
        Some((met(one, entries, incident, agreement)? - *from).num_seconds().max(0))
    };
    let seconds: Option<Vec<i64>> = called.iter().map(waited).collect();
    Paging {
        right_role_seconds: seconds.and_then(|seconds| seconds.into_iter().max()),
        wrong_pages: wrong_pages(&called, entries, incident, agreement),
    }
}

/// What a drill's file expects; else what page tree, playbook and ladders name for what was declared, and what confirmed impact
/// adds; each with the instant from which it was called for.
fn called(entries: &[Entry], incident: &Incident, agreement: &Agreement) -> BTreeMap<Called, Instant> {
    let Some((first, later)) = entries.split_first() else { return BTreeMap::new() };
    let from_declared = |one| (one, incident.declared_at);
    if let Some(drill) = drill_of(incident, first, agreement) {
        let rotations = drill.expected_rotations.iter().cloned().map(Called::Rotation);
        return rotations.chain(drill.expected_roles.iter().cloned().map(Called::Role)).map(from_declared).collect();
    }
    let Some(declared) = declaration(entries) else { return BTreeMap::new() };
    let routed = route(&declared, agreement).page.into_iter();
    let mut called: BTreeMap<Called, Instant> =
        routed.map(|routed| from_declared(Called::Rotation(routed.rotation))).collect();
    for entry in later {
        if let Event::ImpactConfirmed { regions, .. } = &entry.event {
            for rotation in regions.iter().flat_map(|region| agreement.support_of(region)) {
                called.entry(Called::Rotation(rotation.id.clone())).or_insert(entry.happened_at);
            }
        }
    }
    called
}

/// The drill that was rehearsed, by its title, where its file says whom it expects.
fn drill_of<'a>(incident: &Incident, first: &Entry, agreement: &'a Agreement) -> Option<&'a Drill> {
    let Event::Declared { title, drill: true, .. } = &first.event else { return None };
    let is_it = |drill: &&Drill| &drill.title == title || drill.title == incident.title;
    let says = |drill: &&Drill| !(drill.expected_rotations.is_empty() && drill.expected_roles.is_empty());
    agreement.drills.iter().filter(says).find(is_it)
}

/// The declaration as it was, from the first entries.
fn declaration(entries: &[Entry]) -> Option<Declaration> {
    let (first, later) = entries.split_first()?;
    let Event::Declared { title, severity, playbook, pattern, services, surface, symptom, regions, drill, .. } =
        &first.event
    else {
        return None;
    };
    // What was confirmed with the declaration has its intent.
    let customer_impact =
        later.iter().any(|entry| entry.intent == first.intent && matches!(entry.event, Event::ImpactConfirmed { .. }));
    Some(Declaration {
        title: title.clone(),
        severity: *severity,
        playbook: playbook.clone(),
        pattern: pattern.clone(),
        services: services.clone(),
        surface: surface.clone(),
        symptom: symptom.clone(),
        regions: regions.clone(),
        customer_impact,
        page: None,
        drill: *drill,
    })
}

/// When what was called for was first paged or there.
fn met(called: &Called, entries: &[Entry], incident: &Incident, agreement: &Agreement) -> Option<Instant> {
    let (role, rotation) = match called {
        Called::Rotation(id) => (None, agreement.rotation(id)),
        Called::Role(id) => {
            let staffed_by = agreement.role(id).and_then(|role| role.rotation.as_ref());
            (Some(id), staffed_by.and_then(|id| agreement.rotation(id)))
        }
    };
    let is_met = |entry: &&Entry| match &entry.event {
        Event::RoleAssigned { role: held, .. } if Some(held) == role => true,
        Event::Declared { .. } if role.is_some_and(|role| role.as_str() == IncidentRole::LEAD) => true,
        event => rotation.is_some_and(|rotation| answers(event, rotation, incident)),
    };
    entries.iter().find(is_met).map(|entry| entry.happened_at)
}

/// Whether an event pages a rotation or its backup, or brings somebody of it.
fn answers(event: &Event, rotation: &Rotation, incident: &Incident) -> bool {
    match event {
        Event::PageRequested { page, person, rotation: by, .. } => {
            let stands = incident.page(page).is_some_and(|page| !page.withdrawn);
            let is_of = by.as_ref().is_some_and(|by| by == &rotation.id || rotation.backup.as_ref() == Some(by));
            // Whoever is on call in two rotations is woken once, for the first of them.
            stands && (is_of || rotation.staffs(person))
        }
        Event::Joined { person, function } => {
            // Of a pager's rotation nobody but the pager knows who takes turns in it.
            let is_told = matches!(rotation.source, Source::Provider { .. });
            rotation.staffs(person) || is_told && function.as_ref() == Some(&rotation.function)
        }
        Event::Declared { lead: person, .. }
        | Event::RoleAssigned { person, .. }
        | Event::HandOverAccepted { to: person, .. } => rotation.staffs(person),
        _ => false,
    }
}

fn wrong_pages(
    called: &BTreeMap<Called, Instant>,
    entries: &[Entry],
    incident: &Incident,
    agreement: &Agreement,
) -> usize {
    let services = declaration(entries).map(|declared| declared.services).unwrap_or_default();
    let (mut rotations, people) = on_ladders(services.iter().chain(&incident.services), agreement);
    rotations.extend(called.keys().filter_map(|one| match one {
        Called::Rotation(id) => Some(id.clone()),
        Called::Role(id) => agreement.role(id).and_then(|role| role.rotation.clone()),
    }));
    rotations.extend(of_playbook(incident, agreement));
    rotations.extend(known_now(incident, agreement));
    let named: Vec<&Rotation> = rotations.iter().filter_map(|id| agreement.rotation(id)).collect();
    rotations.extend(named.iter().filter_map(|rotation| rotation.backup.clone()));
    let by_hand = incident.pages.iter().filter(|page| !page.withdrawn && page.rule.as_str() == "by-hand");
    by_hand
        .filter(|page| match &page.rotation {
            Some(rotation) => !rotations.contains(rotation),
            None => !people.contains(&page.person) && !named.iter().any(|rotation| rotation.staffs(&page.person)),
        })
        .count()
}

/// The rotations that are named for what is known in the end: the failing services and the severity may have been put right.
fn known_now(incident: &Incident, agreement: &Agreement) -> Vec<RotationId> {
    // Where it was declared or put right to be, which is more than where impact was confirmed.
    let known = Declaration { regions: incident.regions.clone(), ..as_declared(incident) };
    route(&known, agreement).everybody().map(|routed| routed.rotation.clone()).collect()
}

/// The rotations and people on the ladders of services.
fn on_ladders<'a>(
    services: impl Iterator<Item = &'a ServiceId>,
    agreement: &Agreement,
) -> (BTreeSet<RotationId>, BTreeSet<PersonId>) {
    let (mut rotations, mut people) = (BTreeSet::new(), BTreeSet::new());
    for step in services.filter_map(|id| agreement.service(id)).flat_map(|service| &service.ladder) {
        match &step.contact {
            LadderContact::Rotation(id) => rotations.extend([id.clone()]),
            LadderContact::Person(id) => people.extend([id.clone()]),
        }
    }
    (rotations, people)
}

/// The rotations of the functions and roles that the playbook calls for.
fn of_playbook(incident: &Incident, agreement: &Agreement) -> Vec<RotationId> {
    let Some(playbook) = incident.playbook.as_ref().and_then(|id| agreement.playbook(id)) else { return Vec::new() };
    let functions = agreement.rotations.iter().filter(|rotation| playbook.functions.contains(&rotation.function));
    let roles = playbook.roles.iter().filter_map(|id| agreement.role(id)?.rotation.clone());
    functions.map(|rotation| rotation.id.clone()).chain(roles).chain(playbook.page.iter().cloned()).collect()
}
