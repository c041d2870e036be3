//! The tray's menu: made once, its texts follow the clocks.

use std::sync::{Mutex, PoisonError};

use domain::template::Audience;
use engine::engine::Engine;
use engine::view::tray::TrayView;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::{AppHandle, Manager, Wry};

use crate::window::{self, Show};

/// While reminders reach the desktop.
const HEARD: &str = "Reminders ring as notifications";
/// While they do not: the tray and the window are all there is.
const UNHEARD: &str = "No notifications here: watch the tray and the window";
/// Minutes that the menu's quiet lasts.
const QUIET_MINUTES: u32 = 10;

/// The items whose texts change.
pub(super) struct Items {
    first: MenuItem<Wry>,
    sound: MenuItem<Wry>,
    audiences: Vec<(Audience, MenuItem<Wry>)>,
    outbox: MenuItem<Wry>,
    incident: Mutex<Option<String>>,
}

/// Makes the menu.
pub(super) fn build(app: &AppHandle) -> tauri::Result<(Menu<Wry>, Items)> {
    let item = |id: &str, text: &str, enabled: bool| MenuItem::with_id(app, id, text, enabled, None::<&str>);
    let first = item("first", "All quiet", true)?;
    let sound = item("sound", HEARD, false)?;
    let audiences = Audience::CLOCKED
        .into_iter()
        .map(|audience| Ok((audience, item(audience.name(), audience.name(), false)?)))
        .collect::<tauri::Result<Vec<_>>>()?;
    let outbox = item("outbox", "Outbox empty", true)?;
    let line = || PredefinedMenuItem::separator(app);
    let menu = Menu::new(app)?;
    menu.append(&first)?;
    for (_, audience) in &audiences {
        menu.append(audience)?;
    }
    menu.append(&line()?)?;
    menu.append(&sound)?;
    menu.append(&item("declare", "Declare incident", true)?)?;
    menu.append(&outbox)?;
    menu.append(&item("quiet", "Quiet for 10 minutes", true)?)?;
    menu.append(&line()?)?;
    menu.append(&item("open", "Open Bridgewatch", true)?)?;
    menu.append(&item("quit", "Quit", true)?)?;
    Ok((menu, Items { first, sound, audiences, outbox, incident: Mutex::new(None) }))
}

impl Items {
    /// Says what the view says.
    pub(super) fn show(&self, view: &TrayView) -> tauri::Result<()> {
        self.incident.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&view.incident);
        self.first.set_text(&view.first)?;
        self.sound.set_text(if view.unheard.is_some() { UNHEARD } else { HEARD })?;
        for (audience, text, owed) in &view.lines {
            if let Some((_, item)) = self.audiences.iter().find(|(known, _)| known == audience) {
                item.set_text(text)?;
                item.set_enabled(*owed)?;
            }
        }
        self.outbox.set_text(match view.outbox {
            0 => "Outbox empty".to_owned(),
            waiting => format!("Outbox ({waiting})"),
        })
    }
}

/// Does what was chosen.
pub(super) fn follow(app: &AppHandle, id: &str) {
    let engine = app.state::<Engine>();
    let incident = app
        .try_state::<super::Standing>()
        .and_then(|standing| standing.items.incident.lock().unwrap_or_else(PoisonError::into_inner).clone());
    let at = |screen, incident: Option<String>, audience: Option<String>| {
        window::show_at(app, &Show { screen, incident, audience, page: None });
    };
    match id {
        "quit" => app.exit(0),
        "open" => window::show(app),
        "declare" => at("declare", None, None),
        "outbox" => at("outbox", None, None),
        "first" => match incident {
            Some(incident) => at("bridge", Some(incident), None),
            None => at("watch", None, None),
        },
        "quiet" => {
            if let Err(trouble) = engine.quiet(QUIET_MINUTES) {
                engine.warn(&format!("Reminders could not be made quiet: {trouble}"));
            }
        }
        name => {
            if let Some(audience) = Audience::read(name) {
                at("bridge", incident, Some(audience.name().to_lowercase()));
            }
        }
    }
}
