//! Why roles, presence and hand-overs are refused.

use domain::incident::intent::Intent;

use super::every_intent::busy;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{accept, assign, assign_for, join, offer, propose, release, verdict};

fn check(bridge: &Bridge, intent: &Intent, words: &str) {
    let refused = bridge.decide(intent).map_err(|refusal| refusal.0);
    assert_eq!(refused, Err(words.to_owned()), "{intent:?}");
}

const NOBODY: &str = "The workspace knows nobody as “zoe”. Add them under people/ or check the id.";

fn give_back(role: &str, person: &str, domain: Option<&str>) -> Intent {
    Intent::ReleaseRole { role: role.into(), person: person.into(), domain: domain.map(str::to_owned) }
}

#[test]
fn a_role_is_assigned_to_somebody_known_who_does_not_hold_it() {
    let (lead, coordinator) = ("incident-lead", "technical-coordinator");
    check(&busy(), &assign(coordinator, "zoe"), NOBODY);
    check(&busy(), &assign(lead, "ana"), "The lead changes by hand-over: offer it, and the other person accepts.");
    check(&busy(), &assign("juggler", "ana"), "The workspace has no incident role “juggler”.");
    check(&busy(), &assign_for("payments", coordinator, "ana"), "Ana holds this role already.");
    check(&busy(), &assign_for(" payments ", coordinator, "ana"), "Ana holds this role already.");
    // A role with one holder knows no areas.
    let bridge = declared().does(assign_for("press", "communications-lead", "ana"));
    check(&bridge, &assign("communications-lead", "ana"), "Ana holds this role already.");
}

#[test]
fn a_role_is_given_back_by_whoever_holds_it() {
    let coordinator = "technical-coordinator";
    let lead = "An incident is never without a lead. Hand over instead.";
    check(&busy(), &give_back("incident-lead", "lea", None), lead);
    check(&busy(), &give_back(coordinator, "ben", Some("payments")), "They do not hold this role.");
    check(&busy(), &give_back(coordinator, "ana", Some("database")), "They do not hold this role.");
    check(&busy(), &give_back(coordinator, "ana", None), "They do not hold this role.");
}

#[test]
fn the_lead_is_handed_over_by_the_lead_to_somebody_else() {
    check(&declared(), &offer("zoe"), NOBODY);
    check(&declared(), &offer("lea"), "They lead already.");
    check(&declared().by("ana"), &offer("ben"), "Only Lea, who leads now, can hand over.");
    check(&declared(), &accept("ben"), "The lead was not offered to them.");
    check(&declared().does(offer("ben")), &accept("ana"), "The lead was not offered to them.");
    let stranger = "Only the successor accepts, or the lead records that they accepted.";
    check(&declared().does(offer("ben")).by("ana"), &accept("ben"), stranger);
    check(&declared(), &Intent::WithdrawHandOver, "No hand-over is under way.");
}

#[test]
fn somebody_joins_who_is_not_there_and_leaves_who_is() {
    check(&declared(), &join("zoe"), NOBODY);
    check(&declared(), &join("lea"), "Lea is on the bridge already.");
    check(&declared(), &release("lea"), "The lead stays. Hand over first.");
    check(&declared(), &release("ana"), "They are not on the bridge.");
    check(&busy().does(release("ana")), &release("ana"), "They are not on the bridge.");
}

#[test]
fn a_function_is_waived_with_a_reason() {
    let waive =
        |function: &str, reason: &str| Intent::WaiveFunction { function: function.into(), reason: reason.into() };
    check(&declared(), &waive("magic", "none"), "The workspace has no function “magic”.");
    check(&declared(), &waive("legal", " "), "Say why this function is not needed.");
}

#[test]
fn a_decision_is_made_by_the_holder_of_its_role_once() {
    let record = |right: &str, what: &str| Intent::RecordDecision {
        what: what.into(),
        right: right.into(),
        reason: String::new(),
    };
    check(&busy(), &verdict("d1", true), "technical coordinator decides this (Ana).");
    check(&busy(), &record("roll-back", "Roll back"), "technical coordinator decides this (Ana).");
    check(&busy(), &verdict("d9", true), "INC-1 has no decision “d9”.");
    let decided = busy().by("ana").does(verdict("d1", false));
    check(&decided, &verdict("d1", true), "This is decided already. Propose it anew to change it.");
    let empty = "communications lead decides this (nobody holds that role: the incident lead decides).";
    check(&busy().by("ana"), &record("press", "Tell them"), empty);
    check(&busy(), &record("moon", "Fly"), "The workspace has no decision right “moon”.");
    check(&busy(), &record("press", ""), "Say what shall be decided.");
    check(&busy(), &propose("moon"), "The workspace has no decision right “moon”.");
}
