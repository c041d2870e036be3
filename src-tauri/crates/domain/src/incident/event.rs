//! What has happened: persisted, versioned, past tense.
//!
//! The JSON form is a promise to every journal on every laptop. A field may be added with a default; none may change its
//! meaning. A changed event gets a new version here and an upcast on read (`v` in the journal's row).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::effort::Effort;
use super::intent::Composition;
use super::shadow::Beside;
use super::{Answer, Notice, WorkState};
use crate::cadence::Cadence;
use crate::delivery::{ComponentState, HeldReason, Receipt, Recipient};
use crate::id::{
    AccountId, AskId, ConnectionId, DecisionId, DeliveryId, FactId, FunctionId, PageId, PatternId, PersonId,
    PlaybookId, ProposalId, QuestionId, RegionId, ReportId, RightId, RoleId, RotationId, RuleId, ServiceId, UpdateId,
    WorkstreamId,
};
use crate::launch::collision::Collisions;
use crate::phase::Phase;
use crate::rally::Rally;
use crate::report::lane::Lane;
use crate::severity::Severity;
use crate::span::Instant;
use crate::template::{Audience, Output};

/// What goes to one account by letter, or to one room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Through which account.
    pub connection: ConnectionId,
    /// To which account of ours; none for a room.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: String,
    /// Where it goes.
    pub recipients: Vec<Recipient>,
    /// One line above the text.
    pub title: String,
    /// The text.
    pub body: String,
}

/// Version of the JSON form, kept beside every entry.
pub const VERSION: u32 = 1;

/// What has happened in an incident. All instants are UTC; when it happened and who did it stands in the entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Event {
    /// The incident began; always the first entry.
    Declared {
        /// Our marker at providers: the id of the intent that declared it.
        key: String,
        /// What is wrong, in a line.
        title: String,
        /// How bad it looked.
        severity: Severity,
        /// What it calls for.
        playbook: Option<PlaybookId>,
        /// As what it shows to customers.
        pattern: Option<PatternId>,
        /// What is failing.
        services: Vec<ServiceId>,
        /// Where it shows.
        surface: Option<String>,
        /// What is seen.
        symptom: Option<String>,
        /// Where customers are.
        regions: Vec<RegionId>,
        /// A rehearsal: nothing of it reaches a real provider.
        drill: bool,
        /// Who leads at first.
        lead: PersonId,
        /// Where everybody comes together, as the workspace has it; its holes are the incident's own id.
        #[serde(default, skip_serializing_if = "Rally::is_empty")]
        rally: Rally,
    },
    /// What it collided with when it was declared.
    CollisionsFound {
        /// Launches that ran or were about to begin, and customers with a contract that were hit.
        collisions: Collisions,
    },
    /// Its title was put better.
    TitleChanged {
        /// The title from now on.
        title: String,
    },
    /// What is failing is known better.
    ServicesChanged {
        /// All that is failing from now on.
        services: Vec<ServiceId>,
    },
    /// It is worse, or less bad, than thought.
    SeverityChanged {
        /// What it was.
        from: Severity,
        /// What it is.
        to: Severity,
        /// Why; may be empty where it was raised.
        reason: String,
    },
    /// It moved on. `Resolved` has an event of its own.
    PhaseChanged {
        /// Where it stood.
        from: Phase,
        /// Where it stands.
        to: Phase,
    },
    /// Customers are hit, and somebody stands for it.
    ImpactConfirmed {
        /// Where; adds to the regions that were confirmed before, unless that was withdrawn.
        regions: Vec<RegionId>,
        /// In plain words: tickets, share of attempts; may be empty.
        detail: String,
    },
    /// Somebody stands for what customers cannot do, or for what that costs.
    ImpactStated {
        /// What customers cannot do; none keeps the last word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sentence: Option<String>,
        /// What it means in money, users or contracts; none keeps the last word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        business: Option<String>,
    },
    /// Where everybody comes together is known better.
    RallySet {
        /// All places from now on.
        rally: Rally,
    },
    /// Everybody meets elsewhere: at the fallback, or where they did before.
    RallyMoved {
        /// To the fallback, as the chat is down; else back.
        to_fallback: bool,
        /// Where to come from now on; empty where only going back is known.
        place: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Customers were not hit after all.
    ImpactWithdrawn {
        /// What was mistaken for it.
        reason: String,
    },
    /// A person shall be woken. Owes a delivery.
    PageRequested {
        /// Which page of the incident: `p1`.
        page: PageId,
        /// Who is meant.
        person: PersonId,
        /// Their name at that time.
        person_name: String,
        /// Their address at that time, by which a provider knows them.
        person_email: Option<String>,
        /// For which rotation, if for one; its backup where it had nobody.
        rotation: Option<RotationId>,
        /// What the provider calls the target of this rotation.
        target: Option<String>,
        /// By which rule: of the page tree, or `by-hand`, `playbook`, `ladder`, `customer-impact`.
        rule: RuleId,
        /// Why, in words.
        reason: String,
        /// Through which account; `by-phone` where no pager is connected.
        connection: ConnectionId,
        /// Until then it can be taken back.
        not_before: Instant,
        /// From then on it is too old to wake somebody with.
        valid_until: Instant,
        /// The page to which they are added at its provider; none where it is a page of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joins: Option<PageId>,
    },
    /// The provider has the page. Outcome.
    PageDelivered {
        /// Which page.
        page: PageId,
        /// By which delivery.
        delivery: DeliveryId,
        /// The provider's proof.
        receipt: Receipt,
    },
    /// The provider had but promised the page, and did not make it: nobody is woken by it. Outcome.
    PageUndone {
        /// Which page.
        page: PageId,
        /// Its delivery.
        delivery: DeliveryId,
        /// Why, in the provider's words.
        words: String,
    },
    /// What came of a page.
    PageAnswered {
        /// Which page.
        page: PageId,
        /// Who was meant by it.
        person: PersonId,
        /// What they said, or that they could not be reached.
        answer: Answer,
        /// Who answered, in the pager's words, where it was read back there and the pager tells it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// The account where it was read back; none where the lead recorded it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        connection: Option<ConnectionId>,
    },
    /// A page was taken back before it left.
    PageWithdrawn {
        /// Which page.
        page: PageId,
    },
    /// A person took a role; whoever held it for that domain holds it no more.
    RoleAssigned {
        /// Which role.
        role: RoleId,
        /// For which domain, where the role has several holders: `payments`.
        domain: Option<String>,
        /// Who has it now.
        person: PersonId,
    },
    /// A person gave a role back.
    RoleReleased {
        /// Which role.
        role: RoleId,
        /// The domain that it was held for.
        domain: Option<String>,
        /// Who had it.
        person: PersonId,
    },
    /// First half of a hand-over of the lead.
    HandOverOffered {
        /// Who shall lead.
        to: PersonId,
    },
    /// Second half: from now on `to` leads.
    HandOverAccepted {
        /// Who led.
        from: PersonId,
        /// Who leads.
        to: PersonId,
        /// Whether the old lead recorded it instead of the new one.
        by_word_of_mouth: bool,
    },
    /// The offer was taken back, or declined.
    HandOverWithdrawn {
        /// To whom it was made.
        to: PersonId,
    },
    /// A person is on the bridge.
    Joined {
        /// Who.
        person: PersonId,
        /// For which function, as far as known.
        function: Option<FunctionId>,
    },
    /// A person was thanked and released.
    Left {
        /// Who.
        person: PersonId,
    },
    /// A person learns here, beside somebody: no role, no decision, no page.
    ShadowSeated {
        /// Who.
        person: PersonId,
        /// Beside whom.
        beside: Beside,
    },
    /// A shadow seat ended.
    ShadowLeft {
        /// Whose.
        person: PersonId,
    },
    /// A rotation was paged, and somebody who learns was left asleep.
    ShadowLeftAsleep {
        /// Who.
        person: PersonId,
        /// Which rotation.
        rotation: RotationId,
    },
    /// A function of the playbook is not needed.
    FunctionWaived {
        /// Which one.
        function: FunctionId,
        /// Why not.
        reason: String,
    },
    /// An update was written. Owes a delivery for each connection; the cadence counts from here.
    UpdateWritten {
        /// Which update of the incident: `u1`.
        update: UpdateId,
        /// To whom.
        audience: Audience,
        /// Which phase it tells.
        phase: Phase,
        /// From which impact pattern's templates; none where the wording was free.
        pattern: Option<PatternId>,
        /// The title as it goes out.
        title: String,
        /// The text as it goes out.
        body: String,
        /// What was filled in, by variable, for the next form.
        values: BTreeMap<String, String>,
        /// Components of the status page (its ids) and the state they get.
        components: BTreeMap<String, ComponentState>,
        /// Where it goes; empty where it is copied by hand.
        connections: Vec<ConnectionId>,
        /// Those of them that are no status pages: they get the text as a message.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rooms: Vec<ConnectionId>,
        /// Components of each status page and the state they get there, where pages call them differently.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        page_components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
        /// Until then it can be taken back; from the first where none is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<Instant>,
        /// When it was due, by the clock as it stood; none where none was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<Instant>,
        /// By when the next one is promised in it; none where nothing is, or nothing that a clock can keep.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_at: Option<Instant>,
        /// The facts that its variables rest on; one that is not named here was typed by hand.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<String, FactId>,
        /// The proposal that was approved, where it waited for the lead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<ProposalId>,
    },
    /// An update was taken back before it left: nobody has heard it.
    UpdateWithdrawn {
        /// Which update.
        update: UpdateId,
    },
    /// An update was written and waits for the incident lead's approval. Owes nothing yet.
    UpdateProposed {
        /// Which proposal of the incident: `q1`.
        proposal: ProposalId,
        /// All that would leave.
        composition: Composition,
    },
    /// The lead approved a proposal, or sent it back.
    ProposalSettled {
        /// Which proposal.
        proposal: ProposalId,
        /// Approved, or sent back.
        approved: bool,
        /// Why; may be empty where it was approved.
        reason: String,
    },
    /// What an update says was put into other words for those who are told directly. Owes a delivery for each letter.
    OutreachWritten {
        /// Which update it goes with.
        update: UpdateId,
        /// What it is.
        output: Output,
        /// Which phase it tells.
        phase: Phase,
        /// The title, as far as it is the same for all.
        title: String,
        /// The text, as far as it is the same for all.
        body: String,
        /// As it goes out, one for each account or room; none where it is copied by hand.
        letters: Vec<Letter>,
        /// Until then it can be taken back; from the first where none is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<Instant>,
    },
    /// A letter, or a word in a room, has left. Outcome.
    OutreachSent {
        /// Which update it goes with.
        update: UpdateId,
        /// What it is.
        output: Output,
        /// Through which account.
        connection: ConnectionId,
        /// To which account of ours it was addressed, if to one.
        account: Option<AccountId>,
        /// By which delivery.
        delivery: DeliveryId,
        /// The provider's proof.
        receipt: Receipt,
    },
    /// The status page has the update. Outcome.
    UpdatePublished {
        /// Which update.
        update: UpdateId,
        /// At which account.
        connection: ConnectionId,
        /// By which delivery.
        delivery: DeliveryId,
        /// The provider's proof.
        receipt: Receipt,
    },
    /// The status page was read back, and says what was published. Outcome.
    UpdateConfirmed {
        /// Which update.
        update: UpdateId,
        /// At which account.
        connection: ConnectionId,
        /// By which delivery it came there.
        delivery: DeliveryId,
    },
    /// Somebody else changed what a status page says, and it was settled what shall stand there. Owes a delivery where ours is
    /// published again.
    DriftSettled {
        /// The update that was published there last.
        update: UpdateId,
        /// At which account.
        connection: ConnectionId,
        /// Ours is published again; else theirs stays.
        ours: bool,
        /// What stood there instead; empty where nothing did.
        theirs: String,
    },
    /// A delivery waits for the lead. Outcome.
    DeliveryHeld {
        /// Which delivery.
        delivery: DeliveryId,
        /// What it is, in words: `page to Ana`.
        what: String,
        /// Why it waits.
        reason: HeldReason,
    },
    /// The lead let a delivery go again, said that it arrived, or did by hand what it was to do.
    DeliverySettled {
        /// Which delivery.
        delivery: DeliveryId,
        /// What it is, in words.
        what: String,
        /// Whether it arrived; else it goes again.
        arrived: bool,
        /// Whether the lead did it by hand.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_hand: bool,
    },
    /// The lead gave a delivery up.
    DeliveryDropped {
        /// Which delivery.
        delivery: DeliveryId,
        /// What it is, in words.
        what: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Something worth keeping was noted. Owes a delivery for each page that it stands on.
    NoteWritten {
        /// The note.
        text: String,
        /// The sequence of the entry that it puts right.
        corrects: Option<u64>,
        /// The pages on which it stands at their providers as well.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pages: Vec<PageId>,
    },
    /// A note stands on a page at its provider. Outcome.
    NoteDelivered {
        /// On which page.
        page: PageId,
        /// At which account.
        connection: ConnectionId,
        /// By which delivery.
        delivery: DeliveryId,
        /// The provider's proof.
        receipt: Receipt,
    },
    /// A decision waits for its decider.
    DecisionProposed {
        /// Which decision of the incident: `d1`.
        decision: DecisionId,
        /// What shall be decided.
        what: String,
        /// Under which right.
        right: RightId,
        /// Which role decides: the failing services' own agreement, else the organisation's.
        role: RoleId,
    },
    /// A decision was made.
    DecisionMade {
        /// Which decision.
        decision: DecisionId,
        /// Approved, or declined.
        approved: bool,
        /// In which role it was made.
        role: RoleId,
        /// Under which right.
        right: RightId,
        /// Why; may be empty.
        reason: String,
    },
    /// A line of work began.
    WorkstreamOpened {
        /// Which line of work of the incident: `w1`.
        workstream: WorkstreamId,
        /// What is done.
        title: String,
        /// Who coordinates it.
        owner: Option<PersonId>,
        /// The area it belongs to, where it was begun for one.
        #[serde(default)]
        area: Option<String>,
        /// How long it will take; none where nobody said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effort: Option<Effort>,
    },
    /// Word from a line of work.
    WorkstreamChanged {
        /// Which line of work.
        workstream: WorkstreamId,
        /// How it goes.
        state: WorkState,
        /// What was heard; empty keeps the last word.
        word: String,
        /// Who coordinates it from now on; none keeps whoever does.
        owner: Option<PersonId>,
        /// How long it will take, as is thought now; none keeps what was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effort: Option<Effort>,
        /// What was thought before, where that was said and is another now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effort_was: Option<Effort>,
    },
    /// A person was asked.
    AskMade {
        /// Which ask of the incident: `a1`.
        ask: AskId,
        /// Whom.
        person: PersonId,
        /// What.
        what: String,
        /// By when the answer is due.
        back_by: Instant,
        /// The question that it is asked for, if for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<QuestionId>,
    },
    /// The ask was answered.
    AskAnswered {
        /// Which ask.
        ask: AskId,
        /// The answer.
        answer: String,
    },
    /// Somebody outside the bridge asked something, and was told at once when they hear more.
    QuestionAsked {
        /// Which question of the incident: `qu1`.
        question: QuestionId,
        /// Who asks, as they are called.
        from: String,
        /// The same person, where the workspace knows them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        /// For which function they ask, if for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        function: Option<FunctionId>,
        /// Whose question it is.
        audience: Audience,
        /// What they ask.
        text: String,
        /// What they were told, with its zone.
        reply: String,
        /// When the next update to them was due then; none where no clock ran.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<Instant>,
        /// The lead said that it cannot wait for that.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cannot_wait: bool,
    },
    /// A question was answered.
    QuestionAnswered {
        /// Which question.
        question: QuestionId,
        /// The answer; empty where an update gives it.
        answer: String,
        /// The update that answers it, if one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        update: Option<UpdateId>,
    },
    /// A question was left unanswered.
    QuestionLeft {
        /// Which question.
        question: QuestionId,
        /// Why.
        reason: String,
    },
    /// The lead said whether a question can wait for the next update.
    QuestionHurried {
        /// Which question.
        question: QuestionId,
        /// It cannot.
        cannot_wait: bool,
    },
    /// Something is known.
    FactStated {
        /// Which fact of the incident: `f1`.
        fact: FactId,
        /// What is known, in a sentence.
        text: String,
        /// About which service, if about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<ServiceId>,
        /// About which region, if about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        region: Option<RegionId>,
        /// The line of work that it was heard from, if from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        workstream: Option<WorkstreamId>,
        /// Who said it.
        by: PersonId,
    },
    /// A fact is so, by the word of whoever wrote the entry.
    FactConfirmed {
        /// Which fact.
        fact: FactId,
    },
    /// A fact is not so, or is so no more.
    FactWithdrawn {
        /// Which fact.
        fact: FactId,
        /// Why.
        reason: String,
    },
    /// A step of a runbook or of the checklist was done, or undone.
    StepTicked {
        /// Which step: `path#step`.
        step: String,
        /// Its words at that time.
        text: String,
        /// Done, or undone.
        done: bool,
    },
    /// One audience is told more or less often in this incident than the preset has it.
    CadenceChanged {
        /// Whose.
        audience: Audience,
        /// How often from now on; none: as the preset has it again.
        cadence: Option<Cadence>,
    },
    /// The lead was reminded. Written before the notification is shown.
    ReminderFired {
        /// For whom an update was owed.
        audience: Audience,
        /// When it was, or will be, due.
        due_at: Instant,
        /// How loud the reminder was.
        notice: Notice,
        /// Which of its repeats it was; 0 is the first time.
        #[serde(default, skip_serializing_if = "is_first")]
        repeat: u8,
    },
    /// The computer's clock was set back: what it wrote between the two counts from before.
    ClockSetBack {
        /// The latest instant that it had written.
        from: Instant,
        /// What it shows now.
        to: Instant,
    },
    /// The lead was told that a page is not answered. Written before the notification is shown.
    PageReminded {
        /// Which page.
        page: PageId,
        /// Whom to ask next; none where the ladder ends.
        following: Option<PersonId>,
        /// Before the next one is to be asked, or from then on.
        notice: Notice,
    },
    /// The lead was told that nothing was heard of the repair. Written before the notification is shown.
    FixReminded {
        /// Of which line of work for the longest; none where none goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        workstream: Option<WorkstreamId>,
        /// By when the word was due.
        due_at: Instant,
        /// How loud the reminder was.
        notice: Notice,
        /// Which of its repeats it was; 0 is the first time.
        #[serde(default, skip_serializing_if = "is_first")]
        repeat: u8,
    },
    /// The lead was told that a question that cannot wait has no answer. Written before the notification is shown.
    QuestionReminded {
        /// Which question.
        question: QuestionId,
        /// How loud the reminder was.
        notice: Notice,
        /// Which of its repeats it was; 0 is the first time.
        #[serde(default, skip_serializing_if = "is_first")]
        repeat: u8,
    },
    /// Reminders of an audience are quiet until then; the clock goes on.
    Snoozed {
        /// Whose reminders.
        audience: Audience,
        /// Until when.
        until: Instant,
    },
    /// It is over.
    Resolved {
        /// What happened, in a sentence or two; may be empty.
        summary: String,
    },
    /// What came of customers' records and money, in a sentence: what was lost or is wrong, or that nothing is.
    LossStated {
        /// The sentence.
        text: String,
    },
    /// Support told of something that no report of the incident had told before. Happened when it was first heard.
    ReportFiled {
        /// Which report of the incident: `r1`.
        report: ReportId,
        /// What is broken, in support's words.
        symptom: String,
        /// The text of the error, word for word; may be empty.
        error: String,
        /// Where; empty where nobody said.
        regions: Vec<RegionId>,
        /// Which customers; may be empty.
        segment: String,
        /// How bad it is for them, as support sees it.
        severity: Option<Severity>,
        /// To what it points, and whose it is.
        lane: Lane,
        /// How many customers or tickets.
        count: u32,
        /// Who told it: a desk or a channel; may be empty.
        source: String,
        /// A ticket's number; may be empty.
        reference: String,
    },
    /// Support told of the same again: same symptom, error, regions and segment. Happened when it was heard.
    ReportRepeated {
        /// Which report of the incident.
        report: ReportId,
        /// How bad it is for them, as support sees it now.
        severity: Option<Severity>,
        /// How many more customers or tickets.
        count: u32,
        /// Who told it: a desk or a channel; may be empty.
        source: String,
        /// A ticket's number; may be empty.
        reference: String,
    },
    /// Reports were read by somebody who can act on them.
    ReportsRead {
        /// Which ones.
        reports: Vec<ReportId>,
    },
    /// Somebody who is neither we nor a customer in private spoke of it in public. Happened when they did.
    ThirdPartySpoke {
        /// Who: a news site, a network, a list of outages, a customer in public.
        who: String,
        /// A link, or where it can be read or heard; may be empty.
        place: String,
    },
    /// It is not over after all.
    Reopened {
        /// What came back.
        reason: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "that is how serde asks")]
fn is_first(repeat: &u8) -> bool {
    *repeat == 0
}
