//! The Rotations screen: reads, calendar files, and overrides of the reader's own view.

use domain::id::{OverrideId, RotationId};
use engine::engine::Engine;
use engine::stand_in::StandInForm;
use engine::view::calendar::export::CalendarScope;
use engine::view::calendar::{CalendarCover, CalendarQuestion, CalendarView, CellView, CoverQuestion};
use engine::view::coverage::{CoverageQuestion, CoverageView};
use engine::view::load::{LoadQuestion, LoadView};
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn calendar(engine: State<'_, Engine>, question: CalendarQuestion) -> Result<CalendarView, Trouble> {
    ask(engine, move |engine| engine.calendar(&question)).await
}

#[tauri::command]
pub(super) async fn calendar_cover(
    engine: State<'_, Engine>,
    question: CoverQuestion,
) -> Result<Vec<CalendarCover>, Trouble> {
    ask(engine, move |engine| engine.calendar_cover(&question)).await
}

#[tauri::command]
pub(super) async fn calendar_cell(
    engine: State<'_, Engine>,
    rotation: RotationId,
    at: i64,
) -> Result<CellView, Trouble> {
    ask(engine, move |engine| engine.calendar_cell(&rotation, at)).await
}

#[tauri::command]
pub(super) async fn coverage(engine: State<'_, Engine>, question: CoverageQuestion) -> Result<CoverageView, Trouble> {
    ask(engine, move |engine| engine.coverage_of(&question)).await
}

#[tauri::command]
pub(super) async fn load(engine: State<'_, Engine>, question: LoadQuestion) -> Result<LoadView, Trouble> {
    ask(engine, move |engine| engine.load_of(question)).await
}

#[tauri::command]
pub(super) async fn export_calendar(engine: State<'_, Engine>, scope: CalendarScope) -> Result<String, Trouble> {
    ask(engine, move |engine| {
        let folder = engine.folder().join("calendars");
        Ok(engine.export_calendar(&scope, &folder)?.display().to_string())
    })
    .await
}

#[tauri::command]
pub(super) async fn set_stand_in(
    engine: State<'_, Engine>,
    intent_id: OverrideId,
    form: StandInForm,
) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.set_stand_in(&intent_id, &engine.read_stand_in(&form)?).map(|_| ())).await
}

#[tauri::command]
pub(super) async fn withdraw_stand_in(
    engine: State<'_, Engine>,
    id: OverrideId,
    reason: String,
) -> Result<(), Trouble> {
    ask(engine, move |engine| engine.withdraw_stand_in(&id, &reason)).await
}
