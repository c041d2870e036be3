//! How often each audience is owed an update.

mod practice;

use chrono::Duration;
use domain::cadence::practice::{built_in, seed};
use domain::cadence::{Cadence, Cadences, Preset, PresetLine};
use domain::phase::Phase;
use domain::severity::Severity::{self, Sev1, Sev2, Sev3, Sev4};
use domain::template::Audience;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::given::at;

fn cadence(floor_minutes: u32, ceiling_minutes: u32) -> Cadence {
    Cadence { floor_minutes, ceiling_minutes }
}

fn preset(lines: Vec<PresetLine>) -> Preset {
    Preset { id: "own".into(), name: "Ours".into(), source: "bridgewatch.yaml:1".into(), lines }
}

fn line(severity: Severity, phase: Option<Phase>, ceiling: u32) -> PresetLine {
    let cadence = cadence(0, ceiling);
    PresetLine { severity, phase, audience: Audience::Teams, cadence, opening_minutes: Vec::new() }
}

/// Teams are told every so many minutes.
fn every(minutes: &[(Severity, u32)]) -> Preset {
    preset(minutes.iter().map(|(severity, ceiling)| line(*severity, None, *ceiling)).collect())
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
    let presets = vec![seed(), every(&[(Sev1, 10)])];
    let of = |chosen: &str, severity| {
        let cadences = Cadences { preset: chosen.into(), presets: presets.clone() };
        let line = cadences.line(severity, Phase::Identified, Audience::Teams);
        line.map(|line| line.cadence.ceiling_minutes)
    };
    assert_eq!((of("seed", Sev1), of("own", Sev1)), (Some(20), Some(10)));
    assert_eq!(of("own", Sev2), None, "it has no line for this");
    assert_eq!(of("gone", Sev1), None);
}

#[test]
fn the_more_exact_line_wins_wherever_it_stands() {
    use Phase::{Identified, Investigating, Monitoring};
    let (every, one) = (line(Sev1, None, 30), line(Sev1, Some(Monitoring), 60));
    for lines in [vec![every.clone(), one.clone()], vec![one.clone(), every]] {
        let preset = preset(lines);
        let ceiling = |phase| preset.line(Sev1, phase, Audience::Teams).map(|line| line.cadence.ceiling_minutes);
        assert_eq!([Investigating, Identified, Monitoring].map(ceiling), [Some(30), Some(30), Some(60)]);
    }
    assert_eq!(preset(vec![one]).line(Sev1, Investigating, Audience::Teams), None, "no clock in the other phases");
}

#[test]
fn the_first_updates_may_have_ceilings_of_their_own() {
    let line = PresetLine { opening_minutes: vec![5, 10], cadence: cadence(15, 20), ..line(Sev1, None, 1) };
    let told = [0, 1, 2, 3, usize::MAX].map(|told| line.after(told));
    assert_eq!(told, [cadence(0, 5), cadence(0, 10), cadence(15, 20), cadence(15, 20), cadence(15, 20)]);
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
    let in_one_phase =
        preset(vec![line(Sev1, None, 30), line(Sev2, None, 30), line(Sev1, Some(Phase::Monitoring), 60)]);
    assert_eq!(in_one_phase.inversions(), [(Sev1, Sev2, Audience::Teams)], "in one phase is enough, and told once");
}

fn any_preset() -> impl Strategy<Value = Preset> {
    let lines = (subsequence(Severity::ALL.to_vec(), 0..=4), proptest::collection::vec(1..5_u32, 4));
    lines.prop_map(|(severities, minutes)| every(&severities.into_iter().zip(minutes).collect::<Vec<_>>()))
}

proptest! {
    #[test]
    fn a_worse_incident_is_never_due_later(
        preset in select(built_in()), phase in select(Phase::OPEN.to_vec()), told in 0..4_usize,
        worse in 0..4_usize, milder in 0..4_usize, seconds in 0..100_000_000_i64
    ) {
        let (worse, milder) = (Severity::ALL[worse.min(milder)], Severity::ALL[worse.max(milder)]);
        prop_assert!(worse.at_least(milder));
        let since = at("09:00") + Duration::seconds(seconds);
        for audience in Audience::CLOCKED {
            let of = |severity| preset.line(severity, phase, audience).expect("it has a clock").after(told);
            let (worse, milder) = (of(worse), of(milder));
            prop_assert!(worse.due_at(since) <= milder.due_at(since));
            prop_assert!(worse.welcome_at(since) <= milder.welcome_at(since));
            prop_assert!(worse.welcome_at(since) <= worse.due_at(since));
        }
    }

    #[test]
    fn a_preset_is_without_inversions_exactly_where_it_is_monotonic(preset in any_preset()) {
        let line = |severity| preset.line(severity, Phase::Identified, Audience::Teams);
        let ceiling = |severity| Some(line(severity)?.cadence.ceiling_minutes);
        let told: Vec<u32> = Severity::ALL.into_iter().filter_map(ceiling).collect();
        prop_assert_eq!(preset.inversions().is_empty(), told.is_sorted());
    }
}
