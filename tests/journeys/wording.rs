//! What the form shows is what leaves: without the traces of what stayed empty, in the zone of those who read it, and in words of
//! one's own as well.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::delivery::ComponentState;
use domain::id::IncidentId;
use domain::incident::closing::ClosingStanding;
use domain::incident::intent::{Composition, Intent, OutputDraft, UpdateDraft};
use domain::template::{Audience, Output};
use engine::view::composition::CompositionView;
use serde_json::{Value, json};

use crate::given::House;
use crate::given::mail::MailServer;
use crate::given::places::{Place, SANDBOXES};

fn composition(form: Value) -> Composition {
    serde_json::from_value(form).unwrap()
}

fn declared(house: &House, region: &str) -> IncidentId {
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, region);
    incident
}

/// The form with a sample in each field that must be filled, and nothing else.
fn filled(house: &House, incident: &IncidentId, form: &Composition) -> CompositionView {
    let view = house.engine().compose_all(incident, form).unwrap();
    let mut values: BTreeMap<String, String> = view.values.clone();
    for field in &view.fields {
        let value = values.entry(field.key.clone()).or_default();
        if value.is_empty() && !field.variable.optional {
            *value = field.variable.sample();
        }
    }
    house.engine().compose_all(incident, &Composition { values, ..form.clone() }).unwrap()
}

fn publish(house: &House, incident: &IncidentId, form: &Composition, view: &CompositionView) {
    let chosen = view.outputs.iter().filter(|output| output.chosen);
    house.act(
        incident,
        &Intent::PublishUpdates(Composition {
            values: view.values.clone(),
            components: view.components.clone(),
            outputs: chosen.map(|output| OutputDraft { output: output.output, wording: None }).collect(),
            ..form.clone()
        }),
    );
}

#[test]
fn what_stayed_empty_leaves_no_trace_in_what_is_shown_and_sent() {
    let house = House::sample();
    let incident = declared(&house, "europe");
    let form = composition(json!({ "phase": "investigating", "pattern": "payments-failing", "outputs": [] }));
    let view = filled(&house, &incident, &form);
    for output in view.outputs.iter().filter(|output| output.chosen) {
        let body = &output.preview.body;
        assert_eq!(output.faults, [], "{body}");
        assert!(!body.lines().any(|line| line.trim() == "-" || line.ends_with(' ')), "{body}");
        assert!(!body.contains("\n\n\n") && !body.contains("  "), "{body}");
    }
    publish(&house, &incident, &form, &view);
    house.deliver_all();
    let shown = |output: Output| view.outputs.iter().find(|view| view.output == output).unwrap().preview.body.clone();
    let page = house.received("status-page");
    assert_eq!(page["incidents"][0]["updates"][0]["body"], json!(shown(Output::StatusPage)), "byte for byte");
    let points = shown(Output::TalkingPoints);
    assert_eq!(house.received("support-room")["messages"][0]["body"], json!(points), "byte for byte");
}

#[test]
fn words_of_ones_own_begin_with_the_text_and_each_account_reads_its_own_name() {
    let server = MailServer::open();
    let place = Place::small(&format!("{SANDBOXES}{}", server.connection()));
    place.write(
        "accounts/north.yaml",
        "name: North\nregions: [europe]\ncontacts: [ { name: Dana, email: dana@north.example } ]\n",
    );
    place.write(
        "accounts/south.yaml",
        "name: South\nregions: [europe]\ncontacts: [ { name: Li, email: li@south.example } ]\n",
    );
    let house = House::on(place);
    let incident = declared(&house, "europe");
    let form = |letter: &str| {
        let wording = json!(["Cards at {{account}}", letter]);
        composition(json!({ "phase": "investigating", "outputs": [
            { "output": "status_page", "wording": ["Cards", "Cards fail."] }, { "output": "outreach", "wording": wording },
        ] }))
    };
    let faults = |letter: &str| {
        let view = house.engine().compose_all(&incident, &form(letter)).unwrap();
        let output = view.outputs.iter().find(|view| view.output == Output::Outreach).unwrap();
        output.faults.iter().map(|fault| fault.message.clone()).collect::<Vec<_>>()
    };
    let blank = "“‹Since when›” is still blank. Write what belongs there, or take it out.";
    assert_eq!(faults("Dear {{contact}}, since ‹Since when› cards fail."), [blank]);
    let refused = house.attempt(Some(&incident), &Intent::PublishUpdates(form("Since ‹Since when›."))).unwrap_err();
    assert!(refused.to_string().contains(blank), "{refused}");

    assert_eq!(faults("Dear {{contact}}, cards fail."), [""; 0]);
    house.act(&incident, &Intent::PublishUpdates(form("Dear {{contact}}, cards fail.")));
    house.deliver_all();
    let mut letters: Vec<String> =
        server.letters().iter().map(|letter| format!("{:?} {}", letter.to, letter.text)).collect();
    letters.sort();
    assert!(letters[0].contains("dana@north.example") && letters[0].contains("Dear Dana, cards fail."), "{letters:#?}");
    assert!(letters[1].contains("li@south.example") && letters[1].contains("Dear Li, cards fail."), "{letters:#?}");
    assert!(letters[1].contains("Cards at South"), "{letters:#?}");
}

#[test]
fn the_samples_form_offers_its_text_for_words_of_ones_own() {
    let house = House::sample();
    let incident = declared(&house, "europe");
    let form = composition(json!({ "phase": "identified", "pattern": "payments-failing", "outputs": [] }));
    let view = house.engine().compose_all(&incident, &form).unwrap();
    let letter = view.outputs.iter().find(|view| view.output == Output::Outreach).unwrap();
    let (_, body) = &letter.own_words;
    assert!(body.starts_with("Hello {{contact}},") && body.contains("{{account}}"), "{body}");
    assert!(letter.preview.body.starts_with("Hello [contacts’ names],"), "the preview says whom it addresses");
}

#[test]
fn on_the_second_day_the_begin_has_its_day_and_its_readers_zone() {
    let house = House::sample();
    let incident = declared(&house, "europe");
    let draft: UpdateDraft = serde_json::from_value(
        json!({ "audience": "customers", "phase": "investigating", "pattern": "payments-failing" }),
    )
    .unwrap();
    let started = |house: &House| house.engine().compose(&incident, &draft).unwrap().values["started"].clone();
    assert_eq!(started(&house), "15:02 CET");
    house.act(
        &incident,
        &Intent::PublishUpdate(UpdateDraft {
            values: house
                .engine()
                .compose(&incident, &draft)
                .unwrap()
                .variables
                .iter()
                .map(|variable| {
                    (
                        variable.name.clone(),
                        if variable.name == "started" { "14:50 CET".into() } else { variable.sample() },
                    )
                })
                .collect(),
            ..draft.clone()
        }),
    );
    assert_eq!(started(&house), "14:50 CET", "what was said stands");
    house.advance(TimeDelta::hours(12));
    assert_eq!(started(&house), "20 Nov 14:50 CET");
}

#[test]
fn components_that_the_last_word_forgot_are_made_whole_by_either_form() {
    let house = House::sample();
    let incident = declared(&house, "europe");
    let own = |phase: &str, components: Value| {
        composition(json!({ "phase": phase, "components": { "status-page": components },
            "outputs": [{ "output": "status_page", "wording": ["Cards", format!("{phase} now.")] }] }))
    };
    house.act(&incident, &Intent::PublishUpdates(own("identified", json!({ "Checkout": "partial_outage" }))));
    house.act(&incident, &Intent::Resolve { summary: String::new(), loss: Some("Nothing".to_owned()), release: true });
    house.act(&incident, &Intent::PublishUpdates(own("resolved", json!({}))));
    house.deliver_all();
    let broken = |house: &House| house.incident(&incident).broken_components(&"status-page".into());
    assert_eq!(broken(&house).len(), 1, "the last word left it broken");
    let step = "Components of status.kestrel.example back to operational";
    let open = |house: &House| {
        let closing = house.engine().bridge(&incident).unwrap().closing;
        closing.iter().any(|line| line.text == step && line.standing == ClosingStanding::Open)
    };
    assert!(open(&house));

    // The form of all audiences proposes the page alone, for nobody else is owed a word.
    let all = composition(json!({ "phase": "resolved", "pattern": "payments-failing", "outputs": [] }));
    let view = house.engine().compose_all(&incident, &all).unwrap();
    let chosen: Vec<Output> = view.outputs.iter().filter(|view| view.chosen).map(|view| view.output).collect();
    assert!(chosen.contains(&Output::StatusPage), "{chosen:?}");

    // The form of one audience says the same of the component, and the very words of the last update may go with it.
    let draft: UpdateDraft = serde_json::from_value(
        json!({ "audience": "customers", "phase": "resolved", "wording": ["Cards", "resolved now."] }),
    )
    .unwrap();
    let form = house.engine().compose(&incident, &draft).unwrap();
    assert_eq!(form.components[&"status-page".into()]["Checkout"], ComponentState::Operational);
    assert!(form.remarks.iter().all(|remark| !remark.forbids), "{:?}", form.remarks);
    assert_eq!(form.places.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["status.kestrel.example"]);
    house.act(&incident, &Intent::PublishUpdate(UpdateDraft { page_components: form.components, ..draft.clone() }));
    assert_eq!(broken(&house), [].into());
    assert!(!open(&house));
    let again = house.attempt(Some(&incident), &Intent::PublishUpdate(draft)).unwrap_err();
    assert!(again.to_string().contains("word for word"), "{again}");
    assert_eq!(house.incident(&incident).last_update(Audience::Customers).unwrap().body, "resolved now.");
}
