//! The least that Tauri opens: one window of the application's size with one static page, no plugin, no tray, no command.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
