//! "Next update by 03:01 CET" as an instant: the next time at which clocks of that zone show it.

use chrono::Duration;
use chrono_tz::Tz;
use domain::promise::{Unread, read};
use domain::span::Instant;
use proptest::prelude::*;
use proptest::sample::select;

/// An instant as RFC 3339 has it.
fn utc(text: &str) -> Instant {
    text.parse().expect("the test writes an instant")
}

fn check(written_at: &str, zones: &[Tz], rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let told = match read(text, zones, utc(written_at)) {
            Ok(at) => at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            Err(unread) => unread.to_string(),
        };
        assert_eq!(&told, expected, "`{text}` written at {written_at}");
    }
}

const PARIS: &[Tz] = &[Tz::Europe__Paris];

#[test]
fn a_time_with_its_zone_is_the_next_one_that_clocks_show() {
    check(
        "2026-11-21T01:31:20Z",
        PARIS,
        &[
            ("03:01 CET", "2026-11-21T02:01:00Z"),
            ("03:01 cet", "2026-11-21T02:01:00Z"),
            ("  03:01 CET ", "2026-11-21T02:01:00Z"),
            ("03:01 Europe/Paris", "2026-11-21T02:01:00Z"),
            ("02:01 UTC", "2026-11-21T02:01:00Z"),
            ("02:01 Z", "2026-11-21T02:01:00Z"),
            ("02:01 GMT", "2026-11-21T02:01:00Z"),
            ("21:01 America/New_York", "2026-11-21T02:01:00Z"),
            ("02:31 CET", "2026-11-22T01:31:00Z"),
            ("02:00 CET", "2026-11-22T01:00:00Z"),
            ("20 minutes", "2026-11-21T01:51:20Z"),
            ("1 h 30 min", "2026-11-21T03:01:20Z"),
        ],
    );
    check("2026-11-21T22:50:00Z", PARIS, &[("00:10 CET", "2026-11-21T23:10:00Z")]);
}

#[test]
fn the_incidents_zone_is_known_beside_the_readers() {
    let zones = &[Tz::Europe__Paris, Tz::America__New_York, Tz::Asia__Singapore];
    check(
        "2026-07-10T12:00:00Z",
        zones,
        &[
            ("14:30 CEST", "2026-07-10T12:30:00Z"),
            ("08:30 EDT", "2026-07-10T12:30:00Z"),
            ("20:30 +08", "2026-07-10T12:30:00Z"),
            ("20:30 UTC+08", "2026-07-10T12:30:00Z"),
            ("20:30 UTC+8", "2026-07-10T12:30:00Z"),
            (
                "21:30 JST",
                "“21:30 JST” is in a zone that is neither yours nor the incident's. Write it in CEST or EDT or UTC+08 or UTC.",
            ),
        ],
    );
}

#[test]
fn a_day_before_the_time_is_the_next_one_that_it_can_be() {
    let past = "“29 Nov 23:40 CET” is no time that a clock can keep. Write it like 03:01 CET.";
    check(
        "2026-11-30T22:50:00Z",
        PARIS,
        &[
            ("1 Dec 00:20 CET", "2026-11-30T23:20:00Z"),
            ("1 December 00:20 Europe/Paris", "2026-11-30T23:20:00Z"),
            ("2026-12-02 00:20 UTC", "2026-12-02T00:20:00Z"),
            ("1 Dec 07:00 UTC+08", "2026-11-30T23:00:00Z"),
            ("29 Nov 23:40 CET", past),
        ],
    );
    check("2026-12-31T22:50:00Z", PARIS, &[("1 Jan 00:20 CET", "2026-12-31T23:20:00Z")]);
}

#[test]
fn a_distance_from_utc_needs_no_zone_of_ours() {
    check(
        "2026-07-10T12:00:00Z",
        PARIS,
        &[("09:30 -0330", "2026-07-10T13:00:00Z"), ("21:30 UTC+09:00", "2026-07-10T12:30:00Z")],
    );
    check("2026-07-10T12:00:00Z", PARIS, &[("21:00 GMT+9", "2026-07-11T12:00:00Z")]);
}

#[test]
fn words_that_no_clock_can_keep_are_told() {
    let no_time = |text: &str| format!("“{text}” is no time that a clock can keep. Write it like 03:01 CET.");
    for text in ["soon", "03:01", "25:00 CET", "within the hour", "0 minutes", "30 days", "-5 minutes"] {
        check("2026-11-21T01:31:20Z", PARIS, &[(text, &no_time(text))]);
    }
    let season = "“14:00 CET” is no time of Europe/Paris then: its clocks are on CEST. Write it in CEST.";
    check("2026-07-10T11:00:00Z", PARIS, &[("14:00 CET", season)]);
    let summer = "“14:00 BST” is no time of Europe/London then: its clocks are on GMT. Write it in GMT.";
    check("2026-12-10T11:00:00Z", &[Tz::Europe__London], &[("14:00 BST", summer)]);
    let two = "“18:00 IST” is one time in Asia/Kolkata and another in Europe/Dublin. Write it in UTC.";
    check("2026-07-10T11:00:00Z", &[Tz::Asia__Kolkata, Tz::Europe__Dublin], &[("18:00 IST", two)]);
}

#[test]
fn two_zones_that_mean_the_same_instant_are_no_doubt() {
    check("2026-11-21T01:31:20Z", &[Tz::Europe__Paris, Tz::Europe__Berlin], &[("03:01 CET", "2026-11-21T02:01:00Z")]);
}

/// Clocks are set back in the night of 25 October 2026, from 03:00 CEST to 02:00 CET, at 01:00 UTC.
#[test]
fn in_the_night_when_clocks_are_set_back_the_abbreviation_decides() {
    let twice = "“02:30 Europe/Paris” comes twice that night. Write it in CEST or in CET.";
    check(
        "2026-10-24T23:50:00Z",
        PARIS,
        &[
            ("02:30 CEST", "2026-10-25T00:30:00Z"),
            ("02:30 CET", "2026-10-25T01:30:00Z"),
            ("03:01 CET", "2026-10-25T02:01:00Z"),
            ("03:01 CEST", "“03:01 CEST” is no time of Europe/Paris then: its clocks are on CET. Write it in CET."),
            ("02:30 Europe/Paris", twice),
        ],
    );
    let after_the_first = [("02:30 Europe/Paris", "2026-10-25T01:30:00Z"), ("02:10 CET", "2026-10-25T01:10:00Z")];
    check("2026-10-25T00:40:00Z", PARIS, &after_the_first);
    check("2026-10-25T01:40:00Z", PARIS, &[("02:30 CET", "2026-10-26T01:30:00Z")]);
}

/// Clocks are set forward in the night of 29 March 2026, from 02:00 CET to 03:00 CEST, at 01:00 UTC.
#[test]
fn in_the_night_when_clocks_are_set_forward_an_hour_never_comes() {
    let never = |text: &str| {
        format!(
            "“{text}” does not come: clocks in Europe/Paris are set forward over it. Write a time before or after that."
        )
    };
    check(
        "2026-03-29T00:50:00Z",
        PARIS,
        &[
            ("03:10 CEST", "2026-03-29T01:10:00Z"),
            ("01:55 CET", "2026-03-29T00:55:00Z"),
            ("02:30 CET", &never("02:30 CET")),
            ("02:30 CEST", &never("02:30 CEST")),
            ("02:30 Europe/Paris", &never("02:30 Europe/Paris")),
        ],
    );
    check("2026-03-29T01:10:00Z", PARIS, &[("02:30 Europe/Paris", "2026-03-30T00:30:00Z")]);
}

fn zone() -> impl Strategy<Value = Tz> {
    select(vec![
        Tz::UTC,
        Tz::Europe__Paris,
        Tz::America__New_York,
        Tz::Asia__Kolkata,
        Tz::Australia__Lord_Howe,
        Tz::Africa__Casablanca,
        Tz::Asia__Singapore,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// What the composer proposes is written as `%H:%M %Z`: read back it is the same minute, in any night of any year.
    #[test]
    fn what_a_clock_shows_is_read_back_as_that_minute(
        zone in zone(), seconds in 1_750_000_000..1_900_000_000_i64, ahead in 1..1380_i64
    ) {
        let now = chrono::DateTime::from_timestamp(seconds, 0).expect("an instant");
        let at = now + Duration::minutes(ahead);
        let text = at.with_timezone(&zone).format("%H:%M %Z").to_string();
        let whole = chrono::DateTime::from_timestamp(at.timestamp() / 60 * 60, 0).expect("an instant");
        if whole > now {
            prop_assert_eq!(read(&text, &[zone], now), Ok(whole), "`{}` in {}", text, zone);
        }
    }

    #[test]
    fn what_is_read_is_to_come_within_a_day_and_shows_those_words(
        zone in zone(), seconds in 1_750_000_000..1_900_000_000_i64, minute in 0..1440_u32, named in any::<bool>()
    ) {
        let now = chrono::DateTime::from_timestamp(seconds, 0).expect("an instant");
        let word = if named { zone.name().to_owned() } else { now.with_timezone(&zone).format("%Z").to_string() };
        let text = format!("{:02}:{:02} {word}", minute / 60, minute % 60);
        match read(&text, &[zone], now) {
            Ok(at) => {
                prop_assert!(at > now && at - now <= Duration::hours(25), "`{}`: {}", text, at - now);
                let clock = at.with_timezone(&zone).format("%H:%M").to_string();
                prop_assert!(text.starts_with(&clock), "`{}` is not `{}`", text, clock);
            }
            Err(unread) => {
                prop_assert!(!matches!(unread, Unread::NoTime(_) | Unread::OtherZone(..) | Unread::TwoZones(..)), "{}", unread);
            }
        }
    }

    #[test]
    fn any_words_are_read_or_told(text in ".{0,20}", seconds in 0..4_000_000_000_i64) {
        let now = chrono::DateTime::from_timestamp(seconds, 0).expect("an instant");
        match read(&text, &[Tz::Europe__Paris], now) {
            Ok(at) => prop_assert!(at > now),
            Err(unread) => prop_assert!(unread.to_string().contains(text.trim())),
        }
    }
}
