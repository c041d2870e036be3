//! Who is on call: from layers, calendars and the cache of providers' shifts, behind one question.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{ConnectionId, PersonId, RotationId};
use domain::rotation::{Rendering, Rotation, Shift, Source, render};
use domain::span::{Instant, Span};
use store::cache::feeds::FeedKey;
use store::cache::shifts::ShiftRow;

use crate::engine::Engine;

/// Where a rotation's answer came from, and how old it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The file, or the connection's name.
    pub source: String,
    /// When it was last known to be right.
    pub as_of: Instant,
    /// Why it must be read with care; empty where it need not.
    pub caution: String,
}

/// The feed of one provider's schedule.
pub(crate) fn shifts_feed(connection: &ConnectionId, schedule: &str) -> FeedKey {
    FeedKey { connection: connection.clone(), name: format!("shifts {schedule}") }
}

impl Engine {
    /// Who is on call in a rotation at an instant, each person once.
    pub(crate) fn on_call(&self, agreement: &Agreement, rotation: &RotationId, at: Instant) -> Vec<PersonId> {
        let Some(rotation) = agreement.rotation(rotation) else {
            return Vec::new();
        };
        let mut people: Vec<PersonId> = Vec::new();
        for shift in self.shifts_at(rotation, at) {
            if !people.contains(&shift.person) {
                people.push(shift.person);
            }
        }
        people
    }

    /// Who is on call in every rotation at an instant.
    pub(crate) fn on_call_everywhere(&self, agreement: &Agreement, at: Instant) -> BTreeMap<RotationId, Vec<PersonId>> {
        let ids = agreement.rotations.iter().map(|rotation| rotation.id.clone());
        ids.map(|id| (id.clone(), self.on_call(agreement, &id, at))).collect()
    }

    /// The shifts that hold at an instant.
    pub(crate) fn shifts_at(&self, rotation: &Rotation, at: Instant) -> Vec<Shift> {
        match &rotation.source {
            Source::Layers { .. } | Source::Calendar { .. } => rotation.on_call(at),
            Source::Provider { connection, schedule } => self
                .cached(connection, schedule, Span::of(at, at + Duration::milliseconds(1)))
                .into_iter()
                .filter(|shift| shift.span.contains(at))
                .collect(),
        }
    }

    /// The shifts and gaps of a window.
    pub(crate) fn rendering(&self, rotation: &Rotation, window: Span) -> Rendering {
        match &rotation.source {
            Source::Layers { .. } | Source::Calendar { .. } => rotation.shifts(window),
            Source::Provider { connection, schedule } => {
                render::given(&self.cached(connection, schedule, window), window)
            }
        }
    }

    /// A provider's shifts as the cache has them. A cache that cannot be read answers like an empty one: the caller
    /// shows its age, and the next pull fills it.
    fn cached(&self, connection: &ConnectionId, schedule: &str, window: Span) -> Vec<Shift> {
        let rows = self.parts.cache.shifts(&shifts_feed(connection, schedule), window).unwrap_or_else(|trouble| {
            tracing::warn!(%connection, schedule, %trouble, "the cache of shifts cannot be read");
            Vec::new()
        });
        let person = |row: &ShiftRow| row.person.as_str().map(PersonId::from);
        rows.iter()
            .filter_map(|row| Some(Shift { span: row.span, person: person(row)?, layer: "provider".to_owned() }))
            .collect()
    }

    /// Where a rotation's shifts come from, and how old they are.
    pub(crate) fn provenance(&self, agreement: &Agreement, rotation: &Rotation) -> Provenance {
        match &rotation.source {
            Source::Layers { .. } => Provenance {
                source: format!("rotations/{}.yaml", rotation.id),
                as_of: self.loaded_at(),
                caution: String::new(),
            },
            Source::Calendar { path, loaded, .. } => Provenance {
                source: path.clone(),
                as_of: self.loaded_at(),
                caution: if loaded.contains(self.now()) {
                    String::new()
                } else {
                    "The calendar was read for another time. Restart to read it anew.".to_owned()
                },
            },
            Source::Provider { connection, schedule } => {
                let name =
                    agreement.connection(connection).map_or_else(|| connection.to_string(), |known| known.name.clone());
                let feed = self.parts.cache.feed(&shifts_feed(connection, schedule)).ok().flatten();
                let fetched_at = feed.as_ref().and_then(|feed| feed.fetched_at);
                let failure = feed.as_ref().and_then(|feed| feed.failure.as_ref());
                let caution = match (failure, fetched_at) {
                    (Some(failure), _) => format!("{name}: {}", failure.words()),
                    (None, None) => format!("{name} has not answered yet."),
                    (None, Some(_)) => String::new(),
                };
                Provenance { source: name, as_of: fetched_at.unwrap_or_default(), caution }
            }
        }
    }
}
