//! Runbooks: search and one page.

use domain::id::IncidentId;
use engine::engine::Engine;
use engine::view::runbook::{RunbookView, SearchView};
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn search_runbooks(
    engine: State<'_, Engine>,
    words: String,
    incident: Option<IncidentId>,
) -> Result<SearchView, Trouble> {
    ask(engine, move |engine| engine.search_runbooks(&words, incident.as_ref())).await
}

#[tauri::command]
pub(super) async fn runbook(
    engine: State<'_, Engine>,
    path: String,
    incident: Option<IncidentId>,
) -> Result<RunbookView, Trouble> {
    ask(engine, move |engine| engine.runbook(&path, incident.as_ref())).await
}
