//! The vocabulary of the journeys: a house with a clock that stands still, and the people who work in it.

pub(crate) mod host;
pub(crate) mod jsm;
pub(crate) mod mail;
pub(crate) mod mishap;
pub(crate) mod places;
pub(crate) mod provider;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use domain::id::{ConnectionId, IncidentId, IntentId, PersonId};
use domain::incident::Incident;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::span::Instant;
use domain::template::Audience;
use engine::desk::Submitted;
use engine::engine::{Engine, Set};
use engine::error::Error;
use engine::port::{About, Clock, Notifier, Reminder, SessionVault, Vault};
use engine::sandbox::Faults;
use engine::view::outbox::OutboxLine;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) use places::Place;

/// How long a page can be taken back before it leaves.
pub(crate) const HOLD: Duration = Duration::from_secs(5);

/// A Friday afternoon in Europe: 2026-11-20 14:02 UTC.
pub(crate) fn friday() -> Instant {
    "2026-11-20T14:02:00Z".parse().unwrap()
}

/// A clock that only the test moves.
pub(crate) struct ManualClock(Mutex<Instant>);

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

/// Hears every reminder, unless the desktop refuses them.
#[derive(Default)]
pub(crate) struct Bell {
    heard: Mutex<Vec<Reminder>>,
    /// Why the desktop shows nothing.
    refuses: Mutex<Option<String>>,
    /// How often the window was to ask for attention.
    insisted: AtomicUsize,
}

impl Notifier for Bell {
    fn remind(&self, reminder: &Reminder) -> Result<(), String> {
        self.reaches()?;
        self.heard.lock().unwrap().push(reminder.clone());
        Ok(())
    }

    fn reaches(&self) -> Result<(), String> {
        self.refuses.lock().unwrap().clone().map_or(Ok(()), Err)
    }

    fn insist(&self) {
        self.insisted.fetch_add(1, Ordering::SeqCst);
    }
}

/// What stays when the application ends: the folders, the keychain, the time, and whoever hears the bell.
struct Ground {
    place: Place,
    folder: TempDir,
    clock: ManualClock,
    bell: Arc<Bell>,
    vault: Arc<SessionVault>,
    /// Who acts at the machine.
    actor: Mutex<PersonId>,
}

/// The application in its surroundings, driven by hand.
pub(crate) struct House {
    ground: Arc<Ground>,
    engine: Option<Engine>,
    runtime: tokio::runtime::Runtime,
}

/// The ground's clock as an engine holds it.
struct GroundClock(Arc<Ground>);

impl Clock for GroundClock {
    fn now(&self) -> Instant {
        self.0.clock.now()
    }
}

impl House {
    /// A house on a workspace, with an empty folder, on a Friday afternoon.
    pub(crate) fn on(place: Place) -> Self {
        Self::open(Arc::new(Ground {
            place,
            folder: tempfile::tempdir().unwrap(),
            clock: ManualClock(Mutex::new(friday())),
            bell: Arc::default(),
            vault: Arc::default(),
            actor: Mutex::new("mara".into()),
        }))
    }

    /// A house on the shipped sample.
    pub(crate) fn sample() -> Self {
        Self::on(Place::sample())
    }

    /// A small house whose pager and status page are sandboxes.
    pub(crate) fn small() -> Self {
        Self::on(Place::small(places::SANDBOXES))
    }

    fn open(ground: Arc<Ground>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let engine = Some(open(&ground).unwrap());
        Self { ground, engine, runtime }
    }

    /// Another process on the same folder: the window and `bwatch`.
    pub(crate) fn neighbour(&self) -> Self {
        Self::open(Arc::clone(&self.ground))
    }

    /// Somebody else acts at the machine from now on.
    pub(crate) fn seats(&mut self, person: &PersonId) {
        self.ground.actor.lock().unwrap().clone_from(person);
        self.restart();
    }

    /// Ends the process and starts it anew on the same folder.
    pub(crate) fn restart(&mut self) {
        self.end();
        self.engine = Some(open(&self.ground).unwrap());
    }

    /// Ends the process.
    pub(crate) fn end(&mut self) {
        self.engine = None;
    }

    /// Starts it; an error is what the lead would read.
    pub(crate) fn try_start(&mut self) -> Result<(), Error> {
        self.engine = Some(open(&self.ground)?);
        Ok(())
    }

    pub(crate) fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the process runs")
    }

    /// The folder of the databases.
    pub(crate) fn folder(&self) -> &Path {
        self.ground.folder.path()
    }

    /// The workspace.
    pub(crate) fn place(&self) -> &Place {
        &self.ground.place
    }

    pub(crate) fn now(&self) -> Instant {
        self.ground.clock.now()
    }

    /// The time in this house, for whoever lives by it.
    pub(crate) fn clock(&self) -> impl Fn() -> Instant + Send + 'static {
        let ground = Arc::clone(&self.ground);
        move || ground.clock.now()
    }

    /// Lets time pass; a negative step is a clock that was set back.
    pub(crate) fn advance(&self, step: TimeDelta) {
        *self.ground.clock.0.lock().unwrap() += step;
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.advance(TimeDelta::minutes(minutes));
    }

    pub(crate) fn seconds(&self, seconds: i64) {
        self.advance(TimeDelta::seconds(seconds));
    }

    /// Puts a secret into the keychain.
    pub(crate) fn secret(&self, connection: &str, field: &str, text: &str) {
        self.ground.vault.store(connection, field, SecretString::from(text)).unwrap();
    }

    /// Somebody does something; it must be allowed.
    pub(crate) fn act(&self, incident: &IncidentId, intent: &Intent) -> Submitted {
        self.attempt(Some(incident), intent).unwrap_or_else(|trouble| panic!("{intent:?}: {trouble}"))
    }

    /// Somebody tries to do something.
    pub(crate) fn attempt(&self, incident: Option<&IncidentId>, intent: &Intent) -> Result<Submitted, Error> {
        self.engine().submit(incident, &IntentId(self.engine().fresh_intent()), intent)
    }

    /// Somebody declares an incident; the JSON is the declaration's.
    pub(crate) fn declare(&self, declaration: Value) -> IncidentId {
        let intent = Intent::DeclareIncident(serde_json::from_value(declaration).unwrap());
        IncidentId(self.attempt(None, &intent).unwrap().incident)
    }

    /// Confirms that customers of a region are hit.
    pub(crate) fn confirm_impact(&self, incident: &IncidentId, region: &str) {
        let intent = Intent::ConfirmImpact { regions: vec![region.into()], detail: "Tickets come in".to_owned() };
        self.act(incident, &intent);
    }

    /// Writes an update in words of one's own.
    pub(crate) fn say(&self, incident: &IncidentId, audience: Audience, words: &str) -> Submitted {
        let draft = json!({ "audience": audience, "phase": self.incident(incident).phase, "wording": [words, words] });
        let draft: UpdateDraft = serde_json::from_value(draft).unwrap();
        self.act(incident, &Intent::PublishUpdate(draft))
    }

    /// Asks the pagers what came of pages; the next instant at which one is to be asked about.
    pub(crate) fn follow(&self) -> Option<Instant> {
        self.runtime.block_on(self.engine().follow()).unwrap()
    }

    /// Waits until what was just written can no longer be taken back, and delivers.
    pub(crate) fn push_held(&self) -> Option<Instant> {
        self.advance(TimeDelta::from_std(HOLD).unwrap());
        self.push()
    }

    /// One round of delivering; the next instant at which something is due.
    pub(crate) fn push(&self) -> Option<Instant> {
        self.runtime.block_on(self.engine().push()).unwrap()
    }

    /// Lets the workers run by themselves.
    pub(crate) fn work(&self) -> engine::worker::Workers {
        self.runtime.block_on(async { engine::worker::start(self.engine()) })
    }

    /// Ends the workers, as the application does when it ends.
    pub(crate) fn stop(&self, workers: engine::worker::Workers) {
        self.runtime.block_on(workers.stop());
    }

    /// Starts a round of delivering that goes on beside the test.
    pub(crate) fn push_beside(&self) -> tokio::task::JoinHandle<Result<Option<Instant>, Error>> {
        let engine = self.engine().clone();
        self.runtime.spawn(async move { engine.push().await })
    }

    /// Starts a round of reading that goes on beside the test.
    pub(crate) fn pull_beside(&self) -> tokio::task::JoinHandle<Result<Option<Instant>, Error>> {
        let engine = self.engine().clone();
        self.runtime.spawn(async move { engine.pull().await })
    }

    /// Waits for work of the engine's.
    pub(crate) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Waits for what goes on beside.
    pub(crate) fn finish<T>(&self, task: tokio::task::JoinHandle<T>) -> T {
        self.runtime.block_on(task).unwrap()
    }

    /// Delivers, waiting as often as it asks to, until nothing is due by itself any more.
    pub(crate) fn deliver_all(&self) {
        for _ in 0..300 {
            let Some(next) = self.push() else { return };
            self.advance((next - self.now()).max(TimeDelta::zero()));
        }
        panic!("something is tried for ever: {:#?}", self.engine().every_delivery());
    }

    /// One round of reading providers' schedules.
    pub(crate) fn pull(&self) {
        self.runtime.block_on(self.engine().pull()).unwrap();
    }

    /// The titles of the reminders that ring now, of updates and pages; what rings beside them is told in `alarm.rs`.
    pub(crate) fn ring(&self) -> Vec<String> {
        self.engine().remind_now().unwrap();
        let heard = self.heard().into_iter().filter(|reminder| reminder.about != About::Bridge);
        heard.map(|reminder| reminder.title).collect()
    }

    /// The reminders that rang since this was last asked, by any process.
    pub(crate) fn heard(&self) -> Vec<Reminder> {
        std::mem::take(&mut self.ground.bell.heard.lock().unwrap())
    }

    /// From now on the desktop refuses notifications for that reason, or shows them again.
    pub(crate) fn refuse_notifications(&self, why: Option<&str>) {
        *self.ground.bell.refuses.lock().unwrap() = why.map(str::to_owned);
    }

    /// How often the window was to ask for attention.
    pub(crate) fn insisted(&self) -> usize {
        self.ground.bell.insisted.load(Ordering::SeqCst)
    }

    pub(crate) fn incident(&self, id: &IncidentId) -> Incident {
        self.engine().incident(id).unwrap()
    }

    /// Everything that is owed or was, oldest first.
    pub(crate) fn outbox(&self) -> Vec<OutboxLine> {
        self.engine().every_delivery().unwrap()
    }

    /// The state of every delivery of a kind, oldest first.
    pub(crate) fn states(&self, kind: &str) -> Vec<String> {
        self.outbox().into_iter().filter(|line| line.kind == kind).map(|line| line.state).collect()
    }

    /// Plans what the sandbox of a connection does wrong, in order.
    pub(crate) fn faults(&self, connection: &str, planned: &Value) {
        let faults = Faults::read(&planned.to_string()).unwrap();
        self.engine().plan_sandbox_faults(&ConnectionId::from(connection), &faults).unwrap();
    }

    /// The deliveries whose pages a sandbox took, in order.
    pub(crate) fn woken(&self, connection: &str) -> Vec<String> {
        texts(&self.received(connection)["pages"], "key")
    }

    /// The deliveries whose updates a sandbox published, in order, incident after incident.
    pub(crate) fn published(&self, connection: &str) -> Vec<String> {
        let received = self.received(connection);
        let incidents = received["incidents"].as_array().unwrap();
        incidents.iter().flat_map(|incident| texts(&incident["updates"], "delivery")).collect()
    }

    /// What a sandbox received.
    pub(crate) fn received(&self, connection: &str) -> Value {
        self.engine().sandbox_received(&ConnectionId::from(connection)).unwrap()
    }
}

/// One member of each object of a list.
pub(crate) fn texts(list: &Value, member: &str) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|item| item[member].as_str()).map(str::to_owned).collect()
}

/// An engine as another process would open it: on these folders, at this time, with this keychain.
pub(crate) fn engine_on(workspace: PathBuf, folder: PathBuf, at: Instant, vault: Arc<dyn Vault>) -> Engine {
    struct Stopped(Instant);
    impl Clock for Stopped {
        fn now(&self) -> Instant {
            self.0
        }
    }
    let bell = Arc::new(Bell::default());
    Engine::open(set((workspace, folder), "mara".into(), Arc::new(Stopped(at)), bell, vault)).unwrap()
}

fn open(ground: &Arc<Ground>) -> Result<Engine, Error> {
    let clock = Arc::new(GroundClock(Arc::clone(ground)));
    let (workspace, folder) = (ground.place.path().to_owned(), ground.folder.path().to_owned());
    let actor = ground.actor.lock().unwrap().clone();
    Engine::open(set((workspace, folder), actor, clock, Arc::clone(&ground.bell) as _, Arc::clone(&ground.vault) as _))
}

fn set(
    (workspace, folder): (PathBuf, PathBuf),
    actor: PersonId,
    clock: Arc<dyn Clock>,
    notifier: Arc<dyn Notifier>,
    vault: Arc<dyn Vault>,
) -> Set {
    Set {
        workspace,
        folder,
        device: "test".to_owned(),
        zone: chrono_tz::Europe::Paris,
        actor: Some(actor),
        hold: HOLD,
        clock,
        notifier,
        vault,
    }
}

/// An instant as the views give it.
pub(crate) fn at(milliseconds: i64) -> Instant {
    DateTime::from_timestamp_millis(milliseconds).unwrap()
}
