//! What stands on every screen: live incidents, how old everything is, what waits to go out.

use domain::incident::{Notice, Phase};
use domain::severity::Severity;
use domain::template::Audience;
use serde::Serialize;

use super::person::PersonView;

/// What stands on every screen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ShellView {
    /// The organisation's name.
    pub organisation: String,
    /// The workspace's folder, and its revision where it is a checkout.
    pub workspace: String,
    /// `main@4f1c9e2`; empty outside a checkout.
    pub revision: String,
    /// Whether this is the shipped sample.
    pub sample: bool,
    /// Who sits at this machine; none until they said so.
    pub you: Option<PersonView>,
    /// Everybody, for choosing who you are and for assigning roles.
    pub people: Vec<PersonView>,
    /// The reader's IANA zone.
    pub zone: String,
    /// Open incidents, worst first.
    pub incidents: Vec<LiveIncident>,
    /// Where facts came from and how old they are.
    pub sources: Vec<SourceLine>,
    /// Deliveries that wait for their time or their provider.
    pub outbox_waiting: u32,
    /// Deliveries that wait for the lead.
    pub outbox_held: u32,
    /// Things that the top of the window must say: notifications refused, cache rebuilt, no keychain.
    pub warnings: Vec<String>,
    /// Faults of the workspace's files.
    pub problems: u32,
    /// Runbooks at hand without a network.
    pub runbooks: u32,
    /// Until when all reminders are quiet.
    #[ts(type = "number | null")]
    pub quiet_until: Option<i64>,
}

/// An open incident in a line.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LiveIncident {
    /// `INC-12`
    pub id: String,
    /// Its title.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Where it stands.
    pub phase: Phase,
    /// A rehearsal.
    pub drill: bool,
    /// Since when.
    #[ts(type = "number")]
    pub declared_at: i64,
    /// The update that is due next, if any.
    pub next: Option<NextDue>,
}

/// The update that is due next.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct NextDue {
    /// For whom.
    pub audience: Audience,
    /// When.
    #[ts(type = "number")]
    pub due_at: i64,
    /// How loud: none while it is calm.
    pub notice: Option<Notice>,
}

/// Where facts came from and how old they are.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SourceLine {
    /// `Workspace`, or the connection's name.
    pub name: String,
    /// How much to trust it.
    pub state: SourceState,
    /// When it was last known to be right.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// In words, for the tooltip and where something is wrong.
    pub words: String,
}

/// How much to trust a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum SourceState {
    /// As fresh as it can be.
    Fresh,
    /// Older than it should be.
    Ageing,
    /// Out of reach or refused.
    Failing,
    /// Not yet connected.
    Off,
}
