//! A pager, a status page and a room inside this process: what rehearsals, the sample and tests talk to.
//!
//! It is a real server behind the same requests and responses as any other, durable, and it misbehaves on demand. The
//! pager and the room dedupe by key; the status page has no key on purpose: asked twice, it publishes twice, so that once-only must
//! come from looking first. This is the way in for whoever wants to see what arrived or to set faults.

pub mod contents;
pub mod fault;
pub mod host;
mod shelf;

use std::io;
use std::path::Path;

use domain::id::ConnectionId;

use crate::Error;
use contents::{Contents, Incident, Message, Note, Page, Part};
use fault::Planned;
use shelf::Shelf;

/// What one connection's sandbox received, and the faults it will show.
#[derive(Debug, Clone)]
pub struct Sandbox {
    shelf: Shelf,
}

impl Sandbox {
    /// The sandbox of a connection; its files are made when the first thing arrives.
    pub fn open(folder: &Path, connection: &ConnectionId) -> Self {
        Self { shelf: Shelf::of(folder, connection.as_str()) }
    }

    /// The pages that were taken, in order.
    pub fn pages(&self) -> Result<Vec<Page>, Error> {
        Ok(self.contents()?.pages)
    }

    /// The notes on them, in order.
    pub fn notes(&self) -> Result<Vec<Note>, Error> {
        Ok(self.contents()?.notes)
    }

    /// The status page's incidents in order of creation, each with its updates in order.
    pub fn page_incidents(&self) -> Result<Vec<Incident>, Error> {
        Ok(self.contents()?.incidents)
    }

    /// What was said in its room, or by letter, in order.
    pub fn messages(&self) -> Result<Vec<Message>, Error> {
        Ok(self.contents()?.messages)
    }

    /// The components that were ever given a state.
    pub fn components(&self) -> Result<Vec<Part>, Error> {
        Ok(self.contents()?.components)
    }

    /// The faults still to come, in order.
    pub fn faults(&self) -> Result<Vec<Planned>, Error> {
        self.told(self.shelf.locked(|| self.shelf.faults()))
    }

    /// Replaces the faults to come; an empty list clears them.
    pub fn set_faults(&self, faults: &[Planned]) -> Result<(), Error> {
        self.told(self.shelf.locked(|| self.shelf.put_faults(faults)))
    }

    fn contents(&self) -> Result<Contents, Error> {
        self.told(self.shelf.locked(|| self.shelf.contents()))
    }

    fn told<T>(&self, outcome: io::Result<T>) -> Result<T, Error> {
        outcome.map_err(|source| Error::Sandbox { folder: self.shelf.folder().to_owned(), source })
    }
}

/// The host part of a connection's sandbox addresses, and the stem of its files.
pub(crate) fn stem(connection: &str) -> String {
    shelf::stem(connection)
}
