//! What changed, so that screens ask their view again and workers look again.

use serde::Serialize;
use tokio::sync::broadcast;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// An incident got entries.
    Incidents,
    /// A delivery is owed, or its state is another.
    Outbox,
    /// The workspace's files were read anew.
    Workspace,
    /// Runbooks were indexed.
    Runbooks,
    /// A connection answered or failed, or shifts are others: read anew, or overridden here.
    Connections,
    /// A setting is another.
    Settings,
}

/// Spreads topics to whoever listens; a listener that is slow misses none for good, it asks for everything.
#[derive(Debug, Clone)]
pub struct Changes {
    sender: broadcast::Sender<Topic>,
}

impl Default for Changes {
    fn default() -> Self {
        Self { sender: broadcast::channel(256).0 }
    }
}

impl Changes {
    /// Tells everybody. Nobody listening is fine.
    pub fn tell(&self, topics: &[Topic]) {
        for topic in topics {
            // An error means that nobody listens.
            let _ = self.sender.send(*topic);
        }
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Topic> {
        self.sender.subscribe()
    }
}
