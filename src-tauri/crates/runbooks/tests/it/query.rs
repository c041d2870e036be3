//! What is typed, as `SQLite` understands it.

use proptest::prelude::*;
use runbooks::query::{alternatives, expression, wide};
use rusqlite::Connection;

fn index(texts: &[&str]) -> Connection {
    let conn = Connection::open_in_memory().expect("memory is enough");
    conn.execute_batch("CREATE VIRTUAL TABLE section USING fts5(text)").expect("FTS5 is built in");
    for text in texts {
        conn.execute("INSERT INTO section (text) VALUES (?1)", [text]).expect("the text is indexed");
    }
    conn
}

fn found(conn: &Connection, expression: &str) -> rusqlite::Result<Vec<i64>> {
    let mut statement = conn.prepare("SELECT rowid FROM section WHERE section MATCH ?1 ORDER BY rowid")?;
    statement.query_map([expression], |row| row.get(0))?.collect()
}

#[test]
fn words_become_an_expression() {
    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(expression(typed).as_deref(), expected, "{typed:?}");
    }
    check("lag", Some(r#""lag"*"#));
    check("ledger lag", Some(r#""ledger" AND "lag"*"#));
    check("ledger  lag ", Some(r#""ledger" AND "lag"*"#));
    check(r#""write lag""#, Some(r#""write lag""#));
    check(r#"ledger "write lag""#, Some(r#""ledger" AND "write lag""#));
    check(r#""write lag" led"#, Some(r#""write lag" AND "led"*"#));
    check(r#"ledger "write la"#, Some(r#""ledger" AND "write la"*"#));
    check("“write lag”", Some(r#""write lag""#));
    check("payments-api", Some(r#""payments-api"*"#));
    check("NOT lag OR", Some(r#""NOT" AND "lag" AND "OR"*"#));
    check("a\0b", Some(r#""a" AND "b"*"#));
    check("", None);
    check(" \t\n", None);
    check(r#""""#, None);
    check("- * ( ) ^ :", None);
}

#[test]
fn sections_are_found_by_what_is_typed() {
    let conn = index(&[
        "Ledger write lag is above 30 s",
        "Promote the standby of payments-api",
        "The write path of the ledger; lagging replicas",
        "Größe der Warteschlange",
    ]);
    let check = |typed: &str, expected: &[i64]| {
        let expression = expression(typed).expect("something is typed");
        assert_eq!(found(&conn, &expression).expect("the expression is valid"), expected, "{typed:?}");
    };
    check("ledger lag", &[1, 3]);
    check("LEDGER la", &[1, 3]);
    check("\"write lag\"", &[1]);
    check("\"write la", &[1]);
    check("payments-a", &[2]);
    check("payments api", &[2]);
    check("grosse", &[]);
    check("große", &[4]);
    check("größe", &[4]);
    check("grö warte", &[]);
    check("lag standby", &[]);
    check("lag (", &[1, 3]);
}

proptest! {
    #[test]
    fn nothing_that_is_typed_is_a_syntax_error(typed in prop_oneof![any::<String>(), "[a\"'*^():{}+\\-\0 \\\\NEARORTD,.“]{0,40}"]) {
        let conn = index(&["a b"]);
        if let Some(expression) = expression(&typed) {
            prop_assert!(found(&conn, &expression).is_ok(), "{} became {}", typed, expression);
        }
    }
}

#[test]
fn a_page_that_was_pasted_is_a_search_too() {
    let typed = "lag ".repeat(100_000);
    let expression = expression(&typed).expect("something is typed");
    assert_eq!(found(&index(&["lag"]), &expression).expect("the expression is valid"), [1]);
}

#[test]
fn slips_of_the_finger_are_forgiven() {
    let vocabulary = ["ledger", "lag", "replication", "payments", "payment", "kubernetes", "Failover", "logs"];
    let check = |typed: &str, expected: &[&str]| assert_eq!(alternatives(typed, &vocabulary), expected, "{typed:?}");
    check("ledgr", &["ledger"]);
    check("leddger", &["ledger"]);
    check("ldeger", &["ledger"]);
    check("ledgar lag", &["ledger lag"]);
    check("Ledgar LAG", &["ledger lag"]);
    check("kuberntse", &["kubernetes"]);
    check("replicatoin", &["replication"]);
    check("faliover", &["failover"]);
    check("paymentz", &["payments", "payment"]);
    check("ledgar failovr", &["ledger failover"]);
    check("lga", &[]);
    check("ldegre", &[]);
    check("ledger", &[]);
    check("elephant", &[]);
    check("elephant ledgar", &["elephant ledger"]);
    check("", &[]);
    check("--", &[]);
}

proptest! {
    #[test]
    fn one_slip_in_a_word_of_the_vocabulary_is_always_forgiven(
        word in "[a-z]{5,12}", at in 0usize..12, letter in proptest::char::range('a', 'z'), slip in 0..4,
    ) {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % (letters.len() - 1);
        match slip {
            0 => letters.insert(at, letter),
            1 => { letters.remove(at); }
            2 => letters[at] = letter,
            _ => letters.swap(at, at + 1),
        }
        let typed: String = letters.into_iter().collect();
        prop_assume!(typed != word);
        prop_assert_eq!(alternatives(&typed, &[word.as_str()]), vec![word.clone()]);
    }
}

#[test]
fn a_wide_question_asks_for_each_word_in_its_forms() {
    const KNOWN: [&str; 8] =
        ["pod", "restarts", "kubepodcrashlooping", "crashlooping", "disk", "expires", "run", "the"];
    fn check(typed: &str, expected: &[&str]) {
        assert_eq!(wide(typed, &KNOWN), expected, "{typed:?}");
    }
    check("is my pod restarting", &["(\"pod\"*)", "(\"restart\"*)"]);
    check("crashlooping", &["(\"crashloop\"* OR \"kubepodcrashlooping\")"]);
    check("running", &["(\"run\"*)"]);
    check("expired disk disk", &["(\"expir\"*)", "(\"disk\"*)"]);
    check("dixk qqqqqq", &["(\"disk\")"]);
    check("the", &["(\"the\"*)"]);
    check("qqqqqq", &[]);
    check("", &[]);
}

proptest! {
    #[test]
    fn a_wide_question_is_always_valid_and_finds_only_what_has_one_of_its_words(typed in "\\PC{0,60}") {
        let texts = ["the ledger lags behind", "a pod restarts", "disk space is low"];
        let conn = index(&texts);
        let vocabulary: Vec<&str> = texts.iter().flat_map(|text| text.split(' ')).collect();
        for expression in wide(&typed, &vocabulary) {
            prop_assert!(!found(&conn, &expression).expect("the expression is valid").is_empty());
        }
    }
}
