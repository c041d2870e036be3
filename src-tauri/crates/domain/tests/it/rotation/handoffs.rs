//! Hand-offs of a layer: by the calendar for days and weeks, by elapsed time for hours.

use chrono_tz::Tz;
use domain::rotation::handoff::NumberedTurn;
use domain::rotation::layer::{Layer, Turn};

use super::given::{at, day, layer, span, time};

fn check(layer: &Layer, expected: &[(i64, &str)]) {
    for (number, instant) in expected {
        assert_eq!(layer.handoff(*number), Some(at(instant)), "hand-off {number}");
    }
}

fn daily(zone: Tz, start: &str, handoff: &str) -> Layer {
    let turn = Turn::Days(1);
    Layer { time_zone: zone, start: day(start), handoff_time: time(handoff), turn, ..layer("Daily", &["ana", "ben"]) }
}

#[test]
fn a_weekly_hand_off_stays_at_nine_across_daylight_saving() {
    check(
        &layer("Weekly", &["ana"]),
        &[
            (0, "2026-01-05T09:00+01:00"),
            (11, "2026-03-23T09:00+01:00"),
            (12, "2026-03-30T09:00+02:00"),
            (42, "2026-10-26T09:00+01:00"),
        ],
    );
}

#[test]
fn a_hand_off_in_the_skipped_hour_is_right_after_it() {
    check(
        &daily(Tz::America__New_York, "2026-03-06", "02:30"),
        &[(1, "2026-03-07T02:30-05:00"), (2, "2026-03-08T03:00-04:00"), (3, "2026-03-09T02:30-04:00")],
    );
    check(&daily(Tz::Australia__Lord_Howe, "2026-10-03", "02:15"), &[(1, "2026-10-04T02:30+11:00")]);
}

#[test]
fn a_hand_off_in_the_repeated_hour_happens_once() {
    let layer = daily(Tz::America__New_York, "2026-10-31", "01:30");
    check(&layer, &[(1, "2026-11-01T01:30-04:00"), (2, "2026-11-02T01:30-05:00")]);
    let second_half_past_one = layer.turn_at(at("2026-11-01T01:30-05:00")).expect("within the layer");
    assert_eq!(second_half_past_one.number, 1);
    let between = layer.turn_at(at("2026-11-01T01:10-05:00")).expect("within the layer");
    assert_eq!(between.number, 1, "the clock shows 01:10 again, but the hand-off has been");
}

#[test]
fn a_hand_off_at_midnight_stays_done_although_the_clock_shows_the_day_before_again() {
    // In Saint John's, clocks once went from 00:01 on Sunday back to 23:01 on Saturday.
    let layer = daily(Tz::America__St_Johns, "2010-11-06", "00:00");
    let number = |instant: &str| layer.turn_at(at(instant)).map(|turn| turn.number);
    assert_eq!(number("2010-11-06T23:59-02:30"), Some(0));
    assert_eq!(number("2010-11-07T00:00-02:30"), Some(1));
    assert_eq!(number("2010-11-06T23:30-03:30"), Some(1));
}

#[test]
fn hours_are_elapsed_hours() {
    let turn = Turn::Hours(12);
    let layer = Layer { turn, start: day("2026-03-28"), ..layer("Half days", &["ana", "ben"]) };
    check(
        &layer,
        &[
            (0, "2026-03-28T09:00+01:00"),
            (1, "2026-03-28T21:00+01:00"),
            (2, "2026-03-29T10:00+02:00"),
            (3, "2026-03-29T22:00+02:00"),
        ],
    );
}

#[test]
fn a_skipped_day_takes_the_turn_of_whoever_would_have_begun_at_midnight() {
    let layer = daily(Tz::Pacific__Apia, "2011-12-29", "00:00");
    let skipped = at("2011-12-31T00:00+14:00");
    assert_eq!(layer.handoff(1), Some(skipped));
    assert_eq!(layer.handoff(2), Some(skipped));
    assert_eq!(layer.turn_at(skipped).map(|turn| turn.number), Some(2), "turn 1 has no length");

    let at_nine = daily(Tz::Pacific__Apia, "2011-12-29", "09:00");
    let morning = at_nine.turn_at(at("2011-12-31T08:59+14:00"));
    let span = span("2011-12-31T00:00+14:00", "2011-12-31T09:00+14:00");
    assert_eq!(morning, Some(NumberedTurn { number: 1, span }), "what is left of the skipped day's turn");
}

#[test]
fn the_turn_of_an_instant_begins_at_its_hand_off() {
    let layer = layer("Weekly", &["ana"]);
    let number = |instant: &str| layer.turn_at(at(instant)).map(|turn| turn.number);
    assert_eq!(number("2026-01-05T08:59:59+01:00"), None);
    assert_eq!(number("2026-01-05T09:00+01:00"), Some(0));
    assert_eq!(number("2026-01-12T08:59:59+01:00"), Some(0));
    assert_eq!(number("2026-01-12T09:00+01:00"), Some(1));
    assert_eq!(number("9999-12-31T12:00Z"), Some(416_062));
}

#[test]
fn next_and_previous_hand_offs_surround_an_instant() {
    let layer = Layer { end: Some(day("2026-01-21")), ..layer("Weekly", &["ana"]) };
    let check = |instant: &str, previous: Option<&str>, next: Option<&str>| {
        assert_eq!(layer.previous_handoff(at(instant)), previous.map(at), "before {instant}");
        assert_eq!(layer.next_handoff(at(instant)), next.map(at), "after {instant}");
    };
    let (first, second, third) = ("2026-01-05T09:00+01:00", "2026-01-12T09:00+01:00", "2026-01-19T09:00+01:00");
    let end = "2026-01-21T09:00+01:00";
    check("2026-01-01T00:00Z", None, Some(first));
    check(first, Some(first), Some(second));
    check("2026-01-12T07:59:59Z", Some(first), Some(second));
    check(second, Some(second), Some(third));
    check("2026-01-20T00:00Z", Some(third), Some(end));
    check(end, Some(end), None);
    check("2030-01-01T00:00Z", Some(end), None);
}

#[test]
fn turns_without_length_have_no_hand_off() {
    for turn in [Turn::Hours(0), Turn::Days(0), Turn::Weeks(0)] {
        let layer = Layer { turn, ..layer("Empty", &["ana"]) };
        assert_eq!(layer.handoff(0), None);
        assert_eq!(layer.turn_at(at("2026-02-01T00:00Z")), None);
        assert_eq!(layer.next_handoff(at("2026-01-01T00:00Z")), None);
        assert_eq!(layer.previous_handoff(at("2026-02-01T00:00Z")), None);
    }
}
