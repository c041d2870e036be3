//! Hand-offs of rotations: ends of turns, and all hand-offs of a window.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDateTime};
use chrono_tz::Tz;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::wall_clock;
use domain::span::Instant;
use serde_json::Value;

use super::{Case, check, instant, number, text, zone};
use crate::rotation::given::layer;

const MONTHS: &str = "our turns are hours, days and weeks";
const HOURS: &str = "our hours are elapsed hours; GoAlert's follow the wall clock, longer or shorter where it changes";

#[test]
fn a_turn_ends_when_it_should() {
    let differences = [
        ("monthly 1 from Jun 1 2017 12:00 am", MONTHS),
        ("monthly 2 from Jul 1 2017 12:00 am", MONTHS),
        ("monthly 1 from Mar 1 2017 12:00 am", MONTHS),
        ("monthly 2 from Nov 1 2017 12:00 am", MONTHS),
        ("hourly 3 from Mar 12 2017 12:00 am", HOURS),
        ("hourly 3 from Nov 5 2017 12:00 am", HOURS),
    ];
    check("goalert-rotation-endtime.json", 16, &differences, end_of_turn);
}

#[test]
fn the_hand_offs_of_a_window_are_complete() {
    let differences = [
        ("monthly 1 from 2020-01-02T01:30:00 America/Chicago", MONTHS),
        ("monthly 1 from 2020-10-01T01:30:00 America/Chicago", MONTHS),
        ("hourly 24 from 2020-10-30T01:30:00 America/Chicago", HOURS),
        ("hourly 1 from 2020-03-06T02:30:00 America/Chicago", HOURS),
        ("hourly 1 from 2020-07-06T02:30:00 America/Chicago", HOURS),
        ("hourly 1 from 2020-07-06T02:00:00 America/Chicago", HOURS),
        ("hourly 1 from 2021-04-03T02:30:00 Australia/Lord_Howe", HOURS),
        ("hourly 24 from 2021-04-02T02:00:00 Australia/Lord_Howe", HOURS),
        ("hourly 24 from 2020-10-02T01:30:00 Australia/Lord_Howe", HOURS),
    ];
    check("goalert-rotation-handoffs.json", 16, &differences, hand_offs);
}

/// A layer of one person with GoAlert's turns, if we have such turns.
fn layer_of(kind: &str, length: u32, zone: Tz, start: NaiveDateTime) -> Option<Layer> {
    let turn = match kind {
        "hourly" => Turn::Hours(length),
        "daily" => Turn::Days(length),
        "weekly" => Turn::Weeks(length),
        _ => return None,
    };
    let (start, handoff_time) = (start.date(), start.time());
    Some(Layer { turn, time_zone: zone, start, handoff_time, ..layer("GoAlert", &["user"]) })
}

fn end_of_turn(case: &Value) -> Case {
    let local = |field| NaiveDateTime::parse_from_str(text(case, field), "%b %d %Y %I:%M %P").expect("a local time");
    let (kind, length, zone) = (text(case, "type"), number(case, "shift_length"), zone(case, "zone"));
    let ours = layer_of(kind, length, zone, local("start")).and_then(|layer| layer.handoff(1));
    Case {
        name: format!("{kind} {length} from {}", text(case, "start")),
        theirs: wall_clock::instant(zone, local("end")).to_rfc3339(),
        ours: ours.map_or("no such turn".into(), |at| at.to_rfc3339()),
    }
}

fn hand_offs(case: &Value) -> Case {
    let local = |field: &str| text(&case[field], "local").parse::<NaiveDateTime>().expect("a local time");
    let (kind, length, zone) = (text(case, "rotation_type"), number(case, "shift_length"), zone(case, "time_zone"));
    let window = (wall_clock::instant(zone, local("window_start")), wall_clock::instant(zone, local("window_end")));
    // GoAlert's rotations reach back beyond their start. In every case a day is a whole number of turns.
    let start = local("start") - Days::new(1);
    let ours = layer_of(kind, length, zone, start).map(|layer| around(&layer, window.0, window.1));
    let theirs = case["handoffs"].as_array().expect("a list").iter();
    let theirs: BTreeSet<Instant> = theirs.map(|at| instant(at.as_str().expect("text"))).collect();
    Case {
        name: format!("{kind} {length} from {} {zone}", text(&case["start"], "local")),
        theirs: format!("{theirs:?}"),
        ours: ours.map_or("no such turn".into(), |ours| format!("{ours:?}")),
    }
}

/// Begins and ends of all turns that a window touches, its last instant included.
fn around(layer: &Layer, from: Instant, until: Instant) -> BTreeSet<Instant> {
    let mut found = BTreeSet::new();
    let mut next = Some(from);
    while let Some(turn) = next.filter(|at| *at <= until).and_then(|at| layer.turn_at(at)) {
        found.extend([turn.span.from, turn.span.until]);
        next = layer.next_handoff(turn.span.from);
    }
    found
}
