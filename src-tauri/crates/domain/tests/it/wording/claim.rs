//! Parts of the product that work here and fail there, by the names that customers read.

use domain::delivery::ComponentState::{self, MajorOutage, Operational};
use domain::phase::Phase;
use domain::wording::{RemarkKind, ShownStates, Statement, remarks};

use super::given::{against, confirmed, in_phase, page};
use crate::given::intents::resolve;

fn shown(states: &[(&str, &str, ComponentState)]) -> ShownStates {
    states.iter().map(|(page, name, state)| (((*page).to_owned(), (*name).to_owned()), *state)).collect()
}

/// What is said against a text beside the states that components of one page get.
fn found(body: &str, components: ShownStates) -> Vec<String> {
    let bridge = confirmed();
    let found = remarks(&[Statement { components, ..page(body) }], bridge.state(), &bridge.agreement);
    let about = found.into_iter().filter(|remark| remark.kind == RemarkKind::Component);
    about.map(|remark| remark.message).collect()
}

fn check(contradicts: bool, body: &str, states: &[(&str, ComponentState)]) {
    let states: Vec<_> = states.iter().map(|(name, state)| ("Status page", *name, *state)).collect();
    assert_eq!(!found(body, shown(&states)).is_empty(), contradicts, "{body}");
}

#[test]
fn a_name_with_a_hyphen_is_one_name() {
    check(true, "Sign-in is down.", &[("Sign-in", Operational)]);
    check(true, "Sign\u{2011}in is down.", &[("Sign-in", Operational)]);
    check(true, "Sign in is down.", &[("Sign-in", Operational)]);
    check(true, "Sign-ins are failing.", &[("Sign-in", Operational)]);
    check(true, "Sign-in works.", &[("Sign-in", MajorOutage)]);
    check(true, "E-mail is down.", &[("Email", Operational)]);
    check(true, "Payouts are down.", &[("Pay-outs", Operational)]);
    check(true, "Sign-ins are failing. Sign-in works.", &[]);
    check(false, "Sign-in is down.", &[("Sign-in", MajorOutage)]);
    check(false, "Signs in Europe are down.", &[("Sign-in", Operational)]);
}

#[test]
fn what_stands_in_brackets_says_where() {
    let europe = ("Card Payments (Europe)", Operational);
    check(true, "Card payments are down.", &[europe]);
    check(true, "Card payments (Europe) are down.", &[europe]);
    check(true, "Card payments in Europe are down.", &[europe]);
    let asia = ("Card Payments (Asia)", MajorOutage);
    check(false, "Card payments are down.", &[europe, asia]);
    check(false, "Card payments (Asia) are down.", &[europe, asia]);
    check(true, "Card payments (Europe) are down.", &[europe, asia]);
}

#[test]
fn two_pages_may_show_one_of_the_same_name() {
    let states = [("EU page", "Checkout", MajorOutage), ("US page", "Checkout", Operational)];
    let message = "“Checkout is down” here contradicts “Checkout on US page: operational” in the status page: correct one \
                   of them.";
    assert_eq!(found("Checkout is down.", shown(&states)), [message]);
    assert_eq!(found("We look into it.", shown(&states)), [] as [&str; 0]);
}

#[test]
fn each_page_that_stays_broken_is_named() {
    let over = confirmed().does(resolve());
    let components = shown(&[("EU page", "Checkout", MajorOutage), ("US page", "Checkout", MajorOutage)]);
    let said = [Statement { components, ..in_phase(Phase::Resolved, page("It is over.")) }];
    let message = |page: &str| {
        format!("The status page says Resolved and leaves “Checkout” on “{page}” broken: set it to operational.")
    };
    assert_eq!(against(&over, &said), [message("EU page"), message("US page")]);
}
