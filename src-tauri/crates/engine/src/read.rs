//! Reads the workspace's files, and adds what only others know: the providers what a connection's options are worth and whether it
//! writes, the clock whether a rotation has ended.

use std::path::Path;

use domain::rotation::Rotation;
use domain::span::{Instant, Span};
use providers::option::{OptionFault, faults};
use providers::registry;
use workspace::diagnostic::{Diagnostic, DiagnosticSeverity};
use workspace::load::{At, Loaded};

use crate::error::Error;

/// Reads a workspace at an instant. `window` is the span for which its calendars are expanded.
pub(crate) fn read(root: &Path, window: Span, now: Instant) -> Result<Loaded, Error> {
    let mut loaded = workspace::load::load(root, window)?;
    let mut found: Vec<Diagnostic> = loaded
        .agreement
        .connections
        .iter()
        .filter_map(|connection| Some((loaded.connections_at.get(&connection.id)?, faults(connection))))
        .flat_map(|(at, faults)| faults.into_iter().map(|fault| diagnostic(at, fault)))
        .collect();
    found.extend(loaded.agreement.rotations.iter().filter_map(|rotation| sleeping_pager(&loaded, rotation)));
    found.extend(loaded.agreement.rotations.iter().filter_map(|rotation| ended(&loaded, rotation, now)));
    if !found.is_empty() {
        loaded.diagnostics.extend(found);
        loaded
            .diagnostics
            .sort_by(|one, other| (&one.path, one.line, one.column).cmp(&(&other.path, other.line, other.column)));
    }
    Ok(loaded)
}

/// A rotation whose pages would go to whom they cannot wake. It stays, for who is on call is known all the same.
fn sleeping_pager(loaded: &Loaded, rotation: &Rotation) -> Option<Diagnostic> {
    let connection = loaded.agreement.connection(rotation.pager.as_ref()?)?;
    let descriptor = registry::find(&connection.provider).ok()?;
    if descriptor.pager_of(connection).is_some_and(|pager| !pager.paging.is_empty()) {
        return None;
    }
    let at = loaded.pagers_at.get(&rotation.id)?;
    let id = &connection.id;
    let why = if descriptor.outreach_of(connection).is_some() {
        "it says what is written, in a room or by letter".to_owned()
    } else if descriptor.pager.is_some() && descriptor.page_of(connection).is_some() {
        "updates go out to it, so that it is a status page".to_owned()
    } else {
        format!("{} takes no pages", descriptor.name)
    };
    let help = "Name a connection that pages, or remove `pager`.";
    Some(warning(at, "pager-wakes-nobody", format!("`{id}` wakes nobody: {why}."), help))
}

/// A rotation that has nobody any more: it looks like any other, and whoever leads on to it finds nobody.
fn ended(loaded: &Loaded, rotation: &Rotation, now: Instant) -> Option<Diagnostic> {
    let ended = rotation.ends_at().filter(|end| *end <= now)?.with_timezone(&rotation.time_zone).format("%Y-%m-%d");
    let message = format!("`{}` has nobody: its last layer ended on {ended}.", rotation.id);
    let help = "Add a layer that goes on from there, or remove the rotation and what names it.";
    Some(warning(loaded.layers_at.get(&rotation.id)?, "ended", message, help))
}

/// Something that holds, and is probably not what was meant.
fn warning(at: &At, code: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        path: at.path.clone(),
        line: at.line,
        column: at.column,
        severity: DiagnosticSeverity::Warning,
        code: code.to_owned(),
        message,
        help: help.to_owned(),
    }
}

/// A fault of a connection, at the connection. It stays, for its rotations may be known, and what it cannot deliver is held.
fn diagnostic(at: &At, fault: OptionFault) -> Diagnostic {
    let code = if fault.option.is_some() { "connection-option" } else { "unknown-provider" };
    Diagnostic {
        path: at.path.clone(),
        line: at.line,
        column: at.column,
        severity: DiagnosticSeverity::Error,
        code: code.to_owned(),
        message: fault.message,
        help: fault.help,
    }
}
