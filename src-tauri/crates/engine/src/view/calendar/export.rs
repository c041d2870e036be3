//! Shifts as calendar files: of a rotation, of a person, or of everything that is known.

use std::path::{Path, PathBuf};

use calendar::roster::Roster;
use calendar::write::{CalendarEvent, CalendarFile};
use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{PersonId, RotationId};
use domain::rotation::{Rotation, Shift, Source};
use domain::span::{Instant, Span};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::Error;
use crate::view::cover::unknown;

/// What is written out: as far back and ahead as pagers are read.
const BACK: Duration = Duration::days(30);
const AHEAD: Duration = Duration::days(90);

/// Whose shifts are written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum CalendarScope {
    /// Of one rotation.
    Rotation(RotationId),
    /// Of one person, in all rotations.
    Person(PersonId),
    /// Of everybody.
    Everything,
}

impl Engine {
    /// The calendar as text, of the last 30 and the next 90 days.
    pub fn calendar_text(&self, scope: &CalendarScope) -> Result<String, Error> {
        let now = self.now();
        let window = Span::of(now - BACK, now + AHEAD);
        let loaded = self.loaded_around(window)?;
        let agreement = &loaded.agreement;
        let all = agreement.rotations.iter().chain(&agreement.found.rotations);
        let mut file = CalendarFile {
            name: "On call".to_owned(),
            zone: self.zone().name().to_owned(),
            roster: None,
            written_at: now,
            events: Vec::new(),
        };
        let chosen: Vec<&Rotation> = match scope {
            CalendarScope::Rotation(id) => {
                let rotation = agreement.rotation(id).ok_or_else(|| unknown(id))?;
                file.name.clone_from(&rotation.name);
                rotation.time_zone.name().clone_into(&mut file.zone);
                file.roster = Some(roster(agreement, rotation));
                vec![rotation]
            }
            CalendarScope::Person(id) => {
                if agreement.person(id).is_none() {
                    return Err(Error::NotFound(format!("Nobody is known as “{id}”.")));
                }
                file.name = format!("On call: {}", agreement.person_name(id));
                all.collect()
            }
            CalendarScope::Everything => all.collect(),
        };
        for rotation in chosen {
            let known = self.known_part(agreement, rotation, window).0;
            let rendering = known.map(|known| self.rendering(rotation, known)).unwrap_or_default();
            let source = self.provenance(agreement, rotation).source;
            let mine = rendering.shifts.into_iter().filter(|shift| match scope {
                CalendarScope::Person(id) => shift.person == *id,
                _ => true,
            });
            file.events.extend(mine.map(|shift| event(agreement, rotation, &shift, &source)));
        }
        file.events.sort_by_key(|event| event.span);
        Ok(file.to_text())
    }

    /// Writes the calendar into a folder, and answers with the file.
    pub fn export_calendar(&self, scope: &CalendarScope, folder: &Path) -> Result<PathBuf, Error> {
        let text = self.calendar_text(scope)?;
        let name = match scope {
            CalendarScope::Rotation(id) => format!("{}.ics", file_name(id.as_str())),
            CalendarScope::Person(id) => format!("person-{}.ics", file_name(id.as_str())),
            CalendarScope::Everything => "on-call.ics".to_owned(),
        };
        crate::file::write(folder, &name, &text, "calendar")
    }
}

/// What the rotation is, so that its calendar alone is the same one: whom it answers for decides what looks covered. Shadows are no
/// cover, and stay behind.
fn roster(agreement: &Agreement, rotation: &Rotation) -> Roster {
    // Whoever tells who is on call is asked to wake them, where the rotation names no pager.
    let told_by = match &rotation.source {
        Source::Provider { connection, .. } => agreement.connection(connection).map(|connection| &connection.id),
        _ => None,
    };
    Roster {
        function: agreement.function(&rotation.function).map(|function| function.id.to_string()),
        regions: rotation.regions.iter().map(ToString::to_string).collect(),
        services: rotation.services.iter().map(ToString::to_string).collect(),
        backup: rotation.backup.as_ref().map(ToString::to_string),
        gaps_intended: rotation.gaps_intended,
        last_resort: rotation.last_resort,
        pager: rotation.pager.as_ref().or(told_by).map(ToString::to_string),
        pager_target: rotation.pager_target.clone(),
    }
}

fn event(agreement: &Agreement, rotation: &Rotation, shift: &Shift, source: &str) -> CalendarEvent {
    let person = agreement.person(&shift.person);
    let name = agreement.person_name(&shift.person);
    let stamp = |at: Instant| at.format("%Y%m%dT%H%M%SZ");
    CalendarEvent {
        uid: format!("{}.{}.{}@bridgewatch", stamp(shift.span.from), rotation.id, shift.person),
        span: shift.span,
        summary: format!("{}: {name}", rotation.name),
        description: format!("{}, from {source}", shift.layer),
        person: shift.person.to_string(),
        address: person.and_then(|person| person.email().map(str::to_owned)),
        person_name: name,
    }
}

/// An id as a file's name: what a provider calls a schedule may hold anything.
fn file_name(id: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() || "-_.@".contains(letter) { letter } else { '-' };
    let name: String = id.chars().map(plain).take(100).collect();
    name.trim_start_matches('.').to_owned()
}
