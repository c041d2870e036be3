//! A filled template, and a draft of one that is not filled yet.

use domain::template::{Piece, Template};

use super::given::{default, optional, template, text, values};

fn check(template: &Template, given: &[(&str, &str)], title: &str, body: &str) {
    let rendered = template.render(&values(given)).expect("nothing stands against it");
    assert_eq!((rendered.title.as_str(), rendered.body.as_str()), (title, body));
}

#[test]
fn holes_are_filled_with_what_is_given() {
    let template = template("{{what}} down", "{{what}}, {{ what }} and {{why}}.", &[text("what"), text("why")]);
    check(&template, &[("what", " cards "), ("why", "rain")], "cards down", "cards, cards and rain.");
}

#[test]
fn what_is_given_comes_before_the_default_and_the_default_before_nothing() {
    let template = template("", "{{a}}", &[default("usual", text("a"))]);
    check(&template, &[], "", "usual");
    check(&template, &[("a", "other")], "", "other");
}

#[test]
fn an_optional_variable_may_stay_empty_and_may_be_emptied() {
    let template = template("", "We know why{{why}}.", &[default(": rain", optional(text("why")))]);
    check(&template, &[], "", "We know why: rain.");
    check(&template, &[("why", "")], "", "We know why.");
}

#[test]
fn filling_a_hole_never_fills_another_one() {
    let template = template("", "{{a}} {{b}}", &[text("a"), text("b")]);
    check(&template, &[("a", "{{b}}"), ("b", "{{a}}")], "", "{{b}} {{a}}");
}

#[test]
fn single_braces_are_prose() {
    check(&template("", "{a} } {{{b}}}", &[text("b")]), &[("b", "x")], "", "{a} } {x}");
}

#[test]
fn a_draft_shows_what_is_missing_by_its_label() {
    let template = template("{{a}}", "{{a}}, {{b}}{{c}}.", &[text("a"), optional(text("b"))]);
    let draft = template.draft(&values(&[]));
    assert_eq!((draft.title.as_str(), draft.body.as_str()), ("‹A›", "‹A›, ‹c›."));
    let draft = template.draft(&values(&[("a", "x"), ("b", "y")]));
    assert_eq!((draft.title.as_str(), draft.body.as_str()), ("x", "x, y‹c›."));
}

#[test]
fn the_preview_is_cut_into_prose_and_holes() {
    let pieces = template("", "No {{a}}{{b}}, yet", &[text("a"), text("b")]).draft(&values(&[("b", "y")])).body_pieces;
    let piece = |text: &str, variable: Option<&str>| Piece { text: text.into(), variable: variable.map(Into::into) };
    assert_eq!(pieces, [piece("No ", None), piece("‹A›", Some("a")), piece("y", Some("b")), piece(", yet", None)]);
}
