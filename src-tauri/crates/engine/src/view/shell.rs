//! What stands on every screen: live incidents, how old everything is, what waits to go out.

use domain::agreement::Agreement;
use domain::incident::{Incident, Notice};
use domain::phase::Phase;
use domain::reminder;
use domain::severity::Severity;
use domain::span::Instant;
use domain::template::Audience;
use serde::Serialize;

use super::bridge::FixView;
use super::bridge::fix::fix;
use super::person::PersonView;
use crate::engine::Engine;
use crate::error::Error;

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
    /// Everybody of the workspace and the first whom only pagers know, for choosing who you are and for assigning roles.
    pub people: Vec<PersonView>,
    /// How many more pagers know: they are found by searching.
    pub people_beyond: u32,
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
    /// The clock of the repair; none where it is over, or only watched.
    pub fix: Option<FixView>,
}

/// The update that is due next.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct NextDue {
    /// For whom.
    pub audience: Audience,
    /// When.
    #[ts(type = "number")]
    pub due_at: i64,
    /// It is due by what was promised, and not by the cadence.
    pub by_promise: bool,
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

/// A workspace of this age, in days, is worth a word.
const WORKSPACE_AGEING_DAYS: i64 = 7;

/// How many people are listed whom only pagers know; the others are found by searching.
const MOST_FOUND: usize = 300;

impl Engine {
    /// What stands on every screen.
    pub fn shell(&self) -> Result<ShellView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let mut incidents = self.parts.truth.open_incidents(now)?;
        incidents.sort_by_key(|incident| (incident.severity, incident.declared_at));
        let counts = self.parts.truth.outbox_counts()?;
        let folder = self.workspace_folder();
        Ok(ShellView {
            organisation: agreement.organisation.clone(),
            workspace: folder.display().to_string(),
            revision: loaded.revision.clone().unwrap_or_default(),
            sample: crate::place::is_sample(folder),
            you: self.you()?.map(|you| self.person_view(agreement, &you, now)),
            people: agreement
                .people
                .iter()
                .chain(agreement.found.people().iter().take(MOST_FOUND))
                .map(|person| self.person_view(agreement, &person.id, now))
                .collect(),
            people_beyond: u32::try_from(agreement.found.people().len().saturating_sub(MOST_FOUND)).unwrap_or(u32::MAX),
            zone: self.zone().name().to_owned(),
            incidents: incidents.iter().map(|incident| live(incident, agreement, now)).collect(),
            sources: self.sources(now)?,
            outbox_waiting: counts.waiting,
            outbox_held: counts.held,
            warnings: self.warnings(),
            problems: u32::try_from(loaded.diagnostics.len()).unwrap_or(u32::MAX),
            runbooks: u32::try_from(loaded.runbooks.len()).unwrap_or(u32::MAX),
            quiet_until: self.quiet_until(now)?.map(|until| until.timestamp_millis()),
        })
    }

    /// The workspace and each connection that is used, with its age.
    fn sources(&self, now: Instant) -> Result<Vec<SourceLine>, Error> {
        let loaded = self.loaded();
        let read_at = self.loaded_at();
        let ageing = (now - read_at).num_days() >= WORKSPACE_AGEING_DAYS;
        let mut lines = vec![SourceLine {
            name: "Workspace".to_owned(),
            state: if ageing { SourceState::Ageing } else { SourceState::Fresh },
            as_of: Some(read_at.timestamp_millis()),
            words: self.workspace_folder().display().to_string(),
        }];
        for connection in &loaded.agreement.connections {
            let standing = self.standing(&connection.id)?;
            let (state, words) = match (standing.trouble.is_empty(), standing.last_ok_at) {
                (false, _) => (SourceState::Failing, standing.trouble),
                (true, Some(_)) => (SourceState::Fresh, "answered".to_owned()),
                (true, None) => (SourceState::Off, "not used yet".to_owned()),
            };
            let as_of = standing.last_ok_at.map(|at| at.timestamp_millis());
            lines.push(SourceLine { name: connection.name.clone(), state, as_of, words });
        }
        Ok(lines)
    }
}

/// An incident in a line, with the update that is due next.
pub(crate) fn live(incident: &Incident, agreement: &Agreement, now: Instant) -> LiveIncident {
    let next = reminder::next_clock(incident, &agreement.cadences).and_then(|clock| {
        Some(NextDue {
            audience: clock.audience,
            due_at: clock.due_at?.timestamp_millis(),
            by_promise: clock.is_by_promise(),
            notice: clock.notice(now),
        })
    });
    LiveIncident {
        id: incident.id.to_string(),
        title: incident.title.clone(),
        severity: incident.severity,
        phase: incident.phase,
        drill: incident.drill,
        declared_at: incident.declared_at.timestamp_millis(),
        next,
        fix: fix(incident, agreement, now),
    }
}
