//! An application that was stopped, or a laptop that slept, shows just what a never-stopped one does.

use chrono::Duration;
use domain::incident::intent::Intent;
use domain::incident::{Incident, Nudge};
use domain::phase::Phase;
use domain::reminder::{clocks, due, next_change};
use domain::severity::Severity;
use domain::span::Instant;
use domain::template::Audience;
use proptest::prelude::*;
use proptest::sample::select;

use super::due::event;
use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, reopen, resolve, severity, snooze, update, withdraw_impact};

/// What the lead does, and whether the worker runs in the minutes before it.
#[derive(Debug, Clone)]
struct Step {
    minutes: i64,
    awake: bool,
    intent: Option<Intent>,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let audience = || select(Audience::CLOCKED.to_vec());
    let intent = prop_oneof![
        3 => Just(None),
        2 => (audience(), select(Phase::ALL.to_vec()), 0..1000_u32)
            .prop_map(|(audience, phase, word)| Some(update(audience, phase, &word.to_string()))),
        2 => (audience(), 0..120_i64).prop_map(|(audience, minutes)| {
            let until = at("09:00") + Duration::minutes(minutes);
            Some(Intent::Snooze { audience, until })
        }),
        1 => select(Severity::ALL.to_vec()).prop_map(|worse| Some(severity(worse))),
        1 => select(vec![impact(&["asia"]), withdraw_impact("none"), resolve(), reopen()]).prop_map(Some),
    ];
    let step = (0..40_i64, any::<bool>(), intent);
    let step = step.prop_map(|(minutes, awake, intent)| Step { minutes, awake, intent });
    proptest::collection::vec(step, 1..12)
}

/// Gives what is due now, as the worker does; how many notices there were.
fn remind(bridge: &mut Bridge) -> usize {
    let due = due(bridge.state(), &bridge.agreement.cadences, bridge.now);
    for reminder in &due {
        bridge.record(vec![event(reminder)]);
    }
    due.len()
}

/// Runs the worker until then: it looks whenever something can have changed.
fn run_until(bridge: &mut Bridge, until: Instant) {
    remind(bridge);
    while let Some(next) = next_change(bridge.state(), &bridge.agreement.cadences, bridge.now) {
        if next > until {
            break;
        }
        bridge.now = next;
        remind(bridge);
    }
    bridge.now = until;
}

/// The loudest notice that was given for what each audience is owed now.
fn given(incident: &Incident, bridge: &Bridge) -> Vec<Option<Nudge>> {
    let clocks = clocks(incident, &bridge.agreement.cadences);
    clocks.iter().map(|clock| incident.loudest_nudge(clock.audience, clock.due_at?)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn after_a_restart_the_reminders_are_those_of_one_that_never_stopped(steps in steps()) {
        let (mut always, mut sometimes) = (declared(), declared());
        for Step { minutes, awake, intent } in steps {
            let until = always.now + Duration::minutes(minutes);
            run_until(&mut always, until);
            if awake {
                run_until(&mut sometimes, until);
            }
            sometimes.now = until;
            if let Some(intent) = intent {
                let (one, other) = (always.decide(&intent), sometimes.decide(&intent));
                prop_assert_eq!(one.is_ok(), other.is_ok());
                if let (Ok(one), Ok(other)) = (one, other) {
                    always.record(one);
                    sometimes.record(other);
                }
            }
        }
        remind(&mut always);
        let burst = remind(&mut sometimes);
        prop_assert!(burst <= 3, "late ones come once for each audience, not one for each notice missed");
        prop_assert_eq!(given(always.state(), &always), given(sometimes.state(), &sometimes));
        prop_assert_eq!(remind(&mut sometimes), 0, "and then it is quiet");
        let next = |bridge: &Bridge| next_change(bridge.state(), &bridge.agreement.cadences, bridge.now);
        prop_assert_eq!(next(&always), next(&sometimes));
    }

    #[test]
    fn nothing_is_due_before_the_next_change(steps in steps(), part in 0..1000_i32) {
        let mut bridge = declared();
        for Step { minutes, intent, .. } in steps {
            bridge.now += Duration::minutes(minutes);
            if let Some(events) = intent.and_then(|intent| bridge.decide(&intent).ok()) {
                bridge.record(events);
            }
            remind(&mut bridge);
            let mut later = bridge.clone();
            let next = next_change(bridge.state(), &bridge.agreement.cadences, bridge.now);
            let ahead = next.map_or(Duration::days(30), |next| next - bridge.now - Duration::milliseconds(1));
            later.now += ahead * part / 1000;
            prop_assert_eq!(remind(&mut later), 0, "at {}", later.now);
        }
    }
}

#[test]
fn a_night_in_the_bag_rings_once_for_each_audience() {
    let mut bridge = declared().does(impact(&["asia"])).does(snooze(Audience::Teams, "09:40")).at("23:00");
    assert_eq!((remind(&mut bridge), remind(&mut bridge)), (3, 0));
}
