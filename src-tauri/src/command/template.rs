//! Templates: the grid, one of them, and what is done to its text.

use engine::engine::Engine;
use engine::template::{TemplateChange, TemplateSaved};
use engine::view::template::check::TemplateCheck;
use engine::view::template::sheet::TemplateSheet;
use engine::view::template::{TemplateGrid, TemplatePlace};
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn template_grid(engine: State<'_, Engine>) -> Result<TemplateGrid, Trouble> {
    ask(engine, |engine| Ok(engine.template_grid())).await
}

#[tauri::command]
pub(super) async fn template_sheet(engine: State<'_, Engine>, place: TemplatePlace) -> Result<TemplateSheet, Trouble> {
    ask(engine, move |engine| engine.template_sheet(&place)).await
}

#[tauri::command]
pub(super) async fn check_template(
    engine: State<'_, Engine>,
    place: TemplatePlace,
    text: String,
) -> Result<TemplateCheck, Trouble> {
    ask(engine, move |engine| Ok(engine.check_template(&place, &text))).await
}

#[tauri::command]
pub(super) async fn start_template(engine: State<'_, Engine>, place: TemplatePlace) -> Result<String, Trouble> {
    ask(engine, move |engine| engine.start_template(&place)).await
}

#[tauri::command]
pub(super) async fn change_template(
    engine: State<'_, Engine>,
    text: String,
    change: TemplateChange,
) -> Result<String, Trouble> {
    ask(engine, move |engine| engine.change_template(&text, &change)).await
}

#[tauri::command]
pub(super) async fn save_template(
    engine: State<'_, Engine>,
    place: TemplatePlace,
    began: Option<String>,
    text: String,
) -> Result<TemplateSaved, Trouble> {
    ask(engine, move |engine| engine.save_template(&place, began.as_deref(), &text)).await
}
