//! A promise is a clock of its own: the earlier of cadence and promise is due. The reader writes in Paris, an hour ahead of
//! these instants.

use domain::incident::Notice::{Ahead, Due, Overdue};
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::reminder::{Clock, clock, due};
use domain::template::Audience;

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{draft, every, impact, promising, reopen, resolve, severity, update, withdraw_impact};
use crate::given::{at, clock as clock_time};

fn customers(bridge: &Bridge) -> Clock {
    clock(bridge.state(), &bridge.agreement.cadences, Audience::Customers)
}

/// `09:10 → 09:40 promised`, `09:10 → 09:55`, `calm`.
fn told(bridge: &Bridge) -> String {
    let clock = customers(bridge);
    let how = if clock.is_by_promise() { " promised" } else { "" };
    match (clock.since, clock.due_at) {
        (Some(since), Some(due_at)) => format!("{} → {}{how}", clock_time(since), clock_time(due_at)),
        _ => "calm".to_owned(),
    }
}

/// Customers are hit since 09:00, and were told at 09:10: every 45 minutes.
fn promised(next: &str) -> Bridge {
    declared().does(impact(&["europe"])).at("09:10").does(promising(Audience::Customers, "a fix", next))
}

#[test]
fn the_earlier_of_cadence_and_promise_is_due() {
    assert_eq!(told(&promised("10:40 CET")), "09:10 → 09:40 promised");
    assert_eq!(told(&promised("30 minutes")), "09:10 → 09:40 promised");
    assert_eq!(told(&promised("10:55 CET")), "09:10 → 09:55 promised");
    let beyond = promised("11:30 CET");
    assert_eq!(told(&beyond), "09:10 → 09:55", "the ceiling stands");
    assert_eq!(customers(&beyond).promised_at, Some(at("10:30")));
    assert_eq!(told(&promised("")), "09:10 → 09:55");
    assert_eq!(told(&promised("as soon as we know more")), "09:10 → 09:55", "no clock keeps that");
}

#[test]
fn what_changes_the_cadence_leaves_the_promise() {
    let promised = promised("10:40 CET");
    assert_eq!(told(&promised.clone().does(every(Audience::Customers, 120))), "09:10 → 09:40 promised");
    assert_eq!(told(&promised.clone().does(every(Audience::Customers, 20))), "09:10 → 09:30");
    assert_eq!(told(&promised.clone().does(severity(domain::severity::Severity::Sev4))), "09:10 → 09:40 promised");
    assert_eq!(told(&promised.does(withdraw_impact("a dashboard"))), "09:10 → 09:40 promised", "they were told so");
}

#[test]
fn a_promise_binds_where_the_cadence_has_no_clock() {
    let early = declared().at("09:05").does(promising(Audience::Customers, "we look", "10:20 CET"));
    assert_eq!(told(&early), "09:05 → 09:20 promised");
    assert_eq!(customers(&early).following_at, None);
    assert_eq!(told(&early.clone().at("09:10").does(impact(&["europe"]))), "09:10 → 09:20 promised");
    let slipped = early.at("09:30").does(impact(&["europe"]));
    assert_eq!(told(&slipped), "09:30 → 09:20 promised", "confirming impact answers nobody");
    assert_eq!(due(slipped.state(), &slipped.agreement.cadences, at("09:30"))[0].due_at, at("09:20"));
}

#[test]
fn the_next_update_settles_it() {
    let next = promised("10:40 CET").at("09:30").does(update(Audience::Customers, Phase::Identified, "half is back"));
    assert_eq!(told(&next), "09:30 → 10:15");
    let again = next.at("09:40").does(promising(Audience::Customers, "all is back", "10:50 CET"));
    assert_eq!(told(&again), "09:40 → 09:50 promised");
    let teams = promised("10:40 CET").at("09:30").does(update(Audience::Teams, Phase::Identified, "half is back"));
    assert_eq!(told(&teams), "09:10 → 09:40 promised", "another audience settles nothing");
}

#[test]
fn a_promise_outlives_resolution_where_it_is_to_come() {
    let resolved = promised("10:40 CET").at("09:30").does(resolve());
    assert_eq!(told(&resolved), "09:30 → 09:40 promised", "sooner than the closing update is owed");
    assert!(customers(&resolved).closing);
    let closed = resolved.at("09:35").does(update(Audience::Customers, Phase::Resolved, "over"));
    assert_eq!(told(&closed), "calm");
    assert_eq!(told(&promised("10:40 CET").at("09:50").does(resolve())), "09:50 → 10:05", "it had slipped by then");
    assert_eq!(told(&promised("10:40 CET").at("09:30").does(resolve()).does(reopen())), "09:30 → 09:40 promised");
    assert_eq!(told(&promised("10:40 CET").at("09:30").does(resolve()).at("12:00").does(reopen())), "12:00 → 12:45");
}

#[test]
fn a_promise_is_announced_falls_due_and_is_late_like_any_update() {
    let bridge = promised("10:20 CET");
    let clock = customers(&bridge);
    assert_eq!(clock.ahead_at(), Some(at("09:17:30")), "a quarter of the ten minutes");
    let told = |clock: &str| due(bridge.state(), &bridge.agreement.cadences, at(clock));
    let notices: Vec<_> = ["09:17", "09:18", "09:20", "09:22"]
        .into_iter()
        .flat_map(told)
        .map(|reminder| (clock_time(reminder.due_at), reminder.nudge.notice))
        .collect();
    let due_at = "09:20".to_owned();
    assert_eq!(notices, [(due_at.clone(), Ahead), (due_at.clone(), Due), (due_at, Overdue)]);
}

#[test]
fn words_that_were_unlocked_promise_what_still_stands_in_them() {
    let unlocked = |body: &str| {
        let mut draft = draft(Audience::Customers, Phase::Identified, "a fix");
        draft.values.insert("next".to_owned(), "10:40 CET".to_owned());
        draft.wording = Some(("Cards".to_owned(), body.to_owned()));
        declared().does(impact(&["europe"])).at("09:10").does(Intent::PublishUpdate(draft))
    };
    assert_eq!(told(&unlocked("We found it. Next word by 10:40 CET.")), "09:10 → 09:40 promised");
    assert_eq!(told(&unlocked("We found it.")), "09:10 → 09:55");
}

#[test]
fn no_clock_runs_for_responders_and_for_what_is_over() {
    let technical = promising(Audience::Technical, "a fix", "10:40 CET");
    assert!(declared().decide(&technical).is_err(), "the organisation has no such template");
    let over = declared().at("09:05").does(update(Audience::Customers, Phase::Identified, "we look")).does(resolve());
    let mut closing = draft(Audience::Customers, Phase::Resolved, "over");
    closing.values.insert("next".to_owned(), "10:40 CET".to_owned());
    assert_eq!(told(&over.does(Intent::PublishUpdate(closing))), "calm");
}
