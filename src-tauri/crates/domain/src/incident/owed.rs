//! Which deliveries an entry owes to the world. Outcome entries owe none.

use super::Incident;
use super::entry::Entry;
use super::event::{Event, Letter};
use crate::delivery::{Delivery, NoteMessage, OnPage, OutreachMessage, PageMessage, Payload, UpdateMessage};
use crate::id::{ConnectionId, DeliveryId, UpdateId};
use crate::template::Output;

/// The deliveries that an entry owes, given the incident after it.
///
/// Their ids are made from the intent, so an intent that comes twice can owe nothing twice.
pub fn owed(incident: &Incident, entry: &Entry) -> Vec<Delivery> {
    match &entry.event {
        Event::PageRequested { page, connection, not_before, valid_until, .. } => page_message(incident, &entry.event)
            .map(|message| Delivery {
                id: DeliveryId(format!("{}.{page}", entry.intent)),
                incident: incident.id.clone(),
                connection: connection.clone(),
                payload: Payload::Page(message),
                not_before: *not_before,
                valid_until: Some(*valid_until),
                drill: incident.drill,
            })
            .into_iter()
            .collect(),
        Event::UpdateWritten { .. } => update_written(incident, entry),
        Event::DriftSettled { update, connection, ours: true, .. } => {
            again(incident, entry, (update, connection)).into_iter().collect()
        }
        Event::OutreachWritten { letters, .. } => letters
            .iter()
            .enumerate()
            .filter_map(|(number, letter)| outreach(incident, entry, number, letter))
            .collect(),
        Event::NoteWritten { text, pages, .. } => pages
            .iter()
            .filter_map(|page| incident.page(page))
            .map(|page| Delivery {
                id: DeliveryId(format!("{}.note.{}", entry.intent, page.id)),
                incident: incident.id.clone(),
                connection: page.connection.clone(),
                payload: Payload::Note(NoteMessage {
                    on: OnPage { page: page.id.clone(), made: None },
                    author: entry.actor.clone(),
                    author_name: String::new(),
                    text: text.clone(),
                }),
                not_before: entry.recorded_at,
                valid_until: None,
                drill: incident.drill,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a delivery carries an update to a place, by the id that it was given here: to a connection of the update's own, or as a
/// letter that goes with it, by its kind and number.
pub(super) fn carries(delivery: &DeliveryId, update: &UpdateId, place: &str) -> bool {
    delivery.as_str().ends_with(&format!(".{update}.{place}"))
}

/// One delivery for each place where an update goes.
fn update_written(incident: &Incident, entry: &Entry) -> Vec<Delivery> {
    let Event::UpdateWritten {
        update,
        audience,
        phase,
        title,
        body,
        components,
        connections,
        rooms,
        page_components,
        not_before,
        ..
    } = &entry.event
    else {
        return Vec::new();
    };
    let posted = |connection: &ConnectionId| {
        Payload::Update(UpdateMessage {
            update: update.clone(),
            incident_key: incident.key.clone(),
            phase: *phase,
            severity: incident.severity,
            title: title.clone(),
            body: body.clone(),
            components: page_components.get(connection).unwrap_or(components).clone(),
        })
    };
    let said = || {
        Payload::Outreach(OutreachMessage {
            update: update.clone(),
            output: Output::of(*audience),
            incident_key: incident.key.clone(),
            phase: *phase,
            severity: incident.severity,
            title: title.clone(),
            body: body.clone(),
            account: None,
            recipients: Vec::new(),
            sequence: entry.sequence,
        })
    };
    let delivery = |connection: &ConnectionId| Delivery {
        id: DeliveryId(format!("{}.{update}.{connection}", entry.intent)),
        incident: incident.id.clone(),
        connection: connection.clone(),
        payload: if rooms.contains(connection) { said() } else { posted(connection) },
        not_before: not_before.unwrap_or(entry.recorded_at),
        valid_until: None,
        drill: incident.drill,
    };
    connections.iter().map(delivery).collect()
}

/// What was published on a status page, once more.
fn again(incident: &Incident, entry: &Entry, (update, page): (&UpdateId, &ConnectionId)) -> Option<Delivery> {
    let written = incident.updates.iter().find(|other| &other.id == update)?;
    Some(Delivery {
        id: DeliveryId(format!("{}.{update}.{page}", entry.intent)),
        incident: incident.id.clone(),
        connection: page.clone(),
        payload: Payload::Update(UpdateMessage {
            update: update.clone(),
            incident_key: incident.key.clone(),
            phase: written.phase,
            severity: incident.severity,
            title: written.title.clone(),
            body: written.body.clone(),
            components: written.components_on(page).clone(),
        }),
        not_before: entry.recorded_at,
        valid_until: None,
        drill: incident.drill,
    })
}

/// One letter, or one word in a room, that goes with an update.
fn outreach(incident: &Incident, entry: &Entry, number: usize, letter: &Letter) -> Option<Delivery> {
    let Event::OutreachWritten { update, output, phase, not_before, .. } = &entry.event else { return None };
    Some(Delivery {
        id: DeliveryId(format!("{}.{update}.{}.{number}", entry.intent, output.word())),
        incident: incident.id.clone(),
        connection: letter.connection.clone(),
        payload: Payload::Outreach(OutreachMessage {
            update: update.clone(),
            output: *output,
            incident_key: incident.key.clone(),
            phase: *phase,
            severity: incident.severity,
            title: letter.title.clone(),
            body: letter.body.clone(),
            account: letter.account.clone(),
            recipients: letter.recipients.clone(),
            sequence: entry.sequence,
        }),
        not_before: not_before.unwrap_or(entry.recorded_at),
        valid_until: None,
        drill: incident.drill,
    })
}

/// What a provider is told by a page that was requested, or that is only looked at; `None` for other events.
pub fn page_message(incident: &Incident, event: &Event) -> Option<PageMessage> {
    let Event::PageRequested { page, person, person_name, person_email, rotation, target, reason, joins, .. } = event
    else {
        return None;
    };
    Some(PageMessage {
        page: page.clone(),
        title: incident.title.clone(),
        severity: incident.severity,
        person: person.clone(),
        person_name: person_name.clone(),
        person_email: person_email.clone(),
        person_remote: None,
        rotation: rotation.clone(),
        target: target.clone(),
        reason: match incident.summons() {
            Some(summons) => format!("{reason}. {summons}"),
            None => reason.clone(),
        },
        joins: joins.clone().map(|page| OnPage { page, made: None }),
    })
}
