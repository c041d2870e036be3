//! `launches/*.yaml`: one launch, commitment, peak or freeze a file, or a list of them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::id::LaunchId;
use domain::launch::{Launch, LaunchKind, LaunchTime};
use domain::rotation::wall_clock;
use domain::span::Instant;

use super::node::{Node, Value};
use super::organisation::declared;
use super::read::Fields;
use super::scalar::{launch_kind, reference, text, zone};
use crate::ledger::{Notes, Noun};

/// The launches of a file. `id` is the file's, for a file of one launch.
pub(crate) fn launches(node: &Node, id: &str, notes: &mut Notes<'_>) -> Vec<Launch> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| launch(item, None, notes)).collect(),
        _ => launch(node, Some(id), notes).into_iter().collect(),
    }
}

fn launch(node: &Node, file: Option<&str>, notes: &mut Notes<'_>) -> Option<Launch> {
    let mut fields = Fields::of(node, "a launch", notes)?;
    let place = fields.place;
    let id = match file {
        Some(id) => fields.notes.declare(Noun::Launch, id, place).then(|| id.to_owned()),
        None => declared(Noun::Launch, &mut fields),
    };
    let name = fields.required("name", text);
    let kind = fields.required("kind", launch_kind);
    let time_zone = fields.required("time_zone", zone);
    // Where the zone is wrong, times are read all the same for their faults.
    let home = time_zone.unwrap_or(Tz::UTC);
    let from = fields.required("from", |node, notes| moment(node, home, notes));
    let until = fields.optional("until", |node, notes| moment(node, home, notes));
    let services = fields.list("services", reference(&[Noun::Service]));
    let regions = fields.list("regions", reference(&[Noun::Region]));
    let accounts = fields.list("accounts", reference(&[Noun::Account]));
    let owner = fields.optional("owner", reference(&[Noun::Person]));
    let promise = fields.optional("promise", text);
    let beside = fields.optional("note", text);
    let until_place = fields.place_of("until");
    fields.close();
    let (kind, from, until) = (kind?, from?, until?);
    if until.is_none() && kind != LaunchKind::Commitment {
        let help = "Add `until: …`; only a commitment holds until it is taken out of the calendar.";
        notes.fault(place, "no-end", "Nothing says when it ends.", help);
        return None;
    }
    if until.is_some_and(|until| until <= from) {
        notes.fault(until_place, "empty-span", "It ends before it begins.", "Make `until` later than `from`.");
        return None;
    }
    Some(Launch {
        id: LaunchId(id?),
        name: name?,
        kind,
        times: vec![LaunchTime { from, until }],
        time_zone: time_zone?,
        services: services?,
        regions: regions?,
        accounts: accounts?,
        owner: owner?,
        promise: promise?,
        note: beside?,
        source: notes.source(place),
    })
}

/// A day, or a day and a time by the wall clock of the zone, or an instant with its offset.
fn moment(node: &Node, home: Tz, notes: &mut Notes<'_>) -> Option<Instant> {
    let written = text(node, notes)?;
    let local = |time: &str| NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M").ok();
    let day = |day: &str| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN));
    if let Some(local) = local(&written.replacen(' ', "T", 1)).or_else(|| day(&written)) {
        return Some(wall_clock::instant(home, local));
    }
    let instant = DateTime::parse_from_rfc3339(&written).ok().map(|instant| instant.with_timezone(&Utc));
    if instant.is_none() {
        let help = "Write a day like 2026-11-27, a time by the clock of `time_zone` like \"2026-11-27T09:00\", or an instant with its \
                    offset.";
        notes.fault(node.place, "bad-instant", format!("`{written}` is not a day and no time of one."), help);
    }
    instant
}
