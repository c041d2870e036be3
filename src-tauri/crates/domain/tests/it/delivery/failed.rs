//! Where a failed attempt leads, by what keeps its repetition from a double effect; and how long it waits.

use chrono::Duration;
use domain::delivery::{Failure, Happening, LONGEST_PAUSE, Repeat, State, pause};
use proptest::prelude::*;

use super::given::{REPEATS, failures, now, told};
use crate::given::at;

fn check(happening: &Happening, [keyed, probe, never]: [&str; 3]) {
    for (repeat, expected) in [(Repeat::Keyed, keyed), (Repeat::Probe, probe), (Repeat::Never, never)] {
        let after = State::SENDING.after(happening.clone(), repeat, 2, now());
        assert_eq!(told(&after), expected, "{happening:?} {repeat:?}");
    }
}

#[test]
fn what_may_have_been_applied_is_sent_again_looked_for_or_asked() {
    let unsure = ["waiting 2s unsure", "looking 2s unsure", "held did_it_arrive"];
    check(&Happening::Failed(Failure::Unsure), unsure);
    let lost = ["waiting 2s lost", "looking 2s lost", "held did_it_arrive"];
    check(&Happening::Failed(Failure::Lost(at("08:00"))), lost);
    check(&Happening::Interrupted, lost);
    let garbled = ["waiting 2s garbled", "looking 2s garbled", "held did_it_arrive"];
    check(&Happening::Failed(Failure::Garbled("<html>".into())), garbled);
}

#[test]
fn what_was_surely_not_applied_is_the_same_for_all() {
    check(&Happening::Failed(Failure::Offline), ["waiting 2s offline"; 3]);
    check(&Happening::Failed(Failure::Throttled(at("09:10"))), ["waiting 600s throttled"; 3]);
    check(&Happening::Failed(Failure::Throttled(at("08:00"))), ["waiting 0s throttled"; 3]);
    check(&Happening::Failed(Failure::Unauthorized), ["held unauthorized"; 3]);
    check(&Happening::Failed(Failure::Refused("no".into())), ["held refused"; 3]);
}

#[test]
fn whoever_could_not_look_goes_on_looking() {
    for failure in failures() {
        for repeat in REPEATS {
            let after = State::SENDING.after(Happening::ProbeFailed(failure.clone()), repeat, 2, now());
            assert!(told(&after).starts_with("looking "), "{failure:?}: {after:?}");
        }
    }
    let past = Happening::ProbeFailed(Failure::Throttled(at("08:00")));
    assert_eq!(told(&State::SENDING.after(past, Repeat::Probe, 2, now())), "looking 0s throttled");
}

#[test]
fn pauses_double_up_to_half_a_minute() {
    let seconds = [1, 1, 2, 4, 8, 16, 30, 30];
    for (attempts, seconds) in (0..).zip(seconds) {
        assert_eq!(pause(attempts), Duration::seconds(seconds), "after {attempts}");
    }
    assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
}

proptest! {
    #[test]
    fn a_pause_never_shrinks_and_never_grows_too_long(attempts in any::<u32>()) {
        prop_assert!(pause(attempts) >= Duration::seconds(1));
        prop_assert!(pause(attempts) <= pause(attempts.saturating_add(1)));
        prop_assert!(pause(attempts) <= LONGEST_PAUSE);
    }
}

#[test]
fn the_next_attempt_is_due_when_it_may_leave_or_has_waited() {
    let next = |state: State| state.next_at(at("09:05"));
    assert_eq!(next(State::Queued), Some(at("09:05")));
    assert_eq!(next(super::given::waiting(Failure::Offline, false)), Some(at("08:59")));
    for (name, state) in super::given::states() {
        let waits = matches!(state, State::Queued | State::Waiting { .. });
        assert_eq!(next(state).is_some(), waits, "{name}");
    }
}
