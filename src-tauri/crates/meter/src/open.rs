//! An engine to measure, put together as the application does it, and what it runs on.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::engine::{Engine, Set};
use engine::error::Error;
use engine::port::{SessionVault, Silent, SystemClock};
use tokio::runtime::{Builder, Runtime};

/// An engine on these folders that shows no notifications and holds nothing back.
pub(crate) fn open(workspace: &Path, folder: &Path, vault: SessionVault) -> Result<Engine, Error> {
    Engine::open(Set {
        workspace: workspace.to_owned(),
        folder: folder.to_owned(),
        device: "meter".to_owned(),
        zone: chrono_tz::Tz::UTC,
        actor: None,
        hold: Duration::ZERO,
        clock: Arc::new(SystemClock),
        notifier: Arc::new(Silent),
        vault: Arc::new(vault),
    })
}

/// Two threads, as few as a laptop has.
pub(crate) fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}
