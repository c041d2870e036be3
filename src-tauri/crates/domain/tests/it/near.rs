//! Slips of the fingers, and what is none.

use domain::near::{nearest, suggestion};

const KNOWN: [&str; 4] = ["pagerduty", "statuspage", "sandbox", "page"];

#[test]
fn a_slip_of_the_fingers_leads_to_the_word_that_was_meant() {
    let check = |word: &str, expected: Option<&str>| assert_eq!(nearest(word, KNOWN), expected, "{word}");
    check("pagee", Some("page"));
    check("apge", Some("page"));
    check("PagerDuty", Some("pagerduty"));
    check("status-page", Some("statuspage"));
    check("sandbx", Some("sandbox"));
    check("opsgenie", None);
    check("", None);
    check(&"page".repeat(100_000), None);
    assert_eq!(nearest("page", []), None);
}

#[test]
fn a_suggestion_is_a_question_or_else_what_else_to_do() {
    let check = |word: &str, expected: &str| {
        assert_eq!(suggestion(word, KNOWN, || "Choose one.".to_owned()), expected);
    };
    check("pagee", "Did you mean `page`?");
    check("opsgenie", "Choose one.");
}
