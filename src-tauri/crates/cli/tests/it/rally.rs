//! Impact in a sentence, how soon it is fixed, where to come, and what we know, from scripts.

use crate::given::{Bwatch, keys};

fn declared(bwatch: &Bwatch) -> String {
    let declare = ["incident", "declare", "--severity", "sev1", "--playbook", "payments", "--page-nobody"];
    bwatch.ask(&declare)["id"].as_str().unwrap().to_owned()
}

/// What `incident show` prints.
fn shown(bwatch: &Bwatch, id: &str) -> String {
    bwatch.run(&["incident", "show", id]).out
}

#[test]
fn an_incident_of_the_sample_meets_where_the_workspace_says_and_moves_when_chat_is_down() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    let places = bwatch.ask(&["incident", "rally", &id]);
    assert_eq!(
        keys(&serde_json::json!([places])),
        ["id", "channel", "bridge", "phone", "fallback", "fallback_since", "come_to"]
    );
    assert_eq!((places["channel"].as_str(), places["fallback_since"].is_null()), (Some("#inc-1"), true));
    bwatch.ask(&["incident", "rally", &id, "--channel", "#payments-down"]);
    bwatch.ask(&["incident", "rally", &id, "--fallback-in-use", "--reason", "chat does not load"]);
    let moved = bwatch.ask(&["incident", "rally", &id]);
    assert_eq!(moved["come_to"], moved["fallback"]);
    assert!(crate::given::is_instant(&moved["fallback_since"]), "{moved}");
    assert!(shown(&bwatch, &id).contains("chat is down, meet at"), "{}", shown(&bwatch, &id));
    let twice = bwatch.run(&["incident", "rally", &id, "--fallback-in-use"]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("The fallback is in use already."), "{}", twice.err);
    bwatch.ask(&["incident", "rally", &id, "--back"]);
    assert!(shown(&bwatch, &id).contains("meet at #payments-down"), "{}", shown(&bwatch, &id));
    let secret = bwatch.run(&["incident", "rally", &id, "--bridge", "https://meet.example/1?pwd=hunter2"]);
    assert!(secret.code == 1 && !secret.err.contains("hunter2"), "{}", secret.err);
}

#[test]
fn impact_and_estimates_stand_at_the_top_of_what_is_shown() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    bwatch.ask(&["incident", "impact", &id, "--region", "europe", "--detail", "41 tickets"]);
    assert!(shown(&bwatch, &id).contains("(41 tickets) (suggested, nobody stated it)"), "{}", shown(&bwatch, &id));
    bwatch.ask(&[
        "incident",
        "impact",
        &id,
        "--sentence",
        "Nobody can pay by card",
        "--business",
        "EUR 18,000 an hour",
    ]);
    bwatch.ask(&["incident", "work", &id, "Ledger", "--effort", "hours"]);
    bwatch.ask(&["incident", "work", &id, "Roll back", "--effort", "hours"]);
    bwatch.ask(&["incident", "work", &id, "found it", "--of", "w2", "--state", "moving", "--effort", "under-an-hour"]);
    let text = shown(&bwatch, &id);
    for line in [
        "impact: Nobody can pay by card",
        "business impact: EUR 18,000 an hour",
        "fixable in: under an hour (Roll back), hours (Ledger)",
        "Roll back is moving, fixable in under an hour (was hours): found it",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let refused = bwatch.run(&["incident", "work", &id, "Cache", "--effort", "soon"]);
    assert!(refused.code == 2 && refused.err.contains("under_an_hour"), "{} {}", refused.code, refused.err);
}

#[test]
fn what_we_know_names_the_entry_of_each_line_and_no_estimate() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    bwatch.ask(&[
        "incident",
        "impact",
        &id,
        "--sentence",
        "Nobody can pay by card",
        "--business",
        "EUR 18,000 an hour",
    ]);
    bwatch.ask(&["incident", "work", &id, "The release of 18:41", "--effort", "days"]);
    let known = bwatch.ask(&["update", "known"]);
    assert_eq!(
        keys(&serde_json::json!([known])),
        ["id", "sequence", "at", "known", "unknown", "next", "format", "text"]
    );
    assert_eq!(known["known"][0]["text"], "Nobody can pay by card.");
    let last = known["sequence"].as_u64().unwrap();
    for part in ["known", "unknown", "next"] {
        for line in known[part].as_array().unwrap() {
            assert!((1..=last).contains(&line["sequence"].as_u64().unwrap()), "{line}");
        }
    }
    let text = known["text"].as_str().unwrap();
    assert!(text.contains("What we do not know\n") && text.contains("Looked into: The release of 18:41."), "{text}");
    assert!(!text.contains("EUR") && !text.contains("a day or more"), "{text}");
    let markdown = bwatch.run(&["update", "known", "--format", "markdown"]).out;
    assert!(markdown.starts_with("## ") || markdown.starts_with("# ") || markdown.starts_with("**"), "{markdown}");
}

#[test]
fn a_leadership_brief_cannot_leave_without_its_business_impact() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    let brief = |bwatch: &Bwatch| bwatch.run(&["--json", "incident", "update", &id, "leadership", "--dry-run"]).json();
    let is_missing =
        |form: &serde_json::Value| form["faults"].as_array().unwrap().iter().any(|fault| fault["variable"] == "money");
    assert!(is_missing(&brief(&bwatch)), "the sample asks for it");
    let refused = bwatch.run(&["incident", "update", &id, "leadership"]);
    assert!(refused.code == 1 && refused.err.contains("Business impact"), "{}", refused.err);
    bwatch.ask(&["incident", "impact", &id, "--business", "EUR 18,000 an hour"]);
    let form = brief(&bwatch);
    assert!(!is_missing(&form), "{form}");
    assert_eq!(form["values"]["money"], "EUR 18,000 an hour");
}
