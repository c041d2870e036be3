//! The engine: put together once, cloned cheaply.
//!
//! It holds the two databases, the gateway to providers, what was last read from the workspace, and its host's ports.
//! Nothing in here is truth: a second engine on the same folder (the window and `bwatch`) sees the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::DurationRound;
use chrono_tz::Tz;
use domain::agreement::{Agreement, Connection};
use domain::channel::Channel;
use domain::id::{ConnectionId, PersonId};
use domain::span::{Instant, Span};
use providers::gateway::Gateway;
use providers::wire::{Limits, Wire};
use store::{Cache, Owner, Truth};
use tokio::sync::Notify;
use workspace::load::Loaded;

use crate::change::Changes;
use crate::error::Error;
use crate::port::{Clock, Notifier, Vault};

/// The id of the connection that takes what drills send out; always there.
pub const SANDBOX: &str = "sandbox";

/// How an engine is put together.
pub struct Set {
    /// The workspace's folder.
    pub workspace: PathBuf,
    /// The folder of the databases; made where it is not there.
    pub folder: PathBuf,
    /// Name of this machine, kept with every entry.
    pub device: String,
    /// The reader's zone.
    pub zone: Tz,
    /// Who acts, where that is not the person of the settings: `bwatch --as`.
    pub actor: Option<PersonId>,
    /// How long a page can be taken back before it leaves.
    pub hold: Duration,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Secrets.
    pub vault: Arc<dyn Vault>,
}

/// The engine. A clone is the same engine.
#[derive(Clone)]
pub struct Engine {
    pub(crate) parts: Arc<Parts>,
}

/// What an engine is made of.
pub(crate) struct Parts {
    pub(crate) truth: Truth,
    pub(crate) cache: Cache,
    pub(crate) owner: Owner,
    pub(crate) gateway: Gateway,
    pub(crate) workspace: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) device: String,
    pub(crate) zone: Tz,
    pub(crate) actor: Option<PersonId>,
    pub(crate) hold: chrono::Duration,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) notifier: Arc<dyn Notifier>,
    pub(crate) vault: Arc<dyn Vault>,
    pub(crate) loaded: RwLock<Arc<Loaded>>,
    pub(crate) loaded_at: RwLock<Instant>,
    pub(crate) warnings: RwLock<Vec<String>>,
    /// Why reminders do not reach the desktop; none while they do.
    pub(crate) unheard: RwLock<Option<String>>,
    pub(crate) changes: Changes,
    pub(crate) nudges: Nudges,
    pub(crate) readings: crate::feed::Readings,
    pub(crate) directory: crate::directory::Slot,
    pub(crate) asked: crate::asked::Asked,
    pub(crate) told: crate::told::Slot,
    /// Held through a round of delivering: there is one at a time.
    pub(crate) round: tokio::sync::Mutex<()>,
}

/// Wakes a worker before its time.
#[derive(Debug, Default)]
pub(crate) struct Nudges {
    pub(crate) push: Notify,
    pub(crate) pull: Notify,
    pub(crate) remind: Notify,
    pub(crate) index: Notify,
    pub(crate) follow: Notify,
}

impl Nudges {
    /// Wakes every worker.
    pub(crate) fn all(&self) {
        for nudge in [&self.push, &self.pull, &self.remind, &self.index, &self.follow] {
            nudge.notify_one();
        }
    }
}

impl Engine {
    /// Opens the databases and reads the workspace. Nothing runs yet: see [`crate::worker::start`].
    pub fn open(set: Set) -> Result<Self, Error> {
        std::fs::create_dir_all(&set.folder).map_err(|source| Error::File {
            what: format!("The folder `{}` cannot be made", set.folder.display()),
            source,
        })?;
        let truth = Truth::open(&set.folder)?;
        let cache = Cache::open(&set.folder)?;
        let owner = Owner::register(&set.folder)?;
        let now = set.clock.now();
        let loaded = crate::read::read(&set.workspace, calendar_window(now), now)?;
        let mut warnings = Vec::new();
        if let Some(words) = cache.rebuilt() {
            warnings.push(format!("The cache was rebuilt: {words}. Nothing that you wrote is affected."));
        }
        let wire = Wire::open(Limits::default()).map_err(|trouble| Error::Internal(trouble.to_string()))?;
        let gateway = Gateway::new(wire, set.folder.join("sandbox"));
        let engine = Self {
            parts: Arc::new(Parts {
                truth,
                cache,
                owner,
                gateway,
                workspace: set.workspace,
                folder: set.folder,
                device: set.device,
                zone: set.zone,
                actor: set.actor,
                hold: chrono::Duration::from_std(set.hold).unwrap_or_default(),
                clock: set.clock,
                notifier: set.notifier,
                vault: set.vault,
                loaded: RwLock::new(Arc::new(loaded)),
                loaded_at: RwLock::new(now),
                warnings: RwLock::new(warnings),
                unheard: RwLock::new(None),
                changes: Changes::default(),
                nudges: Nudges::default(),
                readings: crate::feed::Readings::default(),
                directory: crate::directory::Slot::default(),
                asked: crate::asked::Asked::default(),
                told: crate::told::Slot::default(),
                round: tokio::sync::Mutex::default(),
            }),
        };
        // What can be fetched again must not keep the application from opening.
        if let Err(trouble) = engine.find_again() {
            engine.warn(&format!("What pagers told before cannot be read: {trouble}"));
        }
        Ok(engine)
    }

    /// The topics of what changes, from now on.
    pub fn changes(&self) -> &Changes {
        &self.parts.changes
    }

    /// The folder of the workspace.
    pub fn workspace_folder(&self) -> &Path {
        &self.parts.workspace
    }

    /// The folder of the databases.
    pub fn folder(&self) -> &Path {
        &self.parts.folder
    }

    /// The reader's zone.
    pub fn zone(&self) -> Tz {
        self.parts.zone
    }

    /// The present instant, by the engine's clock.
    pub fn now(&self) -> Instant {
        self.parts.clock.now()
    }

    /// An intent id that nobody has used, for intents that come from no form.
    pub fn fresh_intent(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    /// Lets everything go now that waits for its time or its provider.
    pub fn deliver_now(&self) -> Result<(), Error> {
        self.parts.truth.hasten(self.now())?;
        self.parts.nudges.push.notify_one();
        Ok(())
    }

    /// What was last read from the workspace.
    pub(crate) fn loaded(&self) -> Arc<Loaded> {
        Arc::clone(&self.parts.loaded.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// When it was read.
    pub(crate) fn loaded_at(&self) -> Instant {
        *self.parts.loaded_at.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds something that the top of the window must say, once.
    pub fn warn(&self, words: &str) {
        let mut warnings = self.parts.warnings.write().unwrap_or_else(PoisonError::into_inner);
        if !warnings.iter().any(|warning| warning == words) {
            warnings.push(words.to_owned());
            drop(warnings);
            self.parts.changes.tell(&[crate::change::Topic::Settings]);
        }
    }

    /// What the top of the window must say.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.parts.warnings.read().unwrap_or_else(PoisonError::into_inner).clone();
        warnings.extend(
            self.unheard()
                .map(|why| format!("Notifications do not reach the desktop ({why}). Watch the tray and this window.")),
        );
        warnings
    }

    /// Runs work that blocks, store calls above all, away from the async threads.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let engine = self.clone();
        tokio::task::spawn_blocking(move || work(&engine))
            .await
            .map_err(|trouble| Error::Internal(trouble.to_string()))?
    }
}

/// For which stretch recurring events of calendars are written out: half a year back, a year ahead, from whole days, so
/// that reading the same files twice a minute gives the same answer.
pub(crate) fn calendar_window(now: Instant) -> Span {
    let now = now.duration_trunc(chrono::Duration::days(1)).unwrap_or(now);
    Span::of(now - chrono::Duration::days(183), now + chrono::Duration::days(366))
}

/// The connections of the workspace that can page, in file order.
pub(crate) fn pagers(agreement: &Agreement) -> Vec<Connection> {
    let pages = |connection: &&Connection| {
        providers::registry::find(&connection.provider)
            .is_ok_and(|known| known.pager_of(connection).is_some_and(|pager| !pager.paging.is_empty()))
    };
    agreement.connections.iter().filter(pages).cloned().collect()
}

/// By which kind of way each connection of the workspace reaches an audience.
pub(crate) fn channels(agreement: &Agreement) -> BTreeMap<ConnectionId, Channel> {
    let known = agreement.connections.iter();
    known.map(|connection| (connection.id.clone(), providers::gateway::channel(connection))).collect()
}

/// The connection that takes what drills send out.
pub(crate) fn sandbox() -> Connection {
    Connection {
        id: SANDBOX.into(),
        provider: SANDBOX.to_owned(),
        name: "Sandbox".to_owned(),
        options: BTreeMap::new(),
        audiences: Vec::new(),
        outputs: Vec::new(),
        armed: true,
        policy: domain::policy::Policy::default(),
    }
}

/// A connection of the workspace, or the sandbox.
pub(crate) fn connection_of(agreement: &Agreement, id: &ConnectionId) -> Option<Connection> {
    agreement.connection(id).cloned().or_else(|| (id.as_str() == SANDBOX).then(sandbox))
}
