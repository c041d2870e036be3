//! The clock of each audience: from when it counts, and when the next update is due.

use domain::cadence::{Cadences, Preset, practice};
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::reminder::{clock as clock_of, clocks, next_clock};
use domain::severity::Severity;
use domain::template::Audience;

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{every, impact, phase, reopen, resolve, severity, snooze, update, withdraw_impact};
use crate::given::{at, clock as clock_time};

/// `09:00 → 09:30`: since when, and due when; `closing` where that is the closing update; `calm` where nothing is.
fn told(bridge: &Bridge) -> [String; 3] {
    let line = |clock_of: &domain::reminder::Clock| match (clock_of.since, clock_of.due_at) {
        (Some(since), Some(due_at)) => {
            let closing = if clock_of.closing { " closing" } else { "" };
            format!("{} → {}{closing}", clock_time(since), clock_time(due_at))
        }
        _ => "calm".to_owned(),
    };
    let lines: Vec<String> = clocks(bridge.state(), &bridge.agreement.cadences).iter().map(line).collect();
    lines.try_into().expect("three audiences have a clock")
}

fn check(bridge: &Bridge, teams: &str, leadership: &str, customers: &str) {
    assert_eq!(told(bridge), [teams, leadership, customers]);
}

fn tell(audience: Audience) -> Intent {
    update(audience, Phase::Identified, "a fix is found")
}

#[test]
fn teams_and_leadership_are_owed_updates_from_the_declaration_on() {
    check(&declared(), "09:00 → 09:30", "09:00 → 10:00", "calm");
}

#[test]
fn customers_are_owed_updates_from_confirmed_impact_on() {
    let confirmed = declared().at("09:10").does(impact(&["europe"]));
    check(&confirmed, "09:00 → 09:30", "09:00 → 10:00", "09:10 → 09:55");
    let more = confirmed.at("09:20").does(impact(&["asia"]));
    check(&more, "09:00 → 09:30", "09:00 → 10:00", "09:10 → 09:55");
    let withdrawn = more.at("09:25").does(withdraw_impact("a dashboard was wrong"));
    check(&withdrawn, "09:00 → 09:30", "09:00 → 10:00", "calm");
    let anew = withdrawn.at("09:40").does(impact(&["asia"]));
    check(&anew, "09:00 → 09:30", "09:00 → 10:00", "09:40 → 10:25");
}

#[test]
fn an_update_moves_the_clock_of_its_audience_alone() {
    check(&declared().at("09:12").does(tell(Audience::Teams)), "09:12 → 09:42", "09:00 → 10:00", "calm");
    let early = declared().at("09:12").does(tell(Audience::Customers));
    check(&early, "09:00 → 09:30", "09:00 → 10:00", "calm");
    let owed = early.at("09:20").does(impact(&["europe"]));
    check(&owed, "09:00 → 09:30", "09:00 → 10:00", "09:20 → 10:05");
}

#[test]
fn a_change_of_severity_recomputes() {
    let worse = declared().at("09:05").does(severity(Severity::Sev1));
    check(&worse, "09:00 → 09:20", "09:00 → 10:00", "calm");
    check(&worse.does(severity(Severity::Sev3)), "09:00 → 10:00", "09:00 → 13:00", "calm");
}

#[test]
fn resolution_owes_a_closing_update_to_whoever_was_told() {
    let told = declared().at("09:12").does(tell(Audience::Teams)).does(tell(Audience::Customers));
    let resolved = told.at("09:50").does(resolve());
    check(&resolved, "09:50 → 10:05 closing", "calm", "09:50 → 10:05 closing");
    let half = resolved.at("09:55").does(update(Audience::Teams, Phase::Resolved, "over"));
    check(&half, "calm", "calm", "09:50 → 10:05 closing");
    let closed = half.does(update(Audience::Customers, Phase::Resolved, "over"));
    check(&closed, "calm", "calm", "calm");
    assert_eq!(next_clock(closed.state(), &Cadences::default()), None);
}

#[test]
fn what_is_reopened_owes_updates_from_then_on() {
    let confirmed = declared().at("09:10").does(impact(&["europe"])).at("09:12").does(tell(Audience::Teams));
    let over = confirmed.at("09:50").does(resolve()).does(update(Audience::Teams, Phase::Resolved, "over"));
    let reopened = over.at("12:00").does(reopen());
    check(&reopened, "12:00 → 12:30", "12:00 → 13:00", "12:00 → 12:45");
    let told = reopened.at("12:10").does(tell(Audience::Customers));
    check(&told, "12:00 → 12:30", "12:00 → 13:00", "12:10 → 12:55");
}

#[test]
fn a_snooze_leaves_the_clock_alone() {
    let bridge = declared().does(snooze(Audience::Teams, "09:45"));
    check(&bridge, "09:00 → 09:30", "09:00 → 10:00", "calm");
    let clocks = clocks(bridge.state(), &Cadences::default());
    assert_eq!(clocks[0].snoozed_until, Some(at("09:45")));
    assert_eq!(clocks[1].snoozed_until, None);
}

/// The same organisation by another practice.
fn by(mut bridge: Bridge, preset: &str) -> Bridge {
    preset.clone_into(&mut bridge.agreement.cadences.preset);
    bridge
}

#[test]
fn a_change_of_phase_recomputes_where_the_practice_goes_by_phases() {
    let confirmed = by(declared(), "gitlab").does(impact(&["europe"]));
    check(&confirmed, "09:00 → 09:30", "09:00 → 10:00", "09:00 → 09:15");
    let identified = confirmed.at("09:05").does(phase(Phase::Identified));
    check(&identified, "09:00 → 09:30", "09:00 → 10:00", "09:00 → 09:30");
    let monitoring = identified.at("09:20").does(tell(Audience::Customers)).does(phase(Phase::Monitoring));
    check(&monitoring, "09:00 → 09:30", "09:00 → 10:00", "09:20 → 10:20");
    check(&monitoring.does(phase(Phase::Investigating)), "09:00 → 09:30", "09:00 → 10:00", "09:20 → 09:35");
}

#[test]
fn the_first_word_and_its_scope_are_due_sooner_where_the_practice_has_it() {
    let confirmed = by(declared(), "pagerduty").at("09:10").does(impact(&["europe"]));
    let opening = |bridge: &Bridge| {
        let clock = clock_of(bridge.state(), &bridge.agreement.cadences, Audience::Customers);
        (clock.opening_minutes, clock.following_at.map(clock_time))
    };
    check(&confirmed, "09:00 → 09:30", "09:00 → 10:00", "09:10 → 09:15");
    assert_eq!(opening(&confirmed), (Some(5), Some("09:20".to_owned())));
    let first = confirmed.at("09:14").does(tell(Audience::Customers));
    check(&first, "09:00 → 09:30", "09:00 → 10:00", "09:14 → 09:19");
    assert_eq!(opening(&first), (Some(5), Some("09:39".to_owned())));
    let second = first.at("09:17").does(update(Audience::Customers, Phase::Identified, "Europe alone"));
    check(&second, "09:00 → 09:30", "09:00 → 10:00", "09:17 → 09:37");
    assert_eq!(opening(&second), (None, Some("09:57".to_owned())));
}

#[test]
fn a_word_before_impact_was_confirmed_is_not_the_first_that_was_owed() {
    let early = by(declared(), "pagerduty").at("09:05").does(tell(Audience::Customers));
    check(&early, "09:00 → 09:30", "09:00 → 10:00", "calm");
    check(&early.at("09:10").does(impact(&["europe"])), "09:00 → 09:30", "09:00 → 10:00", "09:10 → 09:15");
}

#[test]
fn an_interval_of_the_incident_holds_until_the_severity_changes_or_it_is_taken_back() {
    let own = declared().at("09:05").does(every(Audience::Leadership, 90));
    check(&own, "09:00 → 09:30", "09:00 → 10:30", "calm");
    check(&own.clone().does(phase(Phase::Identified)), "09:00 → 09:30", "09:00 → 10:30", "calm");
    let taken_back = own.clone().does(Intent::ChangeCadence { audience: Audience::Leadership, minutes: None });
    check(&taken_back, "09:00 → 09:30", "09:00 → 10:00", "calm");
    check(&own.does(severity(Severity::Sev1)), "09:00 → 09:20", "09:00 → 10:00", "calm");
    let pagerduty = by(declared(), "pagerduty").does(impact(&["asia"])).does(every(Audience::Customers, 45));
    check(&pagerduty, "09:00 → 09:30", "09:00 → 10:00", "09:00 → 09:45");
}

#[test]
fn an_interval_of_the_incident_gives_a_clock_where_the_preset_has_none() {
    let mut bridge = declared();
    bridge.agreement.cadences.presets = vec![Preset { lines: Vec::new(), ..practice::seed() }];
    check(&bridge, "calm", "calm", "calm");
    check(&bridge.does(every(Audience::Teams, 10)), "09:00 → 09:10", "calm", "calm");
}

#[test]
fn a_preset_without_a_line_gives_no_clock() {
    let mut bridge = declared();
    let lines = practice::seed().lines.into_iter().filter(|line| line.audience == Audience::Leadership).collect();
    bridge.agreement.cadences.presets = vec![Preset { lines, ..practice::seed() }];
    check(&bridge, "calm", "09:00 → 10:00", "calm");
}

#[test]
fn the_next_clock_is_the_one_that_is_due_first() {
    let next = |bridge: &Bridge| next_clock(bridge.state(), &Cadences::default()).map(|clock| clock.audience);
    assert_eq!(next(&declared()), Some(Audience::Teams));
    assert_eq!(next(&declared().at("09:45").does(tell(Audience::Teams))), Some(Audience::Leadership));
}
