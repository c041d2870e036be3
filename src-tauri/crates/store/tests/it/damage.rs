//! Files that must not be touched: newer ones, damaged ones, other people's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use store::{Error, Truth};

use crate::given;

/// Every file of a folder with its bytes, but for the lock and the shared memory, which hold nothing.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, bytes)| name != "truth.lock" && !name.ends_with("-shm") && !bytes.is_empty())
        .collect()
}

/// A folder with a truth of some entries, closed.
fn closed() -> tempfile::TempDir {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    for number in 0..200 {
        given::submit(&truth, &id, &format!("note-{number}"), 1, given::note("words ".repeat(50).as_str()));
    }
    folder
}

#[test]
fn a_newer_file_is_refused_and_not_touched() {
    let folder = closed();
    given::raw(folder.path(), "truth.db").pragma_update(None, "user_version", 99).unwrap();
    let before = files(folder.path());
    let Err(Error::NewerFile { found, known, path }) = Truth::open(folder.path()) else { unreachable!("it is newer") };
    assert_eq!((found, known), (99, 4));
    assert!(path.ends_with("truth.db"));
    assert_eq!(files(folder.path()), before);
    let names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.ends_with("-wal") || name.ends_with("-shm")), "{names:?}");
}

#[test]
fn a_newer_version_that_is_only_in_the_write_ahead_log_is_refused_too() {
    let folder = closed();
    let newer = given::raw(folder.path(), "truth.db");
    newer.pragma_update(None, "user_version", 99).unwrap();
    let before = files(folder.path());
    assert!(before.contains_key("truth.db-wal"));
    assert!(matches!(Truth::open(folder.path()), Err(Error::NewerFile { found: 99, .. })));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_truth_that_was_emptied_is_not_taken_for_a_first_start() {
    let folder = closed();
    fs::write(folder.path().join("truth.db"), "").unwrap();
    assert!(Truth::open(folder.path()).is_ok(), "a first start that broke off leaves an empty file");
    fs::write(folder.path().join("truth.db"), "").unwrap();
    fs::write(folder.path().join("cache.db"), "").unwrap();
    let refused = Truth::open(folder.path()).map(|_| ()).unwrap_err();
    assert!(matches!(refused, Error::Corrupt { .. }), "{refused:?}");
    assert_eq!(fs::read(folder.path().join("truth.db")).unwrap(), b"", "and it is left as it is");
}

#[test]
fn a_damaged_truth_is_refused_and_not_touched() {
    let check = |name: &str, damage: fn(&mut Vec<u8>)| {
        let folder = closed();
        let path = folder.path().join("truth.db");
        let mut bytes = fs::read(&path).unwrap();
        damage(&mut bytes);
        fs::write(&path, &bytes).unwrap();
        for _ in 0..2 {
            let refused = Truth::open(folder.path()).map(|_| ()).unwrap_err();
            let Error::Corrupt { path: named, .. } = &refused else { unreachable!("{name}: {refused:?}") };
            assert_eq!(named, &path, "{name}");
            assert!(refused.to_string().contains("left as it is"), "{refused}");
            assert_eq!(files(folder.path()), BTreeMap::from([("truth.db".to_owned(), bytes.clone())]), "{name}");
        }
    };
    check("its head is gone", |bytes| bytes[..100].fill(0));
    check("its pages are noise", |bytes| bytes[4096..].fill(0xA5));
    check("its end is gone", |bytes| bytes.truncate(3 * 4096));
    check("only a few bytes are left", |bytes| bytes.truncate(40));
    check("it is a text", |bytes| {
        *bytes = b"Dear diary, today the payments were down again. ".repeat(9);
    });
}

#[test]
fn a_database_of_another_program_is_refused_and_not_touched() {
    let folder = given::folder();
    given::raw(folder.path(), "truth.db").execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    let before = files(folder.path());
    assert!(matches!(Truth::open(folder.path()), Err(Error::Corrupt { .. })));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn an_empty_file_is_a_truth_that_was_about_to_be_made() {
    let folder = given::folder();
    fs::write(folder.path().join("truth.db"), "").unwrap();
    given::incident(&Truth::open(folder.path()).unwrap(), "declare", 0);
}

#[test]
fn one_entry_that_cannot_be_read_is_named_and_hides_no_other_incident() {
    let check = |v: i64, event: &str, expect: fn(&Error) -> bool| {
        let (folder, truth) = given::truth();
        let (id, other) = (given::incident(&truth, "one", 0), given::incident(&truth, "two", 0));
        drop(truth);
        given::raw(folder.path(), "truth.db")
            .execute(
                "INSERT INTO journal (incident, happened_at, recorded_at, actor, device, intent, v, event)
                 VALUES (?1, 0, 0, 'mara', 'laptop', 'odd', ?2, ?3)",
                rusqlite::params![id.as_str(), v, event],
            )
            .unwrap();
        let truth = Truth::open(folder.path()).unwrap();
        let error = truth.entries(&id).unwrap_err();
        assert!(expect(&error), "{error:?}");
        assert_eq!(truth.entries(&other).unwrap().len(), 1);
        assert_eq!(truth.all_incidents().unwrap().len(), 2);
    };
    let unreadable = |error: &Error| error.to_string().starts_with("Entry 3 of the journal cannot be read");
    check(1, "not JSON at all", unreadable);
    check(1, r#"{"kind":"moon_landed"}"#, unreadable);
    check(1, r#"{"kind":"note_written","text":7}"#, unreadable);
    check(2, "{}", |error| matches!(error, Error::NewerFile { found: 2, known: 1, .. }));
}
