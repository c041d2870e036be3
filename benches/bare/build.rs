//! What every Tauri application's build does.

fn main() {
    tauri_build::build();
}
