//! What a person wants; the screens and `bwatch` send these and nothing else.

#![expect(missing_docs, reason = "each variant is documented; its fields carry the words of the domain")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, WorkState};
use crate::delivery::ComponentState;
use crate::id::{
    AskId, DecisionId, DeliveryId, FunctionId, PageId, PatternId, PersonId, PlaybookId, RegionId, RightId, RoleId,
    RotationId, ServiceId, WorkstreamId,
};
use crate::phase::Phase;
use crate::severity::Severity;
use crate::span::Instant;
use crate::template::Audience;

/// What a person wants to happen in an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Intent {
    /// An incident begins.
    DeclareIncident(Declaration),
    /// A better title.
    ChangeTitle { title: String },
    /// What is failing, all of it.
    ChangeServices { services: Vec<ServiceId> },
    /// Worse or less bad; lowering needs a reason.
    ChangeSeverity {
        severity: Severity,
        #[serde(default)]
        reason: String,
    },
    /// Any phase but `resolved`.
    ChangePhase { phase: Phase },
    /// Customers are hit in these regions: pages their support, starts the customers' clock.
    ConfirmImpact {
        regions: Vec<RegionId>,
        #[serde(default)]
        detail: String,
    },
    /// Customers are not hit.
    WithdrawImpact { reason: String },
    /// Wakes everybody who is on call in a rotation now.
    PageRotation {
        rotation: RotationId,
        #[serde(default)]
        reason: String,
    },
    /// Wakes one person.
    PagePerson {
        person: PersonId,
        #[serde(default)]
        reason: String,
    },
    /// What came of a page.
    RecordAnswer { page: PageId, answer: Answer },
    /// Takes a page back while it has not left.
    WithdrawPage { page: PageId },
    /// Gives a role to a person. The lead changes only by hand-over.
    AssignRole {
        role: RoleId,
        person: PersonId,
        #[serde(default)]
        domain: Option<String>,
    },
    /// Takes a role from a person.
    ReleaseRole {
        role: RoleId,
        person: PersonId,
        #[serde(default)]
        domain: Option<String>,
    },
    /// First half of a hand-over.
    OfferHandOver { to: PersonId },
    /// Second half: by the person themselves, or recorded by the lead after word of mouth.
    AcceptHandOver { to: PersonId },
    /// Takes the offer back.
    WithdrawHandOver,
    /// A person is on the bridge.
    Join { person: PersonId },
    /// A person is thanked and released.
    Release { person: PersonId },
    /// A function of the playbook is not needed.
    WaiveFunction { function: FunctionId, reason: String },
    /// An update from a template.
    PublishUpdate(UpdateDraft),
    /// A note in the log.
    WriteNote {
        text: String,
        #[serde(default)]
        corrects: Option<u64>,
        #[serde(default)]
        #[ts(type = "string | null")]
        happened_at: Option<Instant>,
    },
    /// A decision for whoever holds the right.
    ProposeDecision { what: String, right: RightId },
    /// Approves or declines a proposed decision.
    Decide {
        decision: DecisionId,
        approved: bool,
        #[serde(default)]
        reason: String,
    },
    /// Proposes and decides at once.
    RecordDecision {
        what: String,
        right: RightId,
        #[serde(default)]
        reason: String,
    },
    /// A line of work.
    OpenWorkstream {
        title: String,
        #[serde(default)]
        owner: Option<PersonId>,
    },
    /// Word from a line of work.
    ChangeWorkstream {
        workstream: WorkstreamId,
        state: WorkState,
        #[serde(default)]
        word: String,
        #[serde(default)]
        owner: Option<PersonId>,
    },
    /// A request to a named person with a time to call back.
    MakeAsk {
        person: PersonId,
        what: String,
        #[ts(type = "string")]
        back_by: Instant,
    },
    /// The answer to it.
    AnswerAsk { ask: AskId, answer: String },
    /// A step of a runbook or the checklist: `path#step`.
    TickStep { step: String, text: String, done: bool },
    /// Quiet for an audience until then.
    Snooze {
        audience: Audience,
        #[ts(type = "string")]
        until: Instant,
    },
    /// A held delivery: try again.
    ResendDelivery { delivery: DeliveryId },
    /// A held delivery: it did arrive.
    ConfirmDelivery { delivery: DeliveryId },
    /// A delivery that has not arrived: give it up.
    DropDelivery {
        delivery: DeliveryId,
        #[serde(default)]
        reason: String,
    },
    /// It is over.
    Resolve {
        #[serde(default)]
        summary: String,
    },
    /// It is not over after all.
    Reopen { reason: String },
}

/// How an incident begins. Only the severity and either a title or a playbook are required.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Declaration {
    /// Empty: made from the playbook and the services.
    #[serde(default)]
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// As what it looks.
    #[serde(default)]
    pub playbook: Option<PlaybookId>,
    /// As what customers see it; the playbook's where none is given.
    #[serde(default)]
    pub pattern: Option<PatternId>,
    /// What is failing.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Where it shows; the playbook's where none is given.
    #[serde(default)]
    pub surface: Option<String>,
    /// What is seen; the playbook's where none is given.
    #[serde(default)]
    pub symptom: Option<String>,
    /// Where customers are.
    #[serde(default)]
    pub regions: Vec<RegionId>,
    /// Customer impact is already confirmed.
    #[serde(default)]
    pub customer_impact: bool,
    /// Whom to page; everybody whom page tree and playbook propose where none is given.
    #[serde(default)]
    pub page: Option<Vec<RotationId>>,
    /// A rehearsal.
    #[serde(default)]
    pub drill: bool,
}

/// An update as the composer sends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct UpdateDraft {
    /// To whom.
    pub audience: Audience,
    /// Which phase it tells.
    pub phase: Phase,
    /// Which impact pattern; the incident's where none is given.
    #[serde(default)]
    pub pattern: Option<PatternId>,
    /// What is filled in.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// The text instead of the template's, where the wording was unlocked: title and body. The log says so.
    #[serde(default)]
    pub wording: Option<(String, String)>,
    /// Components of the status page and the state they get.
    #[serde(default)]
    pub components: BTreeMap<String, ComponentState>,
}
