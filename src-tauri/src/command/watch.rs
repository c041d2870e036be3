//! Reads for the shell, the board and the directory.

use domain::id::{RotationId, ServiceId};
use engine::engine::Engine;
use engine::view::drift::PolicyDrift;
use engine::view::person::PersonView;
use engine::view::problem::ProblemLine;
use engine::view::service::ServiceView;
use engine::view::shell::ShellView;
use engine::view::watch::{RotationView, WatchView};
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn shell(engine: State<'_, Engine>) -> Result<ShellView, Trouble> {
    ask(engine, Engine::shell).await
}

#[tauri::command]
pub(super) async fn search_people(engine: State<'_, Engine>, words: String) -> Result<Vec<PersonView>, Trouble> {
    ask(engine, move |engine| Ok(engine.search_people(&words))).await
}

#[tauri::command]
pub(super) async fn watch(engine: State<'_, Engine>) -> Result<WatchView, Trouble> {
    ask(engine, Engine::watch).await
}

#[tauri::command]
pub(super) async fn rotation(engine: State<'_, Engine>, id: RotationId) -> Result<RotationView, Trouble> {
    ask(engine, move |engine| engine.rotation(&id)).await
}

#[tauri::command]
pub(super) async fn services(engine: State<'_, Engine>) -> Result<Vec<ServiceView>, Trouble> {
    ask(engine, Engine::services).await
}

#[tauri::command]
pub(super) async fn problems(engine: State<'_, Engine>) -> Result<Vec<ProblemLine>, Trouble> {
    ask(engine, |engine| Ok(engine.problems())).await
}

#[tauri::command]
pub(super) async fn drift(engine: State<'_, Engine>, service: ServiceId) -> Result<Vec<PolicyDrift>, Trouble> {
    ask(engine, move |engine| engine.drift(&service)).await
}
