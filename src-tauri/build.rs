//! Generates the permissions of our own commands, so that the window may call nothing else.

/// Every command of the shell; `src-tauri/src/command.rs` registers the same.
const COMMANDS: &[&str] = &[
    "shell",
    "watch",
    "rotation",
    "declare_form",
    "propose",
    "bridge",
    "page_preview",
    "dial_sheet",
    "reports",
    "compose",
    "compose_all",
    "reviews",
    "adherence",
    "review",
    "export_review",
    "search_runbooks",
    "runbook",
    "services",
    "problems",
    "drift",
    "conflicts",
    "calendar",
    "calendar_cover",
    "calendar_cell",
    "export_calendar",
    "set_stand_in",
    "withdraw_stand_in",
    "shift_sheet",
    "offer_shift",
    "accept_shift",
    "take_back_shift",
    "outbox",
    "deliver_now",
    "connections",
    "provider_forms",
    "set_up",
    "store_secret",
    "forget_secret",
    "check_connection",
    "sync_connection",
    "template_grid",
    "template_sheet",
    "check_template",
    "start_template",
    "change_template",
    "save_template",
    "submit",
    "say_who",
    "quiet",
    "draft",
    "save_draft",
    "delete_draft",
    "setting",
    "set_setting",
    "open_link",
];

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes).expect("tauri.conf.json, icons and capabilities are complete");
}
