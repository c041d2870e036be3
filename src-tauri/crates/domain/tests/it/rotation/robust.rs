//! Odd rotations and odd times: nobody is on call, nothing breaks.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::{Rendering, Rotation};
use domain::span::Span;
use proptest::prelude::*;

use super::given::{EVERY_DAY, at, day, layer, names, restriction, rotation, span, stand_in};

fn check_empty(layer: Layer) {
    let rotation = rotation(vec![layer], vec![]);
    let window = span("2026-01-01T00:00Z", "2027-01-01T00:00Z");
    assert_eq!(rotation.shifts(window), Rendering { shifts: vec![], gaps: vec![window] });
    assert_eq!(rotation.on_call(at("2026-06-01T00:00Z")), []);
    assert_eq!(rotation.next_handoffs(at("2026-06-01T00:00Z"), 1), []);
}

#[test]
fn a_layer_that_cannot_have_anybody_has_nobody() {
    check_empty(layer("Nobody", &[]));
    check_empty(Layer { turn: Turn::Days(0), ..layer("No length", &["ana"]) });
    check_empty(Layer { turn: Turn::Weeks(0), ..layer("No length", &["ana"]) });
    check_empty(Layer { turn: Turn::Hours(0), ..layer("No length", &["ana"]) });
    check_empty(Layer { end: Some(day("2025-01-05")), ..layer("Ends before it starts", &["ana"]) });
    check_empty(Layer { end: Some(day("2026-01-05")), ..layer("Ends as it starts", &["ana"]) });
    check_empty(Layer { restrictions: vec![restriction(&[], "09:00", "18:00")], ..layer("Never", &["ana"]) });
}

#[test]
fn turns_longer_than_the_calendar_never_end() {
    for turn in [Turn::Hours(u32::MAX), Turn::Days(u32::MAX), Turn::Weeks(u32::MAX)] {
        let rotation = rotation(vec![Layer { turn, ..layer("Long", &["ana", "ben"]) }], vec![]);
        assert_eq!(names(&rotation, "2026-06-01T00:00Z"), "ana");
        assert_eq!(names(&rotation, "9999-06-01T00:00Z"), "ana");
    }
}

#[test]
fn a_window_without_length_or_the_wrong_way_round_has_nothing() {
    let rotation = rotation(vec![layer("Weekly", &["ana"])], vec![]);
    let (from, until) = (at("2026-06-01T00:00Z"), at("2026-05-01T00:00Z"));
    assert_eq!(rotation.shifts(Span { from, until: from }), Rendering::default());
    assert_eq!(rotation.shifts(Span { from, until }), Rendering::default());
}

#[test]
fn an_override_without_length_or_the_wrong_way_round_does_not_count() {
    let mut backwards = stand_in("2026-06-01T00:00Z", "2026-06-03T00:00Z", "cleo", "");
    std::mem::swap(&mut backwards.span.from, &mut backwards.span.until);
    let never = stand_in("2026-06-02T00:00Z", "2026-06-02T00:00Z", "cleo", "");
    let rotation = rotation(vec![layer("Weekly", &["ana"])], vec![backwards, never]);
    assert_eq!(names(&rotation, "2026-06-02T00:00Z"), "ana");
}

fn any_turn() -> impl Strategy<Value = Turn> {
    let count = prop_oneof![Just(0), 1..400_u32, Just(u32::MAX)];
    (0..3, count).prop_map(|(unit, count)| match unit {
        0 => Turn::Hours(count),
        1 => Turn::Days(count),
        _ => Turn::Weeks(count),
    })
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    let year = prop_oneof![8 => 1..=9999_i32, 1 => Just(-262_143), 1 => Just(262_142)];
    (year, 1..=365_u32).prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).expect("exists"))
}

fn of_any_date(start: NaiveDate, end: Option<NaiveDate>, turn: Turn, zone: chrono_tz::Tz) -> Rotation {
    let restrictions = vec![restriction(&EVERY_DAY, "22:00", "06:00")];
    let nights = Layer { start, end, turn, time_zone: zone, restrictions, ..layer("Nights", &["ana", "ben"]) };
    rotation(vec![nights], vec![])
}

proptest! {
    #[test]
    fn any_date_has_an_answer(
        (start, end, now) in (any_date(), proptest::option::of(any_date()), any_date()),
        turn in any_turn(),
        zone in proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
    ) {
        let rotation = of_any_date(start, end, turn, zone);
        let now = now.and_time(chrono::NaiveTime::MIN).and_utc();
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        for at in [now, first, last, last - TimeDelta::days(1), first + TimeDelta::days(1)] {
            let next = at.checked_add_signed(TimeDelta::nanoseconds(1)).unwrap_or(last);
            let rendered = rotation.shifts(Span::of(at, next)).shifts.len();
            let edge = usize::from(at == last);
            prop_assert_eq!(rotation.on_call(at).len().min(1 - edge), rendered);
            rotation.next_handoffs(at, 2);
        }
    }
}
