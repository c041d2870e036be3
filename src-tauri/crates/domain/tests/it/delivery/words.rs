//! The words of states, as SQL, scripts and the lead read them.

use domain::delivery::{Failure, HeldReason, State};

use super::given::{failures, states};

#[test]
fn states_have_one_name_everywhere() {
    for (name, state) in states() {
        let json = serde_json::to_value(&state).expect("a state has a JSON form");
        assert_eq!(json["state"], state.name());
        assert_eq!(serde_json::from_value::<State>(json).expect("it is read"), state);
        assert_eq!(state.name(), if name == "looking" { "waiting" } else { name });
    }
}

#[test]
fn the_form_of_states_stays() {
    let json = |(_, state): &(_, State)| serde_json::to_string(state).expect("a state has a JSON form");
    let lines: Vec<String> = states().iter().map(json).collect();
    let expected = [
        r#"{"state":"queued"}"#,
        r#"{"state":"sending"}"#,
        r#"{"state":"waiting","until":"2026-03-02T08:59:00Z","failure":{"failure":"offline"},"probe":false}"#,
        r#"{"state":"waiting","until":"2026-03-02T08:59:00Z","failure":{"failure":"unsure"},"probe":true}"#,
        r#"{"state":"held","reason":{"why":"did_it_arrive"}}"#,
        r#"{"state":"delivered","receipt":{"remote":"PD-7","link":null}}"#,
        r#"{"state":"dropped"}"#,
    ];
    assert_eq!(lines, expected);
    let lost = super::given::waiting(Failure::Lost(crate::given::at("08:58")), true);
    for (state, form) in [
        (State::Sending { lost: lost.lost() }, r#"{"state":"sending","lost":"2026-03-02T08:58:00Z"}"#),
        (
            lost,
            r#"{"state":"waiting","until":"2026-03-02T08:59:00Z","failure":{"failure":"lost","detail":"2026-03-02T08:58:00Z"},"probe":true}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&state).expect("a state has a JSON form"), form);
    }
}

#[test]
fn the_lead_reads_what_became_of_an_attempt() {
    let words: Vec<String> = failures().iter().map(Failure::words).collect();
    let expected = [
        "queued, the provider is out of reach",
        "queued, the provider asked to wait",
        "checking whether it arrived",
        "checking whether it arrived",
        "credentials refused, reconnect",
        "refused: no such user",
        "unexpected answer: <html>",
    ];
    assert_eq!(words, expected);
}

/// What waits says so itself: a connection does not.
#[test]
fn of_a_connection_the_lead_reads_what_is_the_matter_with_it() {
    let words: Vec<String> = failures().iter().map(Failure::words_of_connection).collect();
    let expected = [
        "out of reach",
        "asks to wait",
        "the answer was lost",
        "the answer was lost",
        "credentials refused, reconnect",
        "refused: no such user",
        "unexpected answer: <html>",
    ];
    assert_eq!(words, expected);
}

#[test]
fn of_a_page_that_is_tried_on_the_lead_reads_that_they_call() {
    let words: Vec<String> = failures().iter().take(3).map(|failure| failure.words_of_page(false)).collect();
    let expected = [
        "not out yet, the provider is out of reach; it is tried on, call",
        "not out yet, the provider asked to wait; it is tried on, call",
        "not out yet, the answer told nothing; it is tried on, call",
    ];
    assert_eq!(words, expected);
    assert_eq!(Failure::Unsure.words_of_page(true), "not known to be out, it is looked for; call");
}

#[test]
fn the_lead_reads_why_a_delivery_waits_and_what_to_do() {
    let check = |reason: HeldReason, words: &str| assert_eq!(reason.words(), words);
    check(HeldReason::Unauthorized, "The provider refused the credentials. Store a new token, then send again.");
    check(HeldReason::Refused("no such user".into()), "It cannot go out like this: no such user");
    check(HeldReason::TooLate, "This page is too old to wake somebody with. Call instead, or send it anyway.");
    check(HeldReason::DidItArrive, "The answer was lost and cannot be looked up. Did it arrive?");
    check(HeldReason::DrillMayNotLeave, "A drill reaches no real provider.");
    check(HeldReason::NoRoute("It is gone.".into()), "It is gone.");
    let not_armed = "PagerDuty only reads: it is not armed. Arm it in Settings and send this again, or do it by hand.";
    check(HeldReason::NotArmed("PagerDuty".into()), not_armed);
}
