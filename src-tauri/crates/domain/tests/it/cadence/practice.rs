//! The built-in practices say what their sources say.

use std::collections::BTreeSet;

use domain::cadence::Cadences;
use domain::cadence::practice::{built_in, seed};
use domain::phase::Phase::{self, Identified, Investigating, Monitoring};
use domain::severity::Severity::{self, Sev1, Sev2, Sev3, Sev4};
use domain::template::Audience;

use super::cadence;

fn practice(id: &str) -> Cadences {
    let cadences = Cadences { preset: id.to_owned(), ..Cadences::default() };
    assert!(cadences.chosen().is_some(), "`{id}` is built in");
    cadences
}

/// The ceilings of the updates that customers are owed one after the other.
fn ceilings<const N: usize>(id: &str, severity: Severity, phase: Phase) -> [u32; N] {
    let cadences = practice(id);
    let line = cadences.line(severity, phase, Audience::Customers).expect("customers have a clock");
    std::array::from_fn(|told| line.after(told).ceiling_minutes)
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
            for (phase, told) in Phase::OPEN.into_iter().flat_map(|phase| [0, 1, 9].map(|told| (phase, told))) {
                let line = cadences.line(severity, phase, audience).expect("it has a clock");
                assert_eq!(line.after(told), cadence(floor, ceiling), "{severity} {audience:?}");
            }
        }
        assert_eq!(cadences.line(severity, Identified, Audience::Technical), None, "responders have no clock");
    }
}

#[test]
fn the_seed_preset_keeps_to_what_the_source_texts_say() {
    let cadences = Cadences::default();
    for severity in [Sev1, Sev2] {
        let line = |audience| cadences.line(severity, Investigating, audience).expect("it has a clock");
        let ceiling = |audience| line(audience).cadence.ceiling_minutes;
        assert!((15..=30).contains(&ceiling(Audience::Teams)));
        assert_eq!(ceiling(Audience::Leadership), 60);
        assert!((30..=60).contains(&ceiling(Audience::Customers)));
    }
}

#[test]
fn pagerduty_gives_the_first_word_five_minutes_its_scope_five_more_and_then_twenty() {
    for phase in Phase::OPEN {
        assert_eq!(ceilings("pagerduty", Sev1, phase), [5, 5, 20, 20]);
        assert_eq!(ceilings("pagerduty", Sev2, phase), [5, 5, 20, 20]);
        assert_eq!(ceilings("pagerduty", Sev3, phase), [60, 60, 60], "of small incidents the practice says nothing");
    }
    let teams = practice("pagerduty").line(Sev1, Investigating, Audience::Teams).map(|line| line.cadence);
    assert_eq!(teams, Some(cadence(20, 30)), "inside, every five minutes was found to be harmful");
}

#[test]
fn gitlab_goes_by_severity_and_phase() {
    let rows = [(Investigating, [10, 15, 15, 15]), (Identified, [10, 30, 30, 30]), (Monitoring, [30, 60, 60, 60])];
    for (phase, row) in rows {
        let told = Severity::ALL.map(|severity| ceilings::<2>("gitlab", severity, phase));
        assert_eq!(told, row.map(|minutes| [minutes, minutes]), "{phase:?}");
    }
}

#[test]
fn statuspage_tells_customers_every_thirty_minutes() {
    for severity in Severity::ALL {
        assert_eq!(ceilings("statuspage", severity, Identified), [30, 30]);
    }
}

#[test]
fn every_practice_is_whole_and_makes_sense() {
    let ids: Vec<String> = built_in().into_iter().map(|preset| preset.id).collect();
    assert_eq!(ids, ["seed", "pagerduty", "gitlab", "statuspage"]);
    for preset in built_in() {
        assert_eq!(preset.inversions(), [], "{}", preset.id);
        assert!(!preset.name.is_empty() && !preset.source.is_empty());
        let mut seen = BTreeSet::new();
        for line in &preset.lines {
            assert!(seen.insert((line.severity, line.phase, line.audience)), "{} says it twice: {line:?}", preset.id);
            assert!(line.cadence.floor_minutes <= line.cadence.ceiling_minutes, "{line:?}");
            assert!(line.cadence.floor_minutes >= 5, "every five minutes is noise: {line:?}");
            assert_ne!(line.audience, Audience::Technical);
        }
        for severity in Severity::ALL {
            for (phase, audience) in Phase::OPEN.into_iter().flat_map(|phase| Audience::CLOCKED.map(|to| (phase, to))) {
                assert!(preset.line(severity, phase, audience).is_some(), "{} {severity} {audience:?}", preset.id);
            }
        }
    }
    assert_eq!(seed().lines.len(), 12);
}
