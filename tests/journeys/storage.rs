//! The two files: the truth is never touched by what does not understand it, the cache comes back by itself.

use std::fs;

use domain::template::Audience;
use engine::error::Code;
use serde_json::json;

use crate::given::House;

#[test]
fn a_journal_of_a_newer_version_is_refused_and_left_alone() {
    let mut house = House::small();
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.end();
    let path = house.folder().join("truth.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = house.try_start().unwrap_err();
    assert_eq!(refused.code(), Code::NewerFile);
    let words = refused.to_string();
    assert!(words.contains("newer Bridgewatch") && words.contains("Nothing was changed"), "{words}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_journal_is_refused_and_left_alone() {
    let mut house = House::small();
    house.end();
    let path = house.folder().join("truth.db");
    fs::write(&path, "this is no database at all, but something that a disk gave back in its last hour").unwrap();
    let before = fs::read(&path).unwrap();
    let refused = house.try_start().unwrap_err();
    assert_eq!(refused.code(), Code::Disk);
    assert!(refused.to_string().contains("damaged"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

fn found(house: &House) -> usize {
    house.engine().search_runbooks("ledger lag", None).unwrap().hits.len()
}

#[test]
fn a_deleted_cache_is_filled_again() {
    let mut house = House::sample();
    house.engine().index_now().unwrap();
    let hits = found(&house);
    assert!(hits > 0);
    house.end();
    for file in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let path = house.folder().join(file);
        if path.exists() {
            fs::remove_file(path).unwrap();
        }
    }
    house.restart();
    house.engine().index_now().unwrap();
    assert_eq!(found(&house), hits);
}

#[test]
fn a_damaged_cache_is_set_aside_and_costs_no_incident() {
    let mut house = House::sample();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.say(&incident, Audience::Customers, "first");
    house.end();
    for file in ["cache.db-wal", "cache.db-shm"] {
        let _ = fs::remove_file(house.folder().join(file));
    }
    fs::write(house.folder().join("cache.db"), vec![7_u8; 9000]).unwrap();
    house.restart();
    let shell = house.engine().shell().unwrap();
    assert!(shell.warnings.iter().any(|words| words.contains("cache was rebuilt")), "{:?}", shell.warnings);
    assert!(house.folder().join("cache.db.broken-1").exists());
    house.engine().index_now().unwrap();
    assert!(found(&house) > 0);
    house.deliver_all();
    assert_eq!(house.states("update"), ["delivered"]);
    assert_eq!(shell.incidents.len(), 1);
}
