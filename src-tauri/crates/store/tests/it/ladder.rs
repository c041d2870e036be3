//! Migration from every version that was ever released, and the copy that is made before.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use serde_json::Value;
use store::{Truth, migrate};

use crate::given;

/// The SQL of every released step, read as files.
fn released() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/truth");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Puts the entries of a fixture journal into a database of any version.
pub(crate) fn replay(conn: &Connection) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/journal-0001.jsonl");
    let text = fs::read_to_string(path).unwrap();
    for line in text.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        conn.execute(
            "INSERT INTO journal (incident, happened_at, recorded_at, actor, device, intent, v, event)
             VALUES (?1, ?2, ?2, ?3, 'laptop', ?4, ?5, ?6)",
            params![
                text("incident"),
                entry["at"].as_i64().unwrap(),
                text("actor"),
                text("intent"),
                entry["v"].as_i64().unwrap(),
                entry["event"].to_string()
            ],
        )
        .unwrap();
    }
    text.lines().count()
}

#[test]
fn every_released_version_is_brought_up_to_date_with_all_that_it_holds() {
    let released = released();
    for version in 1..=released.len() {
        let folder = given::folder();
        let conn = given::raw(folder.path(), "truth.db");
        for sql in &released[..version] {
            conn.execute_batch(sql).unwrap();
        }
        conn.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
        let entries = replay(&conn);
        drop(conn);
        let truth = Truth::open(folder.path()).unwrap();
        assert_eq!(truth.entries_after(0, 1_000).unwrap().len(), entries, "version {version}");
        assert_eq!(truth.all_incidents().unwrap().len(), 2, "version {version}");
        let copy = folder.path().join(format!("truth.db.before-{}", version + 1));
        assert_eq!(copy.exists(), version < released.len(), "version {version}");
        drop(truth);
        let now = migrate::version(&given::raw(folder.path(), "truth.db")).unwrap();
        assert_eq!(now, i64::try_from(released.len()).unwrap());
    }
}

#[test]
fn a_step_that_fails_leaves_the_version_before_it() {
    let mut conn = Connection::open_in_memory().unwrap();
    let good: &migrate::Ladder = &["CREATE TABLE a (x INTEGER) STRICT", "CREATE TABLE b (x INTEGER) STRICT"];
    let bad: &migrate::Ladder =
        &[good[0], good[1], "CREATE TABLE c (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"];
    assert!(migrate::climb(&mut conn, bad).is_err());
    assert_eq!(migrate::version(&conn).unwrap(), 2);
    assert_eq!(migrate::schema(&conn).unwrap().len(), 2, "the third step left nothing");
    migrate::climb(&mut conn, good).unwrap();
    let longer: &migrate::Ladder = &[good[0], good[1], "ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT ''"];
    migrate::climb(&mut conn, longer).unwrap();
    migrate::climb(&mut conn, good).unwrap();
    assert_eq!(migrate::version(&conn).unwrap(), 3);
}

#[test]
fn two_processes_that_migrate_at_once_do_it_once() {
    let folder = given::folder();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| given::incident(&Truth::open(folder.path()).unwrap(), "declare", 0));
        }
    });
    assert_eq!(Truth::open(folder.path()).unwrap().all_incidents().unwrap().len(), 1);
}

#[test]
fn the_copy_before_a_migration_is_whole_and_takes_the_place_of_an_older_one() {
    let (folder, truth) = given::truth();
    let copy = folder.path().join("truth.db.before-2");
    for number in 1..=2 {
        given::incident(&truth, &format!("declare-{number}"), 0);
        let conn = given::raw(folder.path(), "truth.db");
        migrate::copy(&conn, &copy).unwrap();
        let copied: i64 =
            Connection::open(&copy).unwrap().query_row("SELECT COUNT(*) FROM journal", [], |row| row.get(0)).unwrap();
        assert_eq!(copied, number);
    }
    assert!(!folder.path().join("truth.db.before-2.part").exists());
}
