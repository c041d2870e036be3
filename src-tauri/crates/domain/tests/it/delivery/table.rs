//! The whole table of states and happenings, every cell named.

use std::collections::BTreeSet;

use domain::delivery::{Failure, Happening, HeldReason, Repeat};

use super::given::{REPEATS, happenings, now, receipt, states, told, undone};

/// What follows in each of [`states`]: queued, sending, waiting, looking, held. What is delivered or dropped stays so.
/// `=` is no change. A delivery that is keyed, at its first attempt.
fn check(happening: &Happening, expected: [&str; 5]) {
    for ((name, state), expected) in states().iter().zip(expected) {
        let after = state.after(happening.clone(), Repeat::Keyed, 1, now());
        if expected == "=" {
            assert_eq!(&after, state, "{name}, {happening:?}");
        } else {
            assert_ne!(&after, state, "{name}, {happening:?}");
            assert_eq!(told(&after), expected, "{name}, {happening:?}");
        }
    }
}

#[test]
fn what_an_attempt_does() {
    check(&Happening::Begun, ["sending", "=", "sending", "sending", "="]);
    check(&Happening::Arrived(receipt()), ["delivered PD-7"; 5]);
    check(&Happening::NotThere, ["=", "waiting 0s unsure", "=", "=", "="]);
    check(&Happening::NotYet, ["=", "looking 1s unsure", "=", "=", "="]);
    check(&Happening::Interrupted, ["=", "waiting 1s lost", "=", "=", "="]);
    for failure in super::given::failures() {
        let sent = Happening::Failed(failure.clone());
        let looked = Happening::ProbeFailed(failure.clone());
        let (sending, looking) = match failure {
            Failure::Offline => ("waiting 1s offline", "looking 1s offline"),
            Failure::Throttled(_) => ("waiting 600s throttled", "looking 600s throttled"),
            Failure::Unsure => ("waiting 1s unsure", "looking 1s unsure"),
            Failure::Lost(_) => ("waiting 1s lost", "looking 1s lost"),
            Failure::Unauthorized => ("held unauthorized", "looking 1s unauthorized"),
            Failure::Refused(_) => ("held refused", "looking 1s refused"),
            Failure::Garbled(_) => ("waiting 1s garbled", "looking 1s garbled"),
        };
        check(&sent, ["=", sending, "=", "=", "="]);
        check(&looked, ["=", looking, "=", "=", "="]);
    }
}

#[test]
fn what_keeps_it_from_leaving() {
    check(&Happening::Expired, ["held too_late", "=", "held too_late", "=", "="]);
    let blocked = Happening::Blocked(HeldReason::NoRoute("gone".into()));
    check(&blocked, ["held no_route", "held no_route", "held no_route", "looking 1s unsure", "="]);
    let drill = Happening::Blocked(HeldReason::DrillMayNotLeave);
    check(
        &drill,
        ["held drill_may_not_leave", "held drill_may_not_leave", "held drill_may_not_leave", "looking 1s unsure", "="],
    );
    let unarmed = Happening::Blocked(HeldReason::NotArmed("PagerDuty".into()));
    check(&unarmed, ["held not_armed", "held not_armed", "held not_armed", "looking 1s unsure", "="]);
}

#[test]
fn what_the_lead_says() {
    check(&Happening::GivenUp, ["dropped"; 5]);
    let confirmed = "delivered confirmed by the lead";
    check(&Happening::Confirmed, ["=", "=", confirmed, confirmed, confirmed]);
    check(&Happening::Resend, ["=", "=", "queued", "looking 0s unsure", "queued"]);
}

#[test]
fn what_is_over_stays_as_it_is() {
    for (name, state) in states().into_iter().filter(|(_, state)| state.is_final()) {
        let others = happenings().into_iter().filter(|happening| *happening != undone());
        for (happening, repeat) in others.zip(REPEATS.into_iter().cycle()) {
            assert_eq!(state.after(happening.clone(), repeat, 3, now()), state, "{name}, {happening:?}");
        }
    }
    let last: Vec<&str> = states().iter().filter(|(_, state)| state.is_final()).map(|(name, _)| *name).collect();
    assert_eq!(last, ["delivered", "dropped"]);
}

/// Only the provider's own word leads out of Delivered: that it had but promised, and did not do it.
#[test]
fn what_was_but_promised_and_not_done_waits_for_the_lead() {
    check(&undone(), ["="; 5]);
    let leads_to = |name: &str| {
        let (_, state) = states().into_iter().find(|(known, _)| *known == name).expect("it is a state");
        told(&state.after(undone(), Repeat::Keyed, 1, now()))
    };
    assert_eq!(leads_to("delivered"), "held refused");
    assert_eq!(leads_to("dropped"), "dropped");
}

/// A new kind does not compile before it has a name here, and then it is missing in the tables.
fn name(happening: &Happening) -> &'static str {
    match happening {
        Happening::Begun => "begun",
        Happening::Arrived(_) => "arrived",
        Happening::Failed(_) => "failed",
        Happening::NotThere => "not there",
        Happening::NotYet => "not yet",
        Happening::ProbeFailed(_) => "probe failed",
        Happening::Interrupted => "interrupted",
        Happening::Expired => "expired",
        Happening::Blocked(_) => "blocked",
        Happening::Resend => "resend",
        Happening::Confirmed => "confirmed",
        Happening::GivenUp => "given up",
        Happening::Undone(_) => "undone",
    }
}

#[test]
fn no_state_and_no_happening_is_missing_here() {
    let happenings: BTreeSet<&str> = happenings().iter().map(name).collect();
    assert_eq!(happenings.len(), 13);
    let states: BTreeSet<&str> = states().iter().map(|(_, state)| state.name()).collect();
    assert_eq!(states.len(), 6);
}
