//! Shifts that were given: by a calendar of the workspace, or by a provider through the cache.

use chrono_tz::Tz;
use domain::rotation::render::{given, given_at, handoffs};
use domain::rotation::{Rendering, Rotation, Shift, Source};

use super::given::{at, from_source, lines, names, shift, span};

/// Ana's shift came twice, ben's overlaps it, and cleo's is cut by the window.
fn shifts() -> Vec<Shift> {
    vec![
        shift("2026-01-12T12:00Z", "2026-01-13T12:00Z", "cleo"),
        shift("2026-01-12T06:00Z", "2026-01-12T09:00Z", "ana"),
        shift("2026-01-12T08:00Z", "2026-01-12T10:00Z", "ben"),
        shift("2026-01-12T06:00Z", "2026-01-12T09:00Z", "ana"),
        shift("2026-01-20T06:00Z", "2026-01-20T09:00Z", "ana"),
    ]
}

fn calendar() -> Rotation {
    let loaded = span("2026-01-12T00:00Z", "2026-01-13T00:00Z");
    from_source(Source::Calendar { path: "support.ics".into(), shifts: shifts(), loaded })
}

const TILES: [&str; 5] = [
    "01-12 00:00 to 01-12 06:00 gap",
    "01-12 06:00 to 01-12 09:00 ana (calendar)",
    "01-12 08:00 to 01-12 10:00 ben (calendar)",
    "01-12 10:00 to 01-12 12:00 gap",
    "01-12 12:00 to 01-13 00:00 cleo (calendar)",
];

#[test]
fn given_shifts_are_cut_at_the_window_and_doubles_come_once() {
    let rendering = given(&shifts(), span("2026-01-12T00:00Z", "2026-01-13T00:00Z"));
    assert_eq!(lines(&rendering, Tz::UTC), TILES);
    assert_eq!(given(&shifts(), span("2026-01-12T00:00Z", "2026-01-12T00:00Z")), Rendering::default());
}

#[test]
fn a_calendar_is_silent_beyond_what_was_loaded() {
    let rendering = calendar().shifts(span("2026-01-01T00:00Z", "2026-02-01T00:00Z"));
    assert_eq!(lines(&rendering, Tz::UTC), TILES, "no gap is claimed outside");
    assert_eq!(names(&calendar(), "2026-01-12T08:30Z"), "ana+ben");
    assert_eq!(names(&calendar(), "2026-01-12T11:00Z"), "nobody");
    assert_eq!(names(&calendar(), "2026-01-20T08:00Z"), "nobody");
}

#[test]
fn at_an_instant_a_given_shift_keeps_its_length() {
    let cleo = shift("2026-01-12T12:00Z", "2026-01-13T12:00Z", "cleo");
    assert_eq!(calendar().on_call(at("2026-01-12T23:00Z")), [cleo]);
}

#[test]
fn of_overlapping_shifts_of_one_person_the_longest_answers() {
    let cut = shift("2026-01-12T06:00Z", "2026-01-12T08:00Z", "ana");
    let whole = shift("2026-01-12T06:00Z", "2026-01-12T12:00Z", "ana");
    assert_eq!(given_at(&[cut, whole.clone()], at("2026-01-12T07:00Z")), [whole]);
}

#[test]
fn a_providers_rotation_knows_no_shifts_of_its_own() {
    let rotation = from_source(Source::Provider { connection: "pagerduty-main".into(), schedule: "P1".into() });
    assert_eq!(rotation.on_call(at("2026-01-12T07:00Z")), []);
    assert_eq!(rotation.shifts(span("2026-01-12T00:00Z", "2026-01-13T00:00Z")), Rendering::default());
}

#[test]
fn handoffs_of_given_shifts_count_people_not_shifts() {
    let rendering = given(&shifts(), span("2026-01-12T00:00Z", "2026-01-13T00:00Z"));
    let changes: Vec<String> = handoffs(&rendering, at("2026-01-12T00:00Z"), 10)
        .into_iter()
        .map(|handoff| {
            let names = |people: &[domain::id::PersonId]| {
                people.iter().map(domain::id::PersonId::as_str).collect::<Vec<_>>().join("+")
            };
            format!("{} {} > {}", handoff.at.format("%H:%M"), names(&handoff.from), names(&handoff.to))
        })
        .collect();
    assert_eq!(
        changes,
        ["06:00  > ana", "08:00 ana > ana+ben", "09:00 ana+ben > ben", "10:00 ben > ", "12:00  > cleo"],
        "the window's edges are no hand-offs"
    );
    let after_eight = handoffs(&rendering, at("2026-01-12T08:00Z"), 1);
    assert_eq!(
        after_eight.iter().map(|handoff| handoff.at).collect::<Vec<_>>(),
        [at("2026-01-12T09:00Z")],
        "the one at eight is past"
    );
    assert_eq!(handoffs(&rendering, at("2026-01-12T08:00Z"), 0), []);
}
