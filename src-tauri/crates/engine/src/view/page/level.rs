//! The levels behind whoever is woken first, and whether somebody is of a neighbour team.

use domain::agreement::Agreement;
use domain::escalation::{self, Level, levels};
use domain::id::{PersonId, RotationId};
use domain::incident::Incident;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::neighbour::Outside;
use domain::span::Instant;
use serde::Serialize;

use super::{Asked, PageRecipient};
use crate::engine::Engine;
use crate::error::Error;

/// A level that follows where nobody answers.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PageLevel {
    /// How many minutes after the first page.
    pub after_minutes: u32,
    /// The rotation's name, or the person's.
    pub name: String,
    /// Whom it would wake now; nobody where nobody is on call.
    pub recipients: Vec<PageRecipient>,
}

/// The same in a line, where an incident is not declared yet.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LevelLine {
    /// How many minutes after the first page.
    pub after_minutes: u32,
    /// The rotation's name, or the person's.
    pub name: String,
    /// Names of whom it would wake now; empty where nobody is on call.
    pub people: Vec<String>,
}

impl Engine {
    /// Every level behind those whom these events wake, in order, each contact once.
    pub(super) fn following_levels(&self, asked: &Asked<'_>, events: &[Event]) -> Result<Vec<PageLevel>, Error> {
        let mut following: Vec<(Level, PageLevel)> = Vec::new();
        for event in events {
            let Event::PageRequested { person, rotation, .. } = event else { continue };
            let first = escalation::Asked { person, rotation: rotation.as_ref() };
            let on_call = |id: &RotationId| self.on_call(asked.agreement, id, asked.now);
            for level in levels(asked.incident, asked.agreement, first, &on_call) {
                if following.iter().any(|(known, _)| *known == level) {
                    continue;
                }
                let shown = self.page_level(asked, &level)?;
                following.push((level, shown));
            }
        }
        following.sort_by_key(|(level, _)| level.after);
        Ok(following.into_iter().map(|(_, shown)| shown).collect())
    }

    /// One level as the rules would page it now.
    fn page_level(&self, asked: &Asked<'_>, level: &Level) -> Result<PageLevel, Error> {
        let (reason, joins) = (String::new(), None);
        let intent = match (&level.rotation, level.people.first()) {
            (Some(rotation), _) => Some(Intent::PageRotation { rotation: rotation.clone(), reason, joins }),
            (None, Some(person)) => Some(Intent::PagePerson { person: person.clone(), reason, joins }),
            (None, None) => None,
        };
        let events = match &intent {
            // A rotation with nobody is passed over, and its backup is not asked in its place: it has a level of its own.
            Some(intent) if !level.people.is_empty() => self.weigh(asked.incident, intent)?.unwrap_or_default(),
            _ => Vec::new(),
        };
        let asked = Asked { rotation: level.rotation.as_ref(), ..*asked };
        Ok(PageLevel {
            after_minutes: minutes(level),
            name: name(level, asked.agreement),
            recipients: events.iter().filter_map(|event| self.recipient(&asked, event)).collect(),
        })
    }

    /// Every level behind a rotation that would be paged first, in lines.
    pub(crate) fn level_lines(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        (person, rotation): (&PersonId, &RotationId),
        now: Instant,
    ) -> Vec<LevelLine> {
        let on_call = |id: &RotationId| self.on_call(agreement, id, now);
        let first = escalation::Asked { person, rotation: Some(rotation) };
        let line = |level: Level| LevelLine {
            after_minutes: minutes(&level),
            name: name(&level, agreement),
            people: level.people.iter().map(|person| agreement.person_name(person)).collect(),
        };
        levels(incident, agreement, first, &on_call).into_iter().map(line).collect()
    }
}

fn minutes(level: &Level) -> u32 {
    u32::try_from(level.after.num_minutes()).unwrap_or_default()
}

fn name(level: &Level, agreement: &Agreement) -> String {
    match (&level.rotation, level.people.first()) {
        (Some(id), _) => agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone()),
        (None, Some(person)) => agreement.person_name(person),
        (None, None) => String::new(),
    }
}

/// Why somebody is probably not the one: `Identity answers for Sign-in, which is not failing here`.
pub(super) fn outside(asked: &Asked<'_>, person: &PersonId, rotation: Option<&RotationId>) -> Option<String> {
    let outside = match rotation {
        Some(rotation) => asked.concerned.outside(rotation)?,
        None => asked.concerned.outside_by_name(person)?,
    };
    Some(in_words(&outside, asked.agreement))
}

fn in_words(outside: &Outside, agreement: &Agreement) -> String {
    let rotation = agreement.rotation(&outside.rotation);
    let name = rotation.map_or_else(|| outside.rotation.to_string(), |rotation| rotation.name.clone());
    let services = outside.answers_for.iter().filter_map(|id| agreement.service(id));
    let services: Vec<&str> = services.map(|service| service.name.as_str()).collect();
    match services.as_slice() {
        [] => format!("{name} is called for by nothing here: no rule, no ladder, no role"),
        [one] => format!("{name} answers for {one}, which is not failing here"),
        [several @ .., last] => {
            format!("{name} answers for {} and {last}, which are not failing here", several.join(", "))
        }
    }
}
