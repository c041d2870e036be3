//! What the lead stated of losses, in the last words that customers and leadership read.

use domain::id::IncidentId;
use domain::incident::intent::{Composition, Intent};
use domain::template::Output;
use engine::view::composition::CompositionView;
use serde_json::{Value, json};

use crate::given::House;

fn act(house: &House, incident: &IncidentId, intent: Value) {
    let intent: Intent = serde_json::from_value(intent).unwrap();
    house.act(incident, &intent);
}

/// The form of the last word for all audiences, as far as it is known.
fn form(house: &House, incident: &IncidentId) -> CompositionView {
    let empty: Composition =
        serde_json::from_value(json!({ "phase": "resolved", "pattern": "cannot-sign-in", "outputs": [] })).unwrap();
    house.engine().compose_all(incident, &empty).unwrap()
}

/// What an output says now.
fn body(form: &CompositionView, output: Output) -> String {
    form.outputs.iter().find(|view| view.output == output).unwrap().preview.body.clone()
}

#[test]
fn the_last_word_says_what_was_stated_and_nothing_before_it_was() {
    let house = House::sample();
    let incident =
        house.declare(json!({ "severity": "sev1", "playbook": "sign-in", "customer_impact": true, "page": [] }));
    house.minutes(20);
    act(&house, &incident, json!({ "kind": "resolve", "summary": "The certificate is renewed", "release": true }));

    let before = form(&house, &incident);
    assert_eq!(before.values["loss"], "");
    let page = body(&before, Output::StatusPage);
    assert!(page.contains("‹What was lost, or that nothing was, as a sentence›"), "it waits for the lead: {page}");
    let faulty = |view: &CompositionView, output: Output| {
        let faults = &view.outputs.iter().find(|it| it.output == output).unwrap().faults;
        faults.iter().any(|fault| fault.variable == "loss")
    };
    let asking = [Output::Teams, Output::Leadership, Output::StatusPage, Output::Outreach, Output::TalkingPoints];
    assert!(asking.iter().all(|output| faulty(&before, *output)), "none of them leaves without it");

    act(&house, &incident, json!({ "kind": "state_loss", "text": "No account was opened by a stranger" }));
    let after = form(&house, &incident);
    for output in asking {
        assert!(body(&after, output).contains("No account was opened by a stranger."), "{output:?}");
        assert!(!faulty(&after, output), "{output:?}");
    }
    // What is found out later is what is said from then on.
    act(&house, &incident, json!({ "kind": "state_loss", "text": "Two accounts were opened by a stranger!" }));
    let later = form(&house, &incident);
    assert!(body(&later, Output::StatusPage).contains("Two accounts were opened by a stranger!"));
}

#[test]
fn letters_and_posts_name_the_organisation_of_the_workspace() {
    let house = House::sample();
    let incident =
        house.declare(json!({ "severity": "sev1", "playbook": "sign-in", "customer_impact": true, "page": [] }));
    let of_all = json!({ "phase": "investigating", "pattern": "cannot-sign-in",
        "outputs": [{ "output": "outreach" }, { "output": "social" }] });
    let form = house.engine().compose_all(&incident, &serde_json::from_value(of_all).unwrap()).unwrap();
    assert!(body(&form, Output::Outreach).ends_with("Your team\nKestrel Commerce"));
    assert!(body(&form, Output::Social).ends_with(" on status.kestrel.example"));
}
