//! What being on call costs: by tables, in the nights in which clocks change, and against a count minute by minute.

mod hero;
mod limit;

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::load::{Duty, Load, load};
use domain::span::{Instant, Span};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::rotation::given::{at, day, span};
use crate::rotation::strategy::{instant, window};

const PARIS: Tz = Tz::Europe__Paris;

fn duty(rotation: &str, from: &str, until: &str) -> Duty {
    Duty { rotation: rotation.into(), span: span(from, until) }
}

fn none() -> BTreeMap<NaiveDate, &'static str> {
    BTreeMap::new()
}

/// Hours, nights, weekend days.
fn cost(duties: &[Duty], window: Span) -> (i64, u32, u32) {
    let load = load(duties, &[], PARIS, &none(), window);
    (load.on_call.num_hours(), load.nights, load.weekend_days)
}

/// From Monday, 2 March 2026 on.
fn week() -> Span {
    span("2026-03-02T00:00+01:00", "2026-03-09T00:00+01:00")
}

#[test]
fn hours_nights_and_weekend_days_are_those_of_where_the_person_is() {
    let table = [
        ("a day at work", ("2026-03-02T09:00+01:00", "2026-03-02T17:00+01:00"), (8, 0, 0)),
        ("until the night begins", ("2026-03-02T14:00+01:00", "2026-03-02T22:00+01:00"), (8, 0, 0)),
        ("from the end of the night", ("2026-03-02T07:00+01:00", "2026-03-02T08:00+01:00"), (1, 0, 0)),
        ("an early shift", ("2026-03-02T05:00+01:00", "2026-03-02T13:00+01:00"), (8, 1, 0)),
        ("into the night and out of it", ("2026-03-02T21:00+01:00", "2026-03-03T09:00+01:00"), (12, 1, 0)),
        ("two nights", ("2026-03-02T23:00+01:00", "2026-03-03T23:00+01:00"), (24, 2, 0)),
        ("a weekend", ("2026-03-06T18:00+01:00", "2026-03-09T00:00+01:00"), (54, 3, 2)),
        ("an hour of Saturday", ("2026-03-06T23:00+01:00", "2026-03-07T01:00+01:00"), (2, 1, 1)),
        ("more than the window", ("2026-02-01T00:00+01:00", "2026-04-01T00:00+01:00"), (168, 8, 2)),
        ("before the window", ("2026-02-01T00:00+01:00", "2026-03-02T00:00+01:00"), (0, 0, 0)),
    ];
    for (what, (from, until), expected) in table {
        assert_eq!(cost(&[duty("desk", from, until)], week()), expected, "{what}");
    }
    let saturday = duty("desk", "2026-03-06T20:00Z", "2026-03-06T21:00Z");
    let there = load(&[saturday], &[], Tz::Asia__Tokyo, &none(), week());
    assert_eq!((there.nights, there.weekend_days), (1, 1), "in Tokyo it is Saturday already");
}

#[test]
fn the_nights_in_which_clocks_change_are_one_night_of_eight_or_ten_hours() {
    let spring = duty("desk", "2026-03-28T22:00+01:00", "2026-03-29T07:00+02:00");
    let autumn = duty("desk", "2026-10-24T22:00+02:00", "2026-10-25T07:00+01:00");
    let year = span("2026-01-01T00:00Z", "2027-01-01T00:00Z");
    assert_eq!(cost(&[spring], year), (8, 1, 2));
    assert_eq!(cost(&[autumn], year), (10, 1, 2));
}

#[test]
fn two_rotations_at_a_time_count_once_and_are_told() {
    let duties = [
        duty("payments", "2026-03-02T08:00+01:00", "2026-03-02T16:00+01:00"),
        duty("platform", "2026-03-02T12:00+01:00", "2026-03-02T20:00+01:00"),
        duty("platform", "2026-03-02T13:00+01:00", "2026-03-02T14:00+01:00"),
        duty("web", "2026-03-02T20:00+01:00", "2026-03-02T21:00+01:00"),
    ];
    let load = load(&duties, &[], PARIS, &none(), week());
    assert_eq!(load.on_call, Duration::hours(13));
    assert_eq!((load.at_once, load.most_at_once), (Duration::hours(4), 2), "twice in one rotation is once");
    assert_eq!(load.rotations.len(), 3);
    let alone = domain::load::load(&duties[3..], &[], PARIS, &none(), week());
    assert_eq!((alone.at_once, alone.most_at_once), (Duration::zero(), 1));
}

#[test]
fn holidays_are_civil_days_where_the_person_is() {
    let days: BTreeMap<NaiveDate, &str> =
        [("2026-12-25", "Christmas Day"), ("2026-12-26", "Boxing Day")].map(|(date, name)| (day(date), name)).into();
    let window = span("2026-12-01T00:00Z", "2027-01-01T00:00Z");
    let on =
        |zone: Tz, from: &str, until: &str| load(&[duty("desk", from, until)], &[], zone, &days, window).holidays.len();
    assert_eq!(on(PARIS, "2026-12-24T20:00+01:00", "2026-12-25T00:00+01:00"), 0);
    assert_eq!(on(PARIS, "2026-12-24T20:00+01:00", "2026-12-25T00:01+01:00"), 1);
    assert_eq!(on(PARIS, "2026-12-25T20:00+01:00", "2026-12-27T20:00+01:00"), 2);
    assert_eq!(on(Tz::Asia__Tokyo, "2026-12-24T15:00Z", "2026-12-24T16:00Z"), 1);
}

#[test]
fn pages_count_where_they_fall_and_at_night_by_the_clock_of_the_person() {
    let pages = ["2026-03-01T12:00Z", "2026-03-02T12:00Z", "2026-03-03T21:00Z", "2026-03-09T00:00Z"].map(at);
    let load = |zone| load(&[], &pages, zone, &none(), week());
    assert_eq!((load(PARIS).pages, load(PARIS).night_pages), (2, 1));
    assert_eq!(load(Tz::America__New_York).night_pages, 0);
}

fn duties() -> impl Strategy<Value = Vec<Duty>> {
    let rotation = proptest::sample::select(vec!["cards", "desk", "web"]);
    let minutes = (0..4000_i64, 0..3000_i64);
    vec((rotation, minutes), 0..8).prop_map(|drawn| {
        let begin: Instant = at("2026-03-27T00:00Z");
        let of = |(rotation, (from, length)): (&str, (i64, i64))| {
            let from = begin + TimeDelta::minutes(from);
            Duty { rotation: rotation.into(), span: Span::of(from, from + TimeDelta::minutes(length)) }
        };
        drawn.into_iter().map(of).collect()
    })
}

proptest! {
    /// Hours are the measure of the union of a person's stretches, whatever they are called and however they overlap.
    #[test]
    fn hours_are_as_a_count_of_minutes_has_them(duties in duties()) {
        let window = span("2026-03-27T06:00Z", "2026-03-31T00:00Z");
        let minutes = (0..window.length().num_minutes()).map(|minute| window.from + TimeDelta::minutes(minute));
        let (mut once, mut at_once) = (0, 0);
        for minute in minutes {
            let here = duties.iter().filter(|duty| duty.span.contains(minute));
            let rotations: std::collections::BTreeSet<_> = here.map(|duty| &duty.rotation).collect();
            once += i64::from(!rotations.is_empty());
            at_once += i64::from(rotations.len() > 1);
        }
        let load = load(&duties, &[], PARIS, &none(), window);
        prop_assert_eq!(load.on_call.num_minutes(), once);
        prop_assert_eq!(load.at_once.num_minutes(), at_once);
    }

    /// No night and no day is counted twice, and a window cut in two has no hour more or less.
    #[test]
    fn a_window_cut_in_two_has_the_same_hours(window in window(), cut in instant(), duties in duties()) {
        let cut = cut.clamp(window.from, window.until);
        let hours = |window: Span| load(&duties, &[], PARIS, &none(), window).on_call;
        let whole: Load = load(&duties, &[], PARIS, &none(), window);
        prop_assert_eq!(hours(Span::of(window.from, cut)) + hours(Span::of(cut, window.until)), whole.on_call);
        let days = window.length().num_days() + 2;
        prop_assert!(i64::from(whole.nights) <= days && i64::from(whole.weekend_days) <= days);
    }
}
