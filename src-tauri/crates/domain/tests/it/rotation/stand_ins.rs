//! Overrides of the reader's own view, over shifts that are rendered already.

use chrono_tz::Tz;
use domain::rotation::layer::Layer;
use domain::rotation::stand_in::{rendered, stood_in};
use domain::rotation::{Override, Rendering, Rotation};
use domain::span::Span;
use proptest::collection::vec;
use proptest::prelude::*;

use super::given::{layer, lines, rotation, span, stand_in};
use super::strategy::{any_rotation, replacement, window};

fn day() -> Span {
    span("2026-01-12T00:00+01:00", "2026-01-13T00:00+01:00")
}

fn noon(person: &str, replaces: &str) -> Override {
    stand_in("2026-01-12T08:00+01:00", "2026-01-12T12:00+01:00", person, replaces)
}

/// Ana and Ben, a week each; Ben follows Ana on the 12th at 9.
fn check(overrides: &[Override], expected: &[&str]) {
    let weekly = rotation(vec![layer("Weekly", &["ana", "ben"])], Vec::new());
    let rendering = rendered(weekly.shifts(day()), overrides, day());
    assert_eq!(lines(&rendering, Tz::Europe__Paris), expected);
}

#[test]
fn a_stand_in_takes_all_places() {
    check(
        &[noon("cleo", "")],
        &[
            "01-12 00:00 to 01-12 08:00 ana (Weekly)",
            "01-12 08:00 to 01-12 12:00 cleo (local)",
            "01-12 12:00 to 01-13 00:00 ben (Weekly)",
        ],
    );
}

#[test]
fn a_stand_in_for_one_person_is_there_only_while_that_person_would_be() {
    check(
        &[noon("cleo", "ben")],
        &[
            "01-12 00:00 to 01-12 09:00 ana (Weekly)",
            "01-12 09:00 to 01-12 12:00 cleo (local)",
            "01-12 12:00 to 01-13 00:00 ben (Weekly)",
        ],
    );
}

#[test]
fn the_later_one_lies_over_the_earlier_one() {
    check(
        &[noon("cleo", ""), stand_in("2026-01-12T10:00+01:00", "2026-01-12T11:00+01:00", "dina", "cleo")],
        &[
            "01-12 00:00 to 01-12 08:00 ana (Weekly)",
            "01-12 08:00 to 01-12 10:00 cleo (local)",
            "01-12 10:00 to 01-12 11:00 dina (local)",
            "01-12 11:00 to 01-12 12:00 cleo (local)",
            "01-12 12:00 to 01-13 00:00 ben (Weekly)",
        ],
    );
}

#[test]
fn a_stand_in_fills_a_gap_and_makes_none() {
    let nobody = Rendering { shifts: Vec::new(), gaps: vec![day()] };
    let filled = rendered(nobody, &[noon("cleo", "")], day());
    assert_eq!(filled.gaps.len(), 2);
    let pair = Layer { simultaneous: true, ..layer("Pair", &["ana", "ben"]) };
    let pair = rotation(vec![pair], Vec::new());
    assert!(rendered(pair.shifts(day()), &[noon("cleo", "ana")], day()).gaps.is_empty());
}

fn overrides() -> impl Strategy<Value = Vec<Override>> {
    vec(replacement(), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is said of an instant and what is drawn of a window are the same, and shifts and gaps still tile the window.
    #[test]
    fn the_window_says_what_the_instant_says(rotation in any_rotation(), overrides in overrides(), window in window()) {
        let rotation: Rotation = rotation;
        prop_assume!(!window.is_empty());
        let drawn = rendered(rotation.shifts(window), &overrides, window);
        let mut edges: Vec<_> = drawn.shifts.iter().flat_map(|shift| [shift.span.from, shift.span.until]).collect();
        edges.push(window.from);
        for at in edges.into_iter().filter(|at| window.contains(*at)) {
            let people = |shifts: &[domain::rotation::Shift]| {
                let on = shifts.iter().filter(|shift| shift.span.contains(at));
                on.map(|shift| shift.person.to_string()).collect::<std::collections::BTreeSet<_>>()
            };
            prop_assert_eq!(people(&stood_in(rotation.on_call(at), &overrides)), people(&drawn.shifts));
        }
        let covered: Vec<Span> = drawn.shifts.iter().map(|shift| shift.span).collect();
        prop_assert_eq!(window.without(&covered), drawn.gaps.into_iter().filter(|gap| !gap.is_empty()).collect::<Vec<_>>());
    }
}
