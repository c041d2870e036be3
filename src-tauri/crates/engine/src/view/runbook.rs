//! Runbooks: search while typing, and one rendered page.

mod page;
mod search;

use serde::Serialize;

use super::person::PersonView;

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SearchView {
    /// What was asked.
    pub words: String,
    /// Best first.
    pub hits: Vec<HitView>,
    /// What was searched for instead where the words found nothing.
    pub instead: Option<String>,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// How many pages there are.
    pub pages: u32,
}

/// One section that was found, or a page where nothing was asked.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct HitView {
    /// The runbook, relative to the workspace.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The section's heading.
    pub heading: String,
    /// The section's anchor.
    pub anchor: String,
    /// The matching line, cut into plain and marked pieces.
    pub snippet: Vec<SnippetPiece>,
    /// Better is higher.
    pub score: f64,
    /// Services it is about.
    pub services: Vec<String>,
    /// Who owns it.
    pub owner: String,
    /// Days since it was last checked; none where that is unknown.
    pub verified_days: Option<u32>,
    /// It belongs to a service of the open incident.
    pub in_incident: bool,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SnippetPiece {
    /// The text.
    pub text: String,
    /// Whether it matched.
    pub marked: bool,
}

/// One rendered page.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct RunbookView {
    /// Relative to the workspace.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Sanitised HTML.
    pub html: String,
    /// Services it is about.
    pub services: Vec<String>,
    /// Who owns it.
    pub owner: String,
    /// The date of the last check, `2026-10-02`.
    pub verified: Option<String>,
    /// Days since.
    pub verified_days: Option<u32>,
    /// Steps that are done in the incident: step id, by whom, when.
    #[ts(type = "Array<[string, string, number]>")]
    pub ticked: Vec<(String, String, i64)>,
    /// Who is on call for its services, in ladder order: rotation id, rotation name, people.
    pub owners: Vec<(String, String, Vec<PersonView>)>,
}
