//! Incidents: the forms, the one `submit`, and what can be read of them.

use domain::id::{IncidentId, IntentId};
use domain::incident::intent::{Composition, Declaration, Intent, UpdateDraft};
use engine::desk::Submitted;
use engine::engine::Engine;
use engine::view::adherence::AdherenceView;
use engine::view::bridge::{BridgeView, PageableFound};
use engine::view::compose::ComposeView;
use engine::view::composition::CompositionView;
use engine::view::declare::{DeclareView, Proposal};
use engine::view::dial::DialSheet;
use engine::view::dry_run::DryRun;
use engine::view::outbox::OutboxLine;
use engine::view::page::PagePreview;
use engine::view::report::ReportsView;
use engine::view::review::{ReviewLine, ReviewView};
use tauri::State;

use super::ask;
use crate::error::Trouble;

#[tauri::command]
pub(super) async fn declare_form(engine: State<'_, Engine>) -> Result<DeclareView, Trouble> {
    ask(engine, Engine::declare_form).await
}

#[tauri::command]
pub(super) async fn propose(engine: State<'_, Engine>, declaration: Declaration) -> Result<Proposal, Trouble> {
    ask(engine, move |engine| engine.propose(&declaration)).await
}

#[tauri::command]
pub(super) async fn dry_run(engine: State<'_, Engine>, declaration: Declaration) -> Result<DryRun, Trouble> {
    ask(engine, move |engine| engine.dry_run(&declaration)).await
}

#[tauri::command]
pub(super) async fn dry_run_of(engine: State<'_, Engine>, incident: IncidentId) -> Result<DryRun, Trouble> {
    ask(engine, move |engine| engine.dry_run_of(&incident)).await
}

#[tauri::command]
pub(super) async fn bridge(engine: State<'_, Engine>, incident: IncidentId) -> Result<BridgeView, Trouble> {
    ask(engine, move |engine| engine.bridge(&incident)).await
}

#[tauri::command]
pub(super) async fn search_pageable(
    engine: State<'_, Engine>,
    incident: IncidentId,
    words: String,
) -> Result<PageableFound, Trouble> {
    ask(engine, move |engine| engine.search_pageable(&incident, &words)).await
}

#[tauri::command]
pub(super) async fn page_preview(
    engine: State<'_, Engine>,
    incident: IncidentId,
    intent: Intent,
) -> Result<PagePreview, Trouble> {
    ask(engine, move |engine| engine.page_preview(&incident, &intent)).await
}

#[tauri::command]
pub(super) async fn dial_sheet(engine: State<'_, Engine>, incident: IncidentId) -> Result<DialSheet, Trouble> {
    ask(engine, move |engine| engine.dial_sheet(&incident)).await
}

#[tauri::command]
pub(super) async fn reports(engine: State<'_, Engine>, incident: IncidentId) -> Result<ReportsView, Trouble> {
    ask(engine, move |engine| engine.reports(&incident)).await
}

#[tauri::command]
pub(super) async fn compose(
    engine: State<'_, Engine>,
    incident: IncidentId,
    draft: UpdateDraft,
) -> Result<ComposeView, Trouble> {
    ask(engine, move |engine| engine.compose(&incident, &draft)).await
}

#[tauri::command]
pub(super) async fn compose_all(
    engine: State<'_, Engine>,
    incident: IncidentId,
    composition: Composition,
) -> Result<CompositionView, Trouble> {
    ask(engine, move |engine| engine.compose_all(&incident, &composition)).await
}

#[tauri::command]
pub(super) async fn submit(
    engine: State<'_, Engine>,
    incident: Option<IncidentId>,
    intent_id: IntentId,
    intent: Intent,
) -> Result<Submitted, Trouble> {
    ask(engine, move |engine| engine.submit(incident.as_ref(), &intent_id, &intent)).await
}

#[tauri::command]
pub(super) async fn reviews(engine: State<'_, Engine>) -> Result<Vec<ReviewLine>, Trouble> {
    ask(engine, Engine::reviews).await
}

#[tauri::command]
pub(super) async fn adherence(engine: State<'_, Engine>) -> Result<AdherenceView, Trouble> {
    ask(engine, Engine::adherence).await
}

#[tauri::command]
pub(super) async fn review(engine: State<'_, Engine>, incident: IncidentId) -> Result<ReviewView, Trouble> {
    ask(engine, move |engine| engine.review(&incident)).await
}

#[tauri::command]
pub(super) async fn export_review(engine: State<'_, Engine>, incident: IncidentId) -> Result<String, Trouble> {
    ask(engine, move |engine| {
        let folder = engine.folder().join("reviews");
        Ok(engine.export_review(&incident, &folder)?.display().to_string())
    })
    .await
}

#[tauri::command]
pub(super) async fn outbox(engine: State<'_, Engine>) -> Result<Vec<OutboxLine>, Trouble> {
    ask(engine, Engine::outbox).await
}

#[tauri::command]
pub(super) async fn deliver_now(engine: State<'_, Engine>) -> Result<(), Trouble> {
    ask(engine, Engine::deliver_now).await
}
