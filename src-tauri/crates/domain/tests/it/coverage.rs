//! Who speaks for customers at the hours when they are there, as tables, in weeks in which clocks change, and as properties.

use chrono::{Duration, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::coverage::{RegionCoverage, Roster, Standing, coverage, hours, unsupported_percent};
use domain::function::Region;
use domain::rotation::Shift;
use domain::span::Span;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::rotation::given::{EVERY_DAY, WORKDAYS, restriction, shift, span};
use crate::rotation::strategy::{layer, window};

fn region(days: &[Weekday], from: &str, until: &str) -> Region {
    Region {
        id: "europe".into(),
        name: "Europe".into(),
        customers_percent: 50,
        support: None,
        time_zone: Tz::Europe__Paris,
        customer_hours: if days.is_empty() { Vec::new() } else { vec![restriction(days, from, until)] },
    }
}

/// A rotation that is known for the whole window.
fn roster(rotation: &str, shifts: Vec<Shift>, window: Span) -> Roster {
    Roster { rotation: rotation.into(), shifts, known: Some(window) }
}

/// `08 covered ana, 09 uncovered 30`, hours by the clock of Paris; those outside are left out.
fn told(coverage: &RegionCoverage) -> Vec<String> {
    let hours = coverage.hours.iter().filter(|hour| hour.standing != Standing::Outside);
    hours
        .map(|hour| {
            let clock = hour.span.from.with_timezone(&Tz::Europe__Paris).format("%H");
            let standing = format!("{:?}", hour.standing).to_lowercase();
            let people: Vec<&str> = hour.people.iter().map(domain::id::PersonId::as_str).collect();
            let minutes = hour.uncovered.num_minutes();
            let minutes = if minutes > 0 { format!(" {minutes}") } else { String::new() };
            format!("{clock} {standing}{minutes} {}", people.join("+")).trim_end().to_owned()
        })
        .collect()
}

/// Monday, 2 March 2026 in Paris.
fn monday() -> Span {
    span("2026-03-02T00:00+01:00", "2026-03-03T00:00+01:00")
}

#[test]
fn each_hour_is_covered_stood_in_for_uncovered_or_nobodys() {
    let support = roster(
        "desk",
        vec![
            shift("2026-03-02T08:00+01:00", "2026-03-02T09:30+01:00", "ana"),
            shift("2026-03-02T12:00+01:00", "2026-03-02T20:00+01:00", "ben"),
        ],
        monday(),
    );
    let backup = roster("second", vec![shift("2026-03-02T10:00+01:00", "2026-03-02T11:00+01:00", "cleo")], monday());
    let region = region(&WORKDAYS, "08:00", "13:00");
    let found = coverage(&region, &[support], &[backup], monday(), &hours(Tz::Europe__Paris, monday()));
    let expected = ["08 covered ana", "09 uncovered 30 ana", "10 backup cleo", "11 uncovered 60", "12 covered ben"];
    assert_eq!(told(&found), expected);
    assert_eq!(found.hours[10].rotation, Some("second".into()), "the hour opens the rotation of whoever covers it");
    assert_eq!(found.customers(), Duration::hours(5));
    assert_eq!(found.uncovered, Duration::minutes(90));
    assert_eq!(found.backup, Duration::hours(1));
    assert_eq!(found.uncovered_percent(), Some(30.0));
}

#[test]
fn who_is_on_call_with_somebody_else_covers_once_and_is_named_once() {
    let shifts = vec![
        shift("2026-03-02T08:00+01:00", "2026-03-02T08:40+01:00", "ana"),
        shift("2026-03-02T08:20+01:00", "2026-03-02T09:00+01:00", "ben"),
        shift("2026-03-02T08:20+01:00", "2026-03-02T08:30+01:00", "ana"),
    ];
    let region = region(&WORKDAYS, "08:00", "09:00");
    let found = coverage(&region, &[roster("desk", shifts, monday())], &[], monday(), &hours(Tz::UTC, monday()));
    assert_eq!(told(&found), ["08 covered ana+ben"]);
    assert_eq!(found.covered, Duration::hours(1));
}

#[test]
fn a_region_without_support_is_uncovered_in_all_its_hours() {
    let found = coverage(&region(&[], "", ""), &[], &[], monday(), &hours(Tz::UTC, monday()));
    assert_eq!(found.uncovered, Duration::hours(24), "customers without hours are there at all of them");
    assert!(found.hours.iter().all(|hour| hour.standing == Standing::Uncovered && hour.rotation.is_none()));
}

#[test]
fn what_a_source_does_not_tell_is_not_known_and_no_gap() {
    let noon = span("2026-03-02T08:00+01:00", "2026-03-02T10:00+01:00");
    let told_until_noon = Roster {
        rotation: "desk".into(),
        shifts: vec![shift("2026-03-02T08:00+01:00", "2026-03-02T09:00+01:00", "ana")],
        known: Some(noon),
    };
    let backup = roster("second", vec![shift("2026-03-02T11:00+01:00", "2026-03-02T12:00+01:00", "cleo")], monday());
    let region = region(&WORKDAYS, "08:00", "12:00");
    let columns = hours(Tz::UTC, monday());
    let found = coverage(&region, &[told_until_noon], &[backup], monday(), &columns);
    assert_eq!(told(&found), ["08 covered ana", "09 uncovered 60", "10 unknown", "11 backup cleo"]);
    let silent = Roster { rotation: "desk".into(), shifts: Vec::new(), known: None };
    let found = coverage(&region, &[silent], &[], monday(), &columns);
    assert_eq!((found.unknown, found.uncovered), (Duration::hours(4), Duration::zero()));
}

#[test]
fn customers_who_are_there_over_midnight_are_there_on_both_days() {
    let region = region(&[Weekday::Sun], "22:00", "02:00");
    let found = coverage(&region, &[], &[], monday(), &hours(Tz::Europe__Paris, monday()));
    assert_eq!(told(&found), ["00 uncovered 60", "01 uncovered 60"], "the stretch began on Sunday");
}

#[test]
fn the_nights_in_which_clocks_change_have_an_hour_less_or_more() {
    let spring = span("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00");
    let autumn = span("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00");
    for (day, count) in [(spring, 23), (autumn, 25)] {
        let columns = hours(Tz::Europe__Paris, day);
        assert_eq!(i64::try_from(columns.len()), Ok(count));
        let whole = coverage(&region(&[], "", ""), &[], &[], day, &columns);
        assert_eq!(whole.uncovered, Duration::hours(count));
        let night = coverage(&region(&EVERY_DAY, "00:00", "06:00"), &[], &[], day, &columns);
        assert_eq!(night.uncovered, Duration::hours(count - 18), "six hours by the clock on the wall");
    }
}

#[test]
fn hours_begin_with_the_hour_of_the_zone_also_where_clocks_move_by_half_of_one() {
    let lines = |zone: Tz, window: Span| -> Vec<String> {
        let clock = |at: domain::span::Instant| at.with_timezone(&zone).format("%H:%M").to_string();
        hours(zone, window).into_iter().map(|hour| format!("{}-{}", clock(hour.from), clock(hour.until))).collect()
    };
    let part = span("2026-03-02T05:20Z", "2026-03-02T07:10Z");
    assert_eq!(lines(Tz::Asia__Kolkata, part), ["10:50-11:00", "11:00-12:00", "12:00-12:40"]);
    let lord_howe = span("2026-04-04T14:00Z", "2026-04-04T17:00Z");
    assert_eq!(
        lines(Tz::Australia__Lord_Howe, lord_howe),
        ["01:00-01:30", "01:30-02:00", "02:00-03:00", "03:00-03:30"]
    );
}

#[test]
fn a_region_counts_by_how_many_customers_it_has() {
    let day = monday();
    let columns = hours(Tz::UTC, day);
    let bare = coverage(&region(&[], "", ""), &[], &[], day, &columns);
    let all = roster("desk", vec![Shift { span: day, person: "ana".into(), layer: "calendar".into() }], day);
    let whole = coverage(&region(&[], "", ""), &[all], &[], day, &columns);
    assert_eq!(unsupported_percent([(20, &bare), (80, &whole)]), Some(20.0));
    assert_eq!(unsupported_percent([(80, &bare), (20, &whole)]), Some(80.0));
    assert_eq!(unsupported_percent([(0, &bare)]), None, "nobody is there");
    assert_eq!(unsupported_percent([]), None);
}

proptest! {
    #[test]
    fn the_parts_add_up_and_so_do_the_hours(
        window in window(),
        layers in vec(layer(), 0..3),
        behind in layer(),
        days in proptest::sample::subsequence(EVERY_DAY.to_vec(), 0..=7),
    ) {
        prop_assume!(!window.is_empty());
        let region = region(&days, "07:30", "21:00");
        let columns = hours(Tz::Europe__Paris, window);
        prop_assert_eq!(columns.iter().map(Span::length).sum::<TimeDelta>(), window.length());
        let of = |layers| crate::rotation::given::rotation(layers, Vec::new()).shifts(window).shifts;
        let support = roster("desk", of(layers), window);
        let backup = roster("second", of(vec![behind]), window);
        let found = coverage(&region, &[support], &[backup], window, &columns);
        let asked = domain::rotation::restriction::spans(&region.customer_hours, region.time_zone, window);
        prop_assert_eq!(found.customers(), Span::together(&asked));
        prop_assert_eq!(found.hours.iter().map(|hour| hour.uncovered).sum::<TimeDelta>(), found.uncovered);
        prop_assert_eq!(found.unknown, TimeDelta::zero());
        for hour in &found.hours {
            prop_assert_eq!(hour.standing == Standing::Uncovered, hour.uncovered > TimeDelta::zero());
            prop_assert_eq!(hour.people.is_empty(), hour.rotation.is_none());
        }
    }
}
