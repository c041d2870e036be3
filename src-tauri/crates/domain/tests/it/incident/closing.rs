//! What a resolved incident still takes, and which closing updates it is owed.

use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use super::every_intent::{busy, every_intent};
use crate::given::bridge::{declared, kinds};
use crate::given::intents::{reopen, resolve, severity, update};

#[test]
fn what_is_over_takes_no_more_work_but_keeps_its_books() {
    let resolved = busy().does(resolve()).at("09:06");
    let first = "INC-1 is resolved. Reopen it first.";
    let still: Vec<String> = every_intent()
        .iter()
        .filter_map(|intent| match resolved.decide(intent) {
            Ok(events) => Some(kinds(&events)),
            Err(refusal) => {
                assert!(refusal.0 == first || !refusal.0.contains("Reopen"), "{refusal}");
                None
            }
        })
        .collect();
    let books = [
        "title_changed",
        "impact_stated",
        "page_answered",
        "page_withdrawn",
        "role_released",
        "role_released left",
        "note_written",
        "workstream_changed",
        "ask_answered",
        "question_asked",
        "question_answered",
        "question_left",
        "question_hurried",
        "fact_stated",
        "fact_confirmed",
        "fact_withdrawn",
        "step_ticked",
        "report_filed",
        "reports_read",
        "third_party_spoke",
        "loss_stated",
        "reopened",
    ];
    assert_eq!(still, books);
}

#[test]
fn what_is_open_is_not_reopened_and_what_is_over_only_with_a_reason() {
    let refusal = |bridge: crate::given::bridge::Bridge, reason: &str| {
        bridge.decide(&Intent::Reopen { reason: reason.into() }).map_err(|refusal| refusal.0)
    };
    assert_eq!(refusal(declared(), "relapse"), Err("INC-1 is open.".to_owned()));
    assert_eq!(refusal(declared().does(resolve()), " "), Err("Say why it is not over.".to_owned()));
    assert_eq!(
        declared().does(resolve()).decide(&resolve()).map_err(|refusal| refusal.0),
        Err("INC-1 is resolved. Reopen it first.".to_owned())
    );
}

#[test]
fn every_audience_that_was_told_is_owed_its_closing_update() {
    let told = declared()
        .at("09:10")
        .does(update(Audience::Teams, Phase::Investigating, "on it"))
        .does(update(Audience::Customers, Phase::Investigating, "on it"))
        .at("10:00");
    assert_eq!(told.state().closing_owed(), [], "not while it is open");

    let resolved = told.does(resolve());
    assert_eq!(resolved.state().closing_owed(), [Audience::Teams, Audience::Customers]);
    assert!(!resolved.state().is_closed());

    let half = resolved.at("10:05").does(update(Audience::Customers, Phase::Resolved, "over"));
    assert_eq!(half.state().closing_owed(), [Audience::Teams]);
    let closed = half.does(update(Audience::Teams, Phase::Resolved, "over"));
    assert!(closed.state().is_closed());

    let again = closed.at("11:00").does(reopen()).at("11:30").does(resolve());
    assert_eq!(again.state().closing_owed(), [Audience::Teams, Audience::Customers], "what was told is no longer so");
}

#[test]
fn an_update_in_the_instant_of_the_resolution_does_not_close() {
    let bridge = declared().does(update(Audience::Teams, Phase::Monitoring, "watching")).does(resolve());
    assert_eq!(bridge.state().closing_owed(), [Audience::Teams]);
}

#[test]
fn an_incident_that_told_nobody_is_closed_at_once() {
    let bridge = declared().does(severity(Severity::Sev4)).does(resolve());
    assert!(bridge.state().is_closed());
}
