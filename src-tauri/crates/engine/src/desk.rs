//! The one door for all that happens in an incident: an intent comes in, the rules decide, entries and what they owe are
//! on disk in one transaction before anybody is told.

mod settle;

use domain::id::{IncidentId, IntentId, PersonId};
use domain::incident::Incident;
use domain::incident::decide::heads::woken;
use domain::incident::decide::{Facts, Refusal, decide};
use domain::incident::entry::Entry;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::owed::owed;
use domain::span::Instant;
use serde::Serialize;
use store::truth::journal::Draft;
use store::truth::writing::Writing;

use crate::change::Topic;
use crate::engine::{Engine, channels, pagers, sandbox};
use crate::error::Error;
use settle::TakenBack;

/// What became of an intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Submitted {
    /// Which incident; the one it made where it was a declaration.
    pub incident: String,
    /// Positions of its entries in the journal.
    #[ts(type = "number[]")]
    pub sequences: Vec<u64>,
    /// It had been submitted before; nothing was added now.
    pub already: bool,
}

/// What an intent would lead to.
pub(crate) struct Foreseen {
    pub(crate) events: Vec<Event>,
    /// How many people it would wake.
    pub(crate) heads: usize,
}

impl Engine {
    /// Submits an intent. The same intent id twice is one intent.
    pub fn submit(
        &self,
        incident: Option<&IncidentId>,
        intent_id: &IntentId,
        intent: &Intent,
    ) -> Result<Submitted, Error> {
        let now = self.now();
        let outcome = self.with_facts(incident, intent_id, intent, now, |facts| {
            self.parts.truth.submit(intent_id, |writing| {
                if let Some(settled) = settle::settle(self, writing, incident, intent, now)? {
                    let id = settled.incident.clone();
                    return self.write(writing, &id, intent_id, facts.actor, settled.events, now, now);
                }
                let present = match incident {
                    Some(id) => Some(writing.incident(id)?.ok_or_else(|| no_incident(id))?),
                    None => None,
                };
                let mut events = decide(present.as_ref(), intent, facts, now)?;
                if let (Intent::Resolve { .. }, Some(id)) = (intent, incident) {
                    events.extend(settle::not_left(writing, id)?);
                }
                let happened_at = happened_at(intent, present.as_ref().map(|present| present.declared_at), now)?;
                let id = match incident {
                    Some(id) => id.clone(),
                    None => writing.allocate_incident()?,
                };
                self.write(writing, &id, intent_id, facts.actor, events, happened_at, now)
            })
        })??;
        let submitted = match outcome {
            store::truth::writing::Submitted::Done(entries) => summary(&entries, false),
            store::truth::writing::Submitted::Already { incident, sequences } => {
                Submitted { incident: incident.to_string(), sequences, already: true }
            }
        };
        self.parts.changes.tell(&[Topic::Incidents, Topic::Outbox]);
        self.parts.nudges.push.notify_one();
        self.parts.nudges.remind.notify_one();
        Ok(submitted)
    }

    /// What an intent would lead to now. Nothing is written.
    pub(crate) fn weigh(&self, incident: &Incident, intent: &Intent) -> Result<Result<Vec<Event>, Refusal>, Error> {
        Ok(self.foresee(Some(incident), intent)?.map(|foreseen| foreseen.events))
    }

    /// The same, of a declaration as well, with how many people it would wake. Nothing is written.
    pub(crate) fn foresee(
        &self,
        incident: Option<&Incident>,
        intent: &Intent,
    ) -> Result<Result<Foreseen, Refusal>, Error> {
        let now = self.now();
        let intent_id = IntentId(self.fresh_intent());
        self.with_facts(incident.map(|incident| &incident.id), &intent_id, intent, now, |facts| {
            let events = decide(incident, intent, facts, now)?;
            let heads = woken(&events, facts.on_call).len();
            Ok(Foreseen { events, heads })
        })
    }

    /// Gathers what a decision must know.
    fn with_facts<Answer>(
        &self,
        incident: Option<&IncidentId>,
        intent_id: &IntentId,
        intent: &Intent,
        now: Instant,
        work: impl FnOnce(&Facts<'_>) -> Answer,
    ) -> Result<Answer, Error> {
        let actor = self.acting(now)?;
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        // A form asks at each key, and thousands of rotations take their time.
        let wanted = intent.wakes().then(|| self.on_call_everywhere(agreement, intent.rotations(), now));
        let everywhere = wanted.unwrap_or_default();
        let additions = self.additions(incident, intent)?;
        let facts = Facts {
            intent: intent_id,
            actor: &actor,
            agreement,
            on_call: &everywhere.on_call,
            stand_ins: &everywhere.stand_ins,
            pagers: &pagers(agreement),
            joinable: &additions.joinable,
            takes_notes: &additions.takes_notes,
            channels: &channels(agreement),
            sandbox: &sandbox(),
            hold: self.parts.hold,
            zone: self.parts.zone,
        };
        Ok(work(&facts))
    }

    /// Appends events and enqueues what they owe.
    #[expect(clippy::too_many_arguments, reason = "the facts of one entry; each caller has all of them at hand")]
    pub(crate) fn write(
        &self,
        writing: &mut Writing<'_>,
        incident: &IncidentId,
        intent: &IntentId,
        actor: &PersonId,
        events: Vec<Event>,
        happened_at: Instant,
        now: Instant,
    ) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for event in events {
            let withdrawn = TakenBack::by(&event);
            let entry = writing.append(Draft {
                incident: incident.clone(),
                happened_at,
                recorded_at: now,
                actor: actor.clone(),
                device: self.parts.device.clone(),
                intent: intent.clone(),
                event,
            })?;
            let after = writing.incident(incident)?.ok_or_else(|| no_incident(incident))?;
            for delivery in owed(&after, &entry) {
                writing.enqueue(&delivery)?;
            }
            if let Some(withdrawn) = withdrawn {
                settle::take_back(writing, incident, &withdrawn, now)?;
            }
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// When an intent happened: now, or earlier where a note or a report says so.
fn happened_at(intent: &Intent, declared_at: Option<Instant>, now: Instant) -> Result<Instant, Error> {
    let Some(at) = intent.happened_at() else {
        return Ok(now);
    };
    if at > now {
        return Err(Error::Refused("This tells what has happened: its time cannot be to come.".to_owned()));
    }
    if declared_at.is_some_and(|declared_at| at < declared_at - chrono::Duration::days(1)) {
        return Err(Error::Refused(
            "This is more than a day before the incident was declared. Check the time.".to_owned(),
        ));
    }
    Ok(at)
}

fn summary(entries: &[Entry], already: bool) -> Submitted {
    Submitted {
        incident: entries.first().map(|entry| entry.incident.to_string()).unwrap_or_default(),
        sequences: entries.iter().map(|entry| entry.sequence).collect(),
        already,
    }
}

pub(crate) fn no_incident(id: &IncidentId) -> Error {
    Error::NotFound(format!("There is no incident {id}."))
}
