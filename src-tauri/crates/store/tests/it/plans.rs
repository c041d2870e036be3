//! The hot queries find their rows by an index, however long the journal grows.

use rusqlite::Connection;
use store::truth::outbox::{DUE, NEXT_DUE, PREVIOUS};
use store::truth::{incidents, journal, stand_ins};
use store::{Cache, cache};

use crate::given;

fn plan(conn: &Connection, sql: &str) -> String {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps: Vec<String> = {
        let unbound = statement.parameter_count();
        let parameters = rusqlite::params_from_iter(std::iter::repeat_n("1", unbound));
        statement.query_map(parameters, |row| row.get(3)).unwrap().map(Result::unwrap).collect()
    };
    steps.join("\n")
}

#[test]
fn hot_queries_of_the_truth_use_an_index() {
    let (folder, _truth) = given::truth();
    let conn = given::raw(folder.path(), "truth.db");
    let due = format!("SELECT delivery FROM outbox {DUE}");
    let holding = format!("SELECT person FROM stand_ins {}", stand_ins::HOLDING);
    let queries = [
        ("entries of an incident", journal::OF_INCIDENT),
        ("entries of an intent", journal::OF_INTENT),
        ("entries of words", journal::OF_WORDS),
        ("incidents that are not closed", incidents::NOT_CLOSED),
        ("all incidents", incidents::ALL),
        ("due heads", &due),
        ("next due", NEXT_DUE),
        ("previous receipt", PREVIOUS),
        ("overrides of a rotation", &holding),
    ];
    let plans: Vec<String> = queries.iter().map(|(name, sql)| format!("{name}:\n{}", plan(&conn, sql))).collect();
    insta::assert_snapshot!(plans.join("\n\n"));
}

#[test]
fn search_goes_through_the_full_text_index() {
    let folder = given::folder();
    Cache::open(folder.path()).unwrap();
    insta::assert_snapshot!(plan(&given::raw(folder.path(), "cache.db"), cache::search::SEARCH));
}
