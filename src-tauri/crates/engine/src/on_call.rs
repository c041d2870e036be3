//! Who is on call: from layers, calendars and the cache of providers' shifts, behind one question.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{ConnectionId, PersonId, RotationId};
use domain::rotation::{Rendering, Rotation, Shift, Source, render, stand_in};
use domain::span::{Instant, Span};
use providers::capability::RemoteShift;
use store::cache::shifts::ShiftRow;

use crate::directory::Directory;
use crate::engine::Engine;
use crate::feed::shifts_of;

/// An instant as the shortest span around it that can be asked for.
pub(crate) fn moment(at: Instant) -> Span {
    Span::of(at, at + Duration::milliseconds(1))
}

/// The layer of a provider's shift that names none, and of one that stands in place of another.
const PROVIDER: &str = "provider";
pub(crate) const OVERRIDE: &str = "override";
/// How long somebody is on call of whom a pager tells no end, in a schedule that nothing is rendered of.
const TOLD_FOR: Duration = Duration::minutes(10);

/// Where a rotation's answer came from, and how old it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The file, or the connection's name.
    pub source: String,
    /// When it was last known to be right; the first instant of all where it was never read.
    pub as_of: Instant,
    /// Why it must be read with care; empty where it need not.
    pub caution: String,
}

impl Provenance {
    /// The same, in milliseconds since 1970; none where the source was never read.
    pub(crate) fn read_at(&self) -> Option<i64> {
        (self.as_of > Instant::default()).then(|| self.as_of.timestamp_millis())
    }
}

/// Who is on call in every rotation at an instant.
#[derive(Debug, Default)]
pub(crate) struct Everywhere {
    /// By rotation, each person once.
    pub(crate) on_call: BTreeMap<RotationId, Vec<PersonId>>,
    /// Who is so by an override of this machine, of which no pager knows.
    pub(crate) stand_ins: BTreeSet<(RotationId, PersonId)>,
}

impl Engine {
    /// Who is on call in a rotation at an instant, each person once.
    pub(crate) fn on_call(&self, agreement: &Agreement, rotation: &RotationId, at: Instant) -> Vec<PersonId> {
        let Some(rotation) = agreement.rotation(rotation) else {
            return Vec::new();
        };
        self.on_call_of(rotation, at)
    }

    /// The same, of a rotation at hand.
    pub(crate) fn on_call_of(&self, rotation: &Rotation, at: Instant) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = Vec::new();
        for shift in self.shifts_at(rotation, at) {
            if !people.contains(&shift.person) {
                people.push(shift.person);
            }
        }
        people
    }

    /// Who is on call at an instant in every rotation of the workspace, and in those that are named beside.
    pub(crate) fn on_call_everywhere(&self, agreement: &Agreement, named: &[RotationId], at: Instant) -> Everywhere {
        let named = named.iter().filter_map(|id| agreement.rotation(id));
        let mut everywhere = Everywhere::default();
        for rotation in agreement.rotations.iter().chain(named) {
            let people = everywhere.on_call.entry(rotation.id.clone()).or_default();
            for shift in self.shifts_at(rotation, at) {
                if shift.layer == stand_in::LOCAL {
                    everywhere.stand_ins.insert((rotation.id.clone(), shift.person.clone()));
                }
                if !people.contains(&shift.person) {
                    people.push(shift.person);
                }
            }
        }
        everywhere
    }

    /// Whether somebody has a rotation at an instant by an override of this machine.
    pub(crate) fn stands_in(
        &self,
        agreement: &Agreement,
        rotation: &RotationId,
        person: &PersonId,
        at: Instant,
    ) -> bool {
        let shifts = agreement.rotation(rotation).map(|rotation| self.shifts_at(rotation, at)).unwrap_or_default();
        shifts.iter().any(|shift| shift.person == *person && shift.layer == stand_in::LOCAL)
    }

    /// The shifts that hold at an instant, whoever stands in included.
    pub(crate) fn shifts_at(&self, rotation: &Rotation, at: Instant) -> Vec<Shift> {
        let shifts = self.given_at(rotation, at);
        // Overrides of other times cut the length of the shifts that hold now.
        let reach = shifts.iter().fold(moment(at), |reach, shift| {
            Span::of(reach.from.min(shift.span.from), reach.until.max(shift.span.until))
        });
        let overrides = self.replacements(&rotation.id, reach);
        if overrides.is_empty() {
            return shifts;
        }
        let mut shifts = stand_in::stood_in(shifts, &overrides);
        shifts.retain(|shift| shift.span.contains(at));
        shifts
    }

    /// The shifts that hold at an instant by the rotation's own source.
    fn given_at(&self, rotation: &Rotation, at: Instant) -> Vec<Shift> {
        match &rotation.source {
            Source::Layers { .. } | Source::Calendar { .. } => rotation.on_call(at),
            Source::Provider { connection, schedule } => {
                let shifts = self.cached(connection, schedule, moment(at));
                let shifts: Vec<Shift> = shifts.into_iter().filter(|shift| shift.span.contains(at)).collect();
                self.told_at(connection, schedule, &shifts, at).unwrap_or(shifts)
            }
        }
    }

    /// Who is on call by the pager's own list, where it has just told: the truth beside which shifts are a rendering. `None`
    /// where it has not, or where it does not hold at that instant.
    fn told_at(&self, connection: &ConnectionId, schedule: &str, shifts: &[Shift], at: Instant) -> Option<Vec<Shift>> {
        let told = self.parts.told.of(&self.parts.cache, connection).unwrap_or_else(|trouble| {
            tracing::warn!(%connection, %trouble, "the cache of who is on call cannot be read");
            None
        })?;
        let on_call = told.of(schedule).filter(|on_call| told.holds(on_call, at))?;
        let directory = self.directory();
        // Where nobody tells until when, it is until the schedule changes next, as far as that is rendered.
        let next_change = shifts.iter().map(|shift| shift.span.until).min();
        let mut people: Vec<Shift> = Vec::new();
        for one in on_call {
            let person = self.known_as(&directory, connection, &one.person);
            if people.iter().any(|known| known.person == person) {
                continue;
            }
            let rendered = shifts.iter().find(|shift| shift.person == person);
            let from = one.from.or(rendered.map(|shift| shift.span.from)).unwrap_or(told.at);
            let until = one.until.or(rendered.map(|shift| shift.span.until)).or(next_change);
            let until = until.unwrap_or(told.at + TOLD_FOR);
            let layer = rendered.map_or_else(|| PROVIDER.to_owned(), |shift| shift.layer.clone());
            people.push(Shift { span: Span::of(from.min(at), until), person, layer });
        }
        Some(people)
    }

    /// The shifts and gaps of a window, whoever stands in included.
    pub(crate) fn rendering(&self, rotation: &Rotation, window: Span) -> Rendering {
        let overrides = self.replacements(&rotation.id, window);
        stand_in::rendered(self.given(rotation, window), &overrides, window)
    }

    /// The shifts and gaps of a window by the rotation's own source.
    fn given(&self, rotation: &Rotation, window: Span) -> Rendering {
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
        let rows = self.parts.cache.shifts(&shifts_of(connection, schedule), window).unwrap_or_else(|trouble| {
            tracing::warn!(%connection, schedule, %trouble, "the cache of shifts cannot be read");
            Vec::new()
        });
        let directory = self.directory();
        rows.into_iter().filter_map(|row| self.shift(&directory, connection, row)).collect()
    }

    /// A cached shift as one of the workspace.
    fn shift(&self, directory: &Directory, connection: &ConnectionId, row: ShiftRow) -> Option<Shift> {
        // As an earlier version kept it, until it is read anew.
        if let Some(person) = row.person.as_str() {
            return Some(Shift { span: row.span, person: PersonId::from(person), layer: PROVIDER.to_owned() });
        }
        let shift: RemoteShift = serde_json::from_value(row.person).ok()?;
        let layer = if shift.is_override { OVERRIDE.to_owned() } else { shift.layer.unwrap_or(PROVIDER.to_owned()) };
        Some(Shift { span: row.span, person: self.known_as(directory, connection, &shift.person), layer })
    }

    /// What must be said where a pager's list of who is on call and its own schedule name others; empty where they agree.
    fn differs(&self, connection: &ConnectionId, schedule: &str, name: &str) -> String {
        let now = self.now();
        let told = self.parts.told.of(&self.parts.cache, connection).ok().flatten();
        let Some(told) = told else { return String::new() };
        let Some(on_call) = told.of(schedule).filter(|on_call| told.holds(on_call, now)) else { return String::new() };
        let rows = self.parts.cache.shifts(&shifts_of(connection, schedule), moment(now)).unwrap_or_default();
        let shifts = rows.into_iter().filter(|row| row.span.contains(now));
        let rendered: Vec<RemoteShift> = shifts.filter_map(|row| serde_json::from_value(row.person).ok()).collect();
        // By the pager's own ids: nobody has to be looked up where both say the same.
        let by_schedule: BTreeSet<&str> = rendered.iter().map(|shift| shift.person.id.as_str()).collect();
        if rendered.is_empty() || by_schedule == on_call.iter().map(|one| one.person.id.as_str()).collect() {
            return String::new();
        }
        let (directory, loaded) = (self.directory(), self.loaded());
        let known =
            |shift: &RemoteShift| loaded.agreement.person_name(&self.known_as(&directory, connection, &shift.person));
        let names: BTreeSet<String> = rendered.iter().map(known).collect();
        let names: Vec<String> = names.into_iter().collect();
        format!("{name} says who is on call now, and its schedule names {} instead.", names.join(" and "))
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
                let feed = self.parts.cache.feed(&shifts_of(connection, schedule)).ok().flatten();
                let fetched_at = feed.as_ref().and_then(|feed| feed.fetched_at);
                let failure = feed.as_ref().and_then(|feed| feed.failure.as_ref());
                let caution = match (failure, fetched_at) {
                    (Some(failure), _) => format!("{name}: {}", failure.words_of_reading()),
                    (None, None) => format!("{name} has not answered yet."),
                    (None, Some(_)) => self.differs(connection, schedule, &name),
                };
                Provenance { source: name, as_of: fetched_at.unwrap_or_default(), caution }
            }
        }
    }
}
