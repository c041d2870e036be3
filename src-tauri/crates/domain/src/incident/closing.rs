//! What must be done before an incident is over for everybody who heard of it: a last word wherever there was a first, whole
//! components, and what is known of losses. Nothing is left open silently.

use std::collections::BTreeMap;

use super::Incident;
use crate::delivery::{Delivery, Payload, State};
use crate::id::{AccountId, ConnectionId, PersonId, QuestionId, UpdateId};
use crate::template::{Audience, Output};

/// One step of the closing checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingStep {
    /// What is to be done.
    pub what: Closing,
    /// How far it is.
    pub standing: ClosingStanding,
}

/// What is to be done before an incident is over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closing {
    /// An audience that was updated hears that it is over: that stops its clock.
    Update(Audience),
    /// A status page that tells of it shows the last post.
    Post(ConnectionId),
    /// Components of a status page that were broken by updates are whole again: the page's ids.
    Components(ConnectionId, Vec<String>),
    /// A room that was told hears the last word.
    Room(ConnectionId, Output),
    /// An account that got a letter gets the last one.
    Letter(AccountId),
    /// What was copied by hand beside an update, in its last form.
    Words(Output),
    /// Questions that are open are answered, or left with a word.
    Questions(Vec<QuestionId>),
    /// What is known of losses is stated.
    Loss,
    /// Whoever is still on the bridge is thanked and released.
    People(Vec<PersonId>),
}

/// How far a step of the closing checklist is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ClosingStanding {
    /// Nobody has done it yet.
    Open,
    /// It is written and has not arrived.
    Written,
    /// Done.
    Done,
}

/// The closing checklist, in the order in which it is walked. While the incident is open it says what will be asked. Each
/// delivery comes with the state that it is in, in the order of the outbox.
pub fn checklist<'a>(
    incident: &Incident,
    deliveries: impl IntoIterator<Item = (&'a Delivery, &'a State)>,
) -> Vec<ClosingStep> {
    let mut steps = Vec::new();
    let owed = incident.closing_owed();
    for audience in Audience::CLOCKED.into_iter().filter(|audience| incident.last_update(*audience).is_some()) {
        let is_open = incident.is_open() || owed.contains(&audience);
        steps.push(ClosingStep { what: Closing::Update(audience), standing: done(!is_open) });
    }
    steps.extend(places(incident, deliveries));
    steps.extend(by_hand(incident));
    if !incident.questions.is_empty() {
        let open: Vec<QuestionId> = incident.open_questions().iter().map(|question| question.id.clone()).collect();
        steps.push(ClosingStep { standing: done(open.is_empty()), what: Closing::Questions(open) });
    }
    if incident.last_update(Audience::Customers).is_some() {
        steps.push(ClosingStep { what: Closing::Loss, standing: done(incident.loss.is_some()) });
    }
    let present = incident.participants.iter().filter(|other| other.left_at.is_none());
    let others: Vec<PersonId> =
        present.map(|other| other.person.clone()).filter(|person| person != &incident.lead).collect();
    steps.push(ClosingStep { standing: done(others.is_empty()), what: Closing::People(others) });
    steps
}

/// Wherever something was sent: the last of it.
fn places<'a>(
    incident: &Incident,
    deliveries: impl IntoIterator<Item = (&'a Delivery, &'a State)>,
) -> Vec<ClosingStep> {
    let mut last: BTreeMap<Closing, ClosingStanding> = BTreeMap::new();
    for (delivery, state) in deliveries {
        // Nobody heard what was given up.
        if *state == State::Dropped {
            continue;
        }
        let place = delivery.connection.clone();
        let (what, update) = match &delivery.payload {
            Payload::Update(message) => (Closing::Post(place), &message.update),
            Payload::Outreach(message) => match &message.account {
                Some(account) => (Closing::Letter(account.clone()), &message.update),
                None => (Closing::Room(place, message.output), &message.update),
            },
            Payload::Page(_) | Payload::Note(_) => continue,
        };
        let standing = match state {
            _ if !is_last_word(incident, update) => ClosingStanding::Open,
            State::Delivered { .. } => ClosingStanding::Done,
            _ => ClosingStanding::Written,
        };
        last.insert(what, standing);
    }
    let mut steps = Vec::new();
    for (what, standing) in last {
        let components = match &what {
            Closing::Post(page) => Some((page.clone(), incident.broken_components(page))),
            _ => None,
        };
        steps.push(ClosingStep { what, standing });
        if let Some((page, broken)) = components.filter(|(_, broken)| !broken.is_empty()) {
            let what = Closing::Components(page, broken.into_keys().collect());
            steps.push(ClosingStep { what, standing: ClosingStanding::Open });
        }
    }
    steps
}

/// What went to no connection: whoever copied the first of it copies the last.
fn by_hand(incident: &Incident) -> Vec<ClosingStep> {
    let mut last: BTreeMap<Output, bool> = BTreeMap::new();
    for update in incident.updates.iter().filter(|update| !update.is_given_up()) {
        for outreach in update.outreach.iter().filter(|outreach| outreach.letters == 0) {
            last.insert(outreach.output, is_last_word(incident, &update.id));
        }
    }
    last.into_iter()
        .map(|(output, is_last)| ClosingStep { what: Closing::Words(output), standing: done(is_last) })
        .collect()
}

/// Whether an update was written as the last word: after the incident ended, and saying so.
fn is_last_word(incident: &Incident, update: &UpdateId) -> bool {
    let written = incident.updates.iter().find(|other| &other.id == update);
    written.is_some_and(|update| incident.ends_with(update))
}

fn done(is: bool) -> ClosingStanding {
    if is { ClosingStanding::Done } else { ClosingStanding::Open }
}
