//! Coverage and load on the command line.

use serde_json::Value;

use crate::given::{Bwatch, has, is_instant, keys};

const ORGANISATION: &str = "organisation: K\nfunctions: [{ id: support, name: S, group: S }]\nregions:\n  - id: europe\n    name: Europe\n    \
    customers_percent: 75\n    time_zone: Europe/Paris\n    customer_hours: [{ days: [mon, tue, wed, thu, fri], from: \"08:00\", until: \"18:00\" }]\n  \
    - { id: asia, name: Asia, customers_percent: 25, support: desk }\nload: { hours_per_week: 40, nights_per_week: 7 }\n";

/// Ana by day and night but for Friday afternoon.
const DESK: &str = "name: Desk\nfunction: support\nregions: [asia]\ntime_zone: Europe/Paris\nlayers:\n  - name: All\n    participants: [ana]\n    \
    start: 2026-01-01\n    handoff: \"09:00\"\n    turn: 1 week\n    restrictions:\n      \
    - { days: [mon, tue, wed, thu, sat, sun], from: \"00:00\", until: \"24:00\" }\n      - { days: [fri], from: \"00:00\", until: \"12:30\" }\n";

fn desk() -> Bwatch {
    Bwatch::with(&[
        ("bridgewatch.yaml", ORGANISATION),
        ("people/ana.yaml", "name: Ana Lima\ntime_zone: Europe/Lisbon\nholidays: [portugal]\n"),
        ("holidays/portugal.yaml", "name: Portugal\ndays:\n  - { date: 2026-12-08, name: Imaculada Conceição }\n"),
        ("rotations/desk.yaml", DESK),
    ])
}

#[test]
fn coverage_tells_each_region_hour_by_hour_and_says_no_where_customers_have_nobody() {
    let bwatch = desk();
    let done = bwatch.run(&["coverage", "--from", "2026-11-16", "--json"]);
    assert_eq!(done.code, 1, "{}", done.err);
    let answer = done.json();
    assert!(is_instant(&answer["from"]) && answer["until"] == "2026-11-23T00:00:00+01:00", "{answer}");
    let [europe, asia] = [&answer["regions"][0], &answer["regions"][1]];
    assert!(europe["note"].as_str().unwrap().contains("no support rotation"), "{europe}");
    assert_eq!((&europe["customer_minutes"], &europe["uncovered_minutes"]), (&3000.into(), &3000.into()));
    assert_eq!((&asia["customer_minutes"], &asia["uncovered_minutes"]), (&10_080.into(), &690.into()));
    assert_eq!(asia["weighted_minutes"], 172.5);
    has(&keys(&asia["hours"]), &["from", "until", "standing", "people", "rotation", "uncovered_minutes"]);
    let hours = asia["hours"].as_array().unwrap();
    let noon = hours.iter().find(|hour| hour["from"] == "2026-11-20T12:00:00+01:00").unwrap();
    assert_eq!((noon["standing"].as_str(), &noon["uncovered_minutes"]), (Some("uncovered"), &30.into()));
    let text = bwatch.run(&["coverage", "--from", "2026-11-16"]).out;
    assert!(text.contains("Asia: NOBODY from Fri 2026-11-20 12:00 CET to Sat 2026-11-21 00:00 CET"), "{text}");
}

#[test]
fn a_week_in_which_clocks_change_has_an_hour_more() {
    let bwatch = desk();
    for (from, hours) in [("2026-10-19", 169), ("2026-03-23", 167)] {
        let done = bwatch.run(&["coverage", "--from", from, "--until", &later(from), "--json"]);
        let answer: Value = done.json();
        assert_eq!(answer["regions"][1]["hours"].as_array().unwrap().len(), hours, "{from}");
    }
}

/// A week later by the calendar.
fn later(from: &str) -> String {
    let date: chrono::NaiveDate = from.parse().unwrap();
    (date + chrono::Days::new(7)).to_string()
}

#[test]
fn load_counts_each_person_and_says_no_where_a_limit_is_passed() {
    let bwatch = desk();
    let done = bwatch.run(&["load", "--from", "2026-12-07", "--weeks", "1", "--json"]);
    assert_eq!(done.code, 1, "{}", done.err);
    let answer = done.json();
    let ana = &answer["people"][0];
    let counted =
        ["minutes", "nights", "weekend_days", "holidays", "at_once_minutes"].map(|key| ana[key].as_i64().unwrap());
    // Seven days without the last eleven and a half hours of Friday; in Lisbon it is an hour earlier.
    assert_eq!(counted, [10_080 - 690, 8, 3, 1, 0], "{ana}");
    assert_eq!(ana["holiday_names"][0], "8 December, Imaculada Conceição");
    assert_eq!(ana["over"], serde_json::json!(["hours", "nights", "weekend_days"]));
    assert_eq!(answer["heroes"][0]["kind"], "sole_member");
    let text = bwatch.run(&["load", "--from", "2026-12-07", "--weeks", "1"]).out;
    assert!(text.contains("OVER Hours: 157 h, at most 40 h."), "{text}");
}

#[test]
fn past_weeks_end_now_and_no_stretch_at_all_is_bad_usage() {
    let bwatch = desk();
    let ends = |arguments: &[&str]| {
        let done = bwatch.run(arguments);
        let answer = done.json();
        ["from", "until"].map(|key| chrono::DateTime::parse_from_rfc3339(answer[key].as_str().unwrap()).unwrap())
    };
    let [from, until] = ends(&["load", "--weeks", "-4", "--json"]);
    assert_eq!(until - from, chrono::Duration::weeks(4));
    let [next, _] = ends(&["load", "--json"]);
    assert!(until <= next, "the past ends where the future begins");
    assert_eq!(bwatch.run(&["load", "--weeks", "0"]).code, 2);
    assert_eq!(bwatch.run(&["load", "--from", "2026-12-07", "--until", "2026-12-01"]).code, 2);
    let long = bwatch.run(&["load", "--from", "2026-12-07", "--until", "2029-12-01"]);
    assert_eq!(long.code, 1);
    assert!(long.err.contains("at most a year"), "{}", long.err);
}

#[test]
fn the_sample_has_a_desk_whose_nights_another_region_answers() {
    let answer = Bwatch::default().ask(&["coverage", "--from", "2026-11-16", "--zone", "Asia/Jakarta"]);
    let apac = &answer["regions"][2];
    assert_eq!(
        (&apac["uncovered_minutes"], &apac["backup_minutes"]),
        (&0.into(), &(2 * 8 * 60).into()),
        "{}",
        apac["note"]
    );
}
