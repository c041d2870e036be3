//! The notification daemon: what it shows, what it has shown, and what a person clicks.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use zbus::Proxy;
use zbus::zvariant::OwnedValue;

use crate::wait::until_true;

/// What the application said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notification {
    /// Who.
    pub(crate) application: String,
    /// The line in bold.
    pub(crate) summary: String,
    /// What stands under it.
    pub(crate) body: String,
}

/// The dunst of one test's desktop.
pub(crate) struct Notifications {
    bus: zbus::Connection,
    wanted: PathBuf,
}

impl Notifications {
    /// The daemon on this bus, configured by [`configuration`] in that folder.
    pub(crate) fn of(bus: zbus::Connection, folder: &Path) -> Self {
        Self { bus, wanted: folder.join("wanted-action") }
    }

    /// How many are on the screen now.
    pub(crate) async fn shown(&self) -> u32 {
        self.dunst().await.get_property("displayedLength").await.expect("dunst counts")
    }

    /// Waits until so many are on the screen.
    pub(crate) async fn until_shown(&self, count: u32) {
        until_true(&format!("{count} notifications are shown"), async || self.shown().await == count).await;
    }

    /// Clicks the notification on top.
    pub(crate) async fn click(&self) {
        self.dunst().await.call_method("NotificationAction", &(0_u32)).await.expect("dunst clicks");
    }

    /// Clicks a button of a notification, by its label.
    pub(crate) async fn choose(&self, label: &str) {
        fs::write(&self.wanted, label).expect("written");
        self.dunst().await.call_method("ContextMenuCall", &()).await.expect("dunst opens its menu");
    }

    /// Wipes the screen.
    pub(crate) async fn close_all(&self) {
        self.dunst().await.call_method("NotificationCloseAll", &()).await.expect("dunst closes");
        self.until_shown(0).await;
    }

    /// Those that are no longer on the screen, the latest first.
    pub(crate) async fn gone(&self) -> Vec<Notification> {
        let list: Vec<HashMap<String, OwnedValue>> =
            self.dunst().await.call("NotificationListHistory", &()).await.expect("dunst remembers");
        let text = |entry: &HashMap<String, OwnedValue>, key: &str| {
            entry.get(key).and_then(|value| <&str>::try_from(value).ok()).unwrap_or_default().to_owned()
        };
        list.iter()
            .map(|entry| Notification {
                application: text(entry, "appname"),
                summary: text(entry, "summary"),
                body: text(entry, "body"),
            })
            .collect()
    }

    async fn dunst(&self) -> Proxy<'static> {
        let proxy = zbus::proxy::Builder::new(&self.bus)
            .destination("org.freedesktop.Notifications")
            .and_then(|proxy| proxy.path("/org/freedesktop/Notifications"))
            .and_then(|proxy| proxy.interface("org.dunstproject.cmd0"));
        // Its counters change without a signal.
        proxy.expect("names").cache_properties(zbus::proxy::CacheProperties::No).build().await.expect("dunst")
    }
}

/// Notifications stay until somebody closes them, and the menu of actions chooses what [`Notifications::choose`] wants.
pub(crate) fn configuration(folder: &Path) -> PathBuf {
    let chooser = folder.join("choose-action");
    let wanted = folder.join("wanted-action");
    fs::write(&chooser, format!("#!/bin/sh\ngrep -F -m 1 -- \"#$(cat {})\"\n", wanted.display())).expect("written");
    fs::set_permissions(&chooser, fs::Permissions::from_mode(0o700)).expect("executable");
    let file = folder.join("dunstrc");
    let lines = [
        "[global]",
        "font = DejaVu Sans 10",
        "idle_threshold = 0",
        "history_length = 100",
        "mouse_left_click = do_action, close_current",
        &format!("dmenu = {}", chooser.display()),
        "[urgency_low]\ntimeout = 0",
        "[urgency_normal]\ntimeout = 0",
        "[urgency_critical]\ntimeout = 0",
    ];
    fs::write(&file, lines.join("\n")).expect("written");
    file
}
