//! Calendar files as rotations: those that a YAML file names, and those that stand for themselves.

use std::collections::{BTreeMap, BTreeSet};

use calendar::read::Calendar;
use calendar::roster::{NoFlag, Roster};
use calendar::shifts::{self, Faulty, Refused};
use calendar::zone;
use chrono_tz::Tz;
use domain::id::{ConnectionId, FunctionId, RegionId, RotationId, ServiceId};
use domain::person::Person;
use domain::rotation::{Rotation, Shift, Source};
use domain::span::{Instant, Span};

use super::property::doubt_unknown;
use super::who::Directory;
use crate::folder::File;
use crate::ledger::{Ledger, Notes, Noun};
use crate::yaml::node::Place;
use crate::yaml::rotation::CalendarFile;
use crate::yaml::scalar::{ID_HELP, is_id};

/// The calendar files of the workspace, and the rotations that wait for them.
#[derive(Default)]
pub(crate) struct Calendars<'a> {
    files: BTreeMap<&'a str, &'a File>,
    waiting: Vec<(&'a str, Rotation, CalendarFile)>,
    /// Calendars that belong to a rotation of a YAML file, so they are none of their own.
    claimed: BTreeSet<String>,
}

impl<'a> Calendars<'a> {
    /// A calendar file was found.
    pub(crate) fn add(&mut self, file: &'a File) {
        self.files.insert(&file.path, file);
    }

    /// The rotation of that YAML file takes its shifts from a calendar.
    pub(crate) fn expect(&mut self, yaml: &'a str, rotation: Rotation, calendar: CalendarFile) {
        self.claimed.insert(beside(yaml, &calendar.name));
        self.waiting.push((yaml, rotation, calendar));
    }

    /// The YAML file says what the calendar of the same name is, even if that file has a fault.
    pub(crate) fn claim(&mut self, yaml: &str) {
        let stem = yaml.rsplit_once('.').map_or(yaml, |(stem, _)| stem);
        self.claimed.insert(format!("{stem}.ics"));
    }

    /// All rotations with their shifts within the window.
    pub(crate) fn into_rotations(self, people: &[Person], window: Span, ledger: &mut Ledger) -> Vec<Rotation> {
        let directory = Directory::of(people);
        let mut rotations = Vec::new();
        for (yaml, rotation, calendar) in self.waiting {
            let path = beside(yaml, &calendar.name);
            let Some(file) = self.files.get(path.as_str()) else {
                // It is there, and cannot be read: that has been said already.
                if ledger.has_noticed(&path) {
                    continue;
                }
                let mut notes = Notes { path: yaml, ledger };
                let help = format!("Put it at `{path}`, or correct the name.");
                notes.fault(calendar.place, "unknown-calendar", format!("There is no file `{}`.", calendar.name), help);
                continue;
            };
            let mut notes = Notes { path: &file.path, ledger };
            let Some(read) = calendar_of(file, &mut notes) else {
                continue;
            };
            let home = zone_of(&read, &mut notes).unwrap_or(rotation.time_zone);
            let source = source(&read, home, &directory, window, &mut notes);
            rotations.push(Rotation { source, ..rotation });
        }
        for (path, file) in self.files {
            if !self.claimed.contains(path) {
                let mut notes = Notes { path, ledger };
                rotations.extend(alone(file, &directory, window, &mut notes));
            }
        }
        rotations
    }
}

/// A path beside a file.
fn beside(file: &str, name: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{}", name.trim_start_matches("./"))
}

/// The calendar of a file; what is damaged in it is noted.
pub(super) fn calendar_of(file: &File, notes: &mut Notes<'_>) -> Option<Calendar> {
    let calendar = Calendar::read(&file.text);
    for flaw in &calendar.flaws {
        let help = "Export the calendar again; what can be read is used.";
        notes.doubt(Place::START, "bad-calendar", format!("The calendar is damaged: {flaw}."), help);
    }
    if calendar.found {
        return Some(calendar);
    }
    notes.fault(
        Place::START,
        "no-calendar",
        "There is no calendar in this file.",
        "Export it as iCalendar: such a file begins with `BEGIN:VCALENDAR`.",
    );
    None
}

/// The zone that the calendar names for itself.
pub(super) fn zone_of(calendar: &Calendar, notes: &mut Notes<'_>) -> Option<Tz> {
    zone::home(calendar).unwrap_or_else(|written| {
        let help = "Write a name of the IANA time zone database, like `Europe/Paris`.";
        let message = format!("`{written}` is not a time zone.");
        notes.doubt(Place::START, "bad-zone", message, help);
        None
    })
}

/// A calendar that is a rotation by itself.
fn alone(file: &File, directory: &Directory<'_>, window: Span, notes: &mut Notes<'_>) -> Option<Rotation> {
    let (id, _) = file.name();
    if !is_id(id) {
        notes.fault(Place::START, "bad-id", format!("The file's name `{id}` cannot be an id."), ID_HELP);
        return None;
    }
    let is_first = notes.declare(Noun::Rotation, id, Place::START);
    let calendar = calendar_of(file, notes)?;
    doubt_unknown(&calendar.properties, &Roster::PROPERTIES.map(str::to_owned), Place::START, notes);
    let roster = match Roster::of(&calendar) {
        Ok(roster) => roster,
        Err(NoFlag { property, written }) => {
            let message = format!("`{property}` is `{written}`.");
            notes.fault(Place::START, "bad-flag", message, "Write `true` or `false`.");
            return None;
        }
    };
    let Some(function) = roster.function else {
        notes.fault(
            Place::START,
            "missing-function",
            "The calendar does not say which function it staffs.",
            format!(
                "Add `X-BRIDGEWATCH-FUNCTION:…` below `BEGIN:VCALENDAR`, or a `{id}.yaml` with `calendar: {id}.ics`."
            ),
        );
        return None;
    };
    let backup = roster.backup.filter(|backup| backup != id);
    let named: [(&'static [Noun], &[String]); 5] = [
        (&[Noun::Function], std::slice::from_ref(&function)),
        (&[Noun::Region], &roster.regions),
        (&[Noun::Service], &roster.services),
        (&[Noun::Rotation], backup.as_slice()),
        (&[Noun::Connection], roster.pager.as_slice()),
    ];
    for (nouns, ids) in named {
        for one in ids {
            notes.refer(nouns, one, Place::START);
        }
    }
    if is_first && roster.pager.is_some() {
        let spot = notes.spot(Place::START);
        notes.ledger.pagers.insert(RotationId::from(id), spot);
    }
    let time_zone = zone_of(&calendar, notes).unwrap_or(Tz::UTC);
    is_first.then(|| Rotation {
        id: RotationId::from(id),
        name: calendar.property("X-WR-CALNAME").unwrap_or(id).to_owned(),
        function: FunctionId(function),
        regions: roster.regions.into_iter().map(RegionId).collect(),
        services: roster.services.into_iter().map(ServiceId).collect(),
        time_zone,
        source: source(&calendar, time_zone, directory, window, notes),
        backup: backup.map(RotationId),
        gaps_intended: roster.gaps_intended,
        last_resort: roster.last_resort,
        pager: roster.pager.map(ConnectionId),
        pager_target: roster.pager_target,
        shadows: Vec::new(),
    })
}

/// The calendar's shifts; every event that brings none is noted with its line.
fn source(calendar: &Calendar, home: Tz, directory: &Directory<'_>, window: Span, notes: &mut Notes<'_>) -> Source {
    let (occurrences, faulty) = shifts::occurrences(calendar, home, window);
    for (event, fault) in faulty {
        let title = event.summary.as_deref().or(event.uid.as_deref()).unwrap_or("without a title");
        let (code, help) = described(&fault);
        notes.fault(Place { line: event.line, column: 1 }, code, format!("Event “{title}”: {fault}."), help);
    }
    let mut unknown: BTreeSet<(u32, String)> = BTreeSet::new();
    let mut shifts = Vec::new();
    for occurrence in occurrences {
        let on_call = directory.on_call(occurrence.event);
        let shift = |person| Shift { span: occurrence.span, person, layer: "calendar".to_owned() };
        shifts.extend(on_call.people.into_iter().map(shift));
        unknown.extend(on_call.strangers.into_iter().map(|called| (occurrence.event.line, called)));
    }
    doubt_strangers(calendar, &unknown, directory, notes);
    if shifts.is_empty() && unknown.is_empty() && !notes.ledger.has_noticed(notes.path) {
        let day = |at: Instant| at.format("%Y-%m-%d");
        notes.doubt(
            Place::START,
            "no-shifts",
            format!("No event of this calendar is between {} and {}.", day(window.from), day(window.until)),
            "Export it again with the coming shifts, or remove it: nobody is on call by it.",
        );
    }
    for (line, called) in unknown {
        notes.fault(
            Place { line, column: 1 },
            "unknown-person",
            format!("This event puts “{called}” on call, whom `people/` does not have."),
            "Add the person with this address, or correct the attendee.",
        );
    }
    Source::Calendar { path: notes.path.to_owned(), shifts, loaded: window }
}

/// Events outside the window put nobody on call now, but who looks back or ahead will miss the same people there: each of
/// them is told once.
fn doubt_strangers(
    calendar: &Calendar,
    told: &BTreeSet<(u32, String)>,
    directory: &Directory<'_>,
    notes: &mut Notes<'_>,
) {
    let mut strangers: BTreeMap<String, (u32, usize)> = BTreeMap::new();
    for event in calendar.events.iter().filter(|event| !event.is_cancelled) {
        for called in directory.on_call(event).strangers {
            if !told.iter().any(|(_, known)| *known == called) {
                strangers.entry(called).or_insert((event.line, 0)).1 += 1;
            }
        }
    }
    for (called, (line, count)) in strangers {
        let events = if count == 1 {
            "An event of other months puts".to_owned()
        } else {
            format!("{count} events of other months put")
        };
        notes.doubt(
            Place { line, column: 1 },
            "unknown-person",
            format!("{events} “{called}” on call, whom `people/` does not have."),
            "Add the person with this address, or correct the attendee.",
        );
    }
}

/// The code of a fault, and what to do.
pub(super) fn described(fault: &Faulty) -> (&'static str, &'static str) {
    match fault {
        Faulty::NoStart => ("no-start", "Give it a valid `DTSTART`."),
        Faulty::NoLength => ("no-length", "Add `DTEND` or `DURATION`."),
        Faulty::UnknownZone(_) => {
            ("bad-zone", "Use a name of the IANA time zone database, like `Europe/Paris`, or add its `VTIMEZONE`.")
        }
        Faulty::Rule(Refused::Invalid(_)) => ("bad-rule", "Correct its `RRULE`."),
        Faulty::Rule(Refused::TooMany) => ("endless-rule", "Repeat it daily or weekly, or give it an end."),
    }
}
