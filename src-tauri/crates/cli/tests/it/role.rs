//! Roles and shadows as scripts see them.

use crate::given::{Bwatch, has, keys};

#[test]
fn every_role_has_a_card_and_says_where_it_was_never_drilled() {
    let bwatch = Bwatch::default();
    let cards = bwatch.ask(&["role", "list"]);
    has(&keys(&cards), &["id", "name", "duties", "scripts", "rights", "staffed_by", "holders", "drill", "advice"]);
    let card = bwatch.ask(&["role", "show", "communications-lead"]);
    assert_eq!(card["rights"], serde_json::json!(["Choose the words of an update"]));
    assert_eq!(card["staffed_by"]["rotation"], "communications");
    assert!(card["scripts"].as_array().unwrap().len() > 2, "{}", card["scripts"]);
    assert!(card["drill"].is_null());
    assert!(card["advice"].as_str().unwrap().contains("Start a drill"), "{}", card["advice"]);
    let slip = bwatch.run(&["role", "show", "comunications-lead"]);
    assert_eq!(slip.code, 1);
    assert!(slip.err.contains("Did you mean `communications-lead`?"), "{}", slip.err);
}

#[test]
fn a_drill_stands_on_the_cards_of_the_roles_that_were_held_in_it() {
    let bwatch = Bwatch::default();
    let title = "Card payments fail on a Friday evening";
    let declare = ["incident", "declare", "--drill", "--severity", "sev1", "--title", title, "--page", "payments"];
    let id = bwatch.ask(&declare)["id"].as_str().unwrap().to_owned();
    bwatch.ask(&["incident", "assign", &id, "communications-lead", "aoife"]);
    // By name: who is on call depends on the hour, and somebody of a rotation stands for it.
    for person in ["zofia", "eva", "tyrone"] {
        bwatch.ask(&["incident", "page", &id, person]);
    }
    bwatch.ask(&["incident", "page", &id, "grace"]);
    let card = bwatch.ask(&["role", "show", "communications-lead"]);
    assert_eq!(card["drill"]["title"], title);
    assert_eq!(card["drill"]["people"], serde_json::json!(["Aoife Brennan"]));
    assert_eq!(card["drill"]["wrong_pages"], 1, "nobody calls for Security: {}", card["drill"]);
    assert!(card["drill"]["right_role_seconds"].is_number(), "{}", card["drill"]);
    assert_eq!(card["holders"][0]["incident"], id.as_str());
    assert!(bwatch.ask(&["role", "show", "scribe"])["drill"].is_null(), "nobody held it");
    let shown = bwatch.ask(&["incident", "show", &id]);
    assert_eq!(shown["measures"]["wrong_pages"], 1);
    let lines = bwatch.run(&["role", "show", "communications-lead"]).out;
    assert!(lines.contains("Last drill:") && lines.contains("1 wrong pages"), "{lines}");
}

#[test]
fn a_shadow_is_told_beside_whoever_is_on_call() {
    let bwatch = Bwatch::default();
    let lines = bwatch.ask(&["oncall", "--at", "2026-11-20T22:00"]);
    let payments = lines.as_array().unwrap().iter().find(|line| line["rotation"] == "payments").unwrap();
    assert_eq!(payments["shadows"], serde_json::json!([{ "person": "freya", "person_name": "Freya Olsen" }]));
    assert_ne!(payments["person"], "freya");
    let before = bwatch.ask(&["shifts", "payments", "--from", "2026-10-01", "--to", "2026-10-08"]);
    assert_eq!(before["shadows"], serde_json::json!([]));
    let during = bwatch.ask(&["shifts", "payments", "--from", "2026-11-09", "--to", "2026-11-11"]);
    assert_eq!(during["shadows"][0]["person"], "freya");
    assert!(during["shifts"].as_array().unwrap().iter().all(|shift| shift["person"] != "freya"));
    let shown = bwatch.run(&["oncall", "--at", "2026-11-20T22:00"]).out;
    assert!(shown.contains("(shadow: Freya Olsen)"), "{shown}");
}

#[test]
fn a_shadow_seat_begins_and_ends_and_keeps_from_pages() {
    let bwatch = Bwatch::default();
    let declare =
        ["--as", "mara", "incident", "declare", "--severity", "sev2", "--title", "Cards fail", "--page-nobody"];
    let id = bwatch.ask(&declare)["id"].as_str().unwrap().to_owned();
    bwatch.ask(&["incident", "shadow", &id, "freya", "--beside", "mara"]);
    let shown = bwatch.ask(&["incident", "show", &id]);
    assert_eq!(shown["shadows"][0]["beside"], serde_json::json!({ "person": "mara" }));
    let paged = bwatch.run(&["incident", "page", &id, "freya"]);
    assert_eq!(paged.code, 1);
    assert!(paged.err.contains("End the shadow seat first"), "{}", paged.err);
    bwatch.ask(&["incident", "shadow", &id, "freya", "--end"]);
    bwatch.ask(&["incident", "page", &id, "freya"]);
    assert_eq!(bwatch.run(&["incident", "shadow", &id, "freya"]).code, 2, "beside whom, or the end");
}
