//! What a test begins with: a folder, instants, an incident, deliveries.

use std::path::Path;

use chrono::{DateTime, Duration};
use domain::delivery::{Delivery, PageMessage, Payload, Receipt, State, UpdateMessage};
use domain::id::{DeliveryId, IncidentId, IntentId};
use domain::incident::event::Event;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::span::Instant;
use rusqlite::Connection;
use store::truth::journal::Draft;
use store::truth::writing::Submitted;
use store::{Error, Truth};
use tempfile::TempDir;

/// A folder that goes away with the test.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A truth in a folder of its own.
pub(crate) fn truth() -> (TempDir, Truth) {
    let folder = folder();
    let truth = Truth::open(folder.path()).unwrap();
    (folder, truth)
}

/// So many minutes after two in the afternoon.
pub(crate) fn at(minutes: i64) -> Instant {
    DateTime::from_timestamp(1_795_183_200, 0).unwrap() + Duration::minutes(minutes)
}

/// A declaration.
pub(crate) fn declared(title: &str) -> Event {
    Event::Declared {
        key: format!("key-{title}"),
        title: title.to_owned(),
        severity: Severity::Sev1,
        playbook: None,
        pattern: None,
        services: vec!["payments-api".into()],
        surface: None,
        symptom: None,
        regions: Vec::new(),
        drill: false,
        lead: "mara".into(),
        rally: domain::rally::Rally::default(),
    }
}

/// A note.
pub(crate) fn note(text: &str) -> Event {
    Event::NoteWritten { text: text.to_owned(), corrects: None, pages: Vec::new() }
}

/// An entry to be, at that minute.
pub(crate) fn draft(incident: &IncidentId, intent: &str, minute: i64, event: Event) -> Draft {
    Draft {
        incident: incident.clone(),
        happened_at: at(minute),
        recorded_at: at(minute),
        actor: "mara".into(),
        device: "laptop".to_owned(),
        intent: intent.into(),
        event,
    }
}

/// Hands one event in under an intent of its own.
pub(crate) fn submit(truth: &Truth, incident: &IncidentId, intent: &str, minute: i64, event: Event) -> Submitted<u64> {
    truth
        .submit(&IntentId::from(intent), |writing| {
            Ok::<_, Error>(writing.append(draft(incident, intent, minute, event))?.sequence)
        })
        .unwrap()
}

/// Declares an incident.
pub(crate) fn incident(truth: &Truth, intent: &str, minute: i64) -> IncidentId {
    let submitted = truth
        .submit(&IntentId::from(intent), |writing| {
            let id = writing.allocate_incident()?;
            writing.append(draft(&id, intent, minute, declared(intent)))?;
            Ok::<_, Error>(id)
        })
        .unwrap();
    match submitted {
        Submitted::Done(id) => id,
        Submitted::Already { incident, .. } => incident,
    }
}

/// A page that may go at that minute, and is valid for ten.
pub(crate) fn page(incident: &IncidentId, id: &str, minute: i64) -> Delivery {
    Delivery {
        id: id.into(),
        incident: incident.clone(),
        connection: "pager".into(),
        payload: Payload::Page(PageMessage {
            page: id.into(),
            title: "Cards are declined".to_owned(),
            severity: Severity::Sev1,
            person: "priya".into(),
            person_name: "Priya".to_owned(),
            person_email: None,
            person_remote: None,
            rotation: None,
            target: None,
            reason: "database".to_owned(),
            joins: None,
        }),
        not_before: at(minute),
        valid_until: Some(at(minute + 10)),
        drill: false,
    }
}

/// An update that may go at that minute.
pub(crate) fn update(incident: &IncidentId, id: &str, minute: i64) -> Delivery {
    Delivery {
        connection: "status-page".into(),
        payload: Payload::Update(UpdateMessage {
            update: id.into(),
            incident_key: "key".to_owned(),
            phase: Phase::Identified,
            severity: Severity::Sev1,
            title: "Cards are declined".to_owned(),
            body: "We know why".to_owned(),
            components: std::collections::BTreeMap::new(),
        }),
        valid_until: None,
        ..page(incident, id, minute)
    }
}

/// Owes the deliveries, in that order.
pub(crate) fn owe(truth: &Truth, incident: &IncidentId, intent: &str, deliveries: &[Delivery]) {
    truth
        .submit(&IntentId::from(intent), |writing| {
            writing.append(draft(incident, intent, 0, note("owes")))?;
            deliveries.iter().try_for_each(|delivery| writing.enqueue(delivery))
        })
        .unwrap_or_else(|error: Error| unreachable!("{error}"));
}

/// A state with proof.
pub(crate) fn delivered(remote: &str) -> State {
    State::Delivered { receipt: Receipt { remote: remote.to_owned(), link: None, update: None } }
}

/// Settles a delivery as its worker would.
pub(crate) fn settle(truth: &Truth, id: &str, state: &State) {
    truth.settle(&DeliveryId::from(id), state, 1, "", at(1)).unwrap();
}

/// A second look at a file, past the store.
pub(crate) fn raw(folder: &Path, file: &str) -> Connection {
    Connection::open(folder.join(file)).unwrap()
}
