//! `bwatch check`: findings that only show beside the clock or the providers.

use serde_json::Value;

use crate::given::Bwatch;

/// Code, place and message of each finding of a file that begins like this.
fn found(bwatch: &Bwatch, path: &str, code: &str) -> Vec<String> {
    let problems = bwatch.run(&["check", "--json"]).json();
    let problems = problems.as_array().unwrap().iter().filter(|one| one["path"] == path && one["code"] == code);
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    problems.map(|one| format!("{} {}: {}", one["line"], text(one, "severity"), text(one, "message"))).collect()
}

#[test]
fn a_rotation_whose_last_layer_has_ended_is_told() {
    let web = |end: &str| {
        let layer =
            format!("{{ participants: [mara], start: 2020-01-01, end: {end}, handoff: \"09:00\", turn: 1 week }}");
        format!("name: Web\nfunction: engineering\ntime_zone: UTC\nlayers:\n  - {layer}\n")
    };
    let told = |end: &str| {
        let bwatch = Bwatch::with(&[
            ("bridgewatch.yaml", "organisation: K\nfunctions: [{ id: engineering, name: E, group: E }]\n"),
            ("people/mara.yaml", "name: Mara Lindqvist\ntime_zone: Europe/Stockholm\n"),
            ("rotations/web.yaml", &web(end)),
        ]);
        found(&bwatch, "rotations/web.yaml", "ended")
    };
    assert_eq!(told("2021-03-04"), ["5 warning: `web` has nobody: its last layer ended on 2021-03-04."]);
    assert_eq!(told("2999-01-01"), [""; 0]);
}

#[test]
fn arming_what_is_armed_already_writes_it_down() {
    let organisation = "organisation: K\nconnections:\n  - { id: pd, provider: pagerduty, name: PagerDuty }\n";
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", organisation)]);
    bwatch.ask(&["connections", "arm", "pd"]);
    assert!(bwatch.read("bridgewatch.yaml").contains("armed: true"), "{}", bwatch.read("bridgewatch.yaml"));
}
