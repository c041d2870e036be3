//! The tray: a shape, a label and a menu that tell the next update due.
//!
//! On Linux a tray has no clicks and no tooltip, only a menu whose object stays the same; so the items are made once
//! and their texts change. Without the tray library, or without a panel that shows it, the window is the only place,
//! and says so.

mod icon;
mod menu;

use std::time::Duration;

use engine::engine::Engine;
use engine::view::tray::{TrayShape, TrayView};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Wry};

use menu::Items;

use crate::window::TRAY;

/// How often the tray looks at the clock.
const TICK: Duration = Duration::from_secs(1);

/// The tray as it stands.
struct Standing {
    icon: TrayIcon<Wry>,
    items: Items,
}

/// Puts the tray up and keeps it true.
pub(crate) fn start(app: &AppHandle, engine: &Engine) {
    if !library_is_there() {
        engine.warn("No tray here (libayatana-appindicator is missing). Closing the window minimises it.");
        return;
    }
    match build(app) {
        Ok(standing) => {
            app.manage(standing);
            keep(app.clone(), engine.clone());
        }
        Err(trouble) => {
            tracing::warn!(%trouble, "the tray could not be put up");
            engine.warn("No tray here. Closing the window minimises it.");
        }
    }
}

fn build(app: &AppHandle) -> tauri::Result<Standing> {
    let (menu, items) = menu::build(app)?;
    let icon = TrayIconBuilder::with_id(TRAY)
        .icon(icon::draw(TrayShape::Quiet))
        .tooltip("Bridgewatch")
        .menu(&menu)
        .show_menu_on_left_click(true)
        .on_menu_event(|app, event| menu::follow(app, event.id().as_ref()))
        .build(app)?;
    Ok(Standing { icon, items })
}

/// Follows the engine once a second; what did not change is not sent to the panel again.
fn keep(app: AppHandle, engine: Engine) {
    tauri::async_runtime::spawn(async move {
        let mut shown: Option<TrayView> = None;
        loop {
            match engine.blocking(Engine::tray).await {
                Ok(view) if shown.as_ref() != Some(&view) => {
                    let (before, next) = (shown.take(), view.clone());
                    let host = app.clone();
                    let done = app.run_on_main_thread(move || show(&host, before.as_ref(), &next));
                    if let Err(trouble) = done {
                        tracing::warn!(%trouble, "the tray could not be changed");
                    }
                    shown = Some(view);
                }
                Ok(_) => {}
                Err(trouble) => tracing::warn!(%trouble, "the tray could not be read"),
            }
            tokio::time::sleep(TICK).await;
        }
    });
}

fn show(app: &AppHandle, before: Option<&TrayView>, view: &TrayView) {
    let standing = app.state::<Standing>();
    let changed = (|| {
        if before.is_none_or(|before| before.shape != view.shape) {
            standing.icon.set_icon(Some(icon::draw(view.shape)))?;
        }
        if before.is_none_or(|before| before.label != view.label) {
            standing.icon.set_title(Some(view.label.as_str()))?;
            standing.icon.set_tooltip(Some(view.first.as_str()))?;
        }
        standing.items.show(view)
    })();
    if let Err(trouble) = changed {
        tracing::warn!(%trouble, "the tray could not be changed");
    }
}

/// Whether the library that draws the tray can be loaded; making a tray without it would end the process.
#[cfg(target_os = "linux")]
fn library_is_there() -> bool {
    const NAMES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];
    const FOLDERS: [&str; 6] = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
        "/lib64",
        "/usr/local/lib",
    ];
    // Loading it here would need unsafe code; where the loader would look is enough to know.
    let named = std::env::var("LD_LIBRARY_PATH").unwrap_or_default();
    let folders = named.split(':').filter(|folder| !folder.is_empty()).chain(FOLDERS);
    folders.flat_map(|folder| NAMES.map(|name| std::path::Path::new(folder).join(name))).any(|path| path.exists())
}

/// Elsewhere the tray is part of the system.
#[cfg(not(target_os = "linux"))]
fn library_is_there() -> bool {
    true
}
