//! Why a declaration is refused: nothing to call it by, or an id that the workspace does not know.

use domain::incident::intent::{Declaration, Intent};

use crate::given::bridge::{Bridge, calm, declared};
use crate::given::intents::declaration;
use crate::given::organisation::ids;

fn check(bridge: &Bridge, declaration: Declaration, words: &str) {
    let refused = bridge.decide(&Intent::DeclareIncident(declaration)).map_err(|refusal| refusal.0);
    assert_eq!(refused, Err(words.to_owned()));
}

#[test]
fn an_incident_is_declared_once() {
    check(&declared(), declaration(), "This incident is declared already.");
}

#[test]
fn an_incident_needs_something_to_call_it_by() {
    let nameless = Declaration { title: " ".into(), services: Vec::new(), ..declaration() };
    check(&calm(), nameless, "Give the incident a title, a playbook or a service.");
}

#[test]
fn a_slip_in_an_id_becomes_no_fact() {
    let unknown = |noun: &str| format!("The workspace has no {noun} “moon”.");
    let moon = declaration;
    check(&calm(), Declaration { playbook: Some("moon".into()), ..moon() }, &unknown("playbook"));
    check(&calm(), Declaration { services: ids(&["cards", "moon"]), ..moon() }, &unknown("service"));
    check(&calm(), Declaration { regions: ids(&["moon"]), ..moon() }, &unknown("region"));
    check(&calm(), Declaration { pattern: Some("moon".into()), ..moon() }, &unknown("impact pattern"));
    check(&calm(), Declaration { page: Some(ids(&["moon"])), ..moon() }, &unknown("rotation"));
}

#[test]
fn a_title_is_one_line_that_a_status_page_takes() {
    let long = Declaration { title: "x".repeat(256), ..declaration() };
    check(&calm(), long, "The title has 256 characters, and status pages take 255. Say the rest in a note.");
    let spread = calm().does(Intent::DeclareIncident(Declaration { title: " Cards\n\tfail ".into(), ..declaration() }));
    assert_eq!(spread.state().title, "Cards fail");
}

#[test]
fn before_the_declaration_there_is_no_incident() {
    for intent in super::every_intent::every_intent().into_iter().skip(1) {
        let refused = calm().decide(&intent).map_err(|refusal| refusal.0);
        assert_eq!(refused, Err("There is no such incident.".to_owned()), "{intent:?}");
    }
}
