//! What changed, on its way to the page: topics are gathered for a moment, so that one intent is one event.

use std::collections::BTreeSet;
use std::time::Duration;

use engine::change::Topic;
use engine::engine::Engine;
use tauri::{AppHandle, Emitter};
use tokio::sync::broadcast::error::RecvError;

/// How long topics are gathered.
const GATHER: Duration = Duration::from_millis(15);

/// Starts to forward topics to the page.
pub(crate) fn start(app: &AppHandle, engine: &Engine) {
    let app = app.clone();
    let mut changes = engine.changes().listen();
    tauri::async_runtime::spawn(async move {
        loop {
            let mut topics = BTreeSet::new();
            match changes.recv().await {
                Ok(topic) => {
                    topics.insert(topic);
                }
                Err(RecvError::Lagged(_)) => topics.extend(ALL),
                Err(RecvError::Closed) => return,
            }
            tokio::time::sleep(GATHER).await;
            while let Ok(topic) = changes.try_recv() {
                topics.insert(topic);
            }
            if let Err(trouble) = app.emit("changed", &topics) {
                tracing::warn!(%trouble, "the page could not be told what changed");
            }
        }
    });
}

/// Every topic: for a page that missed some.
const ALL: [Topic; 6] =
    [Topic::Incidents, Topic::Outbox, Topic::Workspace, Topic::Runbooks, Topic::Connections, Topic::Settings];
