//! What was written and can still be taken back, and what waits for the lead's approval.

use domain::agreement::Agreement;
use domain::delivery::{HeldReason, Payload, State};
use domain::incident::intent::Composition;
use domain::incident::{Incident, Proposal, Update};
use domain::phase::Phase;
use domain::template::Audience;
use serde::Serialize;
use store::truth::outbox::Row;

/// An update of which nothing has left yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RetractableUpdate {
    /// Its id.
    pub update: String,
    /// To whom.
    pub audience: Audience,
    /// Its title.
    pub title: String,
    /// When the first of it leaves; none where it waits for the lead.
    #[ts(type = "number | null")]
    pub leaves_at: Option<i64>,
}

/// An update that waits for the lead's approval.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ProposalView {
    /// Its id.
    pub proposal: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// Which phase it tells.
    pub phase: Phase,
    /// What it is written as.
    pub outputs: Vec<String>,
    /// All of it, to be looked at.
    pub composition: Composition,
}

/// The updates of which nothing has left yet, the latest first. What goes to no connection has been said by hand.
pub(super) fn retractable(incident: &Incident, rows: &[Row]) -> Vec<RetractableUpdate> {
    let is_last = |update: &&Update| incident.last_update(update.audience).is_some_and(|last| last.id == update.id);
    let of = |update: &Update| {
        let mut owed = rows.iter().filter(|row| carries(&row.delivery.payload, update)).peekable();
        owed.peek()?;
        let owed: Vec<&Row> = owed.collect();
        owed.iter().all(|row| has_not_left(&row.state)).then(|| RetractableUpdate {
            update: update.id.to_string(),
            audience: update.audience,
            title: update.title.clone(),
            leaves_at: owed
                .iter()
                .filter_map(|row| row.state.next_at(row.delivery.not_before))
                .min()
                .map(|at| at.timestamp_millis()),
        })
    };
    incident.updates.iter().rev().filter(is_last).filter_map(of).collect()
}

fn carries(payload: &Payload, update: &Update) -> bool {
    match payload {
        Payload::Update(message) => message.update == update.id,
        Payload::Outreach(message) => message.update == update.id,
        Payload::Page(_) | Payload::Note(_) => false,
    }
}

/// Whether nobody outside can know of it.
fn has_not_left(state: &State) -> bool {
    match state {
        State::Queued | State::Dropped => true,
        State::Waiting { probe, .. } => !probe,
        State::Held { reason } => !matches!(reason, HeldReason::DidItArrive),
        State::Sending { .. } | State::Delivered { .. } => false,
    }
}

/// The proposals that wait, the earliest first.
pub(super) fn proposals(incident: &Incident, agreement: &Agreement) -> Vec<ProposalView> {
    let waiting = incident.proposals.iter().filter(|proposal| proposal.verdict.is_none());
    let view = |proposal: &Proposal| ProposalView {
        proposal: proposal.id.to_string(),
        by: agreement.person_name(&proposal.by),
        at: proposal.at.timestamp_millis(),
        phase: proposal.composition.phase,
        outputs: proposal.composition.outputs.iter().map(|draft| draft.output.name().to_owned()).collect(),
        composition: proposal.composition.clone(),
    };
    waiting.map(view).collect()
}
