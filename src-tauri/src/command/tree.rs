//! Reads for the page tree: all of it, and who answers at one end.

use domain::page_tree::Sighting;
use domain::page_tree::walk::Switches;
use engine::engine::Engine;
use engine::view::tree::{LeafView, TreeView};
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn page_tree(engine: State<'_, Engine>, switches: Switches) -> Result<TreeView, Trouble> {
    ask(engine, move |engine| engine.page_tree(&switches)).await
}

#[tauri::command]
pub(super) async fn tree_leaf(engine: State<'_, Engine>, seen: Sighting) -> Result<LeafView, Trouble> {
    ask(engine, move |engine| engine.tree_leaf(&seen)).await
}
