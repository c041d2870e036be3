//! Whether a connection may be written to: one that is not armed only reads, so that it can be tried beside the tools of today.
//!
//! [`gate`] is asked in one place, before every attempt at a delivery; everything else here says beforehand what it will answer.

use std::fs;

use domain::agreement::{Agreement, Connection};
use domain::delivery::HeldReason;
use domain::id::{ConnectionId, RotationId};
use domain::incident::decide::page::carrier;
use workspace::edit;

use crate::engine::{Engine, pagers};
use crate::error::Error;
use crate::place;
use crate::set_up::FILE;

/// Why nothing may be written there; none where it may.
pub(crate) fn gate(connection: &Connection) -> Option<HeldReason> {
    (!connection.armed).then(|| HeldReason::NotArmed(connection.name.clone()))
}

/// What a page through it is instead; none where it can go out.
pub(crate) fn call_instead(connection: &Connection) -> Option<String> {
    gate(connection).map(|_| format!("a call of yours: {} is not armed", connection.name))
}

/// What an update through it is instead; none where it can go out.
pub(crate) fn copy_instead(connection: &Connection) -> Option<String> {
    gate(connection).map(|_| "not armed: copy it by hand".to_owned())
}

/// What a page of a rotation would be instead, where its pager is not armed; none where it can go out.
pub(crate) fn rotation_instead(agreement: &Agreement, rotation: &RotationId) -> Option<String> {
    let pager = carrier(agreement.rotation(rotation), &pagers(agreement));
    agreement.connection(&pager).and_then(call_instead)
}

impl Engine {
    /// Arms a connection, or lets it only read from now on: written into the workspace's file, comments kept. `Refused` for a
    /// sandbox, which is always armed, and where the file does not let itself be edited.
    pub fn arm_connection(&self, id: &ConnectionId, armed: bool) -> Result<(), Error> {
        if let Some(words) = place::locked(self.workspace_folder()) {
            return Err(Error::Refused(words));
        }
        let connection = self.connection(id)?;
        // One whose file does not say it is armed already, and says so from now on.
        if connection.armed == armed && !self.loaded().arming_unsaid.contains(id) {
            return Ok(());
        }
        if connection.provider == crate::engine::SANDBOX {
            return Err(Error::Refused("A sandbox is always armed: what it takes reaches nobody.".to_owned()));
        }
        let root = self.workspace_folder();
        let path = root.join(FILE);
        let file = |source| Error::File { what: format!("`{}` cannot be read", path.display()), source };
        let text = fs::read_to_string(&path).map_err(file)?;
        let word = if armed { "true" } else { "false" };
        let edited = edit::set_or_add(&text, &["connections", id.as_str(), "armed"], word).map_err(|refused| {
            Error::Refused(format!(
                "`armed` cannot be written into `{FILE}`: {refused}. Write `armed: {word}` into the entry `{id}` by hand."
            ))
        })?;
        edit::save(root, FILE, &edited)?;
        self.index_now()?;
        Ok(())
    }
}
