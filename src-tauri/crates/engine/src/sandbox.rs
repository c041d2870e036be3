//! The sandbox's own door: what it received, and the faults that it is to play. For drills, scripts and tests.

use domain::id::ConnectionId;
use providers::sandbox::Sandbox;
use providers::sandbox::fault::Planned;
use serde_json::{Value, json};

use crate::engine::{Engine, SANDBOX};
use crate::error::Error;

impl Engine {
    /// What a sandbox received: pages, and the status page's incidents with their updates in order.
    pub fn sandbox_received(&self, connection: &ConnectionId) -> Result<Value, Error> {
        let sandbox = self.sandbox(connection)?;
        let pages = sandbox.pages().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        let incidents = sandbox.page_incidents().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        Ok(json!({ "pages": pages, "incidents": incidents }))
    }

    /// The faults that a sandbox still has to play, in order.
    pub fn sandbox_faults(&self, connection: &ConnectionId) -> Result<Value, Error> {
        let faults = self.sandbox(connection)?.faults().map_err(|trouble| Error::Internal(trouble.to_string()))?;
        Ok(json!(faults))
    }

    /// Plans faults, as JSON in the form that [`Engine::sandbox_faults`] answers with; an empty list clears them.
    pub fn plan_sandbox_faults(&self, connection: &ConnectionId, planned: &str) -> Result<(), Error> {
        let faults: Vec<Planned> = serde_json::from_str(planned).map_err(|trouble| {
            Error::Refused(format!("These are no faults: {trouble}. Look at the present ones for the form."))
        })?;
        self.sandbox(connection)?.set_faults(&faults).map_err(|trouble| Error::Internal(trouble.to_string()))
    }

    fn sandbox(&self, connection: &ConnectionId) -> Result<Sandbox, Error> {
        let found = self.connection(connection)?;
        if found.provider != SANDBOX {
            return Err(Error::Refused(format!("{} is no sandbox.", found.name)));
        }
        Ok(Sandbox::open(&self.folder().join("sandbox"), connection))
    }
}
