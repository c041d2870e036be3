//! `bwatch cadence`: clocks, presets, and how the cadence was kept.

use crate::given::{Bwatch, is_instant, keys};

#[test]
fn the_clocks_of_open_incidents_are_told_and_nothing_is_late_yet() {
    let bwatch = Bwatch::default();
    assert_eq!(bwatch.ask(&["cadence"]), serde_json::json!([]));
    bwatch.ask(&["incident", "declare", "--title", "Cards", "--severity", "1", "--page-nobody"]);
    let answer = bwatch.ask(&["cadence", "INC-1"]);
    assert_eq!(answer, bwatch.ask(&["cadence"]));
    let clocks = &answer[0]["clocks"];
    assert_eq!(clocks.as_array().unwrap().len(), 3);
    assert_eq!((&clocks[0]["audience"], &clocks[0]["late"]), (&"teams".into(), &false.into()));
    assert!(is_instant(&clocks[0]["due_at"]) && clocks[2]["due_at"].is_null(), "{clocks}");
    let shown = bwatch.ask(&["incident", "show", "INC-1"]);
    for (told, whole) in clocks.as_array().unwrap().iter().zip(shown["clocks"].as_array().unwrap()) {
        for key in ["audience", "due_at", "since", "cadence", "promised_at", "by_promise", "following_at"] {
            assert_eq!(told[key], whole[key], "{key}");
        }
    }
    assert_eq!(bwatch.run(&["cadence", "INC-7"]).code, 1);
    assert!(bwatch.run(&["cadence"]).out.contains("every 20 min"));
}

#[test]
fn presets_and_adherence_are_told() {
    let bwatch = Bwatch::default();
    let presets = bwatch.ask(&["cadence", "presets"]);
    let ids: Vec<&str> = presets.as_array().unwrap().iter().filter_map(|preset| preset["id"].as_str()).collect();
    assert_eq!(ids, ["seed", "pagerduty", "gitlab", "statuspage"]);
    assert_eq!(presets[0]["in_use"], true);
    assert!(keys(&presets[1]["lines"]).contains(&"opening_minutes".to_owned()));
    bwatch.ask(&["incident", "declare", "--title", "Cards", "--severity", "1", "--page-nobody", "--drill"]);
    assert_eq!(bwatch.ask(&["cadence", "adherence"])["incidents"], 0, "a drill counts for nothing");
    bwatch.ask(&["incident", "declare", "--title", "Cards", "--severity", "1", "--page-nobody"]);
    let adherence = bwatch.ask(&["cadence", "adherence"]);
    assert_eq!((&adherence["incidents"], adherence["audiences"].as_array().unwrap().len()), (&1.into(), 3));
}
