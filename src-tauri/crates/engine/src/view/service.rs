//! The directory: services, their owners, and whom to ask in which order.

use serde::Serialize;

use super::person::PersonView;

/// One service with its ladder.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ServiceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Who owns it.
    pub owner: String,
    /// Its function's name.
    pub function: String,
    /// 1 is the most important.
    pub tier: u8,
    /// Where people see it.
    pub surfaces: Vec<String>,
    /// Ids and names of what it needs.
    pub depends_on: Vec<(String, String)>,
    /// Ids and names of what needs it.
    pub used_by: Vec<(String, String)>,
    /// Names of the regions it serves; empty means all.
    pub regions: Vec<String>,
    /// `If payments-api fails now, Tomasz Wrona is paged, then Hana Novak after 5 min.`
    pub sentence: String,
    /// In order.
    pub ladder: Vec<LadderLine>,
    /// Which role decides what: right's name, role's name.
    pub rights: Vec<(String, String)>,
    /// Who speaks to its customers.
    pub customer_voice: String,
    /// Path and title.
    pub runbooks: Vec<(String, String)>,
    /// Where it is written down.
    pub source: String,
}

/// One step of a ladder.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LadderLine {
    /// The rotation's id, where it is one.
    pub rotation: Option<String>,
    /// The rotation's name, or the person's title.
    pub name: String,
    /// Who is asked now; empty where nobody is on call.
    pub people: Vec<PersonView>,
    /// Minutes without an answer to the step before.
    pub after_minutes: u32,
}
