//! Incident rows are a projection: what the journal says counts.

use domain::id::IncidentId;
use domain::incident::fold;
use store::Truth;

use crate::{given, ladder};

/// A folder with the fixture journal and no incident rows yet.
fn told() -> tempfile::TempDir {
    let (folder, truth) = given::truth();
    drop(truth);
    ladder::replay(&given::raw(folder.path(), "truth.db"));
    folder
}

#[test]
fn rows_that_are_missing_are_folded_when_the_file_is_opened() {
    let folder = told();
    let truth = Truth::open(folder.path()).unwrap();
    for brief in truth.all_incidents().unwrap() {
        let incident = truth.incident(&brief.id).unwrap();
        assert_eq!(incident, fold::fold(&truth.entries(&brief.id).unwrap()));
        assert_eq!(incident.unwrap().last_sequence, brief.last_sequence);
    }
}

#[test]
fn the_journal_of_every_released_version_tells_the_same_story() {
    let folder = told();
    let truth = Truth::open(folder.path()).unwrap();
    let incident = truth.incident(&IncidentId::from("INC-1")).unwrap().unwrap();
    insta::assert_json_snapshot!(incident);
}

#[test]
fn the_fixture_has_every_kind_of_event() {
    let folder = told();
    let kinds: i64 = given::raw(folder.path(), "truth.db")
        .query_row("SELECT COUNT(DISTINCT event ->> 'kind') FROM journal", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kinds, 36, "a new kind of event belongs into a new fixture journal");
}

#[test]
fn folding_anew_gives_what_was_kept() {
    let folder = told();
    let truth = Truth::open(folder.path()).unwrap();
    let kept = truth.all_incidents().unwrap();
    let incidents: Vec<_> = kept.iter().map(|brief| truth.incident(&brief.id).unwrap()).collect();
    given::raw(folder.path(), "truth.db").execute("UPDATE incidents SET title = 'forged', state = '{}'", []).unwrap();
    truth.refold().unwrap();
    assert_eq!(truth.all_incidents().unwrap(), kept);
    let again: Vec<_> = kept.iter().map(|brief| truth.incident(&brief.id).unwrap()).collect();
    assert_eq!(again, incidents);
}

#[test]
fn a_row_of_another_version_is_not_believed() {
    let folder = told();
    let truth = Truth::open(folder.path()).unwrap();
    let id = IncidentId::from("INC-1");
    let incident = truth.incident(&id).unwrap();
    let conn = given::raw(folder.path(), "truth.db");
    for change in ["fold_version = 99, title = 'forged'", "state = '{\"id\":\"INC-1\"}'"] {
        conn.execute(&format!("UPDATE incidents SET {change}"), []).unwrap();
        assert_eq!(truth.incident(&id).unwrap(), incident, "{change}");
    }
    conn.execute("UPDATE incidents SET fold_version = 99", []).unwrap();
    let truth = Truth::open(folder.path()).unwrap();
    assert!(truth.all_incidents().unwrap().iter().all(|brief| brief.title != "forged"));
}
