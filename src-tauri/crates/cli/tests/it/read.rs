//! Verbs that read.

use crate::given::{Bwatch, keys};

fn has(keys: &[String], wanted: &[&str]) {
    for name in wanted {
        assert!(keys.iter().any(|key| key == name), "`{name}` is in {keys:?}");
    }
}

#[test]
fn check_finds_nothing_wrong_with_the_sample() {
    assert_eq!(Bwatch::default().ask(&["check"]), serde_json::json!([]));
}

#[test]
fn check_lists_faults_with_line_and_column_and_says_no() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bridgewatch.yaml"), "organisation: [\n").unwrap();
    let done = Bwatch::on(folder.path().to_owned()).run(&["check", "--json"]);
    assert_eq!(done.code, 1);
    let problems = done.json();
    has(&keys(&problems), &["path", "line", "column", "severity", "code", "message", "help"]);
}

#[test]
fn oncall_lists_everybody_with_source_level_and_age() {
    let lines = Bwatch::default().ask(&["oncall", "--at", "2026-11-20T22:00"]);
    has(&keys(&lines), &["rotation", "function", "person", "from", "until", "source", "level", "as_of"]);
    let from = lines[0]["from"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(from).is_ok(), "{from}");
}

#[test]
fn shifts_and_gaps_tile_the_window() {
    let answer = Bwatch::default().ask(&["shifts", "web", "--from", "2026-11-20", "--to", "2026-11-27"]);
    has(&keys(&answer["shifts"]), &["person", "from", "until", "layer"]);
    has(&keys(&answer["gaps"]), &["from", "until"]);
    assert_eq!(answer["shifts"][0]["from"], "2026-11-20T00:00:00+01:00");
}

#[test]
fn route_says_who_is_paged_by_which_rule_and_who_sleeps() {
    let answer = Bwatch::default().ask(&[
        "route",
        "--surface",
        "checkout",
        "--symptom",
        "declines",
        "--service",
        "payments-api",
        "--region",
        "europe",
        "--severity",
        "sev1",
        "--customer-impact",
    ]);
    has(&keys(&answer["page"]), &["rotation", "person", "rule", "reason"]);
    has(&keys(&answer["asleep"]), &["rotation", "reason"]);
    let paged: Vec<&str> =
        answer["page"].as_array().unwrap().iter().filter_map(|line| line["rotation"].as_str()).collect();
    assert!(paged.contains(&"payments") && paged.contains(&"support-europe"), "{paged:?}");
    assert!(!paged.contains(&"support-americas"), "{paged:?}");
}

#[test]
fn search_finds_a_runbook_and_says_no_where_there_is_none() {
    let bwatch = Bwatch::default();
    let hits = bwatch.ask(&["search", "ledger", "lag"]);
    has(&keys(&hits), &["path", "title", "heading", "snippet", "score"]);
    assert_eq!(hits[0]["title"], "Ledger write lag");
    assert_eq!(bwatch.run(&["search", "xyzzyplugh"]).code, 1);
}

#[test]
fn a_template_is_rendered_or_refused_with_what_is_missing() {
    let bwatch = Bwatch::default();
    let arguments = ["template", "render", "payments-failing", "customers", "investigating"];
    let missing = bwatch.run(&arguments);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("Fill in"), "{}", missing.err);
    let mut whole = arguments.to_vec();
    whole.extend(["--set", "started=02:07 CET", "--set", "next_update=03:01 CET"]);
    let rendered = bwatch.ask(&whole);
    assert!(rendered["body"].as_str().unwrap().contains("02:07 CET"));
}
