//! The one window: opened once, hidden to the tray when it is closed, shown where something must be looked at.

use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

use crate::drawing;

/// The window's label.
const MAIN: &str = "main";
/// The tray's name, where there is one to hide in.
pub(crate) const TRAY: &str = "bridgewatch";

/// What the page shall show.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Show {
    /// `watch`, `bridge`, `outbox`, …
    pub(crate) screen: &'static str,
    /// Which incident.
    pub(crate) incident: Option<String>,
    /// Which audience's composer.
    pub(crate) audience: Option<String>,
    /// Which page among the people.
    pub(crate) page: Option<String>,
}

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Bridgewatch")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .build()?;
    drawing::suit(&window);
    Ok(())
}

/// Brings the window to the front.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(trouble) = shown {
        tracing::warn!(%trouble, "the window could not be brought to the front");
    }
}

/// Brings the window to the front at a place.
pub(crate) fn show_at(app: &AppHandle, place: &Show) {
    show(app);
    if let Err(trouble) = app.emit("show", place) {
        tracing::warn!(%trouble, "the page could not be told what to show");
    }
}

/// Asks the window for attention without taking the focus.
pub(crate) fn ask_attention(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(trouble) = window.request_user_attention(Some(tauri::UserAttentionType::Critical))
    {
        tracing::warn!(%trouble, "the window could not ask for attention");
    }
}

/// Nothing else can tell: a window that was put away comes back, without taking the focus, and asks for attention.
pub(crate) fn insist(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN)
        && !window.is_visible().unwrap_or(true)
        && let Err(trouble) = window.show()
    {
        tracing::warn!(%trouble, "the window could not be brought back");
    }
    ask_attention(app);
}

/// Closing the window keeps the application in the tray. Without a tray it is minimised: hidden it would be lost.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        let done = if window.app_handle().tray_by_id(TRAY).is_some() { window.hide() } else { window.minimize() };
        if let Err(trouble) = done {
            tracing::warn!(%trouble, "the window could not be put away");
        }
    }
}
