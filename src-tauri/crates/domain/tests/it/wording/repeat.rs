//! Texts that say what the last one said.

use domain::delivery::ComponentState;
use domain::phase::Phase;
use domain::template::{Audience, Output};
use domain::wording::{RemarkKind, Statement, remarks};

use super::given::{confirmed, in_phase, page, says};
use crate::given::bridge::Bridge;
use crate::given::intents::update;

/// Customers were told this, under `Cards decline`.
fn after(text: &str) -> Bridge {
    confirmed().does(update(Audience::Customers, Phase::Investigating, text))
}

/// What is said about a repetition, and whether it is forbidden.
fn check(before: &str, statement: Statement, expected: Option<(bool, &str)>) {
    let bridge = after(before);
    let statement = Statement { title: "Cards decline".into(), ..statement };
    let remarks = remarks(&[statement], bridge.state(), &bridge.agreement);
    let repeat = remarks.iter().find(|remark| remark.kind == RemarkKind::Repeat);
    let found = repeat.map(|remark| (remark.forbids, remark.message.split(':').next().unwrap_or_default()));
    assert_eq!(found, expected, "{before}");
}

const SAME: &str = "This repeats the last update word for word";
const TIMES: &str = "This says what the last update said, but for the times in it";
const HOLDS: &str = "This only says that we are still looking";

#[test]
fn the_same_words_are_a_repetition() {
    check("Cards fail.", page("Cards fail."), Some((true, SAME)));
    check("Cards fail.", in_phase(Phase::Identified, page("Cards fail.")), Some((false, SAME)));
    check("Cards fail.", page("Cards fail in Europe."), None);
    check("Cards fail.", says(Output::Outreach, "Cards fail."), None);
    check("Cards fail.", says(Output::Teams, "Cards fail."), None);
}

#[test]
fn they_may_go_once_more_with_states_of_components() {
    let components = [(("Page".to_owned(), "Checkout".to_owned()), ComponentState::Operational)].into();
    check("Cards fail.", Statement { components, ..page("Cards fail.") }, Some((false, SAME)));
}

#[test]
fn another_time_is_nothing_new() {
    let before = "Cards fail. We will post again by 09:30 UTC.";
    check(before, page("Cards fail! We will post again by 10:00 UTC."), Some((false, TIMES)));
    check(before, page("Cards fail in Europe. We will post again by 10:00 UTC."), None);
    check(before, in_phase(Phase::Identified, page("Cards fail. We will post again by 10:00 UTC.")), None);
}

#[test]
fn to_be_still_looking_is_nothing_new() {
    let before = "Cards fail.";
    let still = "We are still investigating. Thank you for your patience. Next update by 10:00 UTC.";
    check(before, page(still), Some((false, HOLDS)));
    check(before, page("We continue to look into it and will post again by 10:00 UTC."), Some((false, HOLDS)));
    check(before, page("We are still investigating. PayPal works."), None);
    check(before, page("We are still investigating why 40 % of payments fail."), None);
    check(before, page("We have ruled out the card networks and are still looking for the cause."), None);
}

#[test]
fn a_first_update_repeats_nothing() {
    let bridge = confirmed();
    let remarks = remarks(&[page("We are still investigating.")], bridge.state(), &bridge.agreement);
    assert_eq!(remarks, []);
}
