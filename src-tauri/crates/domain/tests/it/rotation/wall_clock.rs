//! Wall-clock times as instants, where the clock changes and where it does not.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::{TZ_VARIANTS, Tz};
use domain::rotation::wall_clock::{instant, wall_clock};
use proptest::prelude::*;

use super::given::{at, local};

fn check(zone: Tz, wall: &str, expected: &str) {
    assert_eq!(instant(zone, local(wall)), at(expected), "{wall} in {zone}");
}

#[test]
fn an_ordinary_time_is_what_the_clock_shows() {
    check(Tz::Europe__Paris, "2026-01-05T09:00", "2026-01-05T09:00+01:00");
    check(Tz::Europe__Paris, "2026-07-06T09:00", "2026-07-06T09:00+02:00");
    check(Tz::Asia__Kolkata, "2026-07-06T09:00", "2026-07-06T09:00+05:30");
    check(Tz::America__New_York, "2026-01-05T09:00", "2026-01-05T09:00-05:00");
}

#[test]
fn a_time_that_does_not_exist_is_the_first_instant_that_does() {
    check(Tz::Europe__Paris, "2026-03-29T01:59", "2026-03-29T01:59+01:00");
    check(Tz::Europe__Paris, "2026-03-29T02:00", "2026-03-29T03:00+02:00");
    check(Tz::Europe__Paris, "2026-03-29T02:59", "2026-03-29T03:00+02:00");
    check(Tz::Europe__Paris, "2026-03-29T03:00", "2026-03-29T03:00+02:00");
    check(Tz::America__New_York, "2026-03-08T02:30", "2026-03-08T03:00-04:00");
    check(Tz::Africa__Casablanca, "2026-03-22T02:30", "2026-03-22T03:00+01:00");
}

#[test]
fn a_time_that_occurs_twice_is_its_first_occurrence() {
    check(Tz::Europe__Paris, "2026-10-25T01:59", "2026-10-25T01:59+02:00");
    check(Tz::Europe__Paris, "2026-10-25T02:00", "2026-10-25T02:00+02:00");
    check(Tz::Europe__Paris, "2026-10-25T02:59", "2026-10-25T02:59+02:00");
    check(Tz::Europe__Paris, "2026-10-25T03:00", "2026-10-25T03:00+01:00");
    check(Tz::America__New_York, "2026-11-01T01:30", "2026-11-01T01:30-04:00");
    check(Tz::Africa__Casablanca, "2026-02-15T02:30", "2026-02-15T02:30+01:00");
}

#[test]
fn lord_howe_changes_by_half_an_hour() {
    check(Tz::Australia__Lord_Howe, "2026-10-04T02:15", "2026-10-04T02:30+11:00");
    check(Tz::Australia__Lord_Howe, "2026-10-04T02:30", "2026-10-04T02:30+11:00");
    check(Tz::Australia__Lord_Howe, "2026-04-05T01:30", "2026-04-05T01:30+11:00");
    check(Tz::Australia__Lord_Howe, "2026-04-05T01:59", "2026-04-05T01:59+11:00");
    check(Tz::Australia__Lord_Howe, "2026-04-05T02:00", "2026-04-05T02:00+10:30");
}

#[test]
fn a_day_that_apia_skipped_is_the_midnight_after_it() {
    check(Tz::Pacific__Apia, "2011-12-29T23:59", "2011-12-29T23:59-10:00");
    check(Tz::Pacific__Apia, "2011-12-30T00:00", "2011-12-31T00:00+14:00");
    check(Tz::Pacific__Apia, "2011-12-30T23:59", "2011-12-31T00:00+14:00");
    check(Tz::Pacific__Apia, "2011-12-31T00:00", "2011-12-31T00:00+14:00");
}

/// Any zone, and a local time of any year or, as often, of the years in which clocks have changed.
fn zone_and_times() -> impl Strategy<Value = (Tz, NaiveDateTime, NaiveDateTime)> {
    let minutes = 24 * 60_i64;
    let years = prop_oneof![Just((1, 9999)), Just((1900, 2040))];
    let time = years.prop_flat_map(move |(first, last)| {
        let days =
            |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|day| i64::from(day.to_epoch_days())).expect("exists");
        (days(first)..days(last + 1), 0..minutes).prop_map(|(days, minutes)| {
            DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::days(days) + TimeDelta::minutes(minutes)
        })
    });
    (proptest::sample::select(TZ_VARIANTS.to_vec()), time, 0..3 * minutes)
        .prop_map(|(zone, time, later)| (zone, time, time + TimeDelta::minutes(later)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn the_instant_is_the_first_at_which_the_clock_shows_the_time_or_a_later_one(
        (zone, wall, _) in zone_and_times()
    ) {
        let found = instant(zone, wall);
        prop_assert!(wall_clock(zone, found) >= wall);
        prop_assert!(wall_clock(zone, found - TimeDelta::nanoseconds(1)) < wall);
    }

    #[test]
    fn instants_keep_the_order_of_their_local_times((zone, wall, later) in zone_and_times()) {
        prop_assert!(instant(zone, wall) <= instant(zone, later));
    }
}
