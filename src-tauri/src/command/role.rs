//! Reads for the cards of roles.

use domain::id::RoleId;
use engine::engine::Engine;
use engine::view::role::RoleCard;
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn roles(engine: State<'_, Engine>) -> Result<Vec<RoleCard>, Trouble> {
    ask(engine, Engine::roles).await
}

#[tauri::command]
pub(super) async fn role(engine: State<'_, Engine>, id: RoleId) -> Result<RoleCard, Trouble> {
    ask(engine, move |engine| engine.role(&id)).await
}
