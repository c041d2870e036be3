//! Shadow seats: somebody learns, and is kept from roles and pages until the seat ends.

use super::scene::Scene;
use super::{Facts, Refusal, known, still_open};
use crate::id::{PersonId, RotationId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::shadow::Beside;
use crate::span::Instant;

pub(super) fn seat(
    incident: &Incident,
    person: &PersonId,
    beside: &Beside,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let name = &known(person, facts.agreement)?.name;
    if person == &incident.lead {
        return Err(Refusal::of(&format!("{name} leads. Hand over first.")));
    }
    if let Some(holder) = incident.roles.iter().find(|holder| &holder.person == person) {
        let role = Beside::Role(holder.role.clone()).name(facts.agreement);
        return Err(Refusal::of(&format!("{name} is {role}. Take the role back first: a shadow holds none.")));
    }
    if incident.hand_over.as_ref() == Some(person) {
        return Err(Refusal::of(&format!("The lead is offered to {name}. Take the offer back first.")));
    }
    if incident.pages.iter().any(|page| &page.person == person && !page.withdrawn && page.answer.is_none())
        && !incident.is_present(person)
    {
        return Err(Refusal::of(&format!(
            "{name} is paged and has not answered. Take the page back, or record the answer, first."
        )));
    }
    check(incident, person, beside, facts)?;
    if incident.shadow(person).is_some_and(|seat| &seat.beside == beside) {
        return Err(Refusal::of(&format!("{name} shadows {} already.", beside.name(facts.agreement))));
    }
    Ok(vec![Event::ShadowSeated { person: person.clone(), beside: beside.clone() }])
}

/// Refuses a seat beside nobody.
fn check(incident: &Incident, person: &PersonId, beside: &Beside, facts: &Facts<'_>) -> Result<(), Refusal> {
    match beside {
        Beside::Person(other) if other == person => Err(Refusal::of("Nobody shadows themselves. Name somebody else.")),
        Beside::Person(other) => {
            let name = &known(other, facts.agreement)?.name;
            if incident.is_present(other) {
                return Ok(());
            }
            Err(Refusal::of(&format!("{name} is not on the bridge. Name somebody who is, or a role.")))
        }
        Beside::Role(role) if facts.agreement.role(role).is_none() => {
            Err(Refusal::of(&format!("The workspace has no incident role “{role}”.")))
        }
        Beside::Role(_) => Ok(()),
    }
}

/// Also of what is over: the books are kept.
pub(super) fn end(incident: &Incident, person: &PersonId) -> Result<Vec<Event>, Refusal> {
    if incident.shadow(person).is_none() {
        return Err(Refusal::of("They have no shadow seat here."));
    }
    Ok(vec![Event::ShadowLeft { person: person.clone() }])
}

/// Refuses where somebody learns here: what it keeps them from, and how the seat ends.
pub(super) fn keeps_from(incident: &Incident, person: &PersonId, what: &str, facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(seat) = incident.shadow(person) else { return Ok(()) };
    let (name, beside) = (facts.agreement.person_name(person), seat.beside.name(facts.agreement));
    let id = &incident.id;
    Err(Refusal::of(&format!(
        "{name} shadows {beside} here and {what}. End the shadow seat first: “End” beside their name on the Bridge, or `bwatch incident shadow {id} {person} --end`."
    )))
}

/// Says once of each rotation that is paged who learns in it and is left asleep.
pub(super) fn leave_asleep(
    events: &mut Vec<Event>,
    rotations: [&RotationId; 2],
    woken: &[PersonId],
    scene: Scene<'_>,
    facts: &Facts<'_>,
    now: Instant,
) {
    let [asked, answering] = rotations;
    let of_rotation = facts.agreement.rotation(answering).map(|known| known.shadows_at(woken, now)).unwrap_or_default();
    let mut left: Vec<(PersonId, &RotationId)> = of_rotation.into_iter().map(|person| (person, answering)).collect();
    for rotation in rotations {
        let on_call = facts.on_call.get(rotation).into_iter().flatten();
        left.extend(on_call.filter(|person| scene.shadows(person)).map(|person| (person.clone(), rotation)));
        if asked == answering {
            break;
        }
    }
    for (person, rotation) in left {
        let event = Event::ShadowLeftAsleep { person: person.clone(), rotation: rotation.clone() };
        let is_said = scene.incident.is_some_and(|incident| incident.was_left_asleep(&person, rotation));
        if !is_said && !events.contains(&event) {
            events.push(event);
        }
    }
}

/// Whoever learns in one rotation and is on call in another one that is paged is not asleep.
pub(super) fn settle(events: &mut Vec<Event>) {
    let woken: Vec<PersonId> = events
        .iter()
        .filter_map(|event| match event {
            Event::PageRequested { person, .. } => Some(person.clone()),
            _ => None,
        })
        .collect();
    events.retain(|event| !matches!(event, Event::ShadowLeftAsleep { person, .. } if woken.contains(person)));
}
