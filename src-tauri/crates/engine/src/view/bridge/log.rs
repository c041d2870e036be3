//! The log: entries put into words for people. The journal's own form stays behind.

mod phrase;
mod said;
mod words;

use domain::agreement::Agreement;
use domain::copy::Copies;
use domain::delivery::{Payload, State};
use domain::incident::Incident;
use domain::incident::entry::{Entry, SYSTEM};
use domain::incident::event::Event;
use domain::template::Output;
use serde::Serialize;
use store::truth::outbox::Row;

use super::written::written;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::chain::{ChainView, chain_view};
use words::words;

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LogLine {
    /// Position in the journal.
    #[ts(type = "number")]
    pub sequence: u64,
    /// When it happened.
    #[ts(type = "number")]
    pub at: i64,
    /// When it was recorded, where that differs by more than a minute.
    #[ts(type = "number | null")]
    pub recorded_at: Option<i64>,
    /// Which icon and filter.
    pub kind: LogKind,
    /// Who did it; empty where nobody did.
    pub actor: String,
    /// What happened, without the actor.
    pub text: String,
    /// A longer text, folded: the body of an update.
    pub body: String,
    /// The same with its title, to be copied; none where there is no longer text.
    pub copies: Option<Copies>,
    /// The chain behind each statement of an update.
    pub chain: Option<ChainView>,
    /// How the delivery stands, in words: `queued`, `published 14:09` is put together by the screen from `delivered_at`.
    pub delivery: Option<LogDelivery>,
}

/// Which icon and filter a line of the log has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum LogKind {
    /// Written by a person.
    Note,
    /// Somebody was paged.
    Page,
    /// Somebody answered, joined, left, took a role.
    People,
    /// A decision.
    Decision,
    /// Phase, severity, impact, resolution.
    State,
    /// An update.
    Update,
    /// A step of a runbook or of the checklist.
    Step,
    /// A line of work or an ask.
    Work,
    /// What is heard from outside.
    Report,
    /// Nobody did it: reminders, outcomes.
    System,
}

/// How the delivery of an entry stands.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LogDelivery {
    /// `queued`, `sending`, `waiting`, `held`, `delivered`, `dropped`.
    pub state: String,
    /// In words.
    pub words: String,
    /// When it arrived.
    #[ts(type = "number | null")]
    pub delivered_at: Option<i64>,
    /// Where people can look at it.
    pub link: Option<String>,
}

/// Words of one event: which kind, the text, and a longer text to unfold.
struct Words {
    kind: LogKind,
    text: String,
    body: String,
}

impl Engine {
    /// The log of an incident, oldest first.
    pub(crate) fn log(&self, incident: &Incident, agreement: &Agreement, rows: &[Row]) -> Result<Vec<LogLine>, Error> {
        let mut entries = self.parts.truth.entries(&incident.id)?;
        // A note may tell of something earlier: the log is read in the order in which things happened.
        entries.sort_by_key(|entry| (entry.happened_at, entry.sequence));
        Ok(entries.iter().map(|entry| line(entry, incident, agreement, rows)).collect())
    }
}

fn line(entry: &Entry, incident: &Incident, agreement: &Agreement, rows: &[Row]) -> LogLine {
    let words = words(entry, incident, agreement);
    let written = written(&entry.event);
    let late = entry.recorded_at - entry.happened_at > chrono::Duration::minutes(1);
    LogLine {
        sequence: entry.sequence,
        at: entry.happened_at.timestamp_millis(),
        recorded_at: late.then(|| entry.recorded_at.timestamp_millis()),
        kind: words.kind,
        actor: if entry.actor.as_str() == SYSTEM { String::new() } else { agreement.person_name(&entry.actor) },
        text: words.text,
        body: words.body,
        copies: written.map(|(title, body)| Copies::of(title, body)),
        chain: update_of(entry, incident).map(|update| chain_view(incident, agreement, update)),
        delivery: delivery(entry, rows),
    }
}

/// The update that an entry wrote, as far as it stands.
fn update_of<'a>(entry: &Entry, incident: &'a Incident) -> Option<&'a domain::incident::Update> {
    let Event::UpdateWritten { update, .. } = &entry.event else { return None };
    incident.updates.iter().find(|other| &other.id == update)
}

/// How what an entry owes stands; several deliveries of one entry count as the slowest of them.
fn delivery(entry: &Entry, rows: &[Row]) -> Option<LogDelivery> {
    let of_entry = |row: &&Row| match (&entry.event, &row.delivery.payload) {
        (Event::PageRequested { page, .. }, Payload::Page(message)) => &message.page == page,
        (Event::NoteWritten { pages, .. }, Payload::Note(message)) => {
            pages.contains(&message.on.page) && row.delivery.id.as_str().starts_with(&format!("{}.note.", entry.intent))
        }
        (Event::UpdateWritten { update, .. }, Payload::Update(message)) => &message.update == update,
        (Event::UpdateWritten { update, audience, .. }, Payload::Outreach(message)) => {
            &message.update == update && message.output == Output::of(*audience)
        }
        (Event::OutreachWritten { update, output, .. }, Payload::Outreach(message)) => {
            &message.update == update && &message.output == output
        }
        _ => false,
    };
    let row = rows.iter().filter(of_entry).min_by_key(|row| rank(&row.state))?;
    let (link, delivered_at) = match &row.state {
        State::Delivered { receipt } => (receipt.link.clone(), Some(row.updated_at.timestamp_millis())),
        _ => (None, None),
    };
    Some(LogDelivery { state: row.state.name().to_owned(), words: row.reason.clone(), delivered_at, link })
}

fn rank(state: &State) -> u8 {
    match state {
        State::Held { .. } => 0,
        State::Waiting { .. } => 1,
        State::Queued => 2,
        State::Sending { .. } => 3,
        State::Delivered { .. } => 4,
        State::Dropped => 5,
    }
}
