//! What optional variables leave behind that stay empty.

use domain::template::Piece;

use super::given::{optional, template, text, values};

/// The text of a body in which `a` and `b` may stay empty, and `c` says `word`.
fn check(body: &str, given: &[(&str, &str)], expected: &str) {
    let template = template("", body, &[optional(text("a")), optional(text("b")), text("c")]);
    let mut values = values(given);
    values.insert("c".into(), "word".into());
    let draft = template.draft(&values);
    assert_eq!(draft.body, expected, "{body:?}");
    let joined: String = draft.body_pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(joined, expected, "the pieces of {body:?}");
    let rendered = template.render(&values).expect("nothing stands against it");
    assert_eq!(rendered, draft, "what is sent is what was shown");
}

#[test]
fn a_line_that_says_nothing_falls_away_with_the_mark_of_its_list() {
    check("What we know\n- one\n- {{a}}\n- two", &[], "What we know\n- one\n- two");
    check("- {{a}}\n- {{c}}", &[], "- word");
    check("- {{c}}\n  * {{a}} {{b}}", &[], "- word");
    check("1. {{c}}\n2. {{a}}\n3) {{b}}", &[], "1. word");
    check("{{a}}{{b}}\nso", &[], "so");
    check("- {{a}}\n- two", &[("a", "one")], "- one\n- two");
    check("Why: {{a}}\nso", &[], "Why:\nso");
}

#[test]
fn the_blank_lines_around_it_are_one() {
    check("one\n\n{{a}}\n\ntwo", &[], "one\n\ntwo");
    check("one\n\n{{a}}\n\n{{b}}\n\ntwo", &[], "one\n\ntwo");
    check("one\n{{a}}\n\ntwo", &[], "one\n\ntwo");
    check("one\n\n{{a}}\ntwo", &[], "one\n\ntwo");
    check("{{a}}\n\none", &[], "one");
    check("one\n\n{{a}}", &[], "one");
    check("{{a}}\n\n{{b}}", &[], "");
}

#[test]
fn inside_a_line_no_space_is_left_over() {
    check("It is paid. {{a}} Next at noon.", &[], "It is paid. Next at noon.");
    check("It is paid. {{a}}", &[], "It is paid.");
    check("It is paid. {{a}}\n\nMore.", &[], "It is paid.\n\nMore.");
    check("{{a}} Next at noon.", &[], "Next at noon.");
    check("One {{a}} {{b}} two", &[], "One two");
    check("One {{a}} {{b}} two", &[("a", "x")], "One x two");
    check("One {{a}} {{b}} two", &[("b", "y")], "One y two");
    check("Today {{a}}. Next {{c}} {{b}}!", &[], "Today. Next word!");
    check("We know why{{a}}.", &[], "We know why.");
}

#[test]
fn what_was_written_with_spaces_and_blank_lines_stays_where_nothing_is_empty() {
    let spaced = "one  two\n\n\n- {{c}}\n-\n";
    check(spaced, &[], "one  two\n\n\n- word\n-\n");
    check("one\n\n\ntwo {{a}}", &[("a", "x")], "one\n\n\ntwo x");
}

#[test]
fn a_hole_that_must_be_filled_shows_its_label_and_its_line_stays() {
    let template = template("{{a}}", "- {{a}}\n- {{c}}", &[optional(text("a")), text("c")]);
    let draft = template.draft(&values(&[]));
    assert_eq!((draft.title.as_str(), draft.body.as_str()), ("", "- ‹C›"));
    let piece = |text: &str, variable: Option<&str>| Piece { text: text.into(), variable: variable.map(Into::into) };
    assert_eq!(draft.body_pieces, [piece("- ", None), piece("‹C›", Some("c"))]);
}
