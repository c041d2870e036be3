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
    assert_eq!(bwatch.ask(&["incident", "export", &id])["slips"], serde_json::json!([]), "none was promised");
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

#[test]
fn every_verb_leaves_its_entry() {
    let bwatch = Bwatch::default();
    let declare = ["incident", "declare", "--playbook", "payments", "--severity", "sev2", "--as", "mara"];
    bwatch.ask(&[&declare[..], &["--page", "database", "web"]].concat());
    for (words, kind) in [
        ("title INC-1 Cards are declined", "title_changed"),
        ("services INC-1 payments-api ledger-db", "services_changed"),
        ("severity INC-1 sev1", "severity_changed"),
        ("phase INC-1 identified", "phase_changed"),
        ("join INC-1 hugo", "joined"),
        ("release INC-1 hugo", "left"),
        ("answer INC-1 p1 not-reached", "page_answered"),
        ("waive INC-1 finance --reason small", "function_waived"),
        ("ask INC-1 priya how far behind --back +5m", "ask_made"),
        ("ask INC-1 a1 forty seconds --answer", "ask_answered"),
        ("work INC-1 roll back --owner hugo", "workstream_opened"),
        ("work INC-1 at half --of w1 --state blocked", "workstream_changed"),
        ("decide INC-1 Fail-over --right fail-over --propose", "decision_proposed"),
        ("decide INC-1 d1 --decline --reason risky", "decision_made"),
        ("cadence INC-1 leadership 90", "cadence_changed"),
        ("cadence INC-1 leadership", "cadence_changed"),
        ("snooze INC-1 teams --until +10m", "snoozed"),
        ("handover INC-1 henrik", "hand_over_offered"),
        ("handover INC-1 henrik --accept", "hand_over_accepted"),
        ("resolve INC-1 --summary done", "resolved"),
        ("reopen INC-1 --reason relapse", "reopened"),
    ] {
        let mut arguments = vec!["--as", "mara", "incident"];
        arguments.extend(words.split(' '));
        let answer = bwatch.ask(&arguments);
        assert_eq!(answer["id"], "INC-1");
        let whole = bwatch.ask(&["incident", "show", "INC-1"]);
        let left: Vec<&serde_json::Value> = whole["entries"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| answer["sequences"].as_array().unwrap().contains(&entry["sequence"]))
            .map(|entry| &entry["event"]["kind"])
            .collect();
        assert!(left.iter().any(|left| *left == kind), "{words}: {left:?}");
    }
    let whole = bwatch.ask(&["incident", "show", "INC-1"]);
    assert_eq!(whole["pages"].as_array().unwrap().len(), 2, "only who was named is paged");
    assert_eq!(whole["lead"], "henrik");
}

#[test]
fn an_update_is_shown_first_and_one_with_a_hole_is_refused_by_the_names_to_set() {
    let bwatch = Bwatch::default();
    bwatch.ask(&["incident", "declare", "--playbook", "payments", "--severity", "1", "--page-nobody"]);
    let shown = bwatch.ask(&["incident", "update", "INC-1", "customers", "investigating", "--dry-run"]);
    assert!(shown["body"].as_str().unwrap().contains("Europe"), "{shown}");
    assert_eq!(bwatch.ask(&["outbox", "list"]), serde_json::json!([]), "nothing goes out");
    let update = ["incident", "update", "INC-1", "customers", "identified"];
    let missing = bwatch.run(&update);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("(`share`)"), "{}", missing.err);
    bwatch.ask(&[&update[..], &["--set", "share=about 4 in 10 payments"]].concat());
    let body = bwatch.ask(&["incident", "show", "INC-1"])["updates"][0]["body"].clone();
    assert!(body.as_str().unwrap().contains("about 4 in 10 payments"), "{body}");
}

#[test]
fn a_review_is_written_into_the_file_that_is_named() {
    let bwatch = Bwatch::default();
    bwatch.ask(&["incident", "declare", "--title", "Cards", "--severity", "3", "--page-nobody"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("review.md");
    let named = path.to_string_lossy().into_owned();
    assert_eq!(bwatch.ask(&["incident", "export", "INC-1", "--output", &named])["path"], named.as_str());
    let printed = bwatch.run(&["incident", "export", "INC-1"]).out;
    assert_eq!(std::fs::read_to_string(&path).unwrap().trim_end(), printed.trim_end());
    assert_eq!(bwatch.run(&["incident", "export", "INC-1", "--output", "/no/such/folder/review.md"]).code, 3);
    assert_eq!(bwatch.run(&["incident", "export", "INC-2"]).code, 1);
}

#[test]
fn long_and_hostile_texts_are_shown_without_harm() {
    let bwatch = Bwatch::default();
    bwatch.ask(&["incident", "declare", "--title", "Cards\u{202e}fail\nnow", "--severity", "sev1", "--page-nobody"]);
    assert_eq!(bwatch.run(&["incident", "note", "INC-1", &"x".repeat(20_001)]).code, 1, "a book is refused");
    assert_eq!(bwatch.run(&["incident", "note", "INC-1", &"y\u{1b}[31m".repeat(3_000)]).code, 0);
    let shown = bwatch.run(&["incident", "show", "INC-1"]);
    assert_eq!(shown.code, 0);
    assert!(!shown.out.contains(['\u{1b}', '\u{202e}']), "nothing steers the terminal");
    assert_eq!(bwatch.run(&["incident", "list"]).out.lines().count(), 1);
}
