//! An incident that is led in a test: intents are decided, and what was accepted is folded, as the desk does it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use domain::agreement::{Agreement, Connection};
use domain::channel::Channel;
use domain::delivery::Delivery;
use domain::id::{ConnectionId, IntentId, PageId, PersonId, RotationId};
use domain::incident::Incident;
use domain::incident::decide::{Facts, Refusal, decide};
use domain::incident::entry::{Entry, SYSTEM};
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::owed::owed;
use domain::span::Instant;

use super::intents::declaration;
use super::{at, organisation};

#[derive(Debug, Clone)]
pub(crate) struct Bridge {
    pub(crate) agreement: Agreement,
    pub(crate) on_call: BTreeMap<RotationId, Vec<PersonId>>,
    pub(crate) stand_ins: BTreeSet<(RotationId, PersonId)>,
    pub(crate) pagers: Vec<Connection>,
    /// What is no status page.
    pub(crate) channels: BTreeMap<ConnectionId, Channel>,
    /// Pages to which their pager adds people and notes.
    pub(crate) additions: BTreeSet<PageId>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) owed: Vec<Delivery>,
    pub(crate) incident: Option<Incident>,
    pub(crate) actor: PersonId,
    pub(crate) now: Instant,
}

/// Nothing has happened yet; Lea is at the desk, at 09:00.
pub(crate) fn calm() -> Bridge {
    let agreement = organisation::agreement();
    Bridge {
        on_call: organisation::on_call(),
        stand_ins: BTreeSet::new(),
        additions: BTreeSet::new(),
        channels: BTreeMap::new(),
        pagers: agreement.connections.iter().take(1).cloned().collect(),
        agreement,
        entries: Vec::new(),
        owed: Vec::new(),
        incident: None,
        actor: "lea".into(),
        now: at("09:00"),
    }
}

/// Lea has declared a SEV2 at 09:00, and woken nobody.
pub(crate) fn declared() -> Bridge {
    calm().does(Intent::DeclareIncident(declaration()))
}

impl Bridge {
    pub(crate) fn at(mut self, clock: &str) -> Self {
        self.now = at(clock);
        self
    }

    pub(crate) fn by(mut self, person: &str) -> Self {
        self.actor = person.into();
        self
    }

    /// What the rules answer.
    pub(crate) fn decide(&self, intent: &Intent) -> Result<Vec<Event>, Refusal> {
        let facts = Facts {
            intent: &self.intent_id(),
            actor: &self.actor,
            agreement: &self.agreement,
            on_call: &self.on_call,
            stand_ins: &self.stand_ins,
            pagers: &self.pagers,
            joinable: &self.additions,
            takes_notes: &self.additions,
            channels: &self.channels,
            sandbox: &organisation::sandbox(),
            hold: Duration::seconds(10),
            zone: chrono_tz::Europe::Paris,
        };
        decide(self.incident.as_ref(), intent, &facts, self.now)
    }

    /// Wants something that is accepted.
    #[expect(clippy::needless_pass_by_value, reason = "an intent is made where it is wanted")]
    pub(crate) fn does(mut self, intent: Intent) -> Self {
        match self.decide(&intent) {
            Ok(events) => self.record_of(events, intent.happened_at().unwrap_or(self.now)),
            Err(refusal) => unreachable!("{intent:?} is refused: {refusal}"),
        }
        self
    }

    /// Something happens that nobody wanted: an outcome, or a reminder.
    pub(crate) fn sees(mut self, event: Event) -> Self {
        let actor = std::mem::replace(&mut self.actor, SYSTEM.into());
        self.record(vec![event]);
        self.actor = actor;
        self
    }

    /// Writes events down, as the journal would.
    pub(crate) fn record(&mut self, events: Vec<Event>) {
        self.record_of(events, self.now);
    }

    /// The same, of something that happened earlier.
    fn record_of(&mut self, events: Vec<Event>, happened_at: Instant) {
        let intent = self.intent_id();
        for event in events {
            let entry = Entry {
                sequence: self.entries.len() as u64 + 1,
                incident: "INC-1".into(),
                happened_at,
                recorded_at: self.now,
                actor: self.actor.clone(),
                device: "laptop".into(),
                intent: intent.clone(),
                event,
            };
            match &mut self.incident {
                Some(incident) => incident.apply(&entry),
                none => *none = Incident::declared(&entry),
            }
            self.owed.extend(owed(self.state(), &entry));
            self.entries.push(entry);
        }
    }

    pub(crate) fn state(&self) -> &Incident {
        self.incident.as_ref().expect("it is declared")
    }

    fn intent_id(&self) -> IntentId {
        IntentId(format!("i{}", self.entries.len() + 1))
    }
}

/// The kinds of events, as the journal names them.
pub(crate) fn kinds(events: &[Event]) -> String {
    let kind = |event: &Event| {
        let json = serde_json::to_value(event).expect("an event has a JSON form");
        json["kind"].as_str().expect("it has its kind").to_owned()
    };
    events.iter().map(kind).collect::<Vec<_>>().join(" ")
}
