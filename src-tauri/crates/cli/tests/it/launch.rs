//! Launches from scripts, what an incident collides with, and who would hear of it.

use crate::given::{Bwatch, is_instant, keys};

const FAILING: [&str; 4] = ["--severity", "sev1", "--playbook", "payments"];

#[test]
fn launches_are_listed_by_time_with_all_that_the_documents_name() {
    let bwatch = Bwatch::default();
    let year = ["launches", "--from", "2026-11-20T00:00", "--until", "2026-12-31T00:00"];
    let listed = bwatch.ask(&year);
    let expected = [
        "id",
        "name",
        "kind",
        "from",
        "until",
        "time_zone",
        "runs",
        "services",
        "regions",
        "accounts",
        "owner",
        "promise",
        "note",
        "source",
    ];
    assert_eq!(keys(&listed), expected);
    let lines = listed.as_array().unwrap();
    let sale = lines.iter().find(|line| line["id"] == "black-friday-sale").unwrap();
    assert_eq!(
        (&sale["from"], &sale["until"]),
        (&"2026-11-27T00:00:00+01:00".into(), &"2026-12-01T00:00:00+01:00".into())
    );
    assert!(lines.iter().all(|line| is_instant(&line["from"])));
    assert!(lines.iter().any(|line| line["until"].is_null()), "a commitment without an end");
    assert!(bwatch.run(&year).out.contains("Black Friday sale"));
    assert_eq!(bwatch.run(&["launches", "--from", "2026-11-20T00:00", "--until", "2026-11-19T00:00"]).code, 2);
}

#[test]
fn what_it_collides_with_stands_in_an_incident_and_in_its_entries() {
    let bwatch = Bwatch::default();
    let declared = bwatch.run(&[&["incident", "declare"], &FAILING[..], &["--page-nobody"]].concat());
    assert!(
        declared.err.contains("collides with Meridian Marketplace: told within 60 min by contract"),
        "{}",
        declared.err
    );
    let shown = bwatch.ask(&["incident", "show", "INC-1"]);
    let texts: Vec<&str> = shown["collisions"]["commitments"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["text"].as_str())
        .collect();
    assert!(texts.contains(&"Meridian Marketplace: told within 60 min by contract"), "{texts:?}");
    let entries = shown["entries"].as_array().unwrap();
    let kept = entries.iter().find(|entry| entry["event"]["kind"] == "collisions_found").unwrap();
    let launches = kept["event"]["collisions"]["launches"].as_array().unwrap();
    assert!(launches.iter().any(|hit| hit["launch"] == "meridian-card-volume"), "{kept}");
    assert!(launches.iter().all(|hit| is_instant(&hit["begins_at"])));
}

#[test]
fn a_dry_run_names_everybody_and_writes_nothing() {
    let bwatch = Bwatch::default();
    let run = bwatch.ask(&[&["dry-run"], &FAILING[..]].concat());
    let names: Vec<&str> = run["steps"].as_array().unwrap().iter().filter_map(|step| step["name"].as_str()).collect();
    assert_eq!(names[..2], ["At once", "When customer impact is confirmed"]);
    assert!(names.contains(&"First update: Status page") && names.contains(&"First update: Outreach"), "{names:?}");
    assert_eq!(keys(&run["steps"]), ["name", "pages", "told", "places", "by_hand"]);
    assert!(run["heads"].as_u64().unwrap() >= 3);
    assert!(!run["asleep"].as_array().unwrap().is_empty());
    let quiet = bwatch.ask(&["dry-run", "--severity", "sev4", "--service", "search"]);
    assert_eq!(quiet["untold"][0]["name"], "#support");
    assert_eq!(bwatch.ask(&["incident", "list"]), serde_json::json!([]));
    assert_eq!(bwatch.ask(&["outbox", "list"]), serde_json::json!([]));

    bwatch.ask(&[&["incident", "declare"], &FAILING[..]].concat());
    let before = bwatch.ask(&["incident", "show", "INC-1"]);
    let open = bwatch.ask(&["dry-run", "--incident", "INC-1"]);
    assert_eq!(open["steps"][0]["name"], "Called for now");
    assert!(open["steps"][0]["pages"].as_array().unwrap().iter().all(|page| page["already"] == true));
    assert_eq!(bwatch.ask(&["incident", "show", "INC-1"]), before);
    assert_eq!(bwatch.run(&["dry-run", "--incident", "INC-1", "--severity", "sev1"]).code, 2);
    let said = bwatch.run(&["dry-run", "--severity", "sev1", "--service", "payments-api"]);
    assert!(said.out.contains("letter to Meridian Marketplace, 2 addresses"), "{}", said.out);
}
