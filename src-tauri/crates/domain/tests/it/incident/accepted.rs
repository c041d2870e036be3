//! What each intent leads to, in an incident under way.

use std::collections::BTreeMap;

use domain::incident::Answer;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use super::every_intent::{busy, every_intent};
use crate::given::bridge::{Bridge, calm, declared, kinds};
use crate::given::intents::{accept, answer, declaration, draft, page, propose, reopen, resolve, update, verdict};

fn check(bridge: &Bridge, intent: &Intent, expected: &str) {
    let events = bridge.decide(intent).map(|events| kinds(&events)).map_err(|refusal| refusal.0);
    assert_eq!(events.as_deref(), Ok(expected), "{intent:?}");
}

#[test]
fn each_intent_leads_to_its_events() {
    // In the order of `every_intent`; what is settled elsewhere or needs another state leads to none here.
    let expected = [
        ("declare_incident", ""),
        ("change_title", "title_changed"),
        ("change_services", "services_changed"),
        ("change_severity", "severity_changed"),
        ("change_phase", "phase_changed"),
        ("confirm_impact", "impact_confirmed page_requested"),
        ("state_impact", "impact_stated"),
        ("set_rally", "rally_set"),
        ("move_rally", ""),
        ("withdraw_impact", "impact_withdrawn"),
        ("page_rotation", "page_requested"),
        ("page_person", "page_requested"),
        ("record_answer", "page_answered"),
        ("withdraw_page", "page_withdrawn"),
        ("assign_role", "role_assigned joined"),
        ("release_role", "role_released"),
        ("offer_hand_over", "hand_over_offered"),
        ("accept_hand_over", "hand_over_accepted"),
        ("withdraw_hand_over", "hand_over_withdrawn"),
        ("join", "joined"),
        ("release", "role_released left"),
        ("seat_shadow", "shadow_seated"),
        ("end_shadow", ""),
        ("waive_function", "function_waived"),
        ("publish_update", "note_written update_written"),
        ("publish_updates", "update_written update_written"),
        ("withdraw_update", ""),
        ("settle_drift", ""),
        ("settle_proposal", ""),
        ("write_note", "note_written"),
        ("propose_decision", "decision_proposed"),
        ("decide", ""),
        ("record_decision", "decision_proposed decision_made"),
        ("open_workstream", "workstream_opened"),
        ("change_workstream", "workstream_changed"),
        ("coordinate_area", "role_assigned joined workstream_opened"),
        ("make_ask", "ask_made"),
        ("answer_ask", "ask_answered"),
        ("ask_question", "question_asked"),
        ("answer_question", "question_answered"),
        ("leave_question", "question_left"),
        ("hurry_question", "question_hurried"),
        ("state_fact", "fact_stated"),
        ("confirm_fact", "fact_confirmed"),
        ("withdraw_fact", "fact_withdrawn"),
        ("tick_step", "step_ticked"),
        ("change_cadence", "cadence_changed"),
        ("snooze", "snoozed"),
        ("resend_delivery", ""),
        ("confirm_delivery", ""),
        ("drop_delivery", ""),
        ("resolve", "resolved"),
        ("file_report", "report_filed"),
        ("read_reports", "reports_read"),
        ("note_third_party", "third_party_spoke"),
        ("state_loss", "loss_stated"),
        ("reopen", ""),
    ];
    let told = every_intent().into_iter().map(|intent| {
        let json = serde_json::to_value(&intent).expect("an intent has a JSON form");
        let events = busy().decide(&intent).map(|events| kinds(&events)).unwrap_or_default();
        (json["kind"].as_str().expect("it has its kind").to_owned(), events)
    });
    let told: Vec<(String, String)> = told.collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(kind, events)| (kind.as_str(), events.as_str())).collect();
    assert_eq!(told, expected);
}

/// Whoever gathers what a decision must know leaves out who is on call where nobody is woken.
#[test]
fn only_what_wakes_depends_on_who_is_on_call() {
    let mut nobody = busy();
    nobody.on_call.clear();
    nobody.stand_ins.clear();
    for intent in every_intent().iter().filter(|intent| !intent.wakes()) {
        assert_eq!(nobody.decide(intent), busy().decide(intent), "{intent:?}");
    }
    let woken = every_intent()
        .into_iter()
        .filter(|intent| busy().decide(intent).is_ok_and(|events| kinds(&events).contains("page_requested")));
    assert!(woken.into_iter().all(|intent| intent.wakes()));
}

#[test]
fn intents_that_need_another_state_find_it() {
    check(&calm(), &Intent::DeclareIncident(declaration()), "declared");
    check(&busy().by("ana"), &verdict("d1", true), "decision_made");
    check(&busy().by("ben"), &accept("ben"), "hand_over_accepted");
    check(&busy().does(resolve()), &reopen(), "reopened");
    check(&declared().does(page("cards")), &answer("p1", Answer::Reached), "page_answered joined");
    check(&declared().does(page("cards")), &answer("p1", Answer::Declined), "page_answered");
    check(&declared(), &update(Audience::Teams, Phase::Investigating, "on it"), "update_written");
    check(&declared().does(resolve()), &update(Audience::Teams, Phase::Resolved, "over"), "update_written");
}

#[test]
fn only_lowering_the_severity_needs_a_reason() {
    let change = |severity, reason: &str| Intent::ChangeSeverity { severity, reason: reason.into() };
    check(&declared(), &change(Severity::Sev1, ""), "severity_changed");
    check(&declared(), &change(Severity::Sev3, "few are hit"), "severity_changed");
    let refused = declared().decide(&change(Severity::Sev3, " "));
    assert_eq!(refused.map_err(|refusal| refusal.0), Err("Say why it is less severe.".to_owned()));
}

#[test]
fn a_playbook_fills_in_what_the_declaration_leaves_open() {
    let bare = domain::incident::intent::Declaration {
        title: String::new(),
        playbook: Some("payments".into()),
        pattern: None,
        services: Vec::new(),
        regions: Vec::new(),
        page: None,
        ..declaration()
    };
    let bridge = calm().does(Intent::DeclareIncident(bare));
    let incident = bridge.state();
    assert_eq!(incident.title, "Payments failing: CARDS");
    assert_eq!(incident.pattern, Some("cards-decline".into()));
    assert_eq!((incident.surface.as_deref(), incident.symptom.as_deref()), (Some("checkout"), Some("declines")));
    assert_eq!(incident.regions, ["europe".into(), "asia".into()], "its service is everywhere");
    assert_eq!(incident.key, "i1", "the marker at providers is the intent that declared it");
}

#[test]
fn an_unlocked_wording_is_told_in_the_log() {
    let draft = domain::incident::intent::UpdateDraft {
        wording: Some((" Cards ".into(), "We are on it.\n".into())),
        ..draft(Audience::Customers, Phase::Investigating, "")
    };
    let bridge = declared().does(Intent::PublishUpdate(draft));
    let Event::NoteWritten { text, .. } = &bridge.entries[1].event else {
        unreachable!("the note comes first");
    };
    assert_eq!(text, "Wording unlocked for the Customers update");
    let written = &bridge.state().updates[0];
    assert_eq!((written.title.as_str(), written.body.as_str()), ("Cards", "We are on it."));
    assert_eq!(written.connections, ["status".into()]);
    assert_eq!(written.values, BTreeMap::from([("word".into(), String::new())]));
}

#[test]
fn a_decision_is_the_services_own_where_it_says_so() {
    let mut bridge = declared();
    let check = |bridge: &Bridge, role: &str| {
        let bridge = bridge.clone().does(propose("press"));
        assert_eq!(bridge.state().decisions[0].role.as_str(), role);
    };
    check(&bridge, "communications-lead");
    bridge.agreement.services[0].decision_rights.insert("press".into(), "support-liaison".into());
    check(&bridge, "support-liaison");
}
