//! Settings of this machine, half-written forms, and links that leave the window.

use domain::id::PersonId;
use engine::engine::Engine;
use engine::error::Error;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn say_who(engine: State<'_, Engine>, person: PersonId) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.say_who(&person)).await
}

#[tauri::command]
pub(super) async fn quiet(engine: State<'_, Engine>, minutes: u32) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.quiet(minutes)).await
}

#[tauri::command]
pub(super) async fn draft(engine: State<'_, Engine>, key: String) -> Result<Option<String>, Trouble> {
    ask(engine, move |engine| engine.draft(&key)).await
}

#[tauri::command]
pub(super) async fn save_draft(engine: State<'_, Engine>, key: String, json: String) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.save_draft(&key, &json)).await
}

#[tauri::command]
pub(super) async fn delete_draft(engine: State<'_, Engine>, key: String) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.delete_draft(&key)).await
}

#[tauri::command]
pub(super) async fn setting(engine: State<'_, Engine>, key: String) -> Result<Option<String>, Trouble> {
    ask(engine, move |engine| engine.setting(&key)).await
}

#[tauri::command]
pub(super) async fn set_setting(engine: State<'_, Engine>, key: String, json: String) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.set_setting(&key, &json)).await
}

/// Opens a link in the program that the desktop has for it. Only what leads to people and pages: nothing that runs.
#[tauri::command]
pub(super) async fn open_link(app: AppHandle, url: String) -> Result<(), Trouble> {
    let allowed = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme));
    if !allowed {
        return Err(Error::Refused(format!("Bridgewatch does not open `{url}`.")).into());
    }
    app.opener().open_url(url, None::<&str>).map_err(|trouble| Error::Internal(trouble.to_string()).into())
}
