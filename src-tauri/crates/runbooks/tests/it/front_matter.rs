//! What the front matter of a runbook says, however it is written.

use runbooks::section::{Document, read};

fn front(block: &str) -> Document {
    read("payments/roll-back.md", &format!("{block}\n# Heading\n\nText.\n"))
}

#[test]
fn every_known_key_is_read() {
    let document = front(
        "---\ntitle: \"Payments: roll back\"\nservices: [payments-api, 'ledger-db']\nowner: Payments team # not a person\n\
         verified: 2026-10-02\ntags:\n  - deploy\n  - \"502, 503\"\n---",
    );
    insta::assert_debug_snapshot!(
        (document.title, document.services, document.owner, document.verified, document.tags),
        @r#"
    (
        "Payments: roll back",
        [
            "payments-api",
            "ledger-db",
        ],
        Some(
            "Payments team",
        ),
        Some(
            2026-10-02,
        ),
        [
            "deploy",
            "502, 503",
        ],
    )
    "#
    );
}

#[test]
fn a_list_may_be_written_in_any_way() {
    fn check(written: &str, expected: &[&str]) {
        assert_eq!(front(&format!("---\n{written}\nother: x\n---")).services, expected, "{written}");
    }
    check("services: [a, b]", &["a", "b"]);
    check("services: ['a, b', c]", &["a, b", "c"]);
    check("services: []", &[]);
    check("services:", &[]);
    check("services: a", &["a"]);
    check("services: a, b", &["a", "b"]);
    check("services:\n- a\n- b", &["a", "b"]);
    check("services:\n  - a\n  - \"b\" # why", &["a", "b"]);
    check("services: [a,\n  b,\n  c]", &["a", "b", "c"]);
    check("services: [\n  a,\n  b,\n]", &["a", "b"]);
    check("Services: [a]", &["a"]);
}

#[test]
fn a_title_may_be_written_in_any_way() {
    fn check(written: &str, expected: &str) {
        assert_eq!(front(&format!("---\n{written}\nweight: 20\n---")).title, expected, "{written}");
    }
    check("title: Write lag", "Write lag");
    check("title: 'It''s slow'", "It's slow");
    check(r#"title: "The \"big\" one""#, "The \"big\" one");
    check("title: Don't panic # ever", "Don't panic");
    check("title: C# builds", "C# builds");
    check("title: >\n  Two\n  lines", "Two lines");
    check("title:", "Heading");
    check("title: null", "Heading");
    check("name: Write lag", "Heading");
}

#[test]
fn a_date_that_is_none_leaves_the_rest() {
    fn check(written: &str, expected: Option<&str>) {
        let document = front(&format!("---\nverified: {written}\nowner: Payments\n---"));
        assert_eq!(document.verified.map(|day| day.to_string()).as_deref(), expected, "{written}");
        assert_eq!(document.owner.as_deref(), Some("Payments"), "{written}");
    }
    check("2026-10-02", Some("2026-10-02"));
    check("\"2026-10-02\"", Some("2026-10-02"));
    check("2026-10-02T09:00:00Z", Some("2026-10-02"));
    check("2026-02-30", None);
    check("last spring", None);
    check("ééééééééé", None);
}

#[test]
fn toml_as_hugo_writes_it_is_read() {
    let document = front(
        "+++\ntitle = \"Write lag\"\ndraft = false\ntags = [\n  \"a\",\n  \"b\"\n]\nverified = 2026-10-02\n[params]\nowner = \"x\"\n+++",
    );
    assert_eq!((document.title.as_str(), document.tags), ("Write lag", vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(document.verified.map(|day| day.to_string()).as_deref(), Some("2026-10-02"));
    assert_eq!(document.owner, None, "keys of another table are not the document's");
}

#[test]
fn a_broken_block_never_loses_the_document() {
    fn check(text: &str) {
        let document = read("lag.md", text);
        let found = document.sections.iter().any(|section| section.text.contains("Halve the pool"));
        assert!(found, "{text:?} became {document:?}");
    }
    check("---\ntitle: never closed\n\nHalve the pool.");
    check("---\n: : :\n\t- [\n\"\n---\nHalve the pool.");
    check("---\nservices: [a,\n---\nHalve the pool.");
    check("\u{feff}---\r\ntitle: From Windows\r\n---\r\nHalve the pool.\r\n");
    check("+++\nHalve the pool.");
    check("---\nHalve the pool.");
}

#[test]
fn text_from_windows_has_the_same_front_matter() {
    let document = read("lag.md", "\u{feff}---\r\ntitle: From Windows\r\ntags: [a]\r\n---\r\n\r\n# Heading\r\n");
    assert_eq!((document.title.as_str(), document.tags), ("From Windows", vec!["a".to_owned()]));
    assert_eq!(document.sections.first().map(|section| section.line), Some(6));
}
