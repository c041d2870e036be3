//! What a person wants; the screens and `bwatch` send these and nothing else.

mod fact;
mod form;
mod outside;
mod question;
mod standing;

use serde::{Deserialize, Serialize};

pub use fact::{FactConfirmation, FactForm, FactWithdrawal};
pub use form::{AreaDraft, Composition, Declaration, OutputDraft, UpdateDraft};
pub use outside::{ReportForm, ThirdPartyForm};
pub use question::{QuestionAnswer, QuestionForm, QuestionLeft, QuestionUrgency};
pub use standing::{ImpactSentences, RallyMove};

use super::effort::Effort;
use super::shadow::ShadowForm;
use super::{Answer, WorkState};
use crate::id::{
    AskId, ConnectionId, DecisionId, DeliveryId, FunctionId, PageId, PersonId, ProposalId, QuestionId, RegionId,
    ReportId, RightId, RoleId, RotationId, ServiceId, UpdateId, WorkstreamId,
};
use crate::phase::Phase;
use crate::rally::Rally;
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
    ChangeTitle {
        /// What is wrong, in a line.
        title: String,
    },
    /// What is failing, all of it.
    ChangeServices {
        /// All that is failing, not only what is new.
        services: Vec<ServiceId>,
    },
    /// Worse or less bad; lowering needs a reason.
    ChangeSeverity {
        /// How bad it is.
        severity: Severity,
        /// Why; required where it becomes less bad.
        #[serde(default)]
        reason: String,
    },
    /// Any phase but `resolved`.
    ChangePhase {
        /// Where it stands now.
        phase: Phase,
    },
    /// Customers are hit in these regions: pages their support, starts the customers' clock.
    ConfirmImpact {
        /// Where; at least one.
        regions: Vec<RegionId>,
        /// In plain words: tickets, share of attempts.
        #[serde(default)]
        detail: String,
    },
    /// What customers cannot do and what that costs: one sentence each; none keeps the last word.
    StateImpact(ImpactSentences),
    /// Where everybody comes together: what is not given stays, what is given empty is known no more.
    SetRally(Rally),
    /// Everybody meets at the fallback, as the chat is down; or comes back.
    MoveRally(RallyMove),
    /// Customers are not hit.
    WithdrawImpact {
        /// What was mistaken for it.
        reason: String,
    },
    /// Wakes everybody who is on call in a rotation now.
    PageRotation {
        /// Which rotation.
        rotation: RotationId,
        /// Why, for the one who is woken; `asked for by the incident lead` where it is empty.
        #[serde(default)]
        reason: String,
        /// A page that is out, to which they are added at its provider; none for a page of their own.
        #[serde(default)]
        joins: Option<PageId>,
    },
    /// Wakes one person.
    PagePerson {
        /// Whom.
        person: PersonId,
        /// Why, for the one who is woken; `asked for by the incident lead` where it is empty.
        #[serde(default)]
        reason: String,
        /// A page that is out, to which they are added at its provider; none for a page of their own.
        #[serde(default)]
        joins: Option<PageId>,
    },
    /// What came of a page.
    RecordAnswer {
        /// Which page.
        page: PageId,
        /// What they said, or that they could not be reached.
        answer: Answer,
    },
    /// Takes a page back while it has not left.
    WithdrawPage {
        /// Which page.
        page: PageId,
    },
    /// Gives a role to a person. The lead changes only by hand-over.
    AssignRole {
        /// Which role.
        role: RoleId,
        /// To whom.
        person: PersonId,
        /// For which domain, where the role has several holders: `payments`.
        #[serde(default)]
        domain: Option<String>,
    },
    /// Takes a role from a person.
    ReleaseRole {
        /// Which role.
        role: RoleId,
        /// From whom.
        person: PersonId,
        /// The domain that it is held for; none where it is held for none.
        #[serde(default)]
        domain: Option<String>,
    },
    /// First half of a hand-over.
    OfferHandOver {
        /// Who shall lead.
        to: PersonId,
    },
    /// Second half: by the person themselves, or recorded by the lead after word of mouth.
    AcceptHandOver {
        /// Who leads from now on: the one to whom it was offered.
        to: PersonId,
    },
    /// Takes the offer back.
    WithdrawHandOver,
    /// A person is on the bridge.
    Join {
        /// Who.
        person: PersonId,
    },
    /// A person is thanked and released.
    Release {
        /// Who; never the lead.
        person: PersonId,
    },
    /// A person learns beside somebody: without a role, a decision or a page.
    SeatShadow(ShadowForm),
    /// A shadow seat ends.
    EndShadow {
        /// Whose.
        person: PersonId,
    },
    /// A function of the playbook is not needed.
    WaiveFunction {
        /// Which one.
        function: FunctionId,
        /// Why not.
        reason: String,
    },
    /// An update from a template.
    PublishUpdate(UpdateDraft),
    /// All updates and what goes with them, from one form; a proposal where the incident lead must approve it.
    PublishUpdates(Composition),
    /// Takes an update back, with all that goes with it, while nothing of it has left.
    WithdrawUpdate {
        /// Which update.
        update: UpdateId,
    },
    /// Somebody else changed what a status page says: publish ours again, or let theirs stand.
    SettleDrift {
        /// Which page.
        connection: ConnectionId,
        /// The update that was published there last.
        update: UpdateId,
        /// Ours is published again; else theirs stays.
        ours: bool,
        /// What stands there instead, for the log.
        #[serde(default)]
        theirs: String,
    },
    /// The incident lead's word on a proposal: approved, it leaves.
    SettleProposal {
        /// Which proposal.
        proposal: ProposalId,
        /// Approved, or sent back.
        approved: bool,
        /// Why; required where it is sent back.
        #[serde(default)]
        reason: String,
    },
    /// A note in the log.
    WriteNote {
        /// The note.
        text: String,
        /// The sequence of the entry that it puts right.
        #[serde(default)]
        corrects: Option<u64>,
        /// When it happened, where that was earlier; RFC 3339, any zone.
        #[serde(default)]
        #[ts(type = "string | null")]
        happened_at: Option<Instant>,
        /// Pages that are out, on which it shall stand at their providers as well.
        #[serde(default)]
        pages: Vec<PageId>,
    },
    /// A decision for whoever holds the right.
    ProposeDecision {
        /// What shall be decided.
        what: String,
        /// Under which right; it says which role decides.
        right: RightId,
    },
    /// Approves or declines a proposed decision.
    Decide {
        /// Which decision.
        decision: DecisionId,
        /// Approved, or declined.
        approved: bool,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// Proposes and decides at once.
    RecordDecision {
        /// What is decided.
        what: String,
        /// Under which right; the actor must hold the role that decides.
        right: RightId,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// A line of work.
    OpenWorkstream {
        /// What is done.
        title: String,
        /// Who coordinates it.
        #[serde(default)]
        owner: Option<PersonId>,
        /// How long it will take: for its coordinator or the lead to say.
        #[serde(default)]
        effort: Option<Effort>,
    },
    /// Word from a line of work.
    ChangeWorkstream {
        /// Which line of work.
        workstream: WorkstreamId,
        /// How it goes.
        state: WorkState,
        /// What was heard; empty keeps the last word.
        #[serde(default)]
        word: String,
        /// Who coordinates it from now on; none keeps whoever does.
        #[serde(default)]
        owner: Option<PersonId>,
        /// How long it will take; none keeps what was said.
        #[serde(default)]
        effort: Option<Effort>,
    },
    /// Somebody coordinates an area of what fails, in place of whoever did, and its line of work begins.
    CoordinateArea(AreaDraft),
    /// A request to a named person with a time to call back.
    MakeAsk {
        /// Whom.
        person: PersonId,
        /// What.
        what: String,
        /// By when the answer is due; still to come; RFC 3339, any zone.
        #[ts(type = "string")]
        back_by: Instant,
        /// The question that it is asked for, if for one; only whoever owns the inbox turns one into an ask.
        #[serde(default)]
        question: Option<QuestionId>,
    },
    /// The answer to it.
    AnswerAsk {
        /// Which ask.
        ask: AskId,
        /// The answer.
        answer: String,
    },
    /// A question of somebody outside the bridge.
    AskQuestion(QuestionForm),
    /// The answer to it, by its owner.
    AnswerQuestion(QuestionAnswer),
    /// It is left unanswered, with a word.
    LeaveQuestion(QuestionLeft),
    /// The lead alone says that it cannot wait for the next update.
    HurryQuestion(QuestionUrgency),
    /// Something that is known.
    StateFact(FactForm),
    /// The lead, or the coordinator of its area, says that it is so.
    ConfirmFact(FactConfirmation),
    /// It is not so, or is so no more.
    WithdrawFact(FactWithdrawal),
    /// A step of a runbook or the checklist: `path#step`.
    TickStep {
        /// Which step: `path#step`.
        step: String,
        /// Its words, for the log.
        text: String,
        /// Done, or undone.
        done: bool,
    },
    /// Another interval for an audience, in this incident alone.
    ChangeCadence {
        /// Whose.
        audience: Audience,
        /// At the latest how many minutes after the last update the next one is due; none: as the preset has it.
        #[serde(default)]
        minutes: Option<u32>,
    },
    /// Quiet for an audience until then.
    Snooze {
        /// Whose reminders.
        audience: Audience,
        /// Until when; still to come; RFC 3339, any zone.
        #[ts(type = "string")]
        until: Instant,
    },
    /// A held delivery: try again.
    ResendDelivery {
        /// Which delivery.
        delivery: DeliveryId,
    },
    /// A held delivery: it did arrive, or the lead did it by hand.
    ConfirmDelivery {
        /// Which delivery.
        delivery: DeliveryId,
    },
    /// A delivery that has not arrived: give it up.
    DropDelivery {
        /// Which delivery.
        delivery: DeliveryId,
        /// Why, for the log.
        #[serde(default)]
        reason: String,
    },
    /// It is over.
    Resolve {
        /// What happened, in a sentence or two.
        #[serde(default)]
        summary: String,
        /// What came of customers' records and money, where it is known already: see `StateLoss`.
        #[serde(default)]
        loss: Option<String>,
        /// Everybody but the lead is thanked and released.
        #[serde(default)]
        release: bool,
    },
    /// What came of customers' records and money: what was lost or is wrong, or that nothing is.
    StateLoss {
        /// In a sentence.
        text: String,
    },
    /// What support hears from customers; the same once more adds to its count.
    FileReport(ReportForm),
    /// Reports that were read by whoever can act on them; at least one.
    ReadReports {
        /// Which ones.
        reports: Vec<ReportId>,
    },
    /// Somebody outside spoke of it in public.
    NoteThirdParty(ThirdPartyForm),
    /// It is not over after all.
    Reopen {
        /// What came back.
        reason: String,
    },
}

impl Intent {
    /// Whether anybody is woken by it: only then must it be known who is on call.
    pub fn wakes(&self) -> bool {
        matches!(
            self,
            Self::DeclareIncident(_) | Self::ConfirmImpact { .. } | Self::PageRotation { .. } | Self::PagePerson { .. }
        )
    }

    /// The rotations that it wants woken by name.
    pub fn rotations(&self) -> &[RotationId] {
        match self {
            Self::DeclareIncident(Declaration { page: Some(rotations), .. }) => rotations,
            Self::PageRotation { rotation, .. } => std::slice::from_ref(rotation),
            _ => &[],
        }
    }
}
