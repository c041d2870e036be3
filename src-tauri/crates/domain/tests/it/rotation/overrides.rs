//! Somebody else for a stretch of time.

use chrono_tz::Tz;
use domain::rotation::layer::Layer;
use domain::rotation::{Override, Rotation};

use super::given::{day, layer, lines, names, rotation, span, stand_in};

/// Ana and Ben, a week each; ana begins.
fn weekly(overrides: Vec<Override>) -> Rotation {
    rotation(vec![layer("Weekly", &["ana", "ben"])], overrides)
}

/// Ana and Ben at once.
fn pair(overrides: Vec<Override>) -> Rotation {
    rotation(vec![Layer { simultaneous: true, ..layer("Pair", &["ana", "ben"]) }], overrides)
}

fn check(rotation: &Rotation, expected: &[&str]) {
    let window = span("2026-01-12T00:00+01:00", "2026-01-13T00:00+01:00");
    assert_eq!(lines(&rotation.shifts(window), Tz::Europe__Paris), expected);
}

#[test]
fn an_override_takes_over_for_its_stretch() {
    check(
        &weekly(vec![stand_in("2026-01-12T08:00+01:00", "2026-01-12T12:00+01:00", "cleo", "")]),
        &[
            "01-12 00:00 to 01-12 08:00 ana (Weekly)",
            "01-12 08:00 to 01-12 12:00 cleo (override)",
            "01-12 12:00 to 01-13 00:00 ben (Weekly)",
        ],
    );
}

#[test]
fn an_override_of_one_person_counts_only_while_that_person_is_on() {
    check(
        &weekly(vec![stand_in("2026-01-12T08:00+01:00", "2026-01-12T12:00+01:00", "cleo", "ben")]),
        &[
            "01-12 00:00 to 01-12 09:00 ana (Weekly)",
            "01-12 09:00 to 01-12 12:00 cleo (override)",
            "01-12 12:00 to 01-13 00:00 ben (Weekly)",
        ],
    );
}

#[test]
fn of_several_people_only_the_one_replaced_goes() {
    let noon = ("2026-01-12T11:00+01:00", "2026-01-12T13:00+01:00");
    let at_noon = |overrides| names(&pair(overrides), "2026-01-12T12:00+01:00");
    assert_eq!(at_noon(vec![]), "ana+ben");
    assert_eq!(at_noon(vec![stand_in(noon.0, noon.1, "cleo", "ana")]), "ben+cleo");
    assert_eq!(at_noon(vec![stand_in(noon.0, noon.1, "cleo", "")]), "cleo");
    assert_eq!(at_noon(vec![stand_in(noon.0, noon.1, "ben", "ana")]), "ben", "nobody is on twice");
}

#[test]
fn the_last_override_wins_for_each_place() {
    let noon = ("2026-01-12T11:00+01:00", "2026-01-12T13:00+01:00");
    let over = |person: &str, replaces: &str| stand_in(noon.0, noon.1, person, replaces);
    let at_noon = |overrides| names(&pair(overrides), "2026-01-12T12:00+01:00");
    assert_eq!(at_noon(vec![over("cleo", "ana"), over("dina", "ana")]), "ben+dina");
    assert_eq!(at_noon(vec![over("cleo", "ana"), over("dina", "")]), "dina");
    assert_eq!(at_noon(vec![over("dina", ""), over("cleo", "ana")]), "cleo+dina");
    assert_eq!(at_noon(vec![over("cleo", "ana"), over("dina", "ben")]), "cleo+dina");
}

#[test]
fn two_people_can_swap_their_weeks() {
    let fortnight = ("2026-01-05T09:00+01:00", "2026-01-19T09:00+01:00");
    let swapped = weekly(vec![
        stand_in(fortnight.0, fortnight.1, "ben", "ana"),
        stand_in(fortnight.0, fortnight.1, "ana", "ben"),
    ]);
    assert_eq!(names(&swapped, "2026-01-06T00:00Z"), "ben");
    assert_eq!(names(&swapped, "2026-01-13T00:00Z"), "ana");
    assert_eq!(names(&swapped, "2026-01-20T00:00Z"), "ana", "after it, all is as it was");
}

#[test]
fn only_an_override_that_names_nobody_fills_a_gap() {
    let ended = |replaces: &str| {
        let end = Some(day("2026-01-12"));
        let noon = stand_in("2026-01-12T11:00+01:00", "2026-01-12T13:00+01:00", "cleo", replaces);
        rotation(vec![Layer { end, ..layer("Weekly", &["ana"]) }], vec![noon])
    };
    check(
        &ended(""),
        &[
            "01-12 00:00 to 01-12 09:00 ana (Weekly)",
            "01-12 09:00 to 01-12 11:00 gap",
            "01-12 11:00 to 01-12 13:00 cleo (override)",
            "01-12 13:00 to 01-13 00:00 gap",
        ],
    );
    check(&ended("ana"), &["01-12 00:00 to 01-12 09:00 ana (Weekly)", "01-12 09:00 to 01-13 00:00 gap"]);
}

#[test]
fn overrides_stand_even_where_no_layer_does() {
    let only = rotation(vec![], vec![stand_in("2026-01-12T11:00Z", "2026-01-12T13:00Z", "cleo", "")]);
    assert_eq!(names(&only, "2026-01-12T12:00Z"), "cleo");
    assert_eq!(names(&only, "2026-01-12T13:00Z"), "nobody");
}
