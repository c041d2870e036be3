//! Verbs that read.

use crate::given::{Bwatch, has, is_instant, keys};

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

#[test]
fn check_needs_no_folder_for_a_journal() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_bwatch"))
        .env_clear()
        .args(["check", "--workspace", "sample", "--data", "/dev/null/nowhere"])
        .output()
        .unwrap();
    assert_eq!(crate::given::done(&output).code, 0);
}

#[test]
fn a_faulty_file_leaves_the_rest_in_use_and_is_mentioned_beside_the_answer() {
    let bwatch = Bwatch::with(&[
        ("bridgewatch.yaml", "organisation: K\nfunctions: [{ id: engineering, name: E, group: E }]\n"),
        ("people/mara.yaml", "name: Mara Lindqvist\ntime_zone: Europe/Stockholm\n"),
        ("people/broken.yaml", "name: [\n"),
        ("rotations/web.yaml", ALWAYS_MARA),
    ]);
    let done = bwatch.run(&["oncall"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("Mara"), "{}", done.out);
    assert!(done.err.contains("bwatch check") && done.err.lines().count() == 1, "{}", done.err);
    assert_eq!(bwatch.run(&["oncall", "--json"]).err, "", "a script gets nothing but the answer");
    assert_eq!(bwatch.run(&["check"]).code, 1);
}

const ALWAYS_MARA: &str = "name: Web\nfunction: engineering\ntime_zone: UTC\nlayers:\n  - name: All\n    \
    participants: [mara]\n    start: 2026-01-01\n    handoff: \"09:00\"\n    turn: 1 week\n";

#[test]
fn a_calendar_is_read_for_the_time_that_was_asked_for() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-WR-CALNAME:Old\r\n\
        X-BRIDGEWATCH-FUNCTION:engineering\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20190101T000000Z\r\n\
        DTSTART:20190401T090000Z\r\nDTEND:20190408T090000Z\r\nRRULE:FREQ=WEEKLY;INTERVAL=2\r\nSUMMARY:mara\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    let bwatch = Bwatch::with(&[
        ("bridgewatch.yaml", "organisation: K\nfunctions: [{ id: engineering, name: E, group: E }]\n"),
        ("people/mara.yaml", "name: Mara Lindqvist\ntime_zone: Europe/Stockholm\n"),
        ("rotations/old.ics", calendar),
    ]);
    let line = &bwatch.ask(&["oncall", "--at", "2019-04-16T12:00Z", "--zone", "UTC"])[0];
    assert_eq!((line["person"].as_str(), line["from"].as_str()), (Some("mara"), Some("2019-04-15T09:00:00Z")));
    assert_eq!(bwatch.run(&["oncall", "--at", "2019-04-10T12:00Z"]).code, 1, "the other week is free");
    let answer = bwatch.ask(&["shifts", "old", "--from", "2031-01-01", "--to", "2031-03-01"]);
    assert_eq!(answer["shifts"].as_array().unwrap().len(), 4, "{answer}");
    assert_eq!(answer["gaps"].as_array().unwrap().len(), 5, "{answer}");
}

#[test]
fn a_route_that_wakes_nobody_is_a_no_and_offers_the_ladder() {
    let bwatch = Bwatch::default();
    let done = bwatch.run(&["route", "--surface", "nowhere", "--service", "payments-api", "--json"]);
    assert_eq!(done.code, 1);
    let answer = done.json();
    assert_eq!(answer["unmatched"], true);
    assert_eq!(answer["ladder"][0]["rotation"], "payments");
    assert_eq!(answer["page"], serde_json::json!([]));
}

#[test]
fn services_and_regions_may_be_listed_in_any_usual_way() {
    let bwatch = Bwatch::default();
    let route = |arguments: &[&str]| {
        let mut whole = vec!["route", "--at", "2026-11-20T22:00", "--severity", "2", "--customer-impact"];
        whole.extend(arguments);
        bwatch.ask(&whole)
    };
    let repeated = route(&["--service", "ledger-db", "--service", "event-bus", "--region", "europe"]);
    assert_eq!(repeated, route(&["--service", "ledger-db", "event-bus", "--region", "europe"]));
    assert_eq!(repeated, route(&["--service", "ledger-db,event-bus", "--region", "europe"]));
    assert_eq!(
        repeated["page"].as_array().unwrap().len(),
        4,
        "database, platform, communications, support: {repeated}"
    );
}

#[test]
fn templates_are_listed_and_a_missing_variable_is_named_as_it_is_set() {
    let bwatch = Bwatch::default();
    has(&keys(&bwatch.ask(&["template", "list"])), &["pattern", "audience", "output", "phase", "source", "variables"]);
    let missing = bwatch.run(&["template", "render", "payments-failing", "customers", "identified"]);
    assert!(missing.err.contains("(`next_update`)"), "{}", missing.err);
    let unknown = bwatch.run(&["template", "render", "no-such", "customers", "identified"]);
    assert_eq!(unknown.code, 1);
}

#[test]
fn the_tree_is_walked_and_an_owner_whom_no_rule_names_is_marked() {
    let bwatch = Bwatch::default();
    let tree = |severity: &str| bwatch.ask(&["tree", "--surface", "checkout", "--severity", severity]);
    let leaf = |tree: &serde_json::Value, name: &str| {
        let leaves = tree["branches"][0]["leaves"].as_array().unwrap();
        leaves.iter().find(|leaf| leaf["name"] == name).unwrap().clone()
    };
    has(
        &keys(&tree("sev3")["branches"][0]["leaves"]),
        &["name", "surface", "symptom", "services", "page", "offered", "unmatched", "words"],
    );
    assert_eq!(leaf(&tree("sev3"), "declines")["page"], serde_json::json!(["payments"]));
    assert_eq!(leaf(&tree("sev2"), "declines")["page"], serde_json::json!(["payments", "web", "communications"]));
    let rest = leaf(&tree("sev3"), "Anything else");
    assert_eq!((&rest["page"], &rest["offered"]), (&serde_json::json!([]), &serde_json::json!(["web"])));
    assert_eq!(rest["words"], "no rule; wakes nobody; offered: Web");
    assert_eq!(bwatch.run(&["tree", "--surface", "the moon"]).code, 1);

    let route = |severity| bwatch.ask(&["route", "--surface", "checkout", "--symptom", "slow", "--severity", severity]);
    let answer = route("sev3");
    assert_eq!(answer["proposed"][0]["reason"], "Web owns checkout, where it shows");
    assert_eq!(answer["proposals_wake"], false);
    assert_eq!(route("sev1")["proposals_wake"], true);
}

/// The end of what was rendered is no hand-off.
#[test]
fn whoever_never_hands_over_has_no_end() {
    let rotation = |turn: &str| {
        format!(
            "name: Lead\nfunction: engineering\ntime_zone: UTC\nlayers:\n  - {{ name: All, participants: [{turn}], start: \
             2026-01-05, handoff: \"09:00\", turn: 1 week }}\n"
        )
    };
    let bwatch = Bwatch::with(&[
        (
            "bridgewatch.yaml",
            "organisation: K\nfunctions: [{ id: engineering, name: Engineering, group: Engineering }]\n",
        ),
        ("people/all.yaml", "- { id: ana, name: Ana, time_zone: UTC }\n- { id: ben, name: Ben, time_zone: UTC }\n"),
        ("rotations/alone.yaml", &rotation("ana")),
        ("rotations/turns.yaml", &rotation("ana, ben")),
    ]);
    for at in ["now", "+300d"] {
        let lines = bwatch.ask(&["oncall", "--at", at]);
        let until =
            |id: &str| lines.as_array().unwrap().iter().find(|line| line["rotation"] == id).unwrap()["until"].clone();
        assert_eq!(until("alone"), serde_json::Value::Null, "{lines}");
        assert!(is_instant(&until("turns")), "{lines}");
    }
    let said = bwatch.run(&["oncall"]).out;
    let line = |id: &str| said.lines().find(|line| line.ends_with(id)).unwrap();
    assert!(line("alone").contains("  no hand-off within a year  "), "{said}");
    assert!(line("turns").contains("  until "), "{said}");
}
