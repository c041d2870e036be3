//! The JSON form of intents: what screens and scripts send.

use std::collections::BTreeSet;

use domain::incident::intent::Intent;
use serde::de::DeserializeOwned;

use super::every_intent::every_intent;

/// The kinds that a type knows, from the words with which it refuses an unknown one.
pub(crate) fn known_kinds<T: DeserializeOwned>() -> BTreeSet<String> {
    let refused = serde_json::from_str::<T>(r#"{"kind":"?"}"#).err().expect("there is no such kind").to_string();
    let (_, list) = refused.split_once("expected one of").expect("it tells what it knows");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_intent_is_read_as_it_was_written() {
    let mut told = BTreeSet::new();
    for intent in every_intent() {
        let json = serde_json::to_string(&intent).expect("an intent has a JSON form");
        assert_eq!(serde_json::from_str::<Intent>(&json).expect("it is read"), intent);
        let value = serde_json::to_value(&intent).expect("an intent has a JSON form");
        told.insert(value["kind"].as_str().expect("it has its kind").to_owned());
    }
    assert_eq!(told, known_kinds::<Intent>(), "each kind is told once");
}

/// What a script may leave out.
#[test]
fn an_intent_needs_little() {
    let check = |json: &str, whole: &str| {
        let intent: Intent = serde_json::from_str(json).expect("it is read");
        assert_eq!(serde_json::to_string(&intent).expect("it is written"), whole);
    };
    check(
        r#"{"kind":"declare_incident","severity":"sev2"}"#,
        r#"{"kind":"declare_incident","title":"","severity":"sev2","playbook":null,"pattern":null,"services":[],"surface":null,"symptom":null,"regions":[],"customer_impact":false,"page":null,"drill":false}"#,
    );
    check(
        r#"{"kind":"publish_update","audience":"teams","phase":"identified"}"#,
        r#"{"kind":"publish_update","audience":"teams","phase":"identified","pattern":null,"values":{},"wording":null,"components":{},"page_components":{},"facts":{},"questions":null}"#,
    );
    check(
        r#"{"kind":"ask_question","audience":"leadership","from":"Ines","text":"How long?"}"#,
        r#"{"kind":"ask_question","from":"Ines","person":null,"function":null,"audience":"leadership","text":"How long?","cannot_wait":false}"#,
    );
    check(
        r#"{"kind":"state_fact","workstream":"w1"}"#,
        r#"{"kind":"state_fact","text":"","service":null,"region":null,"workstream":"w1","by":null}"#,
    );
    check(
        r#"{"kind":"write_note","text":"so"}"#,
        r#"{"kind":"write_note","text":"so","corrects":null,"happened_at":null,"pages":[]}"#,
    );
    check(
        r#"{"kind":"assign_role","role":"support-liaison","person":"ana"}"#,
        r#"{"kind":"assign_role","role":"support-liaison","person":"ana","domain":null}"#,
    );
    check(
        r#"{"kind":"file_report","symptom":"Cards decline"}"#,
        r#"{"kind":"file_report","symptom":"Cards decline","error":"","regions":[],"segment":"","severity":null,"count":1,"source":"","reference":"","surface":null,"heard_at":null}"#,
    );
    check(
        r#"{"kind":"note_third_party","who":"A forum"}"#,
        r#"{"kind":"note_third_party","who":"A forum","place":"","spoke_at":null}"#,
    );
    check(r#"{"kind":"resolve"}"#, r#"{"kind":"resolve","summary":"","loss":null,"release":false}"#);
    check(r#"{"kind":"withdraw_hand_over"}"#, r#"{"kind":"withdraw_hand_over"}"#);
}
