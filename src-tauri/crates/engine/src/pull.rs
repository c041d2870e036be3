//! The worker that refreshes: each feed alone, so one poisoned list never hides another, and never clears old shifts.

use chrono::Duration;
use domain::agreement::{Agreement, Connection};
use domain::id::PersonId;
use domain::rotation::Source;
use domain::span::{Instant, Span};

use providers::capability::{RemotePerson, RemoteShift};
use store::cache::shifts::ShiftRow;

use crate::change::Topic;
use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::on_call::shifts_feed;

/// How often a provider's schedule is read again.
const EVERY: Duration = Duration::minutes(5);
/// How soon after a failure.
const AFTER_FAILURE: Duration = Duration::minutes(1);

/// For which stretch a schedule that was read at an instant is known: outside of it the cache is silent.
pub(crate) fn known_at(fetched_at: Instant) -> Span {
    Span::of(fetched_at - Duration::days(30), fetched_at + Duration::days(90))
}

/// One schedule of one connection.
struct Feed {
    connection: Connection,
    schedule: String,
}

impl Engine {
    /// Reads the schedules that are due. Answers with the instant at which the next one is.
    pub async fn pull(&self) -> Result<Option<Instant>, Error> {
        let feeds = self.feeds();
        let mut next: Option<Instant> = None;
        for feed in feeds {
            let now = self.now();
            let due = self.due_at(&feed)?;
            let due = if due <= now { self.read(&feed, now).await? } else { due };
            next = Some(next.map_or(due, |other| other.min(due)));
        }
        Ok(next)
    }

    fn feeds(&self) -> Vec<Feed> {
        let loaded = self.loaded();
        let sources = loaded.agreement.rotations.iter().filter_map(|rotation| match &rotation.source {
            Source::Provider { connection, schedule } => Some((connection, schedule)),
            _ => None,
        });
        sources
            .filter_map(|(connection, schedule)| {
                let connection = connection_of(&loaded.agreement, connection)?;
                Some(Feed { connection, schedule: schedule.clone() })
            })
            .collect()
    }

    fn due_at(&self, feed: &Feed) -> Result<Instant, Error> {
        let known = self.parts.cache.feed(&shifts_feed(&feed.connection.id, &feed.schedule))?;
        Ok(known.map_or_else(Instant::default, |known| {
            let pause = if known.failure.is_none() { EVERY } else { AFTER_FAILURE };
            known.tried_at.map_or_else(Instant::default, |tried_at| tried_at + pause)
        }))
    }

    async fn read(&self, feed: &Feed, now: Instant) -> Result<Instant, Error> {
        let connection = feed.connection.clone();
        let secrets = self.blocking(move |engine| engine.secrets_of(&connection)).await.unwrap_or_default();
        let window = known_at(now);
        let loaded = self.loaded();
        let answer = self.parts.gateway.shifts(&feed.connection, &secrets, &feed.schedule, window, now).await;
        let id = &feed.connection.id;
        let key = shifts_feed(id, &feed.schedule);
        let next = match answer {
            Ok(shifts) => {
                let row = |shift: &RemoteShift| ShiftRow {
                    schedule: feed.schedule.clone(),
                    person: known_as(&loaded.agreement, &shift.person).to_string().into(),
                    span: shift.span,
                    level: 1,
                };
                self.parts.cache.replace_shifts(&key, &shifts.iter().map(row).collect::<Vec<_>>(), now)?;
                self.note_answer(id, None, now)?;
                now + EVERY
            }
            Err(failure) => {
                self.parts.cache.feed_failed(&key, &failure, now)?;
                self.note_answer(id, Some(&failure.words()), now)?;
                now + AFTER_FAILURE
            }
        };
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(next)
    }
}

/// Whom the workspace knows a provider's person as: by address, else by name, else what the provider calls them.
fn known_as(agreement: &Agreement, person: &RemotePerson) -> PersonId {
    let same_address = |email: &str| person.email.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(email));
    let people = &agreement.people;
    people
        .iter()
        .find(|known| known.email().is_some_and(same_address))
        .or_else(|| people.iter().find(|known| known.name.eq_ignore_ascii_case(&person.name)))
        .map_or_else(|| PersonId::from(person.name.as_str()), |known| known.id.clone())
}
