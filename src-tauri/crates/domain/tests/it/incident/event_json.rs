//! The JSON form of events: a promise to every journal on every laptop.

use std::collections::BTreeSet;

use domain::incident::event::Event;

use super::every_event::every_event;
use super::intent_json::known_kinds;
use crate::given::bridge::kinds;

/// A change here is a change of the journal's format: it needs a new version of the event, and an upcast on read.
#[test]
fn the_form_of_every_event_stays() {
    let json = |event: &Event| serde_json::to_string(event).expect("an event has a JSON form");
    let lines: Vec<String> = every_event().iter().map(json).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn no_event_is_missing_here() {
    let told: BTreeSet<String> = every_event().iter().map(|event| kinds(std::slice::from_ref(event))).collect();
    assert_eq!(told, known_kinds::<Event>());
}

#[test]
fn every_event_is_read_as_it_was_written() {
    for event in every_event() {
        let json = serde_json::to_string(&event).expect("an event has a JSON form");
        assert_eq!(serde_json::from_str::<Event>(&json).expect("it is read"), event);
    }
}

#[test]
fn what_a_later_version_adds_to_an_event_does_not_keep_this_one_from_reading_it() {
    let json = r#"{"kind":"joined","person":"ana","by_phone":true}"#;
    let event: Event = serde_json::from_str(json).expect("it is read");
    assert_eq!(event, Event::Joined { person: "ana".into(), function: None });
}

/// A journal from before promises were read.
#[test]
fn an_update_without_a_promise_is_read_and_written_as_before() {
    let json = r#"{"kind":"update_written","update":"u1","audience":"teams","phase":"identified","pattern":null,"title":"t","body":"b","values":{},"components":{},"connections":[]}"#;
    let event: Event = serde_json::from_str(json).expect("it is read");
    assert!(matches!(&event, Event::UpdateWritten { due_at: None, promised_at: None, .. }), "{event:?}");
    assert_eq!(serde_json::to_string(&event).expect("it is written"), json);
}
