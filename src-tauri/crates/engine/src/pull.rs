//! The worker that refreshes: each list of each connection alone, so that one that fails never hides another, and never
//! clears what was known before.

mod busy;
mod fetch;
mod joined;
mod keep;
mod round;

use std::collections::HashSet;
use std::time::Duration as Pause;

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::id::ConnectionId;
use domain::span::{Instant, Span};
use providers::capability::Pager;
use providers::gateway::Walked;
use providers::pace::Urgency;
use providers::registry;
use serde::Serialize;
use tokio::task::JoinSet;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;
use busy::Busy;
use fetch::Fetch;

/// How soon after a failure a list is read again.
const AFTER_FAILURE: Duration = Duration::minutes(1);
const AFTER_REFUSAL: Duration = Duration::minutes(15);
/// Between two looks at what fell due while lists are being read.
const SHORTEST: Pause = Pause::from_millis(100);
const LONGEST: Pause = Pause::from_secs(20);

/// For which stretch a schedule that was read at an instant is known: outside of it the cache is silent.
pub(crate) fn known_at(fetched_at: Instant) -> Span {
    Span::of(fetched_at - Duration::days(30), fetched_at + Duration::days(90))
}

/// What came of reading one list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeedReport {
    /// Of which connection.
    pub connection: String,
    /// Which list.
    pub feed: &'static str,
    /// How many entries came.
    pub items: usize,
    /// How many requests were answered.
    pub requests: usize,
    /// How long it took.
    pub seconds: f64,
    /// What could not be read, one by one, in words.
    pub faults: Vec<String>,
    /// Why the reading ended before its end; then everything known before is still there.
    pub failure: Option<String>,
}

impl FeedReport {
    fn of(connection: &Connection, kind: FeedKind) -> Self {
        Self {
            connection: connection.id.to_string(),
            feed: kind.name(),
            items: 0,
            requests: 0,
            seconds: 0.0,
            faults: Vec::new(),
            failure: None,
        }
    }

    fn came<Item>(mut self, walked: &Walked<Item>, items: usize, took: Pause) -> Self {
        self.items = items;
        self.requests = walked.requests;
        self.seconds = took.as_secs_f64();
        let name = |of: &Option<String>| of.clone().unwrap_or_else(|| "an entry without an id".to_owned());
        let words =
            |fault: &providers::capability::Fault| format!("{}: {}", name(&fault.of), fault.failure.words_of_reading());
        self.faults = walked.faults.iter().map(words).collect();
        self.failure = walked.broken.as_ref().map(Failure::words_of_reading);
        self
    }
}

/// A connection with lists to read.
struct Pulled {
    connection: Connection,
    pager: &'static Pager,
    /// Which lists, in order.
    due: Vec<FeedKind>,
}

impl Engine {
    /// Reads the lists that are due, connections side by side, and those that fall due meanwhile: one that takes half an hour
    /// keeps no other of its connection waiting. Answers with the instant at which the next one is.
    pub async fn pull(&self) -> Result<Option<Instant>, Error> {
        let mut reading = JoinSet::new();
        let busy = Busy::default();
        loop {
            let (due, next) = self.due(&busy.all())?;
            for pulled in due {
                busy.begin(&pulled);
                let (engine, busy) = (self.clone(), busy.clone());
                reading.spawn(async move {
                    let id = pulled.connection.id.clone();
                    let done = |kind| {
                        busy.end(&id, kind);
                        engine.parts.nudges.pull.notify_one();
                    };
                    engine.read_lists(pulled, Urgency::Background, None, &done).await.map(|_| ())
                });
            }
            if reading.is_empty() {
                return Ok(next);
            }
            let pause = next.map_or(LONGEST, |next| (next - self.now()).to_std().unwrap_or_default());
            tokio::select! {
                done = reading.join_next() => match done {
                    Some(Ok(outcome)) => outcome?,
                    Some(Err(trouble)) => return Err(Error::Internal(trouble.to_string())),
                    None => {}
                },
                () = tokio::time::sleep(pause.clamp(SHORTEST, LONGEST)) => {}
                () = self.parts.nudges.pull.notified() => {}
            }
        }
    }

    /// Reads the lists that are due for somebody who waits that long and no longer. What came until then is kept; answers with whether
    /// that was all.
    pub async fn refresh(&self, patience: Pause) -> Result<bool, Error> {
        let until = tokio::time::Instant::now() + patience;
        let mut reading = JoinSet::new();
        for pulled in self.due(&HashSet::new())?.0 {
            let engine = self.clone();
            reading.spawn(async move { engine.read_lists(pulled, Urgency::Interactive, Some(until), &|_| ()).await });
        }
        while let Some(done) = reading.join_next().await {
            done.map_err(|trouble| Error::Internal(trouble.to_string()))??;
        }
        Ok(tokio::time::Instant::now() < until)
    }

    /// Reads all lists now, of one connection or of all: for whoever waits for it.
    pub async fn sync(&self, only: Option<&ConnectionId>) -> Result<Vec<FeedReport>, Error> {
        if let Some(id) = only {
            self.connection(id)?;
        }
        let mut reading = JoinSet::new();
        for (connection, pager) in self.pulled() {
            if only.is_some_and(|id| *id != connection.id) {
                continue;
            }
            let due = FeedKind::ALL.into_iter().filter(|kind| kind.is_of(pager)).collect();
            let engine = self.clone();
            let pulled = Pulled { connection, pager, due };
            reading.spawn(async move { engine.read_lists(pulled, Urgency::Interactive, None, &|_| ()).await });
        }
        let mut reports = Vec::new();
        while let Some(done) = reading.join_next().await {
            reports.extend(done.map_err(|trouble| Error::Internal(trouble.to_string()))??);
        }
        // In the workspace's order, whichever answered first.
        let order: Vec<String> = self.pulled().into_iter().map(|(connection, _)| connection.id.to_string()).collect();
        reports.sort_by_key(|report| order.iter().position(|id| *id == report.connection));
        Ok(reports)
    }

    /// The pagers of the workspace that have anything to read.
    fn pulled(&self) -> Vec<(Connection, &'static Pager)> {
        let loaded = self.loaded();
        let pager = |connection: &Connection| {
            let pager = registry::find(&connection.provider).ok()?.pager_of(connection)?;
            FeedKind::ALL.into_iter().any(|kind| kind.is_of(pager)).then(|| (connection.clone(), pager))
        };
        loaded.agreement.connections.iter().filter_map(pager).collect()
    }

    /// What is due of the lists that are not being read, and when the next of them is.
    fn due(&self, busy: &HashSet<(ConnectionId, FeedKind)>) -> Result<(Vec<Pulled>, Option<Instant>), Error> {
        let now = self.now();
        let (mut pulled, mut next) = (Vec::new(), None);
        for (connection, pager) in self.pulled() {
            if !self.is_pulled(&connection) {
                continue;
            }
            let mut due = Vec::new();
            let is_free = |kind: &FeedKind| !busy.contains(&(connection.id.clone(), *kind));
            for kind in FeedKind::ALL.into_iter().filter(|kind| kind.is_of(pager)).filter(is_free) {
                let at = self.due_at(&connection.id, kind)?;
                if at <= now {
                    due.push(kind);
                } else {
                    next = Some(next.map_or(at, |next: Instant| next.min(at)));
                }
            }
            if !due.is_empty() {
                pulled.push(Pulled { connection, pager, due });
            }
        }
        Ok((pulled, next))
    }

    /// Whether a connection is read in the background: where a rotation of the workspace needs it, or where it is set up.
    /// One that only pages, without a token to read with, is left in peace.
    fn is_pulled(&self, connection: &Connection) -> bool {
        if !self.declared_schedules(&connection.id).is_empty() {
            return true;
        }
        let fields = registry::find(&connection.provider).map_or(&[][..], |descriptor| descriptor.fields);
        let secrets = self.secrets_of(connection).unwrap_or_default();
        fields.iter().filter(|field| field.secret && field.required).all(|field| secrets.contains_key(field.key))
    }

    fn due_at(&self, connection: &ConnectionId, kind: FeedKind) -> Result<Instant, Error> {
        let Some(known) = self.parts.cache.feed(&kind.of(connection))? else {
            return Ok(Instant::default());
        };
        let after = |pause: Duration| known.tried_at.map_or_else(Instant::default, |tried_at| tried_at + pause);
        Ok(match &known.failure {
            None => after(kind.every()),
            Some(Failure::Throttled(until)) => (*until).min(after(providers::pace::LONGEST)),
            // What was refused for good is not worth asking every minute.
            Some(Failure::Refused(_)) => after(kind.every().max(AFTER_REFUSAL)),
            Some(_) => after(AFTER_FAILURE),
        })
    }

    /// Reads lists of one connection one after the other; `done` is told of each as it is.
    async fn read_lists(
        &self,
        pulled: Pulled,
        urgency: Urgency,
        until: Option<tokio::time::Instant>,
        done: &(dyn Fn(FeedKind) + Send + Sync),
    ) -> Result<Vec<FeedReport>, Error> {
        let Pulled { connection, pager, due } = pulled;
        let for_secrets = connection.clone();
        let secrets = self.blocking(move |engine| engine.secrets_of(&for_secrets)).await.unwrap_or_default();
        let fetch = Fetch { engine: self, connection: &connection, secrets: &secrets, pager, urgency, until };
        let round = self.begin_round(&connection.id).await?;
        let mut reports = Vec::new();
        for kind in due {
            if fetch.is_late() {
                break;
            }
            let report = fetch.feed(kind).await?;
            if matches!(kind, FeedKind::People | FeedKind::Schedules | FeedKind::Shifts) {
                self.blocking(Self::find_again).await?;
            }
            self.parts.changes.tell(&[Topic::Connections]);
            reports.push(report);
            done(kind);
        }
        let is_read = reports.iter().all(|report| report.failure.is_none());
        self.end_round(&connection.id, round, is_read).await?;
        if reports.is_empty() {
            return Ok(reports);
        }
        // One list that is refused, for want of a right, is told with that list; the connection answers.
        let failed = reports.iter().all(|report| report.failure.is_some());
        let trouble = reports.first().filter(|_| failed).and_then(|report| report.failure.as_deref());
        self.note_answer(&connection.id, trouble, self.now())?;
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(reports)
    }
}
