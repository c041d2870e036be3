//! Layers over layers: turns, restrictions, several people at once, and the sun going round.

use chrono_tz::Tz;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::{Handoff, Rotation};

use super::given::{
    EVERY_DAY, WORKDAYS, at, day, layer, lines, names, people, restriction, rotation, span, stand_in, time,
};

fn check(rotation: &Rotation, window: (&str, &str), expected: &[&str]) {
    assert_eq!(lines(&rotation.shifts(span(window.0, window.1)), Tz::Europe__Paris), expected);
}

#[test]
fn people_take_turns_from_the_start_to_the_end() {
    let end = Some(day("2026-01-21"));
    let rotation = rotation(vec![Layer { end, ..layer("Weekly", &["ana", "ben"]) }], vec![]);
    check(
        &rotation,
        ("2026-01-01T00:00+01:00", "2026-02-01T00:00+01:00"),
        &[
            "01-01 00:00 to 01-05 09:00 gap",
            "01-05 09:00 to 01-12 09:00 ana (Weekly)",
            "01-12 09:00 to 01-19 09:00 ben (Weekly)",
            "01-19 09:00 to 01-21 09:00 ana (Weekly)",
            "01-21 09:00 to 02-01 00:00 gap",
        ],
    );
}

#[test]
fn a_rotation_has_ended_once_its_last_layer_and_its_last_override_have() {
    let until = |end: Option<&str>| Layer { end: end.map(day), ..layer("Weekly", &["ana"]) };
    let ends =
        |ends: &[Option<&str>], overrides| rotation(ends.iter().copied().map(until).collect(), overrides).ends_at();
    let swap = || vec![stand_in("2026-03-01T00:00+01:00", "2026-03-02T00:00+01:00", "ben", "ana")];
    assert_eq!(ends(&[None], vec![]), None);
    assert_eq!(ends(&[Some("2026-01-21"), None], vec![]), None, "one layer goes on");
    assert_eq!(ends(&[Some("2026-02-02"), Some("2026-01-21")], vec![]), Some(at("2026-02-02T09:00+01:00")));
    assert_eq!(ends(&[Some("2026-01-21")], swap()), Some(at("2026-03-02T00:00+01:00")));
    assert_eq!(ends(&[], vec![]), None, "what never began has not ended");
}

#[test]
fn a_later_layer_wins_where_it_has_somebody() {
    let restrictions = vec![restriction(&WORKDAYS, "09:00", "18:00")];
    let office = Layer { restrictions, ..layer("Office", &["cleo"]) };
    let rotation = rotation(vec![layer("Always", &["ana"]), office], vec![]);
    check(
        &rotation,
        ("2026-01-08T12:00+01:00", "2026-01-10T00:00+01:00"),
        &[
            "01-08 12:00 to 01-08 18:00 cleo (Office)",
            "01-08 18:00 to 01-09 09:00 ana (Always)",
            "01-09 09:00 to 01-09 18:00 cleo (Office)",
            "01-09 18:00 to 01-10 00:00 ana (Always)",
        ],
    );
    assert_eq!(names(&rotation, "2026-01-09T17:59:59+01:00"), "cleo");
    assert_eq!(names(&rotation, "2026-01-09T18:00+01:00"), "ana");
}

#[test]
fn turns_of_the_same_person_that_touch_are_one_shift() {
    let turn = Turn::Days(1);
    let rotation = rotation(vec![Layer { turn, ..layer("Daily", &["ana", "ben", "ana"]) }], vec![]);
    let now = rotation.on_call(at("2026-01-07T12:00+01:00"));
    let extent = span("2026-01-07T09:00+01:00", "2026-01-09T09:00+01:00");
    assert_eq!(now.iter().map(|shift| (shift.person.as_str(), shift.span)).collect::<Vec<_>>(), [("ana", extent)]);
}

#[test]
fn a_simultaneous_layer_has_everybody_at_once() {
    let restrictions = vec![restriction(&EVERY_DAY, "09:00", "17:00")];
    let both = Layer { simultaneous: true, restrictions, ..layer("Both", &["ben", "ana", "ben"]) };
    let rotation = rotation(vec![layer("Always", &["cleo"]), both], vec![]);
    assert_eq!(names(&rotation, "2026-01-06T10:00+01:00"), "ana+ben", "each once");
    assert_eq!(names(&rotation, "2026-01-06T08:00+01:00"), "cleo");
}

#[test]
fn the_shift_of_one_person_alone_is_cut_a_year_away() {
    let rotation = rotation(vec![layer("Alone", &["ana"])], vec![]);
    let now = at("2028-06-01T00:00Z");
    let on = rotation.on_call(now);
    assert_eq!(on.len(), 1);
    assert!(on.iter().all(|shift| shift.span.length().num_days() == 2 * 366));
    assert_eq!(rotation.next_handoffs(now, 3), []);
}

/// Three regions, eight hours each by their own wall clock.
fn follow_the_sun() -> Rotation {
    let region = |name: &str, zone: Tz, person: &str, from: &str, until: &str| Layer {
        time_zone: zone,
        handoff_time: time("00:00"),
        restrictions: vec![restriction(&EVERY_DAY, from, until)],
        ..layer(name, &[person])
    };
    rotation(
        vec![
            region("Sydney", Tz::Australia__Sydney, "sam", "09:00", "17:00"),
            region("Paris", Tz::Europe__Paris, "paul", "07:00", "15:00"),
            region("New York", Tz::America__New_York, "nora", "09:00", "18:00"),
        ],
        vec![],
    )
}

#[test]
fn support_follows_the_sun_and_daylight_saving_opens_a_gap() {
    check(
        &follow_the_sun(),
        ("2026-01-14T00:00+01:00", "2026-01-15T00:00+01:00"),
        &[
            "01-14 00:00 to 01-14 07:00 sam (Sydney)",
            "01-14 07:00 to 01-14 15:00 paul (Paris)",
            "01-14 15:00 to 01-15 00:00 nora (New York)",
        ],
    );
    // July: Sydney has left daylight saving, Paris and New York have it.
    check(
        &follow_the_sun(),
        ("2026-07-15T00:00+02:00", "2026-07-16T00:00+02:00"),
        &[
            "07-15 00:00 to 07-15 01:00 gap",
            "07-15 01:00 to 07-15 07:00 sam (Sydney)",
            "07-15 07:00 to 07-15 15:00 paul (Paris)",
            "07-15 15:00 to 07-16 00:00 nora (New York)",
        ],
    );
}

#[test]
fn next_handoffs_tell_who_hands_over_to_whom() {
    let handoff =
        |instant: &str, from: &[&str], to: &[&str]| Handoff { at: at(instant), from: people(from), to: people(to) };
    assert_eq!(
        follow_the_sun().next_handoffs(at("2026-07-14T20:00+02:00"), 3),
        [
            handoff("2026-07-15T00:00+02:00", &["nora"], &[]),
            handoff("2026-07-15T01:00+02:00", &[], &["sam"]),
            handoff("2026-07-15T07:00+02:00", &["sam"], &["paul"]),
        ]
    );
    let weekly = rotation(vec![layer("Weekly", &["ana", "ben"])], vec![]);
    let monday = "2026-01-12T09:00+01:00";
    let first = weekly.next_handoffs(at("2026-01-05T09:00+01:00"), 1);
    assert_eq!(first, [handoff(monday, &["ana"], &["ben"])]);
    assert_eq!(
        weekly.next_handoffs(at(monday), 1),
        [handoff("2026-01-19T09:00+01:00", &["ben"], &["ana"])],
        "the one that happens right now is past"
    );
}

#[test]
fn a_change_of_layer_is_no_hand_off() {
    let restrictions = vec![restriction(&WORKDAYS, "09:00", "18:00")];
    let office = Layer { restrictions, ..layer("Office", &["ana"]) };
    let rotation = rotation(vec![layer("Always", &["ana"]), office], vec![]);
    assert_eq!(rotation.next_handoffs(at("2026-02-01T00:00Z"), 1), []);
}
