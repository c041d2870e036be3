//! The clock of each audience: from when it counts, and when the next update is due.

use domain::cadence::{Cadences, Preset};
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::reminder::{clocks, next_clock};
use domain::severity::Severity;
use domain::template::Audience;

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, reopen, resolve, severity, snooze, update, withdraw_impact};
use crate::given::{at, clock};

/// `09:00 → 09:30`: since when, and due when; `closing` where that is the closing update; `calm` where nothing is.
fn told(bridge: &Bridge) -> [String; 3] {
    let line = |clock_of: &domain::reminder::Clock| match (clock_of.since, clock_of.due_at) {
        (Some(since), Some(due_at)) => {
            let closing = if clock_of.closing { " closing" } else { "" };
            format!("{} → {}{closing}", clock(since), clock(due_at))
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

#[test]
fn a_preset_without_a_line_gives_no_clock() {
    let mut bridge = declared();
    let lines = Preset::seed().lines.into_iter().filter(|line| line.audience == Audience::Leadership).collect();
    bridge.agreement.cadences.presets = vec![Preset { lines, ..Preset::seed() }];
    check(&bridge, "calm", "09:00 → 10:00", "calm");
}

#[test]
fn the_next_clock_is_the_one_that_is_due_first() {
    let next = |bridge: &Bridge| next_clock(bridge.state(), &Cadences::default()).map(|clock| clock.audience);
    assert_eq!(next(&declared()), Some(Audience::Teams));
    assert_eq!(next(&declared().at("09:45").does(tell(Audience::Teams))), Some(Audience::Leadership));
}
