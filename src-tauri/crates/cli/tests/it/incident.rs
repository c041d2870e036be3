//! Verbs that change an incident: the same door as the window's.

use crate::given::Bwatch;

#[test]
fn an_incident_goes_from_declaration_to_export() {
    let bwatch = Bwatch::default();
    let declared = bwatch.ask(&[
        "incident",
        "declare",
        "--title",
        "Cards fail",
        "--severity",
        "sev1",
        "--service",
        "payments-api",
    ]);
    let id = declared["id"].as_str().unwrap().to_owned();
    assert_eq!(id, "INC-1");
    for arguments in [
        vec!["incident", "assign", &id, "communications-lead", "aoife"],
        vec!["incident", "impact", &id, "--region", "europe"],
        vec!["incident", "page", &id, "database", "--reason", "ledger lag"],
        vec!["incident", "update", &id, "customers"],
        vec!["incident", "decide", &id, "Roll back 4.18.2", "--right", "roll-back"],
        vec!["incident", "note", &id, "502s", "since", "the", "deploy"],
        vec!["incident", "resolve", &id, "--summary", "Rolled back"],
    ] {
        let done = bwatch.run(&arguments);
        assert_eq!(done.code, 0, "{arguments:?}: {}", done.err);
    }
    let whole = bwatch.ask(&["incident", "show", &id]);
    assert_eq!(whole["phase"], "resolved");
    assert_eq!(whole["impact"]["regions"], serde_json::json!(["europe"]));
    let entries = whole["entries"].as_array().unwrap();
    assert_eq!(entries[0]["event"]["kind"], "declared");
    assert!(entries.iter().any(|entry| entry["event"]["text"] == "502s since the deploy"));
    let markdown = bwatch.run(&["incident", "export", &id]).out;
    assert!(markdown.contains("# INC-1 Cards fail") && markdown.contains("Roll back 4.18.2"), "{markdown}");
}

#[test]
fn the_same_intent_twice_happens_once() {
    let bwatch = Bwatch::default();
    let declare = ["incident", "declare", "--title", "Once", "--severity", "2", "--intent", "from-a-script"];
    let (first, second) = (bwatch.ask(&declare), bwatch.ask(&declare));
    assert_eq!(first["id"], second["id"]);
    assert_eq!(second["already"], true);
    assert_eq!(bwatch.ask(&["incident", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn processes_at_once_each_get_an_incident_of_their_own() {
    let bwatch = Bwatch::default();
    let mut running: Vec<_> = (0..4)
        .map(|number| {
            let title = format!("At once {number}");
            let arguments = ["incident", "declare", "--title", title.as_str(), "--severity", "sev3", "--page-nobody"];
            bwatch.command(&arguments).stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for process in &mut running {
        assert!(process.wait().unwrap().success());
    }
    let list = bwatch.ask(&["incident", "list"]);
    let mut ids: Vec<&str> = list.as_array().unwrap().iter().filter_map(|line| line["id"].as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["INC-1", "INC-2", "INC-3", "INC-4"]);
}

#[test]
fn a_refusal_says_what_to_do_and_exits_with_one() {
    let bwatch = Bwatch::default();
    let unknown = bwatch.run(&["incident", "declare", "--title", "x", "--severity", "sev1", "--service", "no-such"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("no service “no-such”"), "{}", unknown.err);
    let nobody = bwatch.run(&["--json", "incident", "note", "INC-7", "hello"]);
    assert_eq!(nobody.code, 1);
    assert!(nobody.err.contains("\"not_found\""), "{}", nobody.err);
}
