//! How an incident ends, from scripts: the checklist, what was lost, and a page that somebody else has changed.

use serde_json::Value;

use crate::given::{Bwatch, keys};

/// Customers were told once, and the page has it.
fn told(bwatch: &Bwatch) -> String {
    let declare =
        ["incident", "declare", "--severity", "sev1", "--playbook", "payments", "--customer-impact", "--page-nobody"];
    let id = bwatch.ask(&declare)["id"].as_str().unwrap().to_owned();
    bwatch.ask(&["incident", "update", &id, "customers"]);
    bwatch.ask(&["outbox", "deliver", "--wait", "30"]);
    id
}

fn steps(bwatch: &Bwatch, id: &str) -> (i32, Vec<(String, String)>) {
    let answer = bwatch.run(&["--json", "incident", "closing", id]);
    let told = answer.json();
    let line =
        |step: &Value| (step["text"].as_str().unwrap().to_owned(), step["standing"].as_str().unwrap().to_owned());
    (answer.code, told["steps"].as_array().unwrap().iter().map(line).collect())
}

#[test]
fn the_checklist_ends_with_exit_code_0() {
    let bwatch = Bwatch::default();
    let id = told(&bwatch);
    let (code, before) = steps(&bwatch, &id);
    assert_eq!(code, 1);
    assert!(before.contains(&("Last post on status.kestrel.example".to_owned(), "open".to_owned())), "{before:?}");
    let answer = bwatch.run(&["--json", "incident", "closing", &id]).json();
    assert_eq!(keys(&answer["steps"]), ["text", "detail", "standing", "verb"]);

    bwatch.ask(&["incident", "resolve", &id, "--release"]);
    // What is owed now needs no name, though nothing is open.
    assert_eq!(bwatch.run(&["--json", "update", "preview"]).json()["id"], id.as_str());
    bwatch.ask(&["incident", "loss", &id, "No", "records", "were", "lost"]);
    let refused = bwatch.run(&["incident", "loss", &id, "No records were lost"]);
    assert!(refused.err.contains("was said already"), "{}", refused.err);
    let sets = [
        "resolved_at=03:20 CET",
        "share=4 in 10 payments",
        "cause_plain=A change of ours.",
        "charge_rule=It comes back.",
    ];
    let mut update = vec!["incident", "update", id.as_str(), "customers"];
    update.extend(sets.iter().flat_map(|set| ["--set", set]));
    let preview = bwatch.ask(&[&update[..], &["--dry-run"]].concat());
    assert_eq!(preview["values"]["loss"], "No records were lost.", "what was stated stands in the last word");
    bwatch.ask(&update);
    assert!(steps(&bwatch, &id).1.contains(&("Last post on status.kestrel.example".to_owned(), "written".to_owned())));
    bwatch.ask(&["outbox", "deliver", "--wait", "30"]);
    bwatch.run(&["pages", "show", "status-page"]);
    let (code, after) = steps(&bwatch, &id);
    assert_eq!(code, 0, "{after:?}");
    let nothing = bwatch.run(&["update", "preview"]);
    assert!(nothing.err.contains("No incident is open. Name one with --incident, or declare one"), "{}", nothing.err);
}

#[test]
fn what_somebody_else_wrote_is_settled_by_name() {
    let bwatch = Bwatch::default();
    let id = told(&bwatch);
    let calm = bwatch.run(&["pages", "settle", "status-page", "--ours"]);
    assert!(calm.err.contains("says what was published"), "{}", calm.err);
    let strange = bwatch.run(&["pages", "settle", "pager", "--ours"]);
    assert_ne!(strange.code, 0);
    let neither = bwatch.run(&["pages", "settle", "status-page"]);
    assert_eq!(neither.code, 2, "ours or theirs: {}", neither.err);

    let file = bwatch.folder().join("sandbox/status-page.json");
    let mut page: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    page["incidents"][0]["updates"][0]["body"] = "All is well.".into();
    std::fs::write(&file, page.to_string()).unwrap();
    assert_eq!(bwatch.run(&["pages", "drift"]).code, 1);
    bwatch.ask(&["pages", "settle", "status-page", "--theirs", "--incident", &id]);
    bwatch.ask(&["pages", "settle", "status-page", "--ours", "--incident", &id]);
    bwatch.ask(&["outbox", "deliver", "--wait", "30"]);
    assert_eq!(bwatch.run(&["pages", "drift"]).code, 0);
}
