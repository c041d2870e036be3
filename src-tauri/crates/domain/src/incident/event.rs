//! What has happened: persisted, versioned, past tense.
//!
//! The JSON form is a promise to every journal on every laptop. A field may be added with a default; none may change its
//! meaning. A changed event gets a new version here and an upcast on read (`v` in the journal's row).

#![expect(missing_docs, reason = "each variant is documented; its fields carry the words of the domain")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, Notice, WorkState};
use crate::delivery::{ComponentState, HeldReason, Receipt};
use crate::id::{
    AskId, ConnectionId, DecisionId, DeliveryId, FunctionId, PageId, PatternId, PersonId, PlaybookId, RegionId,
    RightId, RoleId, RotationId, RuleId, ServiceId, UpdateId, WorkstreamId,
};
use crate::phase::Phase;
use crate::severity::Severity;
use crate::span::Instant;
use crate::template::Audience;

/// Version of the JSON form, kept beside every entry.
pub const VERSION: u32 = 1;

/// What has happened in an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Event {
    /// The incident began; always the first entry.
    Declared {
        /// Our marker at providers.
        key: String,
        title: String,
        severity: Severity,
        playbook: Option<PlaybookId>,
        pattern: Option<PatternId>,
        services: Vec<ServiceId>,
        surface: Option<String>,
        symptom: Option<String>,
        regions: Vec<RegionId>,
        drill: bool,
        lead: PersonId,
    },
    /// Its title was put better.
    TitleChanged { title: String },
    /// What is failing is known better.
    ServicesChanged { services: Vec<ServiceId> },
    /// It is worse, or less bad, than thought.
    SeverityChanged { from: Severity, to: Severity, reason: String },
    /// It moved on. `Resolved` has an event of its own.
    PhaseChanged { from: Phase, to: Phase },
    /// Customers are hit, and somebody stands for it.
    ImpactConfirmed { regions: Vec<RegionId>, detail: String },
    /// Customers were not hit after all.
    ImpactWithdrawn { reason: String },
    /// A person shall be woken. Owes a delivery.
    PageRequested {
        page: PageId,
        person: PersonId,
        person_name: String,
        person_email: Option<String>,
        rotation: Option<RotationId>,
        target: Option<String>,
        rule: RuleId,
        reason: String,
        connection: ConnectionId,
        not_before: Instant,
        valid_until: Instant,
    },
    /// The provider has the page. Outcome.
    PageDelivered { page: PageId, delivery: DeliveryId, receipt: Receipt },
    /// What came of a page.
    PageAnswered { page: PageId, person: PersonId, answer: Answer },
    /// A page was taken back before it left.
    PageWithdrawn { page: PageId },
    /// A person took a role.
    RoleAssigned { role: RoleId, domain: Option<String>, person: PersonId },
    /// A person gave a role back.
    RoleReleased { role: RoleId, domain: Option<String>, person: PersonId },
    /// First half of a hand-over of the lead.
    HandOverOffered { to: PersonId },
    /// Second half: from now on `to` leads.
    HandOverAccepted { from: PersonId, to: PersonId, by_word_of_mouth: bool },
    /// The offer was taken back, or declined.
    HandOverWithdrawn { to: PersonId },
    /// A person is on the bridge.
    Joined { person: PersonId, function: Option<FunctionId> },
    /// A person was thanked and released.
    Left { person: PersonId },
    /// A function of the playbook is not needed.
    FunctionWaived { function: FunctionId, reason: String },
    /// An update was written. Owes a delivery for each connection.
    UpdateWritten {
        update: UpdateId,
        audience: Audience,
        phase: Phase,
        pattern: Option<PatternId>,
        title: String,
        body: String,
        values: BTreeMap<String, String>,
        components: BTreeMap<String, ComponentState>,
        connections: Vec<ConnectionId>,
    },
    /// The status page has the update. Outcome.
    UpdatePublished { update: UpdateId, connection: ConnectionId, delivery: DeliveryId, receipt: Receipt },
    /// A delivery waits for the lead. Outcome.
    DeliveryHeld { delivery: DeliveryId, what: String, reason: HeldReason },
    /// The lead let a delivery go again, or said that it arrived.
    DeliverySettled { delivery: DeliveryId, what: String, arrived: bool },
    /// The lead gave a delivery up.
    DeliveryDropped { delivery: DeliveryId, what: String, reason: String },
    /// A note; `corrects` names the entry that it puts right.
    NoteWritten { text: String, corrects: Option<u64> },
    /// A decision waits for its decider.
    DecisionProposed { decision: DecisionId, what: String, right: RightId, role: RoleId },
    /// A decision was made.
    DecisionMade { decision: DecisionId, approved: bool, role: RoleId, right: RightId, reason: String },
    /// A line of work began.
    WorkstreamOpened { workstream: WorkstreamId, title: String, owner: Option<PersonId> },
    /// Word from a line of work.
    WorkstreamChanged { workstream: WorkstreamId, state: WorkState, word: String, owner: Option<PersonId> },
    /// A person was asked.
    AskMade { ask: AskId, person: PersonId, what: String, back_by: Instant },
    /// The ask was answered.
    AskAnswered { ask: AskId, answer: String },
    /// A step of a runbook or of the checklist was done, or undone.
    StepTicked { step: String, text: String, done: bool },
    /// The lead was reminded. Written before the notification is shown.
    ReminderFired { audience: Audience, due_at: Instant, notice: Notice },
    /// Reminders of an audience are quiet until then; the clock goes on.
    Snoozed { audience: Audience, until: Instant },
    /// It is over.
    Resolved { summary: String },
    /// It is not over after all.
    Reopened { reason: String },
}
