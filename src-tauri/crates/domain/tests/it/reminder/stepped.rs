//! Whatever the lead does, and whatever the computer's clock does meanwhile: nothing that is due is lost, and nothing is said
//! twice of one due instant.

use std::collections::BTreeSet;

use chrono::Duration;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::{Notice, set_back};
use domain::phase::Phase;
use domain::reminder::{clocks, due};
use domain::severity::Severity;
use domain::template::Audience;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::due::event;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{every, impact, phase, promising, reopen, resolve, severity, snooze, update};
use crate::given::{at, clock as clock_time};

/// What happens next: time passes by the clock, and somebody does something.
#[derive(Debug, Clone)]
struct Step {
    seconds: i64,
    intent: Option<Intent>,
}

fn intent() -> impl Strategy<Value = Intent> {
    let audience = || select(Audience::CLOCKED.to_vec());
    prop_oneof![
        3 => (audience(), select(Phase::ALL.to_vec()), 0..1000_u32)
            .prop_map(|(audience, phase, word)| update(audience, phase, &word.to_string())),
        3 => (audience(), 0..1000_u32, 1..90_u32)
            .prop_map(|(audience, word, next)| promising(audience, &word.to_string(), &format!("{next} minutes"))),
        2 => (audience(), 0..180_i64).prop_map(|(audience, minutes)| {
            Intent::Snooze { audience, until: at("09:00") + Duration::minutes(minutes) }
        }),
        1 => select(Severity::ALL.to_vec()).prop_map(severity),
        1 => select(Phase::OPEN.to_vec()).prop_map(phase),
        1 => (audience(), option::of(1..200_u32))
            .prop_map(|(audience, minutes)| Intent::ChangeCadence { audience, minutes }),
        1 => select(vec![impact(&["asia"]), resolve(), reopen()]),
    ]
}

/// Time passes, the laptop sleeps for hours, its clock is set forward or back.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let seconds = prop_oneof![6 => 0..900_i64, 1 => 900..30_000_i64, 1 => -7200..-1_i64];
    let step = (seconds, option::weighted(0.7, intent())).prop_map(|(seconds, intent)| Step { seconds, intent });
    proptest::collection::vec(step, 1..40)
}

/// The worker's round: it looks whether the clock was set back, and says what is due.
fn round(bridge: &mut Bridge) {
    if let Some(event) = set_back::noticed(bridge.state(), None, bridge.now) {
        bridge.record(vec![event]);
    }
    for reminder in due(bridge.state(), &bridge.agreement.cadences, bridge.now) {
        bridge.record(vec![event(&reminder)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_due_is_lost_and_nothing_is_said_twice(steps in steps(), preset in select(vec!["seed", "pagerduty", "gitlab"])) {
        let mut bridge = declared();
        preset.clone_into(&mut bridge.agreement.cadences.preset);
        for Step { seconds, intent } in steps {
            bridge.now += Duration::seconds(seconds);
            if let Some(events) = intent.and_then(|intent| bridge.decide(&intent).ok()) {
                bridge.record(events);
            }
            round(&mut bridge);
            let (incident, now) = (bridge.state(), bridge.now);
            for clock in clocks(incident, &bridge.agreement.cadences) {
                let Some(due_at) = clock.due_at else { continue };
                let quiet = clock.snoozed_until.is_some_and(|until| now < until);
                let said = incident.loudest_nudge(clock.audience, due_at);
                prop_assert!(quiet || said >= clock.nudge(now), "{:?} is due and nobody was told", clock);
                // The tolerance of a step, below which nothing is moved.
                let since = clock.since.expect("a clock that runs has a begin");
                prop_assert!(since <= now + Duration::seconds(31), "{:?} waits for a time to come again", clock);
            }
        }
        let mut said = BTreeSet::new();
        for entry in &bridge.entries {
            match &entry.event {
                Event::ReminderFired { audience, due_at, notice, repeat } => {
                    prop_assert!(said.insert((*audience, *due_at, *notice, *repeat)), "said twice: {:?}", entry.event);
                }
                Event::Snoozed { audience, .. } => said.retain(|(to, ..)| to != audience),
                // Instants from before are told by another clock.
                Event::ClockSetBack { .. } => said.clear(),
                _ => {}
            }
        }
    }

    /// One laptop is set back in the middle of it, the other one is not: both say as much, as loud.
    #[test]
    fn a_clock_that_was_ahead_and_is_set_right_says_what_a_right_one_says(
        ahead in 40..80_000_i64, written in 0..3000_i64, right in 0..3000_i64, after in 0..9000_i64
    ) {
        let say = |bridge: &mut Bridge, seconds: i64| { bridge.now += Duration::seconds(seconds); round(bridge) };
        let told = update(Audience::Teams, Phase::Identified, "a fix");
        // Wrong from the update on.
        let (mut wrong, mut sane) = (declared(), declared());
        for bridge in [&mut wrong, &mut sane] {
            say(bridge, written);
            let events = bridge.decide(&told).expect("it is allowed");
            bridge.record(events);
            say(bridge, right);
        }
        let mut wrong = shifted(&wrong, Duration::seconds(ahead));
        let now = at("09:00") + Duration::seconds(written + right);
        // The clock is set right, and somebody saw what it showed before.
        if let Some(event) = set_back::noticed(wrong.state(), Some(now + Duration::seconds(ahead)), now) {
            wrong.now = now;
            wrong.record(vec![event]);
        }
        for bridge in [&mut wrong, &mut sane] {
            bridge.now = now;
            say(bridge, after);
        }
        let of = |bridge: &Bridge| {
            let clock = clocks(bridge.state(), &bridge.agreement.cadences).swap_remove(0);
            (clock.due_at, clock.nudge(bridge.now), bridge.state().loudest_nudge(Audience::Teams, clock.due_at.expect("it runs")))
        };
        // Where all was written long enough ago, the clock is right before anybody could tell.
        if right + 30 < ahead {
            prop_assert_eq!(of(&wrong), of(&sane));
        }
    }
}

/// The same journal, written by a clock that was ahead from the first update on.
fn shifted(bridge: &Bridge, ahead: Duration) -> Bridge {
    let mut wrong = declared();
    for entry in bridge.entries.iter().skip(1) {
        let from = entry.happened_at;
        wrong.now = from + ahead;
        let event = match &entry.event {
            Event::ReminderFired { audience, due_at, notice, repeat } => {
                Event::ReminderFired { audience: *audience, due_at: *due_at + ahead, notice: *notice, repeat: *repeat }
            }
            other => other.clone(),
        };
        wrong.record(vec![event]);
    }
    wrong
}

#[test]
fn a_clock_that_is_set_back_moves_what_it_wrote_and_keeps_no_update_waiting() {
    let told = declared().at("11:30").does(update(Audience::Teams, Phase::Identified, "a fix"));
    let mut bridge = told.at("09:35");
    let due_at = |bridge: &Bridge| clocks(bridge.state(), &bridge.agreement.cadences)[0].due_at.map(clock_time);
    assert_eq!(due_at(&bridge).as_deref(), Some("12:00"), "two hours and a half, for an interval of 30 minutes");
    round(&mut bridge);
    assert_eq!(due_at(&bridge).as_deref(), Some("10:05"));
    let last = &bridge.entries.last().expect("it is written down").event;
    assert_eq!(last, &Event::ClockSetBack { from: at("11:30"), to: at("09:35") });
    round(&mut bridge);
    assert_eq!(bridge.entries.len(), 3, "once");
}

#[test]
fn a_small_step_moves_nothing_and_neither_does_one_that_cannot_be_right() {
    let told = declared().at("09:10").does(every(Audience::Teams, 40));
    assert_eq!(set_back::noticed(told.state(), None, at("09:09:45")), None);
    assert_eq!(set_back::noticed(told.state(), None, at("09:20")), None);
    assert!(set_back::noticed(told.state(), None, at("09:09:20")).is_some());
    assert_eq!(set_back::noticed(told.state(), None, at("09:10") - Duration::days(300)), None);
}

#[test]
fn what_was_promised_stays_where_readers_clocks_show_it() {
    let promised = declared().at("09:40").does(promising(Audience::Customers, "a fix", "11:00 CET"));
    let mut bridge = promised.at("09:20");
    round(&mut bridge);
    let customers = clocks(bridge.state(), &bridge.agreement.cadences).swap_remove(2);
    assert_eq!((customers.due_at, customers.since), (Some(at("10:00")), Some(at("09:20"))));
}

#[test]
fn what_was_said_too_soon_is_said_again_when_it_is_due() {
    let mut bridge = declared();
    // The clock runs ahead, and the lead hears of an update that is not due yet.
    bridge.now = at("11:00");
    round(&mut bridge);
    assert_eq!(bridge.state().reminded.len(), 2, "teams and leadership");
    bridge.now = at("09:05");
    round(&mut bridge);
    assert_eq!(bridge.state().reminded, []);
    bridge.now = at("09:30");
    round(&mut bridge);
    let said = &bridge.state().reminded[0];
    assert_eq!((said.audience, said.notice), (Audience::Teams, Notice::Due));
    let snoozed = bridge.does(snooze(Audience::Teams, "09:50"));
    assert_eq!(snoozed.state().snoozed[&Audience::Teams], at("09:50"));
}
