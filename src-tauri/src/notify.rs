//! Desktop notifications: one for each subject, replaced in place, with actions that lead back through the same door.
//!
//! Every action has a plain-click twin in the window: some desktops drop the buttons.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use chrono::Duration;
use domain::id::{IncidentId, IntentId};
use domain::incident::Notice;
use domain::incident::intent::Intent;
use engine::engine::Engine;
use engine::port::{About, Notifier, Reminder};
use notify_rust::{Hint, Notification, Timeout, Urgency};
use tauri::AppHandle;

use crate::window::{self, Show};

/// How long the button snoozes.
const SNOOZE_MINUTES: i64 = 5;

/// The desktop's notifications. What a click leads to is known once the application stands.
#[derive(Default)]
pub(crate) struct Desktop {
    host: Mutex<Option<(AppHandle, Engine)>>,
}

impl Desktop {
    /// From now on clicks lead to this application.
    pub(crate) fn attach(&self, app: AppHandle, engine: Engine) {
        *self.host.lock().unwrap_or_else(PoisonError::into_inner) = Some((app, engine));
    }
}

impl Notifier for Desktop {
    #[cfg(all(unix, not(target_os = "macos")))]
    fn reaches(&self) -> Result<(), String> {
        notify_rust::get_server_information().map(drop).map_err(|trouble| trouble.to_string())
    }

    fn insist(&self) {
        if let Some((app, _)) = &*self.host.lock().unwrap_or_else(PoisonError::into_inner) {
            window::insist(app);
        }
    }

    fn remind(&self, reminder: &Reminder) -> Result<(), String> {
        let host = self.host.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((app, _)) = &host
            && reminder.notice > Notice::Ahead
        {
            window::ask_attention(app);
        }
        let mut notification = Notification::new();
        notification
            .appname("Bridgewatch")
            .summary(&reminder.title)
            .body(&reminder.body)
            .icon("bridgewatch")
            .id(number(&reminder.subject))
            .action("default", "Open")
            .timeout(if reminder.notice == Notice::Overdue { Timeout::Never } else { Timeout::Default });
        for (name, label) in actions(&reminder.about) {
            notification.action(name, &label);
        }
        #[cfg(all(unix, not(target_os = "macos")))]
        notification
            .urgency(if reminder.notice == Notice::Ahead { Urgency::Normal } else { Urgency::Critical })
            .hint(Hint::Category("im.received".to_owned()));
        let handle = notification.show().map_err(|trouble| trouble.to_string())?;
        if let Some((app, engine)) = host {
            let reminder = reminder.clone();
            // The server answers whenever the person does, perhaps never: a thread of its own waits for it.
            std::thread::spawn(move || {
                handle.wait_for_action(|action| follow(&app, &engine, &reminder, action));
            });
        }
        Ok(())
    }
}

/// The buttons: each has its twin in the window.
fn actions(about: &About) -> Vec<(&'static str, String)> {
    match about {
        About::Update(audience) => {
            let snooze = format!("Snooze {} {SNOOZE_MINUTES} min", audience.name());
            vec![("write", "Write update".to_owned()), ("snooze", snooze)]
        }
        About::Page { next: Some(next), .. } => {
            vec![("page", format!("Page {} now", next.name)), ("wait", "Wait".to_owned())]
        }
        About::Page { next: None, .. } | About::Bridge => Vec::new(),
        About::Held => vec![("outbox", "Open outbox".to_owned())],
    }
}

/// Does what the person chose.
fn follow(app: &AppHandle, engine: &Engine, reminder: &Reminder, action: &str) {
    let show = |screen, audience, page| {
        window::show_at(app, &Show { screen, incident: Some(reminder.incident.clone()), audience, page });
    };
    match (&reminder.about, action) {
        (About::Update(audience), "default" | "write") => {
            show("bridge", Some(audience.name().to_lowercase()), None);
        }
        (About::Update(audience), "snooze") => {
            let until = engine.now() + Duration::minutes(SNOOZE_MINUTES);
            submit(engine, reminder, &Intent::Snooze { audience: *audience, until }, "The reminder was not snoozed");
        }
        (About::Page { page, .. }, "default") => show("bridge", None, Some(page.to_string())),
        (About::Page { next: Some(next), .. }, "page") => {
            submit(engine, reminder, &next.intent, &format!("{} was not paged", next.name));
        }
        (About::Bridge, "default") => show("bridge", None, None),
        (About::Held, "default" | "outbox") => show("outbox", None, None),
        _ => {}
    }
}

/// What a button does goes through the same door as everything else.
fn submit(engine: &Engine, reminder: &Reminder, intent: &Intent, otherwise: &str) {
    let incident = IncidentId::from(reminder.incident.as_str());
    let id = IntentId(engine.fresh_intent());
    if let Err(trouble) = engine.submit(Some(&incident), &id, intent) {
        engine.warn(&format!("{otherwise}: {trouble}"));
    }
}

/// The same subject has the same number, so that its next notification takes the place of this one.
fn number(subject: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    subject.hash(&mut hasher);
    u32::try_from(hasher.finish() % u64::from(u32::MAX - 1)).unwrap_or(0) + 1
}

/// A notification without actions, for what must be said before there is a window.
pub(crate) fn plain(title: &str, body: &str) {
    let shown = Notification::new().appname("Bridgewatch").summary(title).body(body).show();
    if let Err(trouble) = shown {
        tracing::debug!(%trouble, "no notification could be shown");
    }
}
