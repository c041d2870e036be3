//! The commands that the page may call: small reads, and one `submit` for all that happens in an incident.

mod calendar;
mod connection;
mod incident;
mod pack;
mod role;
mod runbook;
mod setting;
mod shift;
mod template;
mod tree;
mod watch;

use engine::engine::Engine;
use engine::error::Error;
use tauri::{State, Wry};

use crate::error::Trouble;

/// Registers every command; `src-tauri/build.rs` lists the same for the permissions.
pub(crate) fn all() -> impl Fn(tauri::ipc::Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        watch::shell,
        watch::search_people,
        watch::watch,
        watch::rotation,
        watch::services,
        tree::page_tree,
        tree::tree_leaf,
        watch::problems,
        watch::drift,
        connection::conflicts,
        calendar::calendar,
        calendar::calendar_cover,
        calendar::calendar_cell,
        calendar::coverage,
        calendar::load,
        calendar::export_calendar,
        calendar::set_stand_in,
        calendar::withdraw_stand_in,
        shift::shift_sheet,
        shift::offer_shift,
        shift::accept_shift,
        shift::take_back_shift,
        incident::declare_form,
        incident::propose,
        incident::dry_run,
        incident::dry_run_of,
        incident::bridge,
        incident::search_pageable,
        incident::page_preview,
        incident::dial_sheet,
        incident::reports,
        incident::compose,
        incident::compose_all,
        incident::submit,
        incident::reviews,
        incident::adherence,
        incident::review,
        incident::export_review,
        incident::outbox,
        incident::deliver_now,
        role::roles,
        role::role,
        runbook::search_runbooks,
        runbook::runbook,
        connection::connections,
        connection::provider_forms,
        connection::set_up,
        connection::arm_connection,
        pack::packs,
        pack::add_pack,
        connection::store_secret,
        connection::forget_secret,
        connection::check_connection,
        connection::sync_connection,
        template::template_grid,
        template::template_sheet,
        template::check_template,
        template::start_template,
        template::change_template,
        template::save_template,
        setting::say_who,
        setting::quiet,
        setting::draft,
        setting::save_draft,
        setting::delete_draft,
        setting::setting,
        setting::set_setting,
        setting::open_link,
    ]
}

/// Runs a read or a write of the engine away from the window's thread.
async fn ask<T: Send + 'static>(
    engine: State<'_, Engine>,
    work: impl FnOnce(&Engine) -> Result<T, Error> + Send + 'static,
) -> Result<T, Trouble> {
    engine.blocking(work).await.map_err(Trouble::from)
}
