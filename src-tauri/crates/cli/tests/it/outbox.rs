//! Deliveries: exactly once as the sandbox sees it, under its faults and over restarts.

use serde_json::Value;

use crate::given::Bwatch;

fn with_update(faults: &str) -> Bwatch {
    let bwatch = Bwatch::default();
    bwatch.ask(&[
        "incident",
        "declare",
        "--title",
        "Cards fail",
        "--severity",
        "sev1",
        "--playbook",
        "payments",
        "--page-nobody",
    ]);
    bwatch.ask(&["incident", "impact", "INC-1", "--region", "europe"]);
    bwatch.ask(&["sandbox", "faults", "status-page", "--set", faults]);
    bwatch.ask(&["incident", "update", "INC-1", "customers"]);
    bwatch
}

fn updates(bwatch: &Bwatch) -> usize {
    let received = bwatch.ask(&["sandbox", "show", "status-page"]);
    let incidents = received["incidents"].as_array().unwrap();
    incidents.iter().map(|incident| incident["updates"].as_array().map_or(0, Vec::len)).sum()
}

fn state(bwatch: &Bwatch, kind: &str) -> String {
    let rows = bwatch.ask(&["outbox", "list"]);
    let row = rows.as_array().unwrap().iter().find(|row| row["kind"] == kind).cloned().unwrap_or(Value::Null);
    row["state"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_delivery_arrives_once() {
    let bwatch = with_update("[]");
    assert_eq!(bwatch.run(&["outbox", "deliver"]).code, 0);
    assert_eq!(bwatch.run(&["outbox", "deliver"]).code, 0);
    assert_eq!(updates(&bwatch), 1);
    assert_eq!(state(&bwatch, "update"), "delivered");
}

#[test]
fn a_lost_answer_makes_no_second_update() {
    let bwatch = with_update(r#"[{"fault":"lose_answer","times":1,"on":"writes"}]"#);
    bwatch.run(&["outbox", "deliver"]);
    // Another process goes on where the first left off.
    let done = bwatch.run(&["outbox", "deliver", "--wait", "10"]);
    assert_eq!(done.code, 0, "{} {}", done.out, done.err);
    assert_eq!(updates(&bwatch), 1);
}

#[test]
fn a_refused_delivery_is_held_with_the_providers_words() {
    let bwatch = with_update(r#"[{"fault":"refuse","words":"the page is archived","times":1,"on":"writes"}]"#);
    assert_eq!(bwatch.run(&["outbox", "deliver"]).code, 1);
    assert_eq!(state(&bwatch, "update"), "held");
    let rows = bwatch.ask(&["outbox", "list"]);
    let held = rows.as_array().unwrap().iter().find(|row| row["state"] == "held").unwrap();
    assert!(held["reason"].as_str().unwrap().contains("the page is archived"), "{held}");
    bwatch.ask(&["outbox", "resend", held["id"].as_str().unwrap()]);
    assert_eq!(bwatch.run(&["outbox", "deliver"]).code, 0);
    assert_eq!(updates(&bwatch), 1);
}

#[test]
fn the_outbox_lists_what_scripts_need() {
    let bwatch = with_update("[]");
    let rows = bwatch.ask(&["outbox", "list"]);
    for name in ["id", "connection", "kind", "state", "attempts", "next_at", "reason"] {
        assert!(rows[0].get(name).is_some(), "`{name}` in {rows}");
    }
}
