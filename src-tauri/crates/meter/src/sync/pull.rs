//! The engine that reads everything twice, in a process of its own: `meter pull WORKSPACE FOLDER`.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use engine::engine::{Engine, Set};
use engine::port::{SessionVault, Silent, SystemClock, Vault};
use secrecy::SecretString;

use super::host::TOKEN;
use super::round::{Round, worked_so_far};
use super::stage::CONNECTION;

/// Reads all lists, and once more, and says what each took.
pub(crate) fn twice(workspace: &Path, folder: &Path) -> Result<String, String> {
    let vault = SessionVault::default();
    vault.store(CONNECTION, "token", SecretString::from(TOKEN.to_owned()))?;
    let engine = Engine::open(Set {
        workspace: workspace.to_owned(),
        folder: folder.to_owned(),
        device: "meter".to_owned(),
        zone: chrono_tz::Tz::UTC,
        actor: None,
        hold: Duration::ZERO,
        clock: Arc::new(SystemClock),
        notifier: Arc::new(Silent),
        vault: Arc::new(vault),
    });
    let engine = engine.map_err(|trouble| trouble.to_string())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|trouble| trouble.to_string())?;
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
