//! What is a hole and what is prose.

use super::given::{template, text, told, values};

fn check(body: &str, holes: &[&str]) {
    assert_eq!(template("", body, &[]).holes(), holes, "{body}");
}

#[test]
fn a_hole_is_a_name_between_double_braces() {
    check("{{affected}}", &["affected"]);
    check("{{ affected }} since {{started_2}}", &["affected", "started_2"]);
    check("{{a}}{{b}}{{a}}", &["a", "b"]);
    check("{{{a}}}", &["a"]);
    check("{{{{a}}}}", &["a"]);
    check("é{{a}}ü", &["a"]);
}

#[test]
fn what_looks_like_a_hole_is_one_so_that_a_slip_is_found_before_it_is_sent() {
    check("{{Affected}}", &["Affected"]);
    check("{{next update}}", &["next update"]);
    check("{{next-update}}", &["next-update"]);
}

#[test]
fn braces_that_enclose_nothing_are_prose() {
    check("{a}", &[]);
    check("{{}}", &[]);
    check("{{ }}", &[]);
    check("{{a}", &[]);
    check("{{a", &[]);
    check("a}}", &[]);
    check("{{a\nb}}", &[]);
    check("{{a {{b}}", &["b"]);
}

#[test]
fn holes_of_the_title_come_before_those_of_the_body() {
    assert_eq!(template("{{b}}", "{{a}} {{b}}", &[]).holes(), ["b", "a"]);
}

#[test]
fn undeclared_holes_are_found() {
    let template = template("{{b}}", "{{a}} {{B}}", &[text("a")]);
    assert_eq!(template.undeclared(), ["b", "B"]);
}

#[test]
fn braces_that_open_no_hole_are_never_sent() {
    for body in ["{{a", "{{a}", "{{ }}", "so {{"] {
        let faults = template("", body, &[]).render(&values(&[])).expect_err("it would be sent with braces");
        let words = ": The template has `{{` that begins no variable. Correct it in \
                     templates/cards-decline/customers-identified.md.";
        assert_eq!(told(&faults), [words], "{body}");
    }
}
