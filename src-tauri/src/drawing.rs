//! How the window is drawn: by the graphics processor where there is one, else without the detour over one.
//!
//! `WebKitGTK` composes pages in layers. Where no graphics processor does that, the processor plays one, layer by layer, and a long
//! list stutters: seven times slower than a page that is drawn as a whole (`cargo xtask bench --only scroll`).

use tauri::WebviewWindow;

/// Where Linux lists what can draw: one entry `renderD…` for each.
#[cfg(target_os = "linux")]
const DEVICES: &str = "/dev/dri";

/// Draws the page as a whole where there is no graphics processor.
#[cfg(target_os = "linux")]
pub(crate) fn suit(window: &WebviewWindow) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    let listed = std::fs::read_dir(DEVICES).into_iter().flatten().flatten();
    if listed.map(|device| device.file_name()).any(|name| name.to_string_lossy().starts_with("renderD")) {
        return;
    }
    let set = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(trouble) = set {
        tracing::warn!(%trouble, "how the window is drawn could not be chosen");
    }
}

/// Elsewhere the system's own web view knows best.
#[cfg(not(target_os = "linux"))]
pub(crate) fn suit(_: &WebviewWindow) {}
