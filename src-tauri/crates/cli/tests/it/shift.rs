//! `bwatch shift` and the areas of an incident, as a script sees them.

use crate::given::{Bwatch, has, is_instant, keys};

#[test]
fn a_shift_is_noted_offered_and_accepted() {
    let bwatch = Bwatch::default();
    let incident = bwatch.ask(&["incident", "declare", "--title", "Cards fail", "--severity", "sev1", "--page-nobody"]);
    let id = incident["id"].as_str().unwrap();
    let note = bwatch.ask(&["shift", "note", "--rotation", "incident-lead"]);
    assert!(is_instant(&note["at"]) && note["offer"].is_null());
    let first = &note["parts"][0];
    assert_eq!((&first["subject"], &first["lines"][0]["incident"]), (&"incidents".into(), &id.into()));
    let text = bwatch.run(&["shift", "note", "--markdown"]).out;
    assert!(text.starts_with("# Shift hand-off") || text.starts_with("## Shift hand-off"), "{text}");

    let offer = ["shift", "offer", "--rotation", "incident-lead", "--remarks", "All calm", "--intent", "n-1"];
    let offered = bwatch.ask(&offer);
    assert_eq!(
        (&offered["id"], &offered["settled"], &offered["remarks"]),
        (&"n-1".into(), &().into(), &"All calm".into())
    );
    assert_eq!(bwatch.ask(&offer)["at"], offered["at"], "the same intent is one offer");
    assert_eq!(bwatch.run(&["shift", "offer", "--rotation", "incident-lead"]).code, 1, "one waits already");
    assert_eq!(bwatch.run(&["shift", "take-back", "n-1", "--reason", " "]).code, 1);

    let receiver = offered["to"].as_str().unwrap();
    let accepted = bwatch.ask(&["--as", receiver, "shift", "accept", "n-1"]);
    assert_eq!(
        (&accepted["settled"]["kind"], &accepted["settled"]["by_word_of_mouth"]),
        (&"accepted".into(), &false.into())
    );
    assert_eq!(bwatch.run(&["--as", receiver, "shift", "take-back", "n-1", "--reason", "no"]).code, 1);
    let list = bwatch.ask(&["shift", "list"]);
    has(&keys(&list), &["id", "rotation", "from", "to", "at", "remarks", "parts", "text", "settled"]);
    assert_eq!(
        bwatch.ask(&["shift", "note", "--id", "n-1"])["text"].as_str().map(|text| text.contains("All calm")),
        Some(true)
    );
    assert_eq!(bwatch.run(&["shift", "accept", "n-2"]).code, 1);
}

#[test]
fn an_incident_shows_its_areas_and_who_coordinates_them() {
    let bwatch = Bwatch::default();
    let declare = [
        "incident",
        "declare",
        "--title",
        "Cards fail",
        "--severity",
        "sev1",
        "--service",
        "payments-api",
        "--page-nobody",
    ];
    let id = bwatch.ask(&declare)["id"].as_str().unwrap().to_owned();
    let area = bwatch.ask(&["incident", "show", &id])["areas"][0].clone();
    assert_eq!(
        (&area["name"], &area["fails"], &area["coordinator"]),
        (&"Payments team".into(), &true.into(), &().into())
    );
    let person = area["proposed"].as_str().unwrap();
    bwatch.ask(&["incident", "coordinate", &id, "payments", person]);
    let area = bwatch.ask(&["incident", "show", &id])["areas"][0].clone();
    assert_eq!((area["coordinator"].as_str(), area["workstreams"][0].as_str()), (Some(person), Some("w1")));
    assert!(bwatch.run(&["incident", "show", &id]).out.contains("Payments team (Payments API): "));
    let refused = bwatch.run(&["incident", "coordinate", &id, "moon", person]);
    assert!(refused.code == 1 && refused.err.contains("has no area “moon”"), "{}", refused.err);
}
