//! How often each audience is owed an update.

use chrono::Duration;
use domain::cadence::{Cadence, Cadences, Preset, PresetLine};
use domain::severity::Severity::{self, Sev1, Sev2, Sev3, Sev4};
use domain::template::Audience;
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::given::at;

fn cadence(floor_minutes: u32, ceiling_minutes: u32) -> Cadence {
    Cadence { floor_minutes, ceiling_minutes }
}

fn preset(lines: Vec<PresetLine>) -> Preset {
    Preset { id: "own".into(), name: "Ours".into(), lines }
}

/// Teams are told every so many minutes.
fn every(minutes: &[(Severity, u32)]) -> Preset {
    let line = |(severity, ceiling): &(Severity, u32)| PresetLine {
        severity: *severity,
        audience: Audience::Teams,
        cadence: cadence(0, *ceiling),
    };
    preset(minutes.iter().map(line).collect())
}

#[test]
fn the_seed_preset_is_this_table() {
    let rows = [
        (Sev1, [(15, 20), (45, 60), (20, 30)]),
        (Sev2, [(15, 30), (45, 60), (30, 45)]),
        (Sev3, [(30, 60), (120, 240), (30, 60)]),
        (Sev4, [(60, 240), (240, 1440), (60, 240)]),
    ];
    let cadences = Cadences::default();
    for (severity, row) in rows {
        for (audience, (floor, ceiling)) in Audience::CLOCKED.into_iter().zip(row) {
            assert_eq!(cadences.of(severity, audience), Some(cadence(floor, ceiling)), "{severity} {audience:?}");
        }
        assert_eq!(cadences.of(severity, Audience::Technical), None, "responders have no clock");
    }
}

#[test]
fn the_seed_preset_keeps_to_what_the_source_texts_say() {
    let cadences = Cadences::default();
    for severity in [Sev1, Sev2] {
        let ceiling = |audience| cadences.of(severity, audience).map(|cadence| cadence.ceiling_minutes);
        assert!((15..=30).contains(&ceiling(Audience::Teams).expect("it has a clock")));
        assert_eq!(ceiling(Audience::Leadership), Some(60));
        assert!((30..=60).contains(&ceiling(Audience::Customers).expect("it has a clock")));
    }
}

#[test]
fn no_floor_is_above_its_ceiling() {
    assert_eq!(Preset::seed().lines.len(), 12);
    for line in Preset::seed().lines {
        assert!(line.cadence.floor_minutes <= line.cadence.ceiling_minutes, "{line:?}");
    }
}

#[test]
fn an_update_is_due_at_the_ceiling_and_welcome_from_the_floor_on() {
    let cadence = cadence(15, 20);
    assert_eq!((cadence.welcome_at(at("09:00")), cadence.due_at(at("09:00"))), (at("09:15"), at("09:20")));
    let widest = Cadence { floor_minutes: u32::MAX, ceiling_minutes: u32::MAX };
    assert!(widest.due_at(at("09:00")) > at("09:00"), "no number of minutes is too many");
}

#[test]
fn the_preset_that_is_chosen_holds_and_one_that_is_not_there_gives_no_clocks() {
    let presets = vec![Preset::seed(), every(&[(Sev1, 10)])];
    let of = |chosen: &str, severity| {
        let cadences = Cadences { preset: chosen.into(), presets: presets.clone() };
        cadences.of(severity, Audience::Teams).map(|cadence| cadence.ceiling_minutes)
    };
    assert_eq!((of("seed", Sev1), of("own", Sev1)), (Some(20), Some(10)));
    assert_eq!(of("own", Sev2), None, "it has no line for this");
    assert_eq!(of("gone", Sev1), None);
}

#[test]
fn a_preset_that_tells_milder_incidents_more_often_is_found_out() {
    let check = |minutes: &[(Severity, u32)], expected: &[(Severity, Severity)]| {
        let pairs: Vec<_> = every(minutes).inversions().iter().map(|(worse, milder, _)| (*worse, *milder)).collect();
        assert_eq!(pairs, expected, "{minutes:?}");
    };
    check(&[(Sev1, 20), (Sev2, 30), (Sev3, 60), (Sev4, 240)], &[]);
    check(&[(Sev1, 30), (Sev2, 30)], &[]);
    check(&[(Sev1, 40), (Sev2, 30), (Sev3, 60)], &[(Sev1, Sev2)]);
    check(&[(Sev3, 60), (Sev1, 90), (Sev2, 100)], &[(Sev2, Sev3)]);
    check(&[(Sev1, 40), (Sev3, 30)], &[(Sev1, Sev3)]);
    assert_eq!(Preset::seed().inversions(), []);
}

fn any_preset() -> impl Strategy<Value = Preset> {
    let lines = (subsequence(Severity::ALL.to_vec(), 0..=4), proptest::collection::vec(1..5_u32, 4));
    lines.prop_map(|(severities, minutes)| every(&severities.into_iter().zip(minutes).collect::<Vec<_>>()))
}

proptest! {
    #[test]
    fn a_worse_incident_is_never_due_later(
        worse in 0..4_usize, milder in 0..4_usize, seconds in 0..100_000_000_i64
    ) {
        let (worse, milder) = (Severity::ALL[worse.min(milder)], Severity::ALL[worse.max(milder)]);
        prop_assert!(worse.at_least(milder));
        let since = at("09:00") + Duration::seconds(seconds);
        for audience in Audience::CLOCKED {
            let (worse, milder) = (Preset::seed().of(worse, audience), Preset::seed().of(milder, audience));
            let (worse, milder) = (worse.expect("it has a clock"), milder.expect("it has a clock"));
            prop_assert!(worse.due_at(since) <= milder.due_at(since));
            prop_assert!(worse.welcome_at(since) <= milder.welcome_at(since));
            prop_assert!(worse.welcome_at(since) <= worse.due_at(since));
        }
    }

    #[test]
    fn a_preset_is_without_inversions_exactly_where_it_is_monotonic(preset in any_preset()) {
        let ceiling = |severity| preset.of(severity, Audience::Teams).map(|cadence| cadence.ceiling_minutes);
        let told: Vec<u32> = Severity::ALL.into_iter().filter_map(ceiling).collect();
        prop_assert_eq!(preset.inversions().is_empty(), told.is_sorted());
    }
}
