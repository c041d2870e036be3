//! Calendar files as launches: each event of `launches/*.ics` is one, and comes again by its rule.

use calendar::read::Event;
use calendar::roster::OURS;
use calendar::shifts;
use chrono_tz::Tz;
use domain::id::LaunchId;
use domain::launch::{Launch, LaunchKind, LaunchTime};
use domain::span::Span;

use super::property::doubt_unknown;
use super::rotation::{calendar_of, described, zone_of};
use crate::folder::File;
use crate::ledger::{Notes, Noun};
use crate::yaml::node::Place;

/// What an event may say of a launch, beside its title, its times and its description.
const KNOWN: [&str; 6] = ["KIND", "SERVICES", "REGIONS", "ACCOUNTS", "OWNER", "PROMISE"];

/// The launches of a calendar that take place within the window.
pub(crate) fn launches(file: &File, window: Span, notes: &mut Notes<'_>) -> Vec<Launch> {
    let Some(calendar) = calendar_of(file, notes) else { return Vec::new() };
    let home = zone_of(&calendar, notes).unwrap_or(Tz::UTC);
    let (occurrences, faulty) = shifts::occurrences(&calendar, home, window);
    for (event, fault) in faulty {
        let title = event.summary.as_deref().or(event.uid.as_deref()).unwrap_or("without a title");
        let (code, help) = described(&fault);
        notes.fault(Place { line: event.line, column: 1 }, code, format!("Event “{title}”: {fault}."), help);
    }
    let mut launches = Vec::new();
    // An event that stands in place of an occurrence moves that one, and is no launch of its own.
    for event in calendar.events.iter().filter(|event| !event.is_override() && !event.is_cancelled) {
        let is_own = |other: &Event| other.line == event.line || (event.uid.is_some() && other.uid == event.uid);
        let times = occurrences.iter().filter(|occurrence| is_own(occurrence.event));
        let times =
            times.map(|occurrence| LaunchTime { from: occurrence.span.from, until: Some(occurrence.span.until) });
        launches.extend(launch(event, times.collect(), home, notes));
    }
    launches
}

fn launch(event: &Event, times: Vec<LaunchTime>, home: Tz, notes: &mut Notes<'_>) -> Option<Launch> {
    let place = Place { line: event.line, column: 1 };
    let name = event.summary.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let Some(name) = name else {
        notes.fault(place, "no-title", "The event has no title.", "Add `SUMMARY:…`: incidents are told by it.");
        return None;
    };
    doubt_unknown(&event.properties, &KNOWN.map(|key| format!("{OURS}{key}")), place, notes);
    let kind = match event.property(&format!("{OURS}KIND")) {
        None => LaunchKind::Launch,
        Some(written) => LaunchKind::read(written).or_else(|| {
            let help = "Write launch, commitment, peak or freeze.";
            notes.fault(place, "bad-kind", format!("`{written}` is not a kind of launch."), help);
            None
        })?,
    };
    let mut named = |key: &str, nouns: &'static [Noun]| -> Vec<String> {
        let written = event.property(&format!("{OURS}{key}")).unwrap_or_default().split(',').map(str::trim);
        let ids: Vec<String> = written.filter(|id| !id.is_empty()).map(str::to_owned).collect();
        for id in &ids {
            notes.refer(nouns, id, place);
        }
        ids
    };
    let services = named("SERVICES", &[Noun::Service]);
    let regions = named("REGIONS", &[Noun::Region]);
    let accounts = named("ACCOUNTS", &[Noun::Account]);
    let owner = named("OWNER", &[Noun::Person]).into_iter().next();
    let id = id_of(name, event.line);
    // One that is over, or far away, is declared all the same: it may come back with the next year.
    if !notes.declare(Noun::Launch, &id, place) || times.is_empty() {
        return None;
    }
    Some(Launch {
        id: LaunchId(id),
        name: name.to_owned(),
        kind,
        times,
        time_zone: event.time_zone().unwrap_or(home),
        services: services.into_iter().map(Into::into).collect(),
        regions: regions.into_iter().map(Into::into).collect(),
        accounts: accounts.into_iter().map(Into::into).collect(),
        owner: owner.map(Into::into),
        promise: event.property(&format!("{OURS}PROMISE")).map(str::to_owned),
        note: event.description.clone(),
        source: notes.source(place),
    })
}

/// `Black Friday sale` is `black-friday-sale`; a title without letters is known by its line.
fn id_of(name: &str, line: u32) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    if id.is_empty() { format!("line-{line}") } else { id }
}
