//! Events as they were once written, read as they are now.

use std::path::Path;

use domain::incident::event::{Event, VERSION};
use serde_json::Value;

use crate::Error;

/// The step from each old version to the next. Raising [`VERSION`] without adding a step does not compile.
const STEPS: [fn(Value) -> Value; VERSION as usize - 1] = [];

/// The event of a row. One that was written by a newer version is refused: leaving it out would tell another story.
pub(crate) fn read(file: &Path, sequence: u64, v: u32, text: &str) -> Result<Event, Error> {
    if v > VERSION {
        return Err(Error::NewerFile { path: file.to_owned(), found: i64::from(v), known: i64::from(VERSION) });
    }
    upcast(v, text).map_err(|error| Error::Unreadable {
        what: format!("Entry {sequence} of the journal"),
        detail: error.to_string(),
    })
}

fn upcast(v: u32, text: &str) -> serde_json::Result<Event> {
    if v == VERSION {
        return serde_json::from_str(text);
    }
    let taken = v.saturating_sub(1) as usize;
    let event = STEPS.iter().skip(taken).fold(serde_json::from_str(text)?, |event, step| step(event));
    serde_json::from_value(event)
}
