//! Shifts that are handed over: the sheet, the offer, and what comes of it.

use domain::id::{RotationId, ShiftNoteId};
use engine::engine::Engine;
use engine::shift_note::ShiftForm;
use engine::view::shift::ShiftSheet;
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn shift_sheet(
    engine: State<'_, Engine>,
    rotation: Option<RotationId>,
    note: Option<ShiftNoteId>,
) -> Result<ShiftSheet, Trouble> {
    ask(engine, move |engine| engine.shift_sheet(rotation.as_ref(), note.as_ref())).await
}

#[tauri::command]
pub(super) async fn offer_shift(
    engine: State<'_, Engine>,
    intent_id: ShiftNoteId,
    form: ShiftForm,
) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.offer_shift(&intent_id, &form).map(|_| ())).await
}

#[tauri::command]
pub(super) async fn accept_shift(engine: State<'_, Engine>, id: ShiftNoteId) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.accept_shift(&id).map(|_| ())).await
}

#[tauri::command]
pub(super) async fn take_back_shift(engine: State<'_, Engine>, id: ShiftNoteId, reason: String) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.take_back_shift(&id, &reason).map(|_| ())).await
}
