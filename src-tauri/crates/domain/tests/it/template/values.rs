//! What may be filled in, by kind.

use domain::template::{Variable, VariableKind};

use super::given::{choice, optional, text, variable};

fn check(variable: &Variable, fine: &[&str], faulty: &[&str], words: &str) {
    for value in fine {
        assert_eq!(variable.fault(value), None, "{value}");
    }
    for value in faulty {
        assert_eq!(variable.fault(value).as_deref(), Some(words), "{value}");
    }
}

#[test]
fn every_kind_must_be_filled_unless_it_is_optional() {
    let kinds = [VariableKind::Text, VariableKind::Time, VariableKind::Duration, VariableKind::Components]
        .map(|kind| variable("affected", kind));
    for variable in kinds.into_iter().chain([choice("affected", &["some", "all"])]) {
        check(&variable, &[], &[""], "Fill in “AFFECTED”.");
        check(&optional(variable), &[""], &[], "");
    }
}

#[test]
fn a_text_is_one_line() {
    check(
        &text("word"),
        &["cards", "5 % — more?", "{{word}}"],
        &["one\ntwo", "one\r\ntwo"],
        "Write “WORD” on one line.",
    );
}

#[test]
fn a_choice_is_one_of_those_that_are_offered() {
    let extent = choice("extent", &["some", "all"]);
    check(&extent, &["some", "all"], &["All"], "“All” is not a choice of “EXTENT”. Take one of: some, all.");
    check(&extent, &[], &["none"], "“none” is not a choice of “EXTENT”. Take one of: some, all.");
}

#[test]
fn a_time_has_its_zone() {
    let fine = ["03:01 CET", "23:59 UTC+2", "9:05 Europe/Paris", "00:00 UTC"];
    let faulty = ["03:01", "3 CET", "24:00 CET", "12:60 CET", "CET 03:01", "soon", "03:01CET"];
    check(
        &variable("next", VariableKind::Time),
        &fine,
        &faulty,
        "Write “NEXT” as a time with its zone, like 03:01 CET.",
    );
}

#[test]
fn a_duration_is_numbers_with_their_units() {
    let fine = ["20 minutes", "1 hour", "1 h 30 min", "1.5 hours", "0 s", "2 days"];
    let faulty = ["20", "minutes", "20min", "-1 hour", "inf hours", "NaN hours", "1 h 30", "two hours", "1 week"];
    check(
        &variable("for", VariableKind::Duration),
        &fine,
        &faulty,
        "Write “FOR” as a number with its unit, like 20 minutes.",
    );
}

#[test]
fn components_are_separated_by_single_commas() {
    check(
        &variable("parts", VariableKind::Components),
        &["Checkout", "Checkout, App", "Checkout,App"],
        &["Checkout,", ",Checkout", "Checkout,,App", ",", " , "],
        "Separate the parts of “PARTS” by single commas.",
    );
}
