//! The engine that reads everything twice, in a process of its own: `meter pull WORKSPACE FOLDER`.

use std::path::Path;
use std::time::Instant as Stopwatch;

use engine::engine::Engine;
use engine::port::{SessionVault, Vault};
use secrecy::SecretString;

use super::host::TOKEN;
use super::round::{Round, worked_so_far};
use super::stage::CONNECTION;
use crate::open::{open, runtime};

/// Reads all lists, and once more, and says what each took.
pub(crate) fn twice(workspace: &Path, folder: &Path) -> Result<String, String> {
    let vault = SessionVault::default();
    vault.store(CONNECTION, "token", SecretString::from(TOKEN.to_owned()))?;
    let engine = open(workspace, folder, vault).map_err(|trouble| trouble.to_string())?;
    let runtime = runtime().map_err(|trouble| trouble.to_string())?;
    let mut lines = String::new();
    for _ in 0..2 {
        lines.push_str(&runtime.block_on(once(&engine))?.line());
    }
    Ok(lines)
}

/// One sync of everything; one that brought not all of it is an error.
async fn once(engine: &Engine) -> Result<Round, String> {
    let (worked, began) = (worked_so_far(), Stopwatch::now());
    let reports = engine.sync(None).await.map_err(|trouble| trouble.to_string())?;
    let round = Round::since(began, worked);
    if let Some(report) = reports.iter().find(|report| report.failure.is_some() || !report.faults.is_empty()) {
        return Err(format!("{}: {:?} {:?}", report.feed, report.failure, report.faults));
    }
    let requests = reports.iter().map(|report| report.requests).sum();
    let entries = reports.iter().map(|report| report.items).sum();
    Ok(Round { requests, entries, ..round })
}
