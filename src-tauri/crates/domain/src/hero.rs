//! Where an operation rests on one person: the whole of a rotation, of a skill, of a ladder, or too much of all of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::Agreement;
use crate::id::{PersonId, RotationId, ServiceId};
use crate::load::HeroLimits;
use crate::rotation::{Rendering, Rotation, Source};
use crate::service::{LadderContact, Service};

/// Something that rests on one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hero {
    /// They are the whole rotation.
    SoleMember {
        /// Who.
        person: PersonId,
        /// Where.
        rotation: RotationId,
    },
    /// They alone stand behind every step of these services' ladders.
    SoleLadder {
        /// Who.
        person: PersonId,
        /// Which, in the order of the files.
        services: Vec<ServiceId>,
    },
    /// They alone, of all who take turns, may do something.
    SoleExpert {
        /// Who.
        person: PersonId,
        /// What: `coordinator-payments`.
        qualification: String,
    },
    /// They take turns in too many rotations.
    ManyRotations {
        /// Who.
        person: PersonId,
        /// In which.
        rotations: BTreeSet<RotationId>,
        /// How many would do.
        limit: u32,
    },
    /// They take too much of all pages.
    ManyPages {
        /// Who.
        person: PersonId,
        /// How many meant them.
        pages: u32,
        /// How many there were.
        all: u32,
        /// How much of them would do, in percent.
        limit: u32,
    },
}

/// What is known of who does what.
#[derive(Debug, Clone, Default)]
pub struct Work {
    /// Who takes turns where, also where only a pager knows it.
    pub turns: BTreeMap<PersonId, BTreeSet<RotationId>>,
    /// How many pages meant whom; drills' pages are none.
    pub pages: BTreeMap<PersonId, u32>,
}

impl Work {
    /// Notes everybody who takes turns by the files.
    pub fn of(agreement: &Agreement) -> Self {
        let mut work = Self::default();
        for rotation in &agreement.rotations {
            for person in rotation.members() {
                work.takes(person, &rotation.id);
            }
        }
        work
    }

    /// Notes whom a provider's schedule was seen to put on call. Files say themselves who takes turns: whoever only stands in
    /// for a night is not one of them.
    pub fn seen(&mut self, rotation: &Rotation, rendering: &Rendering) {
        if matches!(rotation.source, Source::Provider { .. }) {
            rendering.shifts.iter().for_each(|shift| self.takes(&shift.person, &rotation.id));
        }
    }

    fn takes(&mut self, person: &PersonId, rotation: &RotationId) {
        self.turns.entry(person.clone()).or_default().insert(rotation.clone());
    }
}

/// All that rests on one person, kind by kind, in an order that stays.
pub fn heroes(agreement: &Agreement, work: &Work) -> Vec<Hero> {
    let mut heroes = sole_members(agreement);
    heroes.extend(sole_ladders(agreement));
    heroes.extend(sole_experts(agreement, work));
    let limits = &agreement.load.heroes;
    heroes.extend(work.turns.iter().filter(|(_, rotations)| rotations.len() > limits.rotations as usize).map(
        |(person, rotations)| Hero::ManyRotations {
            person: person.clone(),
            rotations: rotations.clone(),
            limit: limits.rotations,
        },
    ));
    heroes.extend(many_pages(limits, work));
    heroes
}

/// Rotations of one. Who takes turns at a provider is not known, however few were seen.
fn sole_members(agreement: &Agreement) -> Vec<Hero> {
    let sole = agreement.rotations.iter().filter_map(|rotation| {
        let person = only(rotation.members())?.clone();
        Some(Hero::SoleMember { person, rotation: rotation.id.clone() })
    });
    sole.collect()
}

fn sole_ladders(agreement: &Agreement) -> Vec<Hero> {
    let mut behind: BTreeMap<&PersonId, Vec<ServiceId>> = BTreeMap::new();
    for service in &agreement.services {
        if let Some(person) = everybody_behind(agreement, service).and_then(only) {
            behind.entry(person).or_default().push(service.id.clone());
        }
    }
    behind.into_iter().map(|(person, services)| Hero::SoleLadder { person: person.clone(), services }).collect()
}

/// Everybody whom a service's ladder can reach; none where one of its rotations is a provider's or is not there.
fn everybody_behind<'a>(agreement: &'a Agreement, service: &'a Service) -> Option<BTreeSet<&'a PersonId>> {
    let mut people = BTreeSet::new();
    for step in &service.ladder {
        match &step.contact {
            LadderContact::Person(person) => _ = people.insert(person),
            LadderContact::Rotation(id) => {
                let members = agreement.rotation(id)?.members();
                if members.is_empty() {
                    return None;
                }
                people.extend(members);
            }
        }
    }
    Some(people)
}

fn sole_experts(agreement: &Agreement, work: &Work) -> Vec<Hero> {
    let mut able: BTreeMap<&str, BTreeSet<&PersonId>> = BTreeMap::new();
    let known = agreement.people.iter().chain(agreement.found.people());
    for person in known.filter(|person| work.turns.contains_key(&person.id)) {
        for qualification in &person.qualifications {
            able.entry(qualification).or_default().insert(&person.id);
        }
    }
    let sole = able.into_iter().filter_map(|(qualification, people)| {
        let person = only(people)?.clone();
        Some(Hero::SoleExpert { person, qualification: qualification.to_owned() })
    });
    sole.collect()
}

fn many_pages(limits: &HeroLimits, work: &Work) -> Vec<Hero> {
    let all: u32 = work.pages.values().sum();
    if all == 0 || all < limits.pages_floor {
        return Vec::new();
    }
    let over = |pages: u32| u64::from(pages) * 100 > u64::from(limits.pages_percent) * u64::from(all);
    let many = work.pages.iter().filter(|(_, pages)| over(**pages)).map(|(person, pages)| Hero::ManyPages {
        person: person.clone(),
        pages: *pages,
        all,
        limit: limits.pages_percent,
    });
    many.collect()
}

fn only<T>(set: BTreeSet<T>) -> Option<T> {
    let mut items = set.into_iter();
    items.next().filter(|_| items.len() == 0)
}

impl Hero {
    /// Who.
    pub fn person(&self) -> &PersonId {
        match self {
            Self::SoleMember { person, .. }
            | Self::SoleLadder { person, .. }
            | Self::SoleExpert { person, .. }
            | Self::ManyRotations { person, .. }
            | Self::ManyPages { person, .. } => person,
        }
    }
}
