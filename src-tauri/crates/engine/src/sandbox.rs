//! The sandbox's own door: what it received, and the faults that it is to play. For drills, scripts and tests.

use domain::id::ConnectionId;
use providers::sandbox::Sandbox;
use providers::sandbox::fault::Planned;
use serde_json::{Value, json};

use crate::engine::{Engine, SANDBOX};
use crate::error::Error;

/// Faults that a sandbox is to play, in order; none by default.
#[derive(Debug, Clone, Default)]
pub struct Faults(Vec<Planned>);

impl Faults {
    /// Reads faults from JSON, in the form that [`Engine::sandbox_faults`] answers with. The error is a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let planned = serde_json::from_str(text);
        planned.map(Self).map_err(|trouble| {
            format!(
                "These are no faults: {trouble}. Write a list like [{{\"fault\":\"lose_answer\",\"times\":1,\"on\":\"writes\"}}]."
            )
        })
    }
}

impl Engine {
    /// What a sandbox received: pages, the status page's incidents with their updates in order, and what was said in its room.
    pub fn sandbox_received(&self, connection: &ConnectionId) -> Result<Value, Error> {
        let sandbox = self.sandbox(connection)?;
        let pages = sandbox.pages().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        let notes = sandbox.notes().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        let incidents = sandbox.page_incidents().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        let messages = sandbox.messages().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        Ok(json!({ "pages": pages, "notes": notes, "incidents": incidents, "messages": messages }))
    }

    /// The faults that a sandbox still has to play, in order.
    pub fn sandbox_faults(&self, connection: &ConnectionId) -> Result<Value, Error> {
        let faults = self.sandbox(connection)?.faults().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        Ok(json!(faults))
    }

    /// Plans faults; none clears those that are planned.
    pub fn plan_sandbox_faults(&self, connection: &ConnectionId, planned: &Faults) -> Result<(), Error> {
        self.sandbox(connection)?.set_faults(&planned.0).map_err(|trouble| Error::Internal(trouble.to_string()))
    }

    fn sandbox(&self, connection: &ConnectionId) -> Result<Sandbox, Error> {
        let found = self.connection(connection)?;
        if found.provider != SANDBOX {
            return Err(Error::Refused(format!("{} is no sandbox.", found.name)));
        }
        Ok(Sandbox::open(&self.folder().join("sandbox"), connection))
    }
}
