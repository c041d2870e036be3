//! Times as readers outside see them: with their zone, and with their day where it is another one.

use chrono_tz::Tz;
use domain::span::Instant;
use domain::template::{VariableKind, clock, of_its_day, told};

use super::given::variable;

fn utc(text: &str) -> Instant {
    text.parse().expect("the test writes an instant")
}

#[test]
fn a_time_of_another_day_says_its_day_by_the_clocks_of_its_zone() {
    let told = |at: &str, zone: Tz, now: &str| told(utc(at), zone, utc(now));
    let now = "2026-11-30T00:40:00Z";
    assert_eq!(told("2026-11-30T00:10:00Z", Tz::UTC, now), "00:10 UTC");
    assert_eq!(told("2026-11-29T22:40:00Z", Tz::UTC, now), "29 Nov 22:40 UTC");
    assert_eq!(told("2026-11-29T23:40:00Z", Tz::Europe__Paris, now), "00:40 CET", "it is the same day there");
    assert_eq!(told("2026-11-29T22:40:00Z", Tz::Europe__Paris, now), "29 Nov 23:40 CET");
    assert_eq!(told("2026-12-01T05:10:00Z", Tz::America__New_York, now), "1 Dec 00:10 EST", "also one to come");
}

#[test]
fn a_zone_without_letters_is_told_by_its_distance_from_utc() {
    let at = utc("2026-11-30T00:01:00Z");
    assert_eq!(clock(at, Tz::Asia__Singapore), "08:01 UTC+08");
    assert_eq!(clock(at, Tz::America__Sao_Paulo), "21:01 UTC-03");
    assert_eq!(clock(at, Tz::Asia__Kathmandu), "05:46 UTC+0545");
    assert_eq!(clock(at, Tz::Europe__Paris), "01:01 CET");
}

#[test]
fn what_was_said_of_the_begin_yesterday_is_of_yesterday() {
    let said = |words: &str, said_at: &str, now: &str| of_its_day(words, utc(said_at), Tz::Europe__Paris, utc(now));
    let (evening, night) = ("2026-11-29T22:50:00Z", "2026-11-30T00:40:00Z");
    assert_eq!(said("23:40 CET", evening, "2026-11-29T22:59:00Z"), "23:40 CET");
    assert_eq!(said("23:40 CET", evening, night), "29 Nov 23:40 CET");
    assert_eq!(said("23:55 CET", "2026-11-29T23:10:00Z", night), "29 Nov 23:55 CET", "it was said after midnight");
    assert_eq!(said("29 Nov 23:40 CET", evening, night), "29 Nov 23:40 CET");
    assert_eq!(said("in the night", evening, night), "in the night");
}

#[test]
fn a_time_may_have_its_day() {
    let next = variable("next", VariableKind::Time);
    for fine in ["30 Nov 23:40 CET", "30 November 23:40 CET", "30 Nov, 23:40 CET", "2026-11-30 23:40 UTC+08"] {
        assert_eq!(next.fault(fine), None, "{fine}");
    }
    for faulty in
        ["30 Nov", "Nov 30 23:40 CET", "32 Nov 23:40 CET", "30 No 23:40 CET", "30 Nov 23:40", "30 Nov 30 Nov 23:40 CET"]
    {
        assert!(next.fault(faulty).is_some(), "{faulty}");
    }
}
