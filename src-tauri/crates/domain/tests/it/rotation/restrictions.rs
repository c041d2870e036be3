//! Hours of the day and days of the week.

use chrono::Weekday::{Fri, Mon, Sat, Sun, Tue};
use chrono_tz::Tz;
use domain::rotation::restriction::{Restriction, is_inside, next_boundary, spans};

use super::given::{EVERY_DAY, WORKDAYS, at, restriction, span};

const PARIS: Tz = Tz::Europe__Paris;

fn check(restrictions: &[Restriction], window: (&str, &str), expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(from, until)| span(from, until)).collect();
    assert_eq!(spans(restrictions, PARIS, span(window.0, window.1)), expected);
}

#[test]
fn office_hours_leave_the_weekend_out() {
    check(
        &[restriction(&WORKDAYS, "09:00", "18:00")],
        ("2026-11-20T12:00+01:00", "2026-11-24T00:00+01:00"),
        &[("2026-11-20T12:00+01:00", "2026-11-20T18:00+01:00"), ("2026-11-23T09:00+01:00", "2026-11-23T18:00+01:00")],
    );
}

#[test]
fn a_night_belongs_to_the_day_on_which_it_begins() {
    let friday_night = [restriction(&[Fri], "22:00", "06:00")];
    check(
        &friday_night,
        ("2026-11-16T00:00+01:00", "2026-11-30T00:00+01:00"),
        &[("2026-11-20T22:00+01:00", "2026-11-21T06:00+01:00"), ("2026-11-27T22:00+01:00", "2026-11-28T06:00+01:00")],
    );
    assert!(is_inside(&friday_night, PARIS, at("2026-11-21T05:59+01:00")), "Saturday, early");
    assert!(!is_inside(&friday_night, PARIS, at("2026-11-21T06:00+01:00")), "the end is outside");
    assert!(!is_inside(&friday_night, PARIS, at("2026-11-20T05:00+01:00")), "that was Thursday's night");
}

#[test]
fn equal_times_are_a_whole_day_and_consecutive_days_are_one_stretch() {
    let weekend = [restriction(&[Sat, Sun], "09:00", "09:00")];
    check(
        &weekend,
        ("2026-11-17T00:00+01:00", "2026-11-30T00:00+01:00"),
        &[("2026-11-21T09:00+01:00", "2026-11-23T09:00+01:00"), ("2026-11-28T09:00+01:00", "2026-11-30T00:00+01:00")],
    );
}

#[test]
fn several_restrictions_add_up() {
    let mornings_and_monday = [restriction(&[Mon, Tue], "08:00", "12:00"), restriction(&[Mon], "11:00", "15:00")];
    check(
        &mornings_and_monday,
        ("2026-11-16T00:00+01:00", "2026-11-18T00:00+01:00"),
        &[("2026-11-16T08:00+01:00", "2026-11-16T15:00+01:00"), ("2026-11-17T08:00+01:00", "2026-11-17T12:00+01:00")],
    );
}

#[test]
fn clock_changes_stretch_and_shrink_the_night() {
    let night = [restriction(&EVERY_DAY, "22:00", "06:00")];
    let hours = |from: &str, until: &str| {
        let night = spans(&night, PARIS, span(from, until));
        night.iter().map(|span| span.length().num_hours()).collect::<Vec<_>>()
    };
    assert_eq!(hours("2026-03-28T12:00+01:00", "2026-03-29T12:00+02:00"), [7]);
    assert_eq!(hours("2026-10-24T12:00+02:00", "2026-10-25T12:00+01:00"), [9]);
}

#[test]
fn a_stretch_within_the_skipped_hour_is_empty_that_day() {
    let swallowed = [restriction(&[Sun], "02:00", "03:00")];
    check(&swallowed, ("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00"), &[]);
    assert_eq!(
        next_boundary(&swallowed, PARIS, at("2026-03-22T12:00+01:00")),
        Some(at("2026-04-05T02:00+02:00")),
        "a week later than usual"
    );
}

#[test]
fn a_stretch_within_the_repeated_hour_is_its_first_occurrence() {
    check(
        &[restriction(&[Sun], "02:15", "02:45")],
        ("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00"),
        &[("2026-10-25T02:15+02:00", "2026-10-25T02:45+02:00")],
    );
}

#[test]
fn a_day_that_has_begun_goes_on_although_the_clock_shows_the_day_before_again() {
    // In Saint John's, clocks once went from 00:01 on Sunday back to 23:01 on Saturday.
    let sunday = [restriction(&[Sun], "00:00", "06:00")];
    let inside = |instant: &str| is_inside(&sunday, Tz::America__St_Johns, at(instant));
    assert!(!inside("2010-11-06T23:59-02:30"));
    assert!(inside("2010-11-07T00:00-02:30"));
    assert!(inside("2010-11-06T23:30-03:30"), "Saturday by the clock");
    let evening = span("2010-11-06T12:00-02:30", "2010-11-06T23:45-03:30");
    let rest = span("2010-11-07T00:00-02:30", "2010-11-06T23:45-03:30");
    assert_eq!(spans(&sunday, Tz::America__St_Johns, evening), [rest]);
}

#[test]
fn the_next_boundary_is_the_next_begin_or_end() {
    let office = [restriction(&WORKDAYS, "09:00", "18:00")];
    let check = |restrictions: &[Restriction], instant: &str, expected: Option<&str>| {
        assert_eq!(next_boundary(restrictions, PARIS, at(instant)), expected.map(at), "after {instant}");
    };
    check(&office, "2026-11-20T08:59+01:00", Some("2026-11-20T09:00+01:00"));
    check(&office, "2026-11-20T09:00+01:00", Some("2026-11-20T18:00+01:00"));
    check(&office, "2026-11-20T18:00+01:00", Some("2026-11-23T09:00+01:00"));
    check(&[], "2026-11-20T18:00+01:00", None);
    check(&[restriction(&EVERY_DAY, "09:00", "09:00")], "2026-11-20T18:00+01:00", None);
    check(&[restriction(&[], "09:00", "10:00")], "2026-11-20T18:00+01:00", None);
}

#[test]
fn no_restriction_means_always_and_no_day_means_never() {
    let whole = ("2026-11-20T00:00Z", "2026-11-21T00:00Z");
    check(&[], whole, &[whole]);
    check(&[restriction(&[], "09:00", "18:00")], whole, &[]);
    assert!(is_inside(&[], PARIS, at("2026-11-20T03:00Z")));
}
