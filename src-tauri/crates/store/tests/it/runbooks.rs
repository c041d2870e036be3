//! The runbook index: only what changed is written, and any expression is safe.

use chrono::NaiveDate;
use proptest::prelude::*;
use store::Cache;
use store::cache::runbooks::{Replaced, RunbookRow, SectionRow};
use store::cache::search::MARKS;

use crate::given;

fn section(heading: &str, body: &str) -> SectionRow {
    let anchor = heading.to_lowercase().replace(' ', "-");
    SectionRow { heading: heading.to_owned(), level: 2, anchor, line: 3, body: body.to_owned() }
}

fn runbook(path: &str, title: &str, sections: Vec<SectionRow>) -> RunbookRow {
    RunbookRow {
        path: path.to_owned(),
        title: title.to_owned(),
        services: vec!["payments-api".to_owned()],
        tags: vec!["deploy".to_owned()],
        owner: Some("Payments team".to_owned()),
        verified: NaiveDate::from_ymd_opt(2026, 10, 2),
        modified: given::at(0),
        sections,
    }
}

fn shelf() -> Vec<RunbookRow> {
    vec![
        runbook(
            "runbooks/roll-back.md",
            "Roll back a release",
            vec![
                section("Before you begin", "Ask who deployed."),
                section("Do it", "Run the café pipeline backwards."),
            ],
        ),
        runbook("runbooks/failover.md", "Fail over", vec![section("Rollback", "Point the ledger at the replica.")]),
        runbook("runbooks/queue.md", "Drain the queue", vec![section("Workers", "A long text. ".repeat(40).as_str())]),
    ]
}

fn cache() -> (tempfile::TempDir, Cache) {
    let folder = given::folder();
    let cache = Cache::open(folder.path()).unwrap();
    cache.replace_runbooks(shelf()).unwrap();
    (folder, cache)
}

#[test]
fn only_what_changed_is_written() {
    let (folder, cache) = cache();
    let ids = || -> Vec<(i64, String)> {
        let conn = given::raw(folder.path(), "cache.db");
        let mut statement = conn.prepare("SELECT id, path FROM runbooks ORDER BY path").unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let before = ids();
    let same = cache.replace_runbooks(shelf()).unwrap();
    assert_eq!(same, Replaced { written: 0, removed: 0, kept: 3 });
    assert_eq!(ids(), before);

    let mut changed = shelf();
    changed.remove(2);
    changed[0].sections[1].body = "Press the red button.".to_owned();
    changed.push(runbook("runbooks/aaa.md", "First aid", vec![section("Breathe", "Slowly.")]));
    assert_eq!(cache.replace_runbooks(changed).unwrap(), Replaced { written: 2, removed: 1, kept: 1 });
    let failover = |ids: Vec<(i64, String)>| ids.into_iter().find(|(_, path)| path.ends_with("failover.md"));
    assert_eq!(failover(ids()), failover(before));
    for (gone, found) in [("pipeline", 0), ("workers", 0), ("button", 1), ("breathe", 1)] {
        assert_eq!(cache.search(gone, 10).unwrap().len(), found, "{gone}");
    }
}

#[test]
fn a_runbook_is_read_as_it_was_given() {
    let (_folder, cache) = cache();
    assert_eq!(cache.runbook("runbooks/roll-back.md").unwrap(), Some(shelf().remove(0)));
    assert_eq!(cache.runbook("runbooks/none.md").unwrap(), None);
    let titles: Vec<String> = cache.runbooks().unwrap().into_iter().map(|runbook| runbook.title).collect();
    assert_eq!(titles, ["Drain the queue", "Fail over", "Roll back a release"]);
}

#[test]
fn the_best_match_comes_first_and_is_marked() {
    let (_folder, cache) = cache();
    let check = |expression: &str, expected: &[(&str, &str)]| {
        let hits = cache.search(expression, 10).unwrap();
        let found: Vec<(&str, &str)> = hits.iter().map(|hit| (hit.path.as_str(), hit.heading.as_str())).collect();
        assert_eq!(found, expected, "{expression}");
        assert!(hits.is_sorted_by(|one, two| one.score >= two.score));
    };
    check("ledger", &[("runbooks/failover.md", "Rollback")]);
    check("CAFE", &[("runbooks/roll-back.md", "Do it")]);
    check("drain AND workers", &[("runbooks/queue.md", "Workers")]);
    check(r#""payments api" AND replica"#, &[("runbooks/failover.md", "Rollback")]);
    check("nowhere", &[]);
    let hit = cache.search("caf*", 10).unwrap().remove(0);
    assert_eq!(hit.snippet, "Run the \u{1}café\u{2} pipeline backwards.");
    assert_eq!((hit.anchor.as_str(), hit.owner.as_deref()), ("do-it", Some("Payments team")));
    assert_eq!((hit.services, hit.verified), (vec!["payments-api".to_owned()], NaiveDate::from_ymd_opt(2026, 10, 2)));
}

#[test]
fn a_match_in_the_title_comes_before_one_in_a_heading_before_one_in_the_text() {
    let (_folder, cache) = cache();
    let rows = vec![
        runbook("text.md", "One", vec![section("Two", "The saffron is here, among other words.")]),
        runbook("heading.md", "One", vec![section("Saffron two", "It is here, among other words.")]),
        runbook("title.md", "Saffron one", vec![section("Two", "It is here, among other words.")]),
    ];
    cache.replace_runbooks(rows).unwrap();
    let paths: Vec<String> = cache.search("saffron", 10).unwrap().into_iter().map(|hit| hit.path).collect();
    assert_eq!(paths, ["title.md", "heading.md", "text.md"]);
    assert_eq!(cache.search("saffron", 2).unwrap().len(), 2);
}

#[test]
fn a_runbook_cannot_forge_marks() {
    let (_folder, cache) = cache();
    let forged = runbook("forged.md", "Forged", vec![section("One", "a \u{1}forged\u{2} mark beside a saffron")]);
    cache.replace_runbooks(vec![forged.clone()]).unwrap();
    assert_eq!(cache.search("saffron", 10).unwrap()[0].snippet, "a  forged  mark beside a \u{1}saffron\u{2}");
    assert_eq!(cache.replace_runbooks(vec![forged]).unwrap().kept, 1);
}

#[test]
fn the_vocabulary_has_each_word_once_the_frequent_first() {
    let (_folder, cache) = cache();
    let words = cache.vocabulary().unwrap();
    assert!(words.contains(&"cafe".to_owned()));
    let place = |word: &str| words.iter().position(|other| other == word).unwrap();
    assert!(place("long") < place("replica"));
}

#[test]
fn an_expression_that_makes_no_sense_finds_nothing() {
    let (_folder, cache) = cache();
    for expression in ["", "\"", "AND", "colour:red", "NEAR(", "*reads", "-", "^", "(((((", "title:", "'", ";--"] {
        assert!(cache.search(expression, 10).unwrap().is_empty(), "{expression:?}");
    }
    assert_eq!(cache.search("ledger", 10).unwrap().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_expression_is_safe(expression in prop_oneof![
        any::<String>(),
        r#"[a-c"'*^:(){}+ \-]{0,20}"#,
        prop::collection::vec(prop_oneof![
            Just("roll"), Just("AND"), Just("OR"), Just("NOT"), Just("NEAR("), Just(")"), Just("\""), Just("*"), Just("title:"),
        ], 0..12).prop_map(|words| words.join(" ")),
    ]) {
        thread_local! {
            static SHELF: (tempfile::TempDir, Cache) = cache();
        }
        let hits = SHELF.with(|(_folder, cache)| cache.search(&expression, 5));
        let hits = hits.map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        prop_assert!(hits.len() <= 5);
        for hit in hits {
            prop_assert_eq!(hit.snippet.matches(MARKS[0]).count(), hit.snippet.matches(MARKS[1]).count());
        }
    }
}
