//! Everything that stands against sending, told at once.

use super::given::{choice, default, optional, template, text, told, values};
use domain::template::Template;

fn check(template: &Template, given: &[(&str, &str)], faults: &[&str]) {
    let rendered = template.render(&values(given));
    assert_eq!(told(&rendered.err().unwrap_or_default()), faults);
}

#[test]
fn a_variable_that_is_not_filled_is_a_fault() {
    let template = template("", "{{what}} {{why}}", &[text("what"), optional(text("why"))]);
    check(&template, &[], &["what: Fill in “WHAT”."]);
    check(&template, &[("what", " \t"), ("why", "")], &["what: Fill in “WHAT”."]);
    check(&template, &[("what", "cards")], &[]);
}

#[test]
fn also_one_that_has_no_hole() {
    check(&template("", "all", &[text("what")]), &[], &["what: Fill in “WHAT”."]);
}

#[test]
fn a_hole_that_nobody_declares_is_a_fault_of_the_file() {
    let words = "why: The template uses `why` but does not declare it. Declare it in \
                 templates/cards-decline/customers-identified.md.";
    check(&template("", "{{what}} {{why}}", &[text("what")]), &[("what", "cards")], &[words]);
}

#[test]
fn a_value_for_nothing_is_a_fault() {
    let template = template("", "{{a}} {{b}}", &[default("x", text("a")), default("y", text("b"))]);
    check(&template, &[("c", "z")], &["c: This template has no variable `c`. It has: `a`, `b`."]);
    let bare = super::given::template("", "so", &[]);
    check(&bare, &[("c", "z")], &["c: This template has no variable `c`; it has none."]);
}

#[test]
fn a_default_that_does_not_fit_is_a_fault_too() {
    let template = template("", "{{a}}", &[default("most", choice("a", &["some", "all"]))]);
    check(&template, &[], &["a: “most” is not a choice of “A”. Take one of: some, all."]);
    check(&template, &[("a", "all")], &[]);
    check(&template, &[("a", "")], &["a: Fill in “A”."]);
}

#[test]
fn the_channels_limit_counts_characters_of_title_and_body() {
    let limited = |limit| Template { limit: Some(limit), ..template("Cards", "{{a}}", &[text("a")]) };
    check(&limited(10), &[("a", "ééééé")], &[]);
    let words = ": The text has 11 characters, the channel takes 10. Shorten a variable.";
    check(&limited(10), &[("a", "éééééé")], &[words]);
}

#[test]
fn all_faults_are_told_at_once() {
    let template = Template { limit: Some(3), ..template("", "{{a}} {{b}}", &[text("a")]) };
    let expected = [
        "b: The template uses `b` but does not declare it. Declare it in \
         templates/cards-decline/customers-identified.md.",
        "c: This template has no variable `c`. It has: `a`.",
        "a: Fill in “A”.",
        ": The text has 7 characters, the channel takes 3. Shorten a variable.",
    ];
    check(&template, &[("c", "z")], &expected);
}
