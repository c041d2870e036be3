//! One incident while it is led: clocks, people, decisions, work, log.

mod area;
mod called;
mod closing;
pub(crate) mod fix;
mod guard;
mod head;
pub(crate) mod log;
mod outside;
pub(crate) mod page;
mod pageable;
mod people;
mod said;
pub(crate) mod screen;
mod shadow;
mod spoken;
mod work;
mod written;

use domain::cadence::Cadence;
use domain::incident::effort::Effort;
use domain::incident::{Answer, Notice, WorkState};
use domain::phase::Phase;
use domain::playbook::{DecisionRight, IncidentRole};
use domain::severity::Severity;
use domain::template::Audience;
use serde::Serialize;

pub use area::AreaView;
pub use closing::{ClosingStepView, ClosingVerb};
pub use fix::FixView;
pub use head::{BackupView, FixableView, FixableWork, HeadView, RallyView, StatedView, TechnicalView};
pub use log::{LogDelivery, LogKind, LogLine};
pub use outside::{BeatenView, OutsideView};
pub use page::{PageStanding, PageStandingView};
pub use pageable::{Pageable, PageableFound};
pub use said::{FactView, QuestionView, SaidView, SlotView};
pub use shadow::ShadowView;
pub use spoken::{ProposalView, RetractableUpdate};

use super::launch::CollisionsView;
use super::page::LadderChoice;
use super::person::PersonView;

/// The Bridge screen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct BridgeView {
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
    /// When it was resolved.
    #[ts(type = "number | null")]
    pub resolved_at: Option<i64>,
    /// Every closing update is written.
    pub closed: bool,
    /// Audiences that still wait for their closing update.
    pub closing_owed: Vec<Audience>,
    /// The closing checklist, in the order in which it is walked; while the incident is open, what it will ask for.
    pub closing: Vec<ClosingStepView>,
    /// What came of customers' records and money, as it was stated last.
    pub loss: Option<String>,
    /// What everybody must see at once: impact, how soon it is fixed, where to come.
    pub head: HeadView,
    /// Ids and names of what is failing.
    pub services: Vec<(String, String)>,
    /// The playbook's name.
    pub playbook: Option<String>,
    /// The impact pattern's id.
    pub pattern: Option<String>,
    /// The lead; and whether it is you.
    pub lead: PersonView,
    /// The second half of a hand-over is awaited from them.
    pub hand_over: Option<PersonView>,
    /// One for each audience with a clock, in key order.
    pub clocks: Vec<ClockView>,
    /// The clock of the repair; none where it is over, or only watched.
    pub fix: Option<FixView>,
    /// Confirmed customer impact.
    pub impact: ImpactView,
    /// What is heard from outside.
    pub outside: OutsideView,
    /// Roles and people on the bridge.
    pub on_bridge: Vec<SeatView>,
    /// Who learns here, without a role and without being paged.
    pub shadows: Vec<ShadowView>,
    /// Paged and not yet on the bridge.
    pub called: Vec<CalledView>,
    /// Pages that are out, and to which their pagers add people or notes.
    pub out: Vec<PageOutView>,
    /// Functions that the playbook names and that nobody speaks for yet.
    pub missing: Vec<MissingFunction>,
    /// Functions that are told.
    pub told: Vec<(String, PersonView)>,
    /// Warnings: no communications lead, one person in two seats, too many on the bridge.
    pub guards: Vec<Guard>,
    /// Open ones first.
    pub decisions: Vec<DecisionView>,
    /// Whose services fail, and who coordinates each; then whose services those need.
    pub areas: Vec<AreaView>,
    /// All.
    pub workstreams: Vec<WorkstreamView>,
    /// All.
    pub asks: Vec<AskView>,
    /// What was asked from outside, and what is known.
    pub said: SaidView,
    /// The first-five-minutes checklist.
    pub checklist: Vec<ChecklistItem>,
    /// Oldest first.
    pub log: Vec<LogLine>,
    /// Runbooks of the services and the playbook: path and title.
    pub runbooks: Vec<(String, String)>,
    /// Rights to choose from when a decision is added.
    pub rights: Vec<DecisionRight>,
    /// Roles to choose from when one is assigned.
    pub roles: Vec<IncidentRole>,
    /// Regions to choose from: id, name, whether proposed.
    pub regions: Vec<(String, String, bool)>,
    /// Whom one may page by role: every rotation of the workspace. What only pagers know is searched for.
    pub pageable: Vec<Pageable>,
    /// The ladder steps of what fails, in order.
    pub ladders: Vec<LadderChoice>,
    /// Deliveries of this incident that wait for the lead.
    pub held: u32,
    /// Updates of which nothing has left yet.
    pub retractable: Vec<RetractableUpdate>,
    /// Updates that wait for the lead's approval.
    pub proposals: Vec<ProposalView>,
    /// What status pages say of it.
    pub pages: Vec<PageStandingView>,
    /// What it collides with now.
    pub collisions: CollisionsView,
}

/// The clock of one audience.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ClockView {
    /// For whom.
    pub audience: Audience,
    /// How often; none where this audience has no clock in this severity and phase.
    pub cadence: Option<Cadence>,
    /// That was set for this incident alone.
    pub own: bool,
    /// Within how many minutes the one that is owed now is due, where it is one of the first.
    pub opening_minutes: Option<u32>,
    /// From which instant the next one is counted.
    #[ts(type = "number | null")]
    pub since: Option<i64>,
    /// When the next one is due; none while nothing is owed.
    #[ts(type = "number | null")]
    pub due_at: Option<i64>,
    /// By when the next one was promised.
    #[ts(type = "number | null")]
    pub promised_at: Option<i64>,
    /// It is due by that promise, and not by the cadence.
    pub by_promise: bool,
    /// The one after, if the next is written in time.
    #[ts(type = "number | null")]
    pub following_at: Option<i64>,
    /// From when on this audience was owed updates.
    #[ts(type = "number | null")]
    pub owed_from: Option<i64>,
    /// When updates were written.
    #[ts(type = "number[]")]
    pub sent_at: Vec<i64>,
    /// How loud it is now.
    pub notice: Option<Notice>,
    /// Until when its reminder is quiet.
    #[ts(type = "number | null")]
    pub snoozed_until: Option<i64>,
    /// The closing update is what is owed.
    pub closing: bool,
}

/// Confirmed customer impact.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ImpactView {
    /// Confirmed and not withdrawn.
    pub confirmed: bool,
    /// Since when.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// By whom.
    pub by: Option<String>,
    /// Names of the regions.
    pub regions: Vec<String>,
    /// In plain words.
    pub detail: String,
}

/// A person on the bridge.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SeatView {
    /// The roles they hold: id, domain, and name as shown.
    pub roles: Vec<(String, Option<String>, String)>,
    /// For which function they are here.
    pub function: Option<String>,
    /// Who.
    pub person: PersonView,
    /// Since when.
    #[ts(type = "number")]
    pub joined_at: i64,
    /// Last heard from.
    #[ts(type = "number")]
    pub heard_at: i64,
}

/// A person who was paged and is not yet on the bridge.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CalledView {
    /// The page's id.
    pub page: String,
    /// Who.
    pub person: PersonView,
    /// For what: the rotation's name, or `directly`.
    pub rotation: String,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    #[ts(type = "number")]
    pub requested_at: i64,
    /// When it leaves; it can be taken back until then.
    #[ts(type = "number")]
    pub leaves_at: i64,
    /// How far it is: `queued`, `sending`, `waiting`, `held`, `delivered`, `dropped`.
    pub delivery: String,
    /// The delivery's id, for `send again` and `drop`.
    pub delivery_id: Option<String>,
    /// Whether somebody has to call instead: it is held, given up, or not out since an attempt failed.
    pub not_out: bool,
    /// Why it waits or is held.
    pub words: String,
    /// When the provider confirmed it.
    #[ts(type = "number | null")]
    pub delivered_at: Option<i64>,
    /// What came of it.
    pub answer: Option<Answer>,
    /// When that was.
    #[ts(type = "number | null")]
    pub answered_at: Option<i64>,
    /// Who answered, in the pager's words, where it was read back there.
    pub answered_by: Option<String>,
    /// Whom to ask next, with the instant at which that is due.
    pub next: Option<NextStep>,
}

/// A page that is out, and what can be added to it at its pager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PageOutView {
    /// The page's id.
    pub page: String,
    /// The name of whoever is meant by it.
    pub person_name: String,
    /// The name of the pager's connection.
    pub connection_name: String,
    /// Whether the pager adds people to it.
    pub adds_people: bool,
    /// Whether the pager takes notes on it.
    pub takes_notes: bool,
}

/// The next step of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct NextStep {
    /// Who.
    pub person: PersonView,
    /// The rotation to page, or none where the person is paged directly.
    pub rotation: Option<String>,
    /// When this step is due.
    #[ts(type = "number")]
    pub at: i64,
}

/// A function of the playbook that nobody speaks for yet.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct MissingFunction {
    /// Its id.
    pub function: String,
    /// Its name.
    pub name: String,
    /// The rotation to pull in, if it has one.
    pub rotation: Option<String>,
    /// Who would be paged.
    pub people: Vec<PersonView>,
}

/// A warning about the bridge itself.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Guard {
    /// As a sentence.
    pub text: String,
    /// The role to assign, where that is the remedy.
    pub role: Option<String>,
    /// Who is proposed for it.
    pub person: Option<PersonView>,
    /// The area to coordinate, where that is the remedy.
    pub area: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct DecisionView {
    /// Its id.
    pub id: String,
    /// What.
    pub what: String,
    /// The right's name.
    pub right: String,
    /// The deciding role's name.
    pub role: String,
    /// Who holds that role.
    pub decider: Option<PersonView>,
    /// Whether you decide.
    pub yours: bool,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    #[ts(type = "number")]
    pub proposed_at: i64,
    /// `approved`, `declined`, or nothing while it is open.
    pub verdict: Option<String>,
    /// Who decided, and why.
    pub decided: String,
}

/// A line of work.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct WorkstreamView {
    /// Its id.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Who coordinates it.
    pub owner: Option<PersonView>,
    /// How it goes.
    pub state: WorkState,
    /// What was last heard.
    pub word: String,
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// How long it will take, and the same as in a sentence.
    pub effort: Effort,
    /// `under an hour`
    pub effort_words: String,
    /// When that was estimated; none where nobody did.
    #[ts(type = "number | null")]
    pub effort_at: Option<i64>,
    /// Nothing was heard of it for too long to lean on that.
    pub stale: bool,
}

/// A request to a named person.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct AskView {
    /// Its id.
    pub id: String,
    /// Whom.
    pub person: PersonView,
    /// What.
    pub what: String,
    /// By when.
    #[ts(type = "number")]
    pub back_by: i64,
    /// The answer.
    pub answer: Option<String>,
}

/// An item of the first-five-minutes checklist.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ChecklistItem {
    /// The step's id, for ticking.
    pub step: String,
    /// What to do.
    pub text: String,
    /// Who did it and when.
    #[ts(type = "[string, number] | null")]
    pub done: Option<(String, i64)>,
}
