//! A cache that is in doubt begins anew, and says so.

use std::fs;

use store::Cache;
use store::cache::counted::Counted;
use store::cache::feeds::FeedKey;

use crate::given;

/// A folder with a cache that has something in it, closed.
fn filled() -> (tempfile::TempDir, FeedKey) {
    let folder = given::folder();
    let key = FeedKey { connection: "pager".into(), name: "shifts".to_owned() };
    let cache = Cache::open(folder.path()).unwrap();
    assert_eq!(cache.rebuilt(), None);
    cache.feed_unchanged(&key, given::at(0)).unwrap();
    (folder, key)
}

#[test]
fn a_sound_cache_is_kept() {
    let (folder, key) = filled();
    let cache = Cache::open(folder.path()).unwrap();
    assert_eq!(cache.rebuilt(), None);
    assert_eq!(cache.feed(&key).unwrap().unwrap().fetched_at, Some(given::at(0)));
}

#[test]
fn a_damaged_cache_is_set_aside_and_begins_anew() {
    let check = |damage: fn(&mut Vec<u8>)| {
        let (folder, key) = filled();
        let path = folder.path().join("cache.db");
        for number in 1..=2 {
            let mut bytes = fs::read(&path).unwrap();
            damage(&mut bytes);
            fs::write(&path, &bytes).unwrap();
            let cache = Cache::open(folder.path()).unwrap();
            assert!(cache.rebuilt().unwrap().contains("cache.db.broken-"), "{:?}", cache.rebuilt());
            assert_eq!(fs::read(folder.path().join(format!("cache.db.broken-{number}"))).unwrap(), bytes);
            assert_eq!(cache.feed(&key).unwrap(), None);
            cache.feed_unchanged(&key, given::at(1)).unwrap();
            drop(cache);
            assert_eq!(Cache::open(folder.path()).unwrap().rebuilt(), None);
        }
    };
    check(|bytes| bytes[..100].fill(0));
    check(|bytes| bytes[4096..].fill(0xA5));
    check(|bytes| *bytes = b"not a database".to_vec());
}

#[test]
fn a_cache_of_another_version_begins_anew() {
    let check = |change: &str| {
        let (folder, key) = filled();
        given::raw(folder.path(), "cache.db").execute_batch(change).unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        assert!(cache.rebuilt().unwrap().contains("another version"), "{change}");
        assert_eq!(cache.feed(&key).unwrap(), None, "{change}");
        cache.feed_unchanged(&key, given::at(1)).unwrap();
        drop(cache);
        assert_eq!(Cache::open(folder.path()).unwrap().rebuilt(), None, "{change}");
    };
    check("PRAGMA user_version = 99");
    check("PRAGMA user_version = 0");
    check("ALTER TABLE feeds ADD COLUMN colour TEXT");
    check("DROP TABLE shifts");
    check("CREATE TABLE extra (a INTEGER)");
}

#[test]
fn another_process_that_has_the_cache_open_goes_on_while_it_begins_anew() {
    let (folder, key) = filled();
    let running = Cache::open(folder.path()).unwrap();
    given::raw(folder.path(), "cache.db").execute_batch("PRAGMA user_version = 99").unwrap();
    let cache = Cache::open(folder.path()).unwrap();
    running.feed_unchanged(&key, given::at(7)).unwrap();
    assert_eq!(cache.feed(&key).unwrap().unwrap().fetched_at, Some(given::at(7)));
}

#[test]
fn what_was_counted_holds_for_the_rules_by_which_it_was() {
    let folder = given::folder();
    let cache = Cache::open(folder.path()).unwrap();
    let one = |last_sequence| Counted { last_sequence, figures: "{}".to_owned() };
    cache.keep_counted("first", &[("INC-1".into(), one(7)), ("INC-2".into(), one(9))].into()).unwrap();
    cache.keep_counted("first", &[("INC-1".into(), one(8))].into()).unwrap();
    let kept = cache.counted("first").unwrap();
    assert_eq!(kept, [("INC-1".into(), one(8)), ("INC-2".into(), one(9))].into());
    assert!(cache.counted("second").unwrap().is_empty());
    cache.keep_counted("second", &[("INC-2".into(), one(9))].into()).unwrap();
    assert!(cache.counted("first").unwrap().is_empty(), "nobody counts by it any more");
    assert_eq!(cache.counted("second").unwrap().len(), 1);
}
