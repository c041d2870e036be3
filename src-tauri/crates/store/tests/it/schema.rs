//! What the two files are made of. A change here needs a further migration, never an edit of a released one.

use std::fmt::Write;

use store::{Cache, Truth};

use crate::given;

fn schema(folder: &std::path::Path, file: &str) -> String {
    let conn = given::raw(folder, file);
    let mut statement = conn
        .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(3)?)))
        .unwrap();
    let mut text = String::new();
    for row in rows {
        let (kind, name, sql) = row.unwrap();
        writeln!(text, "# {kind} {name}\n{sql}\n").unwrap();
    }
    text
}

#[test]
fn the_truth_is_made_of_these_tables() {
    let folder = given::folder();
    Truth::open(folder.path()).unwrap();
    insta::assert_snapshot!(schema(folder.path(), "truth.db"));
}

#[test]
fn the_cache_is_made_of_these_tables() {
    let folder = given::folder();
    Cache::open(folder.path()).unwrap();
    insta::assert_snapshot!(schema(folder.path(), "cache.db"));
}

#[test]
fn every_table_is_strict_and_the_files_are_durable() {
    let (folder, _truth) = given::truth();
    let conn = given::raw(folder.path(), "truth.db");
    let loose: i64 = conn
        .query_row(
            "SELECT COUNT(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0);
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}
