//! How an incident begins: what can be chosen, and what follows from a choice.

mod form;
mod proposal;

use domain::incident::intent::Declaration;
use domain::page_tree::Sighting;
use domain::severity::SeverityDefinition;
use domain::template::Audience;
use serde::Serialize;

use super::launch::CollisionsView;
use super::page::LevelLine;
use super::person::PersonView;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct DeclareView {
    /// Worst first, each with the number of incidents of the last 90 days.
    pub severities: Vec<SeverityChoice>,
    /// Tiles A to H in order.
    pub playbooks: Vec<PlaybookTile>,
    /// For the typeahead.
    pub services: Vec<ServiceChoice>,
    /// Regions: id and name.
    pub regions: Vec<(String, String)>,
    /// All surfaces that services and the page tree name.
    pub surfaces: Vec<String>,
    /// All symptoms that the page tree names.
    pub symptoms: Vec<String>,
}

/// One severity.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SeverityChoice {
    /// Name, criterion, examples.
    pub definition: SeverityDefinition,
    /// Incidents of this severity declared in the last 90 days, drills apart.
    pub recent: u32,
}

/// One playbook.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PlaybookTile {
    /// Its id.
    pub id: String,
    /// `Payments failing`
    pub name: String,
    /// One line.
    pub description: String,
    /// Short names of whom it pulls in: `Payments, Web, Finance`.
    pub pulls: Vec<String>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ServiceChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who owns it.
    pub owner: String,
    /// 1 is the most important.
    pub tier: u8,
    /// Ids of what it needs.
    pub depends_on: Vec<String>,
}

/// What follows from a choice, before the last key.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Proposal {
    /// The declaration with everything filled in that can be derived: title, services, pattern, surface, symptom.
    pub declaration: Declaration,
    /// The impact pattern's name that nobody chose, and why it is suggested: `it shows at checkout`.
    pub suggested_pattern: Option<(String, String)>,
    /// What the page tree was asked.
    pub sighting: Sighting,
    /// Who is paged at once.
    pub page_now: Vec<ProposedPage>,
    /// Who is paged when impact is confirmed: support of each affected region.
    pub page_on_impact: Vec<ProposedPage>,
    /// Who is told.
    pub tell: Vec<ProposedTell>,
    /// Which functions the playbook wants called in, beside those that are paged.
    pub called_in: Vec<ProposedTell>,
    /// Who was considered and stays asleep.
    pub asleep: Vec<AsleepLine>,
    /// When each audience is owed its first update, from now.
    pub clocks: Vec<FirstClock>,
    /// An open incident that shares a service.
    pub duplicate_of: Option<String>,
    /// No rule of the page tree held; the services' ladders are offered.
    pub unmatched: bool,
    /// Dependencies of the chosen services: name and owner.
    pub dependencies: Vec<(String, String)>,
    /// How many people are woken at once.
    pub heads: u32,
    /// Whether so many must be counted by whoever wakes them.
    pub must_count: bool,
    /// What it collides with.
    pub collisions: CollisionsView,
}

/// Somebody who would be paged.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ProposedPage {
    /// The rotation's id.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// Who is on call now; empty where nobody is.
    pub people: Vec<PersonView>,
    /// By which rule.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Where the rule is written.
    pub source: String,
    /// Who is next on the ladder where nobody is on call, with the reason.
    pub instead: Option<String>,
    /// What it is where their pager only reads: `a call of yours: PagerDuty is not armed`; none where it goes out.
    pub by_hand: Option<String>,
    /// The ids of those people.
    pub backups: Vec<String>,
    /// Whether it is ticked.
    pub ticked: bool,
    /// An owner whom no rule names: of the surface where it shows, or of what alerts.
    pub proposed: bool,
    /// Every level that follows where nobody answers, in order.
    pub following: Vec<LevelLine>,
}

/// A function that is told or called in.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ProposedTell {
    /// The function's id.
    pub function: String,
    /// Its name.
    pub name: String,
    /// Who speaks for it now.
    pub people: Vec<PersonView>,
}

/// Somebody who stays asleep.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct AsleepLine {
    /// The rotation's name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// When an audience is owed its first update.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct FirstClock {
    /// Which.
    pub audience: Audience,
    /// How often, in minutes.
    pub every_minutes: u32,
    /// When; none where it waits for confirmed impact.
    #[ts(type = "number | null")]
    pub first_at: Option<i64>,
}
