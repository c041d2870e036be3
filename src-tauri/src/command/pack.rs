//! Starter packs: what adding one would write, and adding it.

use engine::engine::Engine;
use engine::view::pack::PackView;
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn packs(engine: State<'_, Engine>) -> Result<Vec<PackView>, Trouble> {
    ask(engine, |engine| Ok(engine.packs())).await
}

#[tauri::command]
pub(super) async fn add_pack(engine: State<'_, Engine>, id: String) -> Result<PackView, Trouble> {
    ask(engine, move |engine| engine.add_pack(&id)).await
}
