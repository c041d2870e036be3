//! What a sandbox holds: pages that woke somebody, incidents of the status page, components, what was said in its room.

use std::collections::BTreeMap;

use domain::delivery::ComponentState;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::span::Instant;
use domain::template::Output;
use serde::{Deserialize, Serialize};

use crate::marker::Marker;

/// All that one sandbox holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contents {
    /// In order of arrival.
    pub pages: Vec<Page>,
    /// On those pages, in order of arrival.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// In order of creation.
    pub incidents: Vec<Incident>,
    /// Those that were ever given a state.
    pub components: Vec<Part>,
    /// In its room, or by letter, in order of arrival.
    #[serde(default)]
    pub messages: Vec<Message>,
}

/// A page that woke somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Our delivery: a second page with the same key wakes nobody.
    pub key: String,
    /// Which incident.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// Who was woken.
    pub person: String,
    /// Their name.
    pub person_name: String,
    /// For which rotation.
    pub rotation: Option<String>,
    /// Why.
    pub reason: String,
    /// In a rehearsal.
    pub drill: bool,
    /// The key of the page to which they were added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joins: Option<String>,
}

/// A note on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Our delivery: a second note with the same key changes nothing.
    pub key: String,
    /// The key of the page.
    pub page: String,
    /// The name of whoever wrote it.
    pub author: String,
    /// The note.
    pub text: String,
}

/// What was said in a room, or by letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Our delivery: a second message with the same key changes nothing.
    pub key: String,
    /// Which incident.
    pub incident: String,
    /// The sequence of the entry that it is a copy of.
    pub sequence: u64,
    /// What it is.
    pub output: Output,
    /// The phase that it tells.
    pub phase: Phase,
    /// One line above the text.
    pub title: String,
    /// The text.
    pub body: String,
    /// Whom it addresses by name, where it is a letter to one account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The addresses of a letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// In a rehearsal.
    pub drill: bool,
}

/// What a status page is asked to publish: a new incident, or one more update of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Title of the incident.
    pub title: String,
    /// Its phase from now on.
    pub phase: Phase,
    /// How bad it is.
    pub severity: Severity,
    /// Text of the update.
    pub body: String,
    /// New states of components.
    pub components: BTreeMap<String, ComponentState>,
    /// Whose it is.
    pub marker: Marker,
    /// When it was sent.
    #[serde(default)]
    pub at: Instant,
}

/// An incident of the status page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// The page's id.
    pub id: String,
    /// Title of its first update: later ones do not rename it.
    pub title: String,
    /// Present phase.
    pub phase: Phase,
    /// How bad it is.
    pub severity: Severity,
    /// Left by the last update.
    pub marker: Marker,
    /// The states that its updates gave to components, by their ids.
    #[serde(default)]
    pub components: BTreeMap<String, ComponentState>,
    /// In order of arrival.
    pub updates: Vec<Update>,
}

/// One published update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Phase that it announced.
    pub phase: Phase,
    /// Text.
    pub body: String,
    /// Our delivery.
    pub delivery: String,
    /// When it was sent.
    #[serde(default)]
    pub at: Instant,
}

/// A component of the status page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its id, which is its name as well.
    pub id: String,
    /// Its state.
    pub state: ComponentState,
}

impl Contents {
    /// Takes a page; one with a key that was taken before changes nothing.
    pub fn page(&mut self, page: Page) {
        if self.pages.iter().all(|known| known.key != page.key) {
            self.pages.push(page);
        }
    }

    /// Takes a note; one with a key that was taken before changes nothing.
    pub fn note(&mut self, note: Note) {
        if self.notes.iter().all(|known| known.key != note.key) {
            self.notes.push(note);
        }
    }

    /// Whether something stands on a page that was taken.
    pub fn has_page(&self, key: &str) -> bool {
        self.pages.iter().any(|page| page.key == key)
    }

    /// Hears something, unless a message with its key was heard before.
    pub fn message(&mut self, message: Message) {
        if self.messages.iter().all(|heard| heard.key != message.key) {
            self.messages.push(message);
        }
    }

    /// Creates an incident, whether or not there is one with the same marker.
    pub fn create(&mut self, posting: Posted) -> Incident {
        let mut incident = Incident {
            id: format!("incident-{}", self.incidents.len() + 1),
            title: posting.title.clone(),
            phase: posting.phase,
            severity: posting.severity,
            marker: posting.marker.clone(),
            components: BTreeMap::new(),
            updates: Vec::new(),
        };
        self.set_components(&posting);
        incident.take(posting);
        self.incidents.push(incident.clone());
        incident
    }

    /// Adds an update to an incident; `None` where there is no such incident.
    pub fn change(&mut self, id: &str, posting: Posted) -> Option<Incident> {
        let at = self.incidents.iter().position(|incident| incident.id == id)?;
        self.set_components(&posting);
        let incident = self.incidents.get_mut(at)?;
        incident.take(posting);
        Some(incident.clone())
    }

    fn set_components(&mut self, posting: &Posted) {
        for (id, state) in &posting.components {
            match self.components.iter_mut().find(|part| &part.id == id) {
                Some(part) => part.state = *state,
                None => self.components.push(Part { id: id.clone(), state: *state }),
            }
        }
    }
}

impl Incident {
    fn take(&mut self, posting: Posted) {
        self.updates.push(Update {
            phase: posting.phase,
            body: posting.body,
            delivery: posting.marker.delivery.clone(),
            at: posting.at,
        });
        self.components.extend(posting.components);
        self.phase = posting.phase;
        self.severity = posting.severity;
        self.marker = posting.marker;
    }
}
