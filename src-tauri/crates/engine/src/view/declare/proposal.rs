//! What follows from a choice, before the last key: who is woken, who is told, which clocks start.

use std::collections::BTreeSet;

use domain::agreement::Agreement;
use domain::id::{FunctionId, PersonId, RotationId, RuleId};
use domain::incident::Incident;
use domain::incident::decide::declare::{complete, route, sighting};
use domain::incident::decide::heads::must_be_counted;
use domain::incident::intent::Declaration;
use domain::launch::collision::collisions;
use domain::page_tree::Routed;
use domain::phase::Phase;
use domain::playbook::Playbook;
use domain::span::Instant;
use domain::suggestion;
use domain::template::Audience;

use super::{AsleepLine, FirstClock, Proposal, ProposedPage, ProposedTell};
use crate::armed::rotation_instead;
use crate::engine::Engine;
use crate::error::Error;

impl Engine {
    /// What a declaration would lead to now; the same rules answer that decide it.
    pub fn propose(&self, declaration: &Declaration) -> Result<Proposal, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let whole = complete(declaration, agreement);
        let route = route(&whole, agreement);
        let playbook = whole.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let would_be = Incident::would_be(&whole, &PersonId::default(), now);
        let collided = collisions(agreement, &whole.services, &whole.regions, now);
        let page_now: Vec<ProposedPage> = route
            .everybody()
            .map(|routed| {
                let woken = || route.woken(whole.severity).any(|other| other.rotation == routed.rotation);
                let chosen = declaration.page.as_ref().map(|chosen| chosen.contains(&routed.rotation));
                let page = self.proposed(
                    agreement,
                    would_be.as_ref(),
                    routed,
                    (chosen.unwrap_or_else(woken), whole.drill),
                    now,
                );
                ProposedPage { proposed: !route.page.contains(routed), ..page }
            })
            .collect();
        let heads = heads(&page_now);
        let paged = |rotation: &RotationId| route.everybody().any(|routed| &routed.rotation == rotation);
        let mut page_on_impact = Vec::new();
        if !whole.customer_impact {
            for region in whole.regions.iter().filter_map(|id| agreement.region(id)) {
                for rotation in agreement.support_of(&region.id).into_iter().filter(|rotation| !paged(&rotation.id)) {
                    let routed = Routed {
                        rotation: rotation.id.clone(),
                        rule: RuleId::from("customer-impact"),
                        reason: format!("customers in {} would be affected", region.name),
                        source: "confirmed customer impact".to_owned(),
                    };
                    page_on_impact.push(self.proposed(agreement, would_be.as_ref(), &routed, (true, whole.drill), now));
                }
            }
        }
        let functions = |list: &dyn Fn(&Playbook) -> Vec<FunctionId>| -> Vec<ProposedTell> {
            let ids = playbook.map(list).unwrap_or_default();
            ids.iter().map(|id| self.spokespeople(agreement, id, now)).collect()
        };
        let names = |rotation: &RotationId| agreement.rotation(rotation).map(|rotation| rotation.name.clone());
        Ok(Proposal {
            suggested_pattern: suggested_pattern(agreement, declaration, &whole),
            sighting: sighting(&whole),
            tell: functions(&|playbook| playbook.tell.clone()),
            called_in: functions(&|playbook| playbook.functions.clone()),
            asleep: route
                .asleep
                .iter()
                .filter_map(|asleep| Some(AsleepLine { name: names(&asleep.rotation)?, reason: asleep.reason.clone() }))
                .collect(),
            clocks: first_clocks(agreement, &whole, now),
            duplicate_of: self.duplicate(&whole, now)?,
            unmatched: route.unmatched,
            dependencies: dependencies(agreement, &whole),
            heads: u32::try_from(heads).unwrap_or(u32::MAX),
            must_count: must_be_counted(heads),
            collisions: self.collisions_view(&collided, agreement, now),
            page_now,
            page_on_impact,
            declaration: whole,
        })
    }

    fn proposed(
        &self,
        agreement: &Agreement,
        would_be: Option<&Incident>,
        routed: &Routed,
        (ticked, drill): (bool, bool),
        now: Instant,
    ) -> ProposedPage {
        let people = self.on_call(agreement, &routed.rotation, now);
        let rotation = agreement.rotation(&routed.rotation);
        let backup = rotation.and_then(|rotation| rotation.backup.as_ref()).and_then(|id| agreement.rotation(id));
        let backup = backup.filter(|_| people.is_empty());
        let next = backup.map(|backup| self.on_call(agreement, &backup.id, now)).unwrap_or_default();
        let instead = people.is_empty().then(|| match backup {
            Some(backup) => {
                let names: Vec<String> = next.iter().map(|id| agreement.person_name(id)).collect();
                format!("nobody on call, {} of {} instead", names.join(", "), backup.name)
            }
            None => "nobody on call, and no backup is named".to_owned(),
        });
        let first = people.first().map(|person| (person, &routed.rotation));
        let following = match (would_be, first) {
            (Some(incident), Some(first)) => self.level_lines(incident, agreement, first, now),
            _ => Vec::new(),
        };
        ProposedPage {
            rotation: routed.rotation.to_string(),
            name: rotation.map_or_else(|| routed.rotation.to_string(), |rotation| rotation.name.clone()),
            people: self.people_view(agreement, &people, now),
            backups: next.iter().map(ToString::to_string).collect(),
            rule: routed.rule.to_string(),
            reason: routed.reason.clone(),
            source: routed.source.clone(),
            instead,
            // What a drill asks for goes to the sandbox.
            by_hand: if drill { None } else { rotation_instead(agreement, &routed.rotation) },
            ticked,
            proposed: false,
            following,
        }
    }

    /// Who speaks for a function now: whoever is on call in its rotations.
    pub(crate) fn spokespeople(&self, agreement: &Agreement, id: &FunctionId, now: Instant) -> ProposedTell {
        let rotations = agreement.rotations.iter().filter(|rotation| &rotation.function == id);
        let mut people: Vec<PersonId> = Vec::new();
        for person in rotations.flat_map(|rotation| self.on_call(agreement, &rotation.id, now)) {
            if !people.contains(&person) {
                people.push(person);
            }
        }
        ProposedTell {
            function: id.to_string(),
            name: agreement.function(id).map_or_else(|| id.to_string(), |function| function.name.clone()),
            people: self.people_view(agreement, &people, now),
        }
    }

    /// An open incident that shares a service, in words.
    fn duplicate(&self, declaration: &Declaration, now: Instant) -> Result<Option<String>, Error> {
        let open = self.parts.truth.open_incidents(now)?;
        let same = open.into_iter().find(|incident| {
            incident.is_open()
                && incident.drill == declaration.drill
                && incident.services.iter().any(|service| declaration.services.contains(service))
        });
        Ok(same.map(|incident| incident.id.to_string()))
    }
}

/// How many people the ticked rows wake, each once; a rotation with nobody wakes its backup.
fn heads(page_now: &[ProposedPage]) -> usize {
    let ticked = page_now.iter().filter(|page| page.ticked);
    let woken = ticked.flat_map(|page| page.people.iter().map(|person| &person.id).chain(&page.backups));
    woken.collect::<BTreeSet<_>>().len()
}

fn first_clocks(agreement: &Agreement, declaration: &Declaration, now: Instant) -> Vec<FirstClock> {
    Audience::CLOCKED
        .into_iter()
        .filter_map(|audience| {
            let line = agreement.cadences.line(declaration.severity, Phase::Investigating, audience)?;
            let waits = audience == Audience::Customers && !declaration.customer_impact;
            Some(FirstClock {
                audience,
                every_minutes: line.cadence.ceiling_minutes,
                first_at: (!waits).then(|| line.after(0).due_at(now).timestamp_millis()),
            })
        })
        .collect()
}

/// What the chosen services need, beside themselves.
fn dependencies(agreement: &Agreement, declaration: &Declaration) -> Vec<(String, String)> {
    let chosen = declaration.services.iter().filter_map(|id| agreement.service(id));
    let mut found: Vec<(String, String)> = Vec::new();
    for id in chosen.flat_map(|service| &service.depends_on) {
        let Some(service) = agreement.service(id).filter(|_| !declaration.services.contains(id)) else {
            continue;
        };
        let line = (service.id.to_string(), service.owner.clone());
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found
}

/// The pattern that neither the declaration nor its playbook names, and why it is suggested.
fn suggested_pattern(
    agreement: &Agreement,
    declaration: &Declaration,
    whole: &Declaration,
) -> Option<(String, String)> {
    let playbook = whole.playbook.as_ref().and_then(|id| agreement.playbook(id));
    if declaration.pattern.is_some() || playbook.is_some_and(|playbook| playbook.pattern.is_some()) {
        return None;
    }
    let (id, reason) = suggestion::pattern(agreement, whole.surface.as_deref(), whole.symptom.as_deref())?;
    let known = agreement.patterns.iter().find(|pattern| pattern.id == id);
    Some((known.map_or_else(|| id.to_string(), |pattern| pattern.name.clone()), reason))
}
