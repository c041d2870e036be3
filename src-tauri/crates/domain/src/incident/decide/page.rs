//! Waking people: the right role, by name, once.

use super::scene::Scene;
use super::shadow::{keeps_from, leave_asleep};
use super::{Facts, PAGE_VALID, Refusal, filled, known, still_open};
use crate::agreement::Connection;
use crate::delivery::BY_PHONE;
use crate::id::{ConnectionId, PageId, PersonId, RotationId, RuleId};
use crate::incident::event::Event;
use crate::incident::{Answer, Incident, Page};
use crate::page_tree::Routed;
use crate::rotation::{Rotation, Source};
use crate::span::Instant;

/// Adds a page request for everybody who is on call in a rotation now.
///
/// A rotation without anybody falls back to its backup, and says so in the reason. `number` counts the pages of the
/// incident so far.
pub(super) fn request(
    events: &mut Vec<Event>,
    number: &mut usize,
    routed: &Routed,
    scene: Scene<'_>,
    facts: &Facts<'_>,
    now: Instant,
) {
    ask(events, number, routed, None, scene, facts, now);
}

fn ask(
    events: &mut Vec<Event>,
    number: &mut usize,
    routed: &Routed,
    joins: Option<&Page>,
    scene: Scene<'_>,
    facts: &Facts<'_>,
    now: Instant,
) {
    let (rotation, people, reason) = awake(&routed.rotation, &routed.reason, scene, facts);
    for person in &people {
        let wanted = Wanted { person, rotation: Some(&rotation), rule: &routed.rule, reason: &reason, joins, scene };
        push(events, number, &wanted, facts, now);
    }
    leave_asleep(events, [&routed.rotation, &rotation], &people, scene, facts, now);
}

/// One person who shall be woken.
struct Wanted<'a> {
    person: &'a PersonId,
    rotation: Option<&'a RotationId>,
    rule: &'a RuleId,
    reason: &'a str,
    joins: Option<&'a Page>,
    scene: Scene<'a>,
}

/// Who answers for a rotation now: its people, else those of its backup, one step and no further: whoever is asked
/// beyond that is the lead's choice. Whoever learns here is left out.
fn awake(
    rotation: &RotationId,
    reason: &str,
    scene: Scene<'_>,
    facts: &Facts<'_>,
) -> (RotationId, Vec<PersonId>, String) {
    let on_call = |id: &RotationId| -> Vec<PersonId> {
        let people = facts.on_call.get(id).into_iter().flatten();
        people.filter(|person| !scene.shadows(person)).cloned().collect()
    };
    let people = on_call(rotation);
    if !people.is_empty() {
        return (rotation.clone(), people, reason.to_owned());
    }
    let known = facts.agreement.rotation(rotation);
    match known.and_then(|known| known.backup.clone()) {
        Some(backup) => {
            let name = known.map_or_else(|| rotation.to_string(), |known| known.name.clone());
            let people = on_call(&backup);
            (backup, people, format!("{reason}; {name} has nobody on call"))
        }
        None => (rotation.clone(), people, reason.to_owned()),
    }
}

fn push(events: &mut Vec<Event>, number: &mut usize, wanted: &Wanted<'_>, facts: &Facts<'_>, now: Instant) {
    let Wanted { person, rotation, rule, reason, joins, scene } = *wanted;
    let twice =
        events.iter().any(|event| matches!(event, Event::PageRequested { person: other, .. } if other == person));
    if twice {
        return;
    }
    let own = connection(rotation, scene.drill, facts);
    let connection = joins.map_or_else(|| own.clone(), |page| page.connection.clone());
    // Another pager than the rotation's own knows nothing of its target.
    let target = rotation.filter(|_| connection == own).and_then(|id| target(id, person, scene, facts));
    // A target wakes all who are on call in it: for each of several it would wake all of them.
    let is_woken = |event: &Event| {
        matches!(event, Event::PageRequested { target: Some(other), connection: by, .. }
            if Some(other) == target.as_ref() && *by == connection)
    };
    if events.iter().any(is_woken) {
        return;
    }
    *number += 1;
    let known = facts.agreement.person(person);
    let not_before = now + facts.hold;
    events.push(Event::PageRequested {
        page: PageId(format!("p{number}")),
        person: person.clone(),
        person_name: facts.agreement.person_name(person),
        person_email: known.and_then(|known| known.email().map(str::to_owned)),
        rotation: rotation.cloned(),
        target,
        rule: rule.clone(),
        reason: reason.to_owned(),
        connection,
        not_before,
        valid_until: not_before + PAGE_VALID,
        joins: joins.map(|page| page.id.clone()),
    });
}

/// What the pager calls the rotation. Of whoever stands in here the pager does not know, and whoever learns here it would wake
/// as well, so the others are paged by name.
fn target(rotation: &RotationId, person: &PersonId, scene: Scene<'_>, facts: &Facts<'_>) -> Option<String> {
    let known = facts.agreement.rotation(rotation)?;
    let stands_in = facts.stand_ins.contains(&(rotation.clone(), person.clone()));
    let wakes_shadow = facts.on_call.get(rotation).into_iter().flatten().any(|other| scene.shadows(other));
    known.pager_target.clone().filter(|_| !stands_in && !wakes_shadow)
}

/// Through which account: in a drill the sandbox and nothing else. Where no pager is connected the page is a call that
/// the lead makes: it must keep nobody from declaring.
fn connection(rotation: Option<&RotationId>, drill: bool, facts: &Facts<'_>) -> ConnectionId {
    if drill {
        return facts.sandbox.id.clone();
    }
    carrier(rotation.and_then(|id| facts.agreement.rotation(id)), facts.pagers)
}

/// Through which account a page of a rotation goes: the pager that it names, else the one that tells who is on call, else the first.
pub fn carrier(known: Option<&Rotation>, pagers: &[Connection]) -> ConnectionId {
    let named = known.and_then(|rotation| rotation.pager.clone());
    // Whoever tells who is on call knows them, and is asked to wake them where it can.
    let own = || match known.map(|rotation| &rotation.source) {
        Some(Source::Provider { connection, .. }) => {
            pagers.iter().find(|pager| pager.id == *connection).map(|pager| pager.id.clone())
        }
        _ => None,
    };
    let first = || pagers.first().map(|pager: &Connection| pager.id.clone());
    named.or_else(own).or_else(first).unwrap_or_else(|| ConnectionId::from(BY_PHONE))
}

pub(super) fn rotation(
    incident: &Incident,
    rotation: &RotationId,
    (reason, joins): (&str, Option<&PageId>),
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let joins = joined(incident, joins, facts)?;
    let Some(known) = facts.agreement.rotation(rotation) else {
        return Err(Refusal::of(&format!("The workspace has no rotation “{rotation}”.")));
    };
    let reason = if reason.trim().is_empty() { "asked for by the incident lead" } else { reason.trim() };
    let routed = Routed {
        rotation: rotation.clone(),
        rule: RuleId::from("by-hand"),
        reason: reason.to_owned(),
        source: String::new(),
    };
    let mut events = Vec::new();
    ask(&mut events, &mut incident.pages.len(), &routed, joins, Scene::of(incident), facts, now);
    if !events.iter().any(|event| matches!(event, Event::PageRequested { .. })) {
        if let Some(learner) = facts.on_call.get(rotation).into_iter().flatten().next() {
            keeps_from(incident, learner, "is never paged", facts)?;
        }
        return Err(Refusal::of(&format!(
            "Nobody is on call in {} now. Page a person of its ladder instead.",
            known.name
        )));
    }
    Ok(events)
}

pub(super) fn person(
    incident: &Incident,
    person: &PersonId,
    (reason, joins): (&str, Option<&PageId>),
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let joins = joined(incident, joins, facts)?;
    known(person, facts.agreement)?;
    keeps_from(incident, person, "is never paged", facts)?;
    let reason = if reason.trim().is_empty() { "asked for by the incident lead" } else { reason.trim() };
    let mut events = Vec::new();
    let rule = RuleId::from("by-hand");
    let wanted = Wanted { person, rotation: None, rule: &rule, reason, joins, scene: Scene::of(incident) };
    push(&mut events, &mut incident.pages.len(), &wanted, facts, now);
    Ok(events)
}

/// The page to which somebody shall be added: it must be out, and its pager must be able to.
fn joined<'a>(incident: &'a Incident, page: Option<&PageId>, facts: &Facts<'_>) -> Result<Option<&'a Page>, Refusal> {
    let Some(id) = page else { return Ok(None) };
    let page = out(incident, id)?;
    if !facts.joinable.contains(id) {
        let name = facts.agreement.person_name(&page.person);
        return Err(Refusal::of(&format!(
            "The pager adds nobody to the page of {name}. Page them by a page of their own."
        )));
    }
    Ok(Some(page))
}

/// A page to which something can be added: it is out, and nobody ended it.
pub(super) fn out<'a>(incident: &'a Incident, page: &PageId) -> Result<&'a Page, Refusal> {
    let page = found(incident, page)?;
    if page.delivered_at.is_none() || page.withdrawn {
        return Err(Refusal::of("That page is not out: there is nothing at the pager to add to."));
    }
    if matches!(page.answer, Some((_, Answer::Closed))) {
        return Err(Refusal::of("That page was ended at the pager: nothing can be added to it."));
    }
    Ok(page)
}

pub(super) fn answer(
    incident: &Incident,
    page: &PageId,
    answer: Answer,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let page = found(incident, page)?;
    let mut events = vec![Event::PageAnswered {
        page: page.id.clone(),
        person: page.person.clone(),
        answer,
        by: None,
        connection: None,
    }];
    let comes = matches!(answer, Answer::Acknowledged | Answer::Reached);
    if comes && !incident.is_present(&page.person) && incident.shadow(&page.person).is_none() {
        let function = page
            .rotation
            .as_ref()
            .and_then(|id| facts.agreement.rotation(id))
            .map(|rotation| rotation.function.clone());
        events.push(Event::Joined { person: page.person.clone(), function });
    }
    Ok(events)
}

pub(super) fn withdraw(incident: &Incident, page: &PageId) -> Result<Vec<Event>, Refusal> {
    let page = found(incident, page)?;
    if page.delivered_at.is_some() {
        return Err(Refusal::of("The page is out already. Call to say that it is not needed."));
    }
    if page.withdrawn {
        return Err(Refusal::of("The page was taken back already."));
    }
    Ok(vec![Event::PageWithdrawn { page: page.id.clone() }])
}

fn found<'a>(incident: &'a Incident, page: &PageId) -> Result<&'a Page, Refusal> {
    filled(page.as_str(), "which page")?;
    incident.page(page).ok_or_else(|| Refusal::of(&format!("{} has no page “{page}”.", incident.id)))
}
