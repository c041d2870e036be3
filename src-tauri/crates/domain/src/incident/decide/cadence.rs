//! How often an audience is told in this incident, and until when its reminders are quiet.

use super::{Facts, Refusal, still_open};
use crate::cadence::Cadence;
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::span::Instant;
use crate::template::Audience;

/// The longest interval that can be set, in minutes: a day.
const LONGEST: u32 = 24 * 60;

pub(super) fn change(
    incident: &Incident,
    audience: Audience,
    minutes: Option<u32>,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    has_clock(audience)?;
    still_open(incident)?;
    let name = audience.name();
    let agreed = facts.agreement.cadences.line(incident.severity, incident.phase, audience).map(|line| line.cadence);
    let own = incident.cadences.get(&audience).copied();
    let Some(minutes) = minutes else {
        return match own {
            Some(_) => Ok(vec![Event::CadenceChanged { audience, cadence: None }]),
            None => Err(Refusal::of(&format!("The interval of {name} is as the preset has it already."))),
        };
    };
    if minutes == 0 || minutes > LONGEST {
        return Err(Refusal::of(&format!("Give an interval from 1 to {LONGEST} minutes.")));
    }
    if own.or(agreed).is_some_and(|present| present.ceiling_minutes == minutes) {
        return Err(Refusal::of(&format!("The interval of {name} is {minutes} minutes already.")));
    }
    // Below half of the interval a further update is noise, as it was below the preset's floor.
    let floor_minutes = agreed.map_or(minutes / 2, |agreed| agreed.floor_minutes.min(minutes / 2));
    Ok(vec![Event::CadenceChanged { audience, cadence: Some(Cadence { floor_minutes, ceiling_minutes: minutes }) }])
}

pub(super) fn snooze(
    incident: &Incident,
    audience: Audience,
    until: Instant,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    has_clock(audience)?;
    if until <= now {
        return Err(Refusal::of("Give a time that is still to come."));
    }
    if incident.is_closed() {
        return Err(Refusal::of(&format!("{} is closed: no reminder is left.", incident.id)));
    }
    Ok(vec![Event::Snoozed { audience, until }])
}

/// Refuses an audience that no clock runs for.
fn has_clock(audience: Audience) -> Result<(), Refusal> {
    if Audience::CLOCKED.contains(&audience) {
        Ok(())
    } else {
        Err(Refusal::of(&format!("The {} audience has no clock.", audience.name().to_lowercase())))
    }
}
