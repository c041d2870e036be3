//! `bwatch calendar`: what was a rotation is the same one where its file is put below `rotations/`.

use crate::given::Bwatch;

const ORGANISATION: &str = "organisation: K
functions: [{ id: support, name: Support, group: Customers }]
regions:
  - { id: europe, name: Europe, customers_percent: 60 }
  - { id: americas, name: Americas, customers_percent: 40 }
connections: [{ id: pager, provider: sandbox, name: Pager }]
";
const MARA: &str = "name: Mara Lindqvist\ntime_zone: Europe/Stockholm\ncontact: [{ email: mara@kestrel.example }]\n";
const WEB: &str = "name: Web\nowner: Web team\nladder: [{ rotation: cs-europe, after_minutes: 0 }]\n";
const LAYERS: &str = "layers: [{ participants: [mara], start: 2026-01-01, handoff: \"00:00\", turn: 1 week }]\n";

fn rotation(more: &str) -> String {
    format!("name: CS\nfunction: support\ntime_zone: Europe/Paris\n{more}{LAYERS}")
}

/// The workspace with CS Europe as this file.
fn workspace(path: &str, europe: &str) -> Bwatch {
    Bwatch::with(&[
        ("bridgewatch.yaml", ORGANISATION),
        ("people/mara.yaml", MARA),
        ("services/web.yaml", WEB),
        ("rotations/cs-americas.yaml", &rotation("last_resort: true\nregions: [europe]\n")),
        (path, europe),
    ])
}

#[test]
fn a_rotation_that_is_written_out_answers_for_the_same_and_leads_on_to_the_same() {
    let europe =
        rotation("regions: [europe]\nbackup: cs-americas\ngaps_intended: true\npager: pager\npager_target: desk\n");
    let written = workspace("rotations/cs-europe.yaml", &europe).run(&["calendar", "--rotation", "cs-europe"]).out;
    let read = workspace("rotations/cs-europe.ics", &written);
    let problems = read.run(&["check"]).out;
    assert!(!problems.contains("rotations/"), "{problems} {written}");
    let again = read.run(&["calendar", "--rotation", "cs-europe"]).out;
    let said = |text: &str| text.lines().filter(|line| line.starts_with("X-")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(said(&again), said(&written));
    for property in ["REGIONS:europe", "BACKUP:cs-americas", "GAPS-INTENDED:true", "PAGER:pager", "PAGER-TARGET:desk"] {
        assert!(written.contains(&format!("X-BRIDGEWATCH-{property}\r\n")), "{property}: {written}");
    }

    // Nobody speaks for the Americas: a rotation that forgot its regions would look as if it did.
    let coverage = read.run(&["coverage", "--json"]).json();
    let uncovered = |index: usize| coverage["regions"][index]["uncovered_minutes"].as_i64().unwrap();
    assert_eq!((uncovered(0), uncovered(1) > 0), (0, true), "{coverage}");
}

#[test]
fn a_calendar_of_a_person_or_of_everybody_is_no_rotation() {
    let bwatch = workspace("rotations/cs-europe.yaml", &rotation("backup: cs-americas\n"));
    for scope in [vec!["calendar"], vec!["calendar", "--person", "mara"]] {
        let text = bwatch.run(&scope).out;
        assert!(text.contains("BEGIN:VEVENT") && !text.contains("X-BRIDGEWATCH-FUNCTION"), "{text}");
    }
}
