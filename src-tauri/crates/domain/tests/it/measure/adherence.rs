//! Whether updates came in time, for each audience.

use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::measure::measure;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, promising, reopen, resolve, severity, update, withdraw_impact};

/// `Teams 2 kept 1 missed by 5 min` for each audience that was owed updates, until a time of day.
fn told(bridge: &Bridge, until: &str) -> Vec<String> {
    let measures = measure(&bridge.entries, &bridge.agreement, at(until)).expect("it is declared");
    let line = |line: &domain::measure::Adherence| {
        let late = line.worst_late_seconds / 60;
        format!("{:?} {} kept {} missed by {late} min", line.audience, line.kept, line.missed)
    };
    measures.adherence.iter().map(line).collect()
}

fn tell(audience: Audience, word: &str) -> Intent {
    update(audience, Phase::Identified, word)
}

/// Tells teams at these times.
fn teams_at(bridge: Bridge, times: &[&str]) -> Bridge {
    times.iter().fold(bridge, |bridge, time| bridge.at(time).does(tell(Audience::Teams, time)))
}

#[test]
fn before_anything_is_due_nothing_was_kept_or_missed() {
    assert_eq!(told(&declared(), "09:30"), [""; 0]);
}

#[test]
fn each_update_is_judged_by_the_instant_at_which_it_was_due() {
    let check = |times: &[&str], until: &str, expected: &[&str]| {
        assert_eq!(told(&teams_at(declared(), times), until), expected, "{times:?}");
    };
    check(&["09:30"], "09:40", &["Teams 1 kept 0 missed by 0 min"]);
    check(&["09:31"], "09:40", &["Teams 0 kept 1 missed by 1 min"]);
    check(&["09:20", "09:50", "10:00"], "10:00", &["Teams 3 kept 0 missed by 0 min"]);
    check(&["09:20", "09:55", "10:10"], "10:00", &["Teams 2 kept 1 missed by 5 min"]);
    check(&["09:20"], "09:59", &["Teams 1 kept 1 missed by 9 min"]);
}

#[test]
fn what_is_late_now_is_missed_and_what_is_resolved_is_late_no_more() {
    assert_eq!(told(&declared(), "09:45"), ["Teams 0 kept 1 missed by 15 min"]);
    let both = ["Teams 0 kept 1 missed by 60 min", "Leadership 0 kept 1 missed by 30 min"];
    assert_eq!(told(&declared(), "10:30"), both);
    let resolved = declared().at("09:20").does(resolve());
    assert_eq!(told(&resolved, "18:00"), [""; 0]);
    let late = declared().at("09:40").does(resolve());
    assert_eq!(told(&late, "18:00"), ["Teams 0 kept 1 missed by 10 min"]);
}

#[test]
fn a_closing_update_is_no_beat_of_the_cadence() {
    let resolved = teams_at(declared(), &["09:20"]).at("09:40").does(resolve());
    let closed = resolved.at("12:00").does(update(Audience::Teams, Phase::Resolved, "over"));
    assert_eq!(told(&closed, "18:00"), ["Teams 1 kept 0 missed by 0 min"]);
}

#[test]
fn what_is_reopened_counts_from_then_on() {
    let resolved = declared().at("09:20").does(resolve()).at("12:00").does(reopen());
    assert_eq!(told(&resolved, "12:30"), [""; 0]);
    assert_eq!(told(&teams_at(resolved.clone(), &["12:25"]), "12:50"), ["Teams 1 kept 0 missed by 0 min"]);
    assert_eq!(told(&resolved, "12:33"), ["Teams 0 kept 1 missed by 3 min"]);
}

#[test]
fn customers_are_owed_words_from_impact_on() {
    let customers = |bridge: &Bridge, until: &str| {
        let told = told(bridge, until);
        told.into_iter().find(|line| line.starts_with("Customers")).unwrap_or_default()
    };
    let early = declared().at("09:05").does(tell(Audience::Customers, "on it"));
    assert_eq!(customers(&early, "18:00"), "", "nobody was owed that");
    let confirmed = early.at("09:10").does(impact(&["europe"]));
    assert_eq!(customers(&confirmed, "09:55"), "");
    assert_eq!(customers(&confirmed, "10:00"), "Customers 0 kept 1 missed by 5 min");
    let told = confirmed.clone().at("09:50").does(tell(Audience::Customers, "a fix"));
    assert_eq!(customers(&told, "10:30"), "Customers 1 kept 0 missed by 0 min");
    let withdrawn = confirmed.at("09:30").does(withdraw_impact("none"));
    assert_eq!(customers(&withdrawn, "18:00"), "");
    let anew = withdrawn.at("11:00").does(impact(&["asia"]));
    assert_eq!(customers(&anew, "11:50"), "Customers 0 kept 1 missed by 5 min");
}

#[test]
fn the_severity_that_held_when_it_was_written_judges() {
    let worse = declared().at("09:10").does(severity(Severity::Sev1));
    assert_eq!(told(&teams_at(worse, &["09:25"]), "09:30"), ["Teams 0 kept 1 missed by 5 min"]);
    let milder = declared().at("09:10").does(severity(Severity::Sev3));
    assert_eq!(told(&teams_at(milder, &["09:55"]), "10:00"), ["Teams 1 kept 0 missed by 0 min"]);
}

#[test]
fn responders_have_no_cadence() {
    let wording = Some(("Database".into(), "db01 is full".into()));
    let draft = crate::given::intents::draft(Audience::Technical, Phase::Identified, "");
    let draft = domain::incident::intent::UpdateDraft { wording, ..draft };
    assert_eq!(told(&declared().at("09:10").does(Intent::PublishUpdate(draft)), "09:30"), [""; 0]);
}

/// The lead gives up what an update owes.
fn gives_up(mut bridge: Bridge, update: &str) -> Bridge {
    let of_it = format!(".{update}.");
    let lost: Vec<_> = bridge.owed.iter().map(|delivery| delivery.id.clone()).collect();
    for delivery in lost.into_iter().filter(|id| id.as_str().contains(&of_it)) {
        bridge = bridge.sees(Event::DeliveryDropped { delivery, what: "an update".into(), reason: String::new() });
    }
    bridge
}

#[test]
fn what_nobody_received_keeps_nothing() {
    let customers = |bridge: &Bridge, until: &str| {
        let told = told(bridge, until);
        told.into_iter().find(|line| line.starts_with("Customers")).unwrap_or_default()
    };
    let hit = declared().at("09:10").does(impact(&["europe"]));
    let said = hit.at("09:50").does(tell(Audience::Customers, "on it"));
    assert_eq!(customers(&said, "10:10"), "Customers 1 kept 0 missed by 0 min");
    let lost = gives_up(said.clone().at("10:05"), "u1");
    assert_eq!(customers(&lost, "10:10"), "Customers 0 kept 1 missed by 15 min");
    let next = lost.at("10:20").does(tell(Audience::Customers, "a fix"));
    assert_eq!(customers(&next, "10:30"), "Customers 0 kept 1 missed by 25 min");

    // By the time that it is given up, the next one was written, in time after words that nobody had.
    let next = said.at("10:30").does(tell(Audience::Customers, "a fix"));
    assert_eq!(customers(&next, "10:40"), "Customers 2 kept 0 missed by 0 min");
    let lost = gives_up(next.at("10:40"), "u1");
    assert_eq!(customers(&lost, "10:40"), "Customers 0 kept 1 missed by 35 min");
    assert_eq!(customers(&gives_up(lost, "u2"), "10:45"), "Customers 0 kept 1 missed by 50 min");
}

#[test]
fn what_nobody_received_promises_nothing_and_keeps_no_promise() {
    let promised = |update| {
        let customers = Audience::Customers;
        let hit = declared().at("09:10").does(impact(&["europe"]));
        let first = hit.at("09:20").does(promising(customers, "on it", "10:40 CET"));
        gives_up(first.at("09:38").does(promising(customers, "a fix", "11:00 CET")).at("09:41"), update)
    };
    let judged = |bridge: &Bridge| {
        let measures = measure(&bridge.entries, &bridge.agreement, at("09:50")).expect("it is declared");
        let line = measures.adherence.into_iter().find(|line| line.audience == Audience::Customers);
        line.map(|line| (line.promises_kept, line.promises_slipped))
    };
    assert_eq!(judged(&promised("u9")), Some((1, 0)), "both were heard");
    assert_eq!(judged(&promised("u2")), Some((0, 1)), "nothing came by 10:40");
    assert_eq!(judged(&promised("u1")), Some((0, 0)), "nothing was promised before");
}
