//! One list of one connection: read to its end, within its provider's pace, and kept.

use std::collections::{HashMap, HashSet};
use std::time::Instant as Stopwatch;

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::id::ConnectionId;
use domain::span::{Instant, Span};
use providers::capability::{Pager, Reading, ScheduleShifts, Scope};
use providers::gateway::{Walk, Walked};
use providers::pace::Urgency;
use store::cache::feeds::FeedKey;

use super::keep::{self, Kept};
use super::{FeedReport, known_at};
use crate::change::Topic;
use crate::connection::Secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::feed::{FeedKind, shifts_of};
use crate::roster::declared;

/// How long a reading waits for its provider's pace before it makes room for the next one.
const PATIENCE: Duration = Duration::seconds(15);
/// The same where somebody waits for it.
const PATIENCE_OF_A_PERSON: Duration = Duration::seconds(90);
/// A host that answered within this is not away.
const LATELY: Duration = Duration::minutes(2);
/// How often the screens are told how far a reading has come.
const TELL: std::time::Duration = std::time::Duration::from_millis(500);

/// What a list is read with.
pub(super) struct Fetch<'a> {
    pub(super) engine: &'a Engine,
    pub(super) connection: &'a Connection,
    pub(super) secrets: &'a Secrets,
    pub(super) pager: &'static Pager,
    pub(super) urgency: Urgency,
    /// By when whoever asked wants an answer; none where it may take its time.
    pub(super) until: Option<tokio::time::Instant>,
}

impl Fetch<'_> {
    /// Whether nobody waits for more any longer.
    pub(super) fn is_late(&self) -> bool {
        self.until.is_some_and(|until| tokio::time::Instant::now() >= until)
    }

    /// Waits no longer than whoever asked.
    async fn in_time<Answer>(&self, work: impl Future<Output = Answer>) -> Option<Answer> {
        match self.until {
            Some(until) => tokio::time::timeout_at(until, work).await.ok(),
            None => Some(work.await),
        }
    }

    /// Reads one list and keeps what came.
    pub(super) async fn feed(&self, kind: FeedKind) -> Result<FeedReport, Error> {
        let pager = self.pager;
        match kind {
            FeedKind::OnCall => self.items(kind, pager.on_call.as_ref()).await,
            FeedKind::Schedules => self.items(kind, pager.schedules.as_ref()).await,
            FeedKind::Policies => self.items(kind, pager.policies.as_ref()).await,
            FeedKind::People => self.items(kind, pager.people.as_ref()).await,
            FeedKind::Teams => self.items(kind, pager.teams.as_ref()).await,
            FeedKind::Services => self.items(kind, pager.services.as_ref()).await,
            FeedKind::Shifts => self.shifts().await,
        }
    }

    async fn items<Item: Kept + Send + Sync + 'static>(
        &self,
        kind: FeedKind,
        reading: Option<&Reading<Item>>,
    ) -> Result<FeedReport, Error> {
        let Some(reading) = reading else { return Ok(FeedReport::of(self.connection, kind)) };
        let known = match kind {
            _ if reading.each => self.known_schedules()?,
            FeedKind::OnCall => self.engine.declared_schedules(&self.connection.id),
            _ => Vec::new(),
        };
        let began = Stopwatch::now();
        let (walked, at) = self.read(kind, reading, &known).await;
        let report = FeedReport::of(self.connection, kind).came(&walked, walked.items.len(), began.elapsed());
        let id = self.connection.id.clone();
        self.engine.blocking(move |engine| keep::items(&engine.parts.cache, &id, kind, &walked, at)).await?;
        Ok(report)
    }

    async fn shifts(&self) -> Result<FeedReport, Error> {
        let kind = FeedKind::Shifts;
        let Some(reading) = &self.pager.shifts else { return Ok(FeedReport::of(self.connection, kind)) };
        let declared = self.engine.declared_schedules(&self.connection.id);
        let known = if reading.each { self.known_schedules()? } else { declared.clone() };
        let began = Stopwatch::now();
        let (mut walked, at) = self.read(kind, reading, &known).await;
        self.read_missing(&mut walked, reading.each, &declared).await;
        let count = walked.items.iter().map(|list| list.shifts.len()).sum();
        let report = FeedReport::of(self.connection, kind).came(&walked, count, began.elapsed());
        let (id, each) = (self.connection.id.clone(), reading.each);
        let keep = move |engine: &Engine| keep::shifts(&engine.parts.cache, &id, each, &declared, walked, at);
        self.engine.blocking(keep).await?;
        Ok(report)
    }

    /// Reads the schedules that the workspace names and the list of all did not bring: a poisoned list must not hide
    /// those that an incident needs.
    async fn read_missing(&self, walked: &mut Walked<ScheduleShifts>, each: bool, declared: &[String]) {
        let Some(reading) = &self.pager.shifts_of else { return };
        if matches!(walked.broken, Some(Failure::Unauthorized | Failure::Throttled(_))) {
            return;
        }
        if walked.broken == Some(Failure::Offline) && walked.requests == 0 && !self.answered_lately() {
            return;
        }
        // Of what broke off, a schedule that is not described may be there in part.
        let is_whole = |item: &ScheduleShifts| each || walked.broken.is_none() || item.about.is_some();
        let came = |id: &String| walked.items.iter().any(|item| item.schedule == *id && is_whole(item));
        let missing: Vec<String> = declared.iter().filter(|id| !came(id)).cloned().collect();
        if missing.is_empty() {
            return;
        }
        let (more, _) = self.read(FeedKind::Shifts, reading, &missing).await;
        walked.requests += more.requests;
        walked.items.retain(|item| !missing.contains(&item.schedule));
        walked.items.extend(more.items);
        walked.faults.retain(|fault| !fault.of.as_ref().is_some_and(|of| missing.contains(of)));
        walked.faults.extend(more.faults);
        walked.broken = walked.broken.take().or(more.broken);
    }

    /// Whether the host gave another list just now: then it is not away, but breaks over this one.
    fn answered_lately(&self) -> bool {
        let since = self.engine.now() - LATELY;
        let feeds = self.engine.parts.cache.feeds().unwrap_or_default();
        feeds.iter().any(|feed| feed.key.connection == self.connection.id && feed.fetched_at > Some(since))
    }

    /// The schedules to ask for one by one: those that the workspace names, and then the others that the provider listed.
    /// A reading that breaks off in the middle has those that an incident needs.
    fn known_schedules(&self) -> Result<Vec<String>, Error> {
        let mut ids = self.engine.declared_schedules(&self.connection.id);
        let named: HashSet<String> = ids.iter().cloned().collect();
        let listed = self.engine.parts.cache.items(&FeedKind::Schedules.of(&self.connection.id))?;
        let ages: HashMap<FeedKey, Option<Instant>> =
            self.engine.parts.cache.feeds()?.into_iter().map(|feed| (feed.key, feed.fetched_at)).collect();
        let mut others: Vec<String> =
            listed.into_iter().map(|schedule| schedule.id).filter(|id| !named.contains(id)).collect();
        // Whatever breaks off goes on next time with those that waited longest.
        others.sort_by_key(|id| ages.get(&shifts_of(&self.connection.id, id)).copied().flatten());
        ids.extend(others);
        Ok(ids)
    }

    /// Reads a list to its end; answers with what came and since when it is known.
    async fn read<Item>(&self, kind: FeedKind, reading: &Reading<Item>, of: &[String]) -> (Walked<Item>, Instant) {
        let engine = self.engine;
        let now = engine.now();
        let is_present = kind == FeedKind::OnCall && self.urgency == Urgency::Background;
        let urgency = if is_present { Urgency::Present } else { self.urgency };
        let mut walk = Walk::begin(reading, &Scope { now, window: window(kind, now), of });
        let told = std::sync::Mutex::new(Stopwatch::now());
        let heard = |walk: &Walk<Item>| {
            let mut told = told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if told.elapsed() >= TELL {
                *told = Stopwatch::now();
                engine.parts.readings.note(&self.connection.id, kind, walk.so_far().items.len());
                engine.parts.changes.tell(&[Topic::Connections]);
            }
        };
        loop {
            let clock = || engine.now();
            let gateway = &engine.parts.gateway;
            let taken = gateway.walk(self.connection, self.secrets, reading, &mut walk, urgency, &clock, &heard);
            let Some(taken) = self.in_time(taken).await else {
                walk.give_up(Failure::Throttled(engine.now()));
                break;
            };
            let Err(until) = taken else { break };
            let before = engine.now();
            let patience = if self.urgency == Urgency::Background { PATIENCE } else { PATIENCE_OF_A_PERSON };
            let pause = until - before;
            if pause <= patience {
                self.in_time(tokio::time::sleep(pause.to_std().unwrap_or_default())).await;
            }
            // A clock that stands still would be waited for without end.
            if pause > patience || engine.now() <= before || self.is_late() {
                walk.give_up(Failure::Throttled(until));
                break;
            }
        }
        engine.parts.readings.forget(&self.connection.id, kind);
        (walk.walked(), now)
    }
}

/// Which stretch of time is asked for.
fn window(kind: FeedKind, now: Instant) -> Span {
    match kind {
        FeedKind::Shifts => known_at(now),
        _ => Span::of(now, now + Duration::minutes(1)),
    }
}

impl Engine {
    /// The schedules of a connection that the workspace's rotations name.
    pub(crate) fn declared_schedules(&self, connection: &ConnectionId) -> Vec<String> {
        declared(&self.loaded().agreement, connection).into_iter().map(str::to_owned).collect()
    }
}
