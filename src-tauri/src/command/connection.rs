//! Connections: what they can do, their secrets (write only), and a test.

use domain::id::ConnectionId;
use engine::engine::Engine;
use engine::merge::Conflict;
use engine::view::connection::{CheckView, ConnectionView};
use engine::view::provider::{ConnectionForm, ProviderForm};
use secrecy::SecretString;
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn connections(engine: State<'_, Engine>) -> Result<Vec<ConnectionView>, Trouble> {
    ask(engine, Engine::connections).await
}

#[tauri::command]
pub(super) async fn store_secret(
    engine: State<'_, Engine>,
    connection: ConnectionId,
    field: String,
    secret: String,
) -> Result<(), Trouble> {
    let secret = SecretString::from(secret);
    ask(engine, move |engine| engine.store_secret(&connection, &field, secret)).await
}

#[tauri::command]
pub(super) async fn forget_secret(
    engine: State<'_, Engine>,
    connection: ConnectionId,
    field: String,
) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.forget_secret(&connection, &field)).await
}

#[tauri::command]
pub(super) async fn check_connection(
    engine: State<'_, Engine>,
    connection: ConnectionId,
) -> Result<CheckView, Trouble> {
    engine.check_connection(&connection).await.map_err(Trouble::from)
}

/// Lets a connection page and publish from now on, or only read.
#[tauri::command]
pub(super) async fn arm_connection(
    engine: State<'_, Engine>,
    connection: ConnectionId,
    armed: bool,
) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.arm_connection(&connection, armed)).await
}

/// Reads all lists of a connection now; what came stands in its view.
#[tauri::command]
pub(super) async fn sync_connection(engine: State<'_, Engine>, connection: ConnectionId) -> Result<(), Trouble> {
    engine.sync(Some(&connection)).await.map(|_| ()).map_err(Trouble::from)
}

#[tauri::command]
pub(super) async fn conflicts(engine: State<'_, Engine>) -> Result<Vec<Conflict>, Trouble> {
    ask(engine, Engine::conflicts).await
}

#[tauri::command]
pub(super) async fn provider_forms(engine: State<'_, Engine>) -> Result<Vec<ProviderForm>, Trouble> {
    ask(engine, |engine| Ok(engine.provider_forms())).await
}

#[tauri::command]
pub(super) async fn set_up(engine: State<'_, Engine>, form: ConnectionForm) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.set_up(&form)).await
}
