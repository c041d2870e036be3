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

#[test]
fn under_every_fault_a_delivery_arrives_exactly_once() {
    for fault in [
        r#"{"fault":"delay","wait_ms":50}"#,
        r#"{"fault":"lose_answer"}"#,
        r#"{"fault":"offline"}"#,
        r#"{"fault":"throttle","seconds":1}"#,
        r#"{"fault":"server_error","applied":true}"#,
        r#"{"fault":"server_error","applied":false}"#,
        r#"{"fault":"garbled"}"#,
    ] {
        let planned = fault.replace('}', r#","times":2,"on":"writes"}"#);
        let bwatch = with_update(&format!("[{planned}]"));
        // Each try is a process of its own, as after a crash.
        bwatch.run(&["outbox", "deliver"]);
        let done = bwatch.run(&["outbox", "deliver", "--wait", "30"]);
        assert_eq!(done.code, 0, "{fault}: {} {}", done.out, done.err);
        assert_eq!(updates(&bwatch), 1, "{fault}");
        assert_eq!(state(&bwatch, "update"), "delivered", "{fault}");
    }
}

/// What was lost on its way may still come: nobody sends it again at once, not even another process that is in a hurry.
#[test]
fn what_is_not_there_yet_is_not_sent_again_before_it_cannot_come_any_more() {
    let bwatch = with_update(r#"[{"fault":"lose_request","times":1,"on":"writes"}]"#);
    for _ in 0..3 {
        bwatch.run(&["outbox", "deliver"]);
        assert_eq!((updates(&bwatch), state(&bwatch, "update").as_str()), (0, "waiting"));
    }
    let rows = bwatch.ask(&["outbox", "list"]);
    let waits = rows.as_array().unwrap().iter().find(|row| row["kind"] == "update").unwrap();
    assert!(waits["reason"].as_str().unwrap().starts_with("not there yet"), "{waits}");
}

#[test]
fn a_process_that_is_killed_while_it_sends_loses_and_doubles_nothing() {
    let bwatch = with_update(r#"[{"fault":"delay","wait_ms":60000,"times":1,"on":"writes"}]"#);
    let mut process = bwatch.command(&["outbox", "deliver"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    while state(&bwatch, "update") != "sending" {
        std::thread::yield_now();
    }
    process.kill().unwrap();
    process.wait().unwrap();
    bwatch.ask(&["sandbox", "faults", "status-page", "--clear"]);
    let done = bwatch.run(&["outbox", "deliver", "--wait", "30"]);
    assert_eq!(done.code, 0, "{} {}", done.out, done.err);
    assert_eq!(updates(&bwatch), 1);
}

#[test]
fn deliver_says_what_became_of_what_was_owed_and_of_nothing_else() {
    let bwatch = with_update("[]");
    let first = bwatch.ask(&["outbox", "deliver"]);
    assert_eq!(first.as_array().unwrap().len(), 2, "the page of the impact and the update: {first}");
    assert_eq!(bwatch.ask(&["outbox", "deliver"]), serde_json::json!([]));
}

#[test]
fn the_leads_word_on_a_delivery_happens_once() {
    let bwatch = with_update(r#"[{"fault":"refuse","words":"no","times":1,"on":"writes"}]"#);
    bwatch.run(&["outbox", "deliver"]);
    let rows = bwatch.ask(&["outbox", "list"]);
    let held = rows.as_array().unwrap().iter().find(|row| row["state"] == "held").unwrap();
    let id = held["id"].as_str().unwrap();
    let drop = ["outbox", "drop", id, "--reason", "said by phone", "--intent", "once"];
    assert_eq!(bwatch.ask(&drop)[0]["state"], "dropped");
    assert_eq!(bwatch.ask(&drop)[0]["state"], "dropped", "again is no refusal");
    assert_eq!(bwatch.run(&["outbox", "resend", id]).code, 1, "what is over stays over");
    assert_eq!(bwatch.run(&["outbox", "drop", "no-such"]).code, 1);
}
