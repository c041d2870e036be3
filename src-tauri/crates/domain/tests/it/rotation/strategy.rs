//! Any rotation, window and instant, mostly around the clock changes of 2026.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::id::PersonId;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::restriction::Restriction;
use domain::rotation::{Override, Rotation};
use domain::span::{Instant, Span};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::given::{EVERY_DAY, at, rotation};

/// Changes by an hour, by half an hour and by a month of Ramadan; a zone without any; both hemispheres.
const ZONES: [Tz; 7] = [
    Tz::Europe__Paris,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Casablanca,
    Tz::Asia__Kolkata,
    Tz::America__Santiago,
    Tz::UTC,
];

/// Near these, clocks change in some of the zones.
const TIMES: [&str; 6] = [
    "2026-02-15T02:00Z",
    "2026-03-08T07:00Z",
    "2026-03-29T01:00Z",
    "2026-04-04T15:00Z",
    "2026-10-25T01:00Z",
    "2026-11-01T06:00Z",
];

pub(crate) fn instant() -> impl Strategy<Value = Instant> {
    let far = 20 * 24 * 3600_i64;
    let seconds = prop_oneof![(-far..far), (-48_i64..48).prop_map(|half_hours| half_hours * 1800)];
    (select(TIMES.to_vec()), seconds).prop_map(|(near, seconds)| at(near) + TimeDelta::seconds(seconds))
}

pub(crate) fn window() -> impl Strategy<Value = Span> {
    (instant(), 0..40 * 24 * 3600_i64).prop_map(|(from, seconds)| Span::of(from, from + TimeDelta::seconds(seconds)))
}

fn person() -> impl Strategy<Value = PersonId> {
    select(vec!["ana", "ben", "cleo", "dina"]).prop_map(PersonId::from)
}

fn time() -> impl Strategy<Value = NaiveTime> {
    let quarters = (0..96_u32).prop_map(|quarter| quarter * 900);
    prop_oneof![quarters, 0..86_400_u32]
        .prop_map(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).expect("within a day"))
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..330_u64).prop_map(|days| NaiveDate::from_ymd_opt(2025, 12, 31).expect("exists") + chrono::Days::new(days))
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![(0..60_u32).prop_map(Turn::Hours), (0..9_u32).prop_map(Turn::Days), (0..3_u32).prop_map(Turn::Weeks),]
}

fn restriction() -> impl Strategy<Value = Restriction> {
    let days = subsequence(EVERY_DAY.to_vec(), 0..=7);
    (days, time(), time(), any::<bool>()).prop_map(|(days, from, until, whole): (Vec<Weekday>, _, _, _)| Restriction {
        days,
        from,
        until: if whole { from } else { until },
    })
}

pub(crate) fn layer() -> impl Strategy<Value = Layer> {
    let shape = (prop_oneof![3 => Just(false), 1 => Just(true)], select(ZONES.to_vec()), turn());
    let when = (date(), option::weighted(0.2, date()), time());
    let people = vec(person(), 0..5);
    (shape, when, people, vec(restriction(), 0..3), select(vec!["Low", "Middle", "High"])).prop_map(
        |((simultaneous, time_zone, turn), (start, end, handoff_time), participants, restrictions, name)| Layer {
            name: name.into(),
            participants,
            simultaneous,
            start,
            end,
            handoff_time,
            turn,
            time_zone,
            restrictions,
        },
    )
}

pub(crate) fn replacement() -> impl Strategy<Value = Override> {
    (window(), person(), option::of(person())).prop_map(|(span, person, replaces)| Override {
        span,
        person,
        replaces,
        reason: "swap".into(),
    })
}

pub(crate) fn any_rotation() -> impl Strategy<Value = Rotation> {
    (vec(layer(), 0..4), vec(replacement(), 0..5)).prop_map(|(layers, overrides)| rotation(layers, overrides))
}
