//! An incident: a state folded from its entries, and the rules that let new entries come to be.
//!
//! [`decide::decide`] turns an intent into events or a refusal. [`Incident::apply`] is total: whatever the journal
//! holds can be folded. [`owed::owed`] says which deliveries an entry owes.

pub mod area;
pub mod closing;
pub mod decide;
pub mod effort;
pub mod entry;
pub mod event;
pub mod fact;
pub mod fold;
pub mod intent;
pub mod known;
pub mod owed;
pub mod provenance;
pub mod question;
mod read;
pub mod said;
pub mod sentence;
pub mod set_back;
pub mod shadow;
pub mod stated;
mod work;
mod would_be;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use intent::Composition;
use said::{Fact, Question, Signature};
use shadow::{LeftAsleep, ShadowSeat};
use stated::Stated;
pub use work::{Ask, Decision, Tick, Verdict, WorkState, Workstream};

use crate::cadence::Cadence;
use crate::delivery::ComponentState;
use crate::id::{
    ConnectionId, FactId, FunctionId, IncidentId, PageId, PatternId, PersonId, PlaybookId, ProposalId, RegionId,
    RoleId, RotationId, RuleId, ServiceId, UpdateId,
};
use crate::phase::Phase;
use crate::rally::Rally;
use crate::report::{Report, ThirdParty};
use crate::severity::Severity;
use crate::span::Instant;
use crate::template::{Audience, Output};

/// State folded from the entries of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// `INC-12`
    pub id: IncidentId,
    /// Our marker at providers: unique among all installations, the same for all updates of this incident.
    pub key: String,
    /// What is wrong, in a line.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Where it stands.
    pub phase: Phase,
    /// A rehearsal.
    pub drill: bool,
    /// When it was declared.
    pub declared_at: Instant,
    /// When it was resolved; none while it is open or after it was reopened.
    pub resolved_at: Option<Instant>,
    /// When it was last reopened: what was owed before was settled by its resolution.
    pub reopened_at: Option<Instant>,
    /// What it calls for.
    pub playbook: Option<PlaybookId>,
    /// As what it shows to customers.
    pub pattern: Option<PatternId>,
    /// What is failing.
    pub services: Vec<ServiceId>,
    /// Where it shows.
    pub surface: Option<String>,
    /// What is seen.
    pub symptom: Option<String>,
    /// Where customers are hit, as far as known.
    pub regions: Vec<RegionId>,
    /// Confirmed customer impact, and the history of it.
    pub impact: Option<Impact>,
    /// Who leads: exactly one person at any instant.
    pub lead: PersonId,
    /// A hand-over that waits for its second half.
    pub hand_over: Option<PersonId>,
    /// Who holds which role; the lead is in here as well.
    pub roles: Vec<RoleHolder>,
    /// Everybody who was on the bridge, in order of joining.
    pub participants: Vec<Participant>,
    /// Who learns here, in order of being seated; none of them is a participant.
    #[serde(default)]
    pub shadows: Vec<ShadowSeat>,
    /// Who learns and was left asleep when a rotation was paged, each once.
    #[serde(default)]
    pub left_asleep: Vec<LeftAsleep>,
    /// All pages, in order.
    pub pages: Vec<Page>,
    /// All updates that stand, in order.
    pub updates: Vec<Update>,
    /// Updates that were taken back before they left.
    #[serde(default)]
    pub withdrawn_updates: Vec<Update>,
    /// Updates that waited, or wait, for the lead's approval, in order.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// All decisions, in order.
    pub decisions: Vec<Decision>,
    /// All workstreams, in order.
    pub workstreams: Vec<Workstream>,
    /// All asks, in order.
    pub asks: Vec<Ask>,
    /// All questions of people outside the bridge, in order.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// All facts, in order; those that were withdrawn as well.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// Functions of the playbook that were left out, with the reason.
    pub waived: BTreeMap<FunctionId, String>,
    /// Steps of runbooks and of the first-five-minutes checklist that are done: `path#step`.
    pub ticked: BTreeMap<String, Tick>,
    /// What came of customers' records and money, as it was stated last.
    #[serde(default)]
    pub loss: Option<String>,
    /// What customers cannot do and what that costs, as it was stated last.
    #[serde(default)]
    pub stated: Stated,
    /// Where everybody comes together.
    #[serde(default)]
    pub rally: Rally,
    /// Since when everybody meets at the fallback; none while they do not.
    #[serde(default)]
    pub fallback_since: Option<Instant>,
    /// Status pages on which somebody else's words stay: the update that they took the place of, and the words.
    #[serde(default)]
    pub theirs: BTreeMap<ConnectionId, (UpdateId, String)>,
    /// How often an audience is told, where that was set for this incident alone.
    #[serde(default)]
    pub cadences: BTreeMap<Audience, Cadence>,
    /// Until when the reminder of an audience is quiet. The clock itself goes on.
    pub snoozed: BTreeMap<Audience, Instant>,
    /// Reminders that have fired: audience and due instant, with the loudest notice given.
    pub reminded: Vec<Reminded>,
    /// The clock of the repair that was last rung for, by when its word was due, and how loud.
    #[serde(default)]
    pub fix_reminded: Option<(Instant, Nudge)>,
    /// What support told, each kind once, in order.
    #[serde(default)]
    pub reports: Vec<Report>,
    /// Who outside spoke of it in public, in the order in which that was noted.
    #[serde(default)]
    pub third_parties: Vec<ThirdParty>,
    /// Sequence of the last entry.
    pub last_sequence: u64,
    /// When the last entry was recorded.
    pub last_at: Instant,
}

/// Confirmed customer impact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// When it was first confirmed.
    pub confirmed_at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Where.
    pub regions: Vec<RegionId>,
    /// In plain words: tickets, share of attempts.
    pub detail: String,
    /// When it was withdrawn, with the reason; the history stays.
    pub withdrawn: Option<(Instant, String)>,
}

/// Who holds a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleHolder {
    /// Which role.
    pub role: RoleId,
    /// For which domain, where a role has several holders: `payments`.
    pub domain: Option<String>,
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub since: Instant,
}

/// Somebody who was on the bridge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub person: PersonId,
    /// For which function.
    pub function: Option<FunctionId>,
    /// When they first joined.
    pub joined_at: Instant,
    /// When they were released; none while they are there.
    pub left_at: Option<Instant>,
    /// Last heard from.
    pub heard_at: Instant,
}

/// One page of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Which.
    pub id: PageId,
    /// Who is meant.
    pub person: PersonId,
    /// For which rotation, if for one.
    pub rotation: Option<RotationId>,
    /// By which rule.
    pub rule: RuleId,
    /// Why.
    pub reason: String,
    /// Through which account.
    pub connection: ConnectionId,
    /// When it was asked for.
    pub requested_at: Instant,
    /// When the provider confirmed it.
    pub delivered_at: Option<Instant>,
    /// What came of it.
    pub answer: Option<(Instant, Answer)>,
    /// Who answered, in the pager's words, where it was read back there.
    pub answered_by: Option<String>,
    /// Whether it was taken back or given up before it left.
    pub withdrawn: bool,
    /// The page to which they are added at its provider; none where it is a page of its own.
    #[serde(default)]
    pub joins: Option<PageId>,
    /// How loudly the lead was told that it is not answered.
    #[serde(default)]
    pub reminded: Option<Notice>,
}

/// What came of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Answered and joins.
    Acknowledged,
    /// Reached by phone.
    Reached,
    /// Was called and did not answer.
    NotReached,
    /// Cannot come.
    Declined,
    /// Was ended at the pager.
    Closed,
}

/// One update to one audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Which.
    pub id: UpdateId,
    /// To whom.
    pub audience: Audience,
    /// Which phase it tells.
    pub phase: Phase,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// What was filled in, for the next form.
    pub values: BTreeMap<String, String>,
    /// By whom.
    pub by: PersonId,
    /// When it was written: the cadence counts from here.
    pub written_at: Instant,
    /// Where it goes; empty where it is copied by hand.
    pub connections: Vec<ConnectionId>,
    /// Where and when it was confirmed.
    pub published: BTreeMap<ConnectionId, Instant>,
    /// Where its delivery was given up: whoever reads there never had it, unless it was published all the same.
    #[serde(default)]
    pub given_up: BTreeSet<ConnectionId>,
    /// Status pages that were read back and say what was published, and since when that is known.
    #[serde(default)]
    pub confirmed: BTreeMap<ConnectionId, Instant>,
    /// Parts of the product and the state they were given.
    pub components: BTreeMap<String, ComponentState>,
    /// The same, page by page.
    #[serde(default)]
    pub page_components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
    /// Those of its connections that are no status pages.
    #[serde(default)]
    pub rooms: Vec<ConnectionId>,
    /// What goes with it, in other words.
    #[serde(default)]
    pub outreach: Vec<Outreach>,
    /// By when the next one is promised in it.
    #[serde(default)]
    pub promised_at: Option<Instant>,
    /// The facts that its variables rest on; one that is not named here was typed by hand.
    #[serde(default)]
    pub facts: BTreeMap<String, FactId>,
    /// The proposal that was approved, where it waited for the lead.
    #[serde(default)]
    pub proposal: Option<ProposalId>,
}

/// What goes with an update, in other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outreach {
    /// What it is.
    pub output: Output,
    /// The title, as far as it is the same for all.
    pub title: String,
    /// The text, as far as it is the same for all.
    pub body: String,
    /// How many letters and rooms it goes to; none where it is copied by hand.
    pub letters: usize,
    /// Through which accounts it goes.
    #[serde(default)]
    pub connections: Vec<ConnectionId>,
    /// How many of them have left.
    pub sent: usize,
    /// How many of them were given up.
    #[serde(default)]
    pub given_up: usize,
    /// When it was written.
    pub written_at: Instant,
}

/// An update that waits for the lead's approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// All that would leave.
    pub composition: Composition,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Whether it was approved, and why or why not; none while it waits.
    pub verdict: Option<(bool, String)>,
    /// Who settled it, and when.
    #[serde(default)]
    pub settled: Option<Signature>,
}

/// A reminder that has fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// For whom an update was due.
    pub audience: Audience,
    /// When it was due.
    pub due_at: Instant,
    /// How it was said.
    pub notice: Notice,
    /// Which of its repeats it was; 0 is the first time.
    #[serde(default)]
    pub repeat: u8,
    /// When it was said.
    pub at: Instant,
}

/// How a reminder is said, quietest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Notice {
    /// Soon due.
    Ahead,
    /// Due now.
    Due,
    /// Late.
    Overdue,
}

/// What is said once of an update that is due: how loud, and which of its repeats. Quietest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Nudge {
    /// How it is said.
    pub notice: Notice,
    /// Which of its repeats; 0 is the first time.
    pub repeat: u8,
}
