//! To whom a report goes: by the organisation's own words, and never by a guess.

use domain::agreement::Agreement;
use domain::id::{RotationId, ServiceId};
use domain::page_tree::Condition;
use domain::report::lane::Lane;
use domain::triage::{Told, lane};
use proptest::prelude::*;

use crate::given::organisation::{agreement, ids, rule, service};

/// Cards at checkout and in the app, search on its own, and nobody who owns letters.
fn town() -> Agreement {
    let mut town = agreement();
    let when = |surfaces: &[&str], symptoms: &[&str]| Condition {
        surfaces: ids(surfaces),
        symptoms: ids(symptoms),
        ..Condition::default()
    };
    town.page_tree.rules = vec![
        rule("declines", when(&["checkout", "mobile app"], &["declines", "duplicate-charges"]), &["cards"]),
        rule("search", when(&["search"], &[]), &["finance"]),
    ];
    town.services = vec![
        with("cards", &["checkout", "mobile app"], &["cards"]),
        with("till", &["checkout"], &["finance"]),
        with("search", &["search"], &[]),
        with("letters", &["letters"], &["desk"]),
    ];
    town
}

fn with(id: &str, surfaces: &[&str], ladder: &[&str]) -> domain::service::Service {
    domain::service::Service { surfaces: ids(surfaces), ..service(id, ladder) }
}

fn told(symptom: &str) -> Lane {
    lane(&town(), &[], Told { symptom, ..Told::default() })
}

/// Surface, symptom, service and owner, as far as known.
fn check(lane: &Lane, expected: [&str; 4], reason: &str) {
    let text = |value: Option<&str>| value.unwrap_or("").to_owned();
    let found = [
        text(lane.surface.as_deref()),
        text(lane.seen.as_deref()),
        text(lane.service.as_ref().map(ServiceId::as_str)),
        text(lane.rotation.as_ref().map(RotationId::as_str)),
    ];
    assert_eq!(found, expected.map(str::to_owned), "{}", lane.reason);
    assert!(lane.reason.contains(reason), "{}", lane.reason);
}

#[test]
fn the_words_of_the_report_lead_to_its_owner() {
    check(
        &told("Card declined at checkout"),
        ["checkout", "declines", "cards", "cards"],
        "own words; CARDS is named; declines says so",
    );
    check(
        &told("Charged twice: duplicate charge in Mobile App"),
        ["mobile app", "duplicate-charges", "cards", "cards"],
        "",
    );
    check(&told("Searching finds nothing"), ["search", "", "search", "finance"], "search says so");
    check(&told("Letters never come"), ["letters", "", "letters", "desk"], "first on the ladder of LETTERS");
}

#[test]
fn a_symptom_alone_leads_where_its_playbook_is() {
    check(
        &told("My card was declined"),
        ["checkout", "declines", "cards", "cards"],
        "as the playbook “Payments failing”",
    );
    let error = Told { symptom: "I cannot pay", error: "DECLINED (51)", ..Told::default() };
    check(&lane(&town(), &[], error), ["checkout", "declines", "cards", "cards"], "");
    let mut torn = town();
    let app = domain::playbook::Playbook {
        id: "app".into(),
        surface: Some("mobile app".into()),
        ..torn.playbooks[0].clone()
    };
    torn.playbooks.push(app);
    let found = lane(&torn, &[], Told { symptom: "It was declined", ..Told::default() });
    check(&found, ["", "declines", "", ""], "no surface known: declines may be checkout or mobile app");
}

#[test]
fn what_is_not_known_is_said_and_not_guessed() {
    check(&told("The colours are odd"), ["", "", "", ""], "no surface known; no owner known");
    check(&told("checkouts"), ["checkout", "", "", ""], "no owner known");
    let two = told("Search, or was it the checkout?");
    check(&two, ["search", "", "search", "finance"], "named before checkout");
}

#[test]
fn what_support_says_itself_comes_before_its_words() {
    let said = Told { symptom: "declined at checkout", surface: Some("mobile app"), ..Told::default() };
    check(&lane(&town(), &[], said), ["mobile app", "declines", "cards", "cards"], "as support says");
}

#[test]
fn of_several_services_the_one_that_fails_already() {
    let mut open = town();
    open.page_tree.rules.clear();
    let told = Told { symptom: "Odd things at the checkout", ..Told::default() };
    check(&lane(&open, &[], told), ["checkout", "", "", ""], "");
    check(&lane(&open, &ids(&["till"]), told), ["checkout", "", "till", "finance"], "ladder of TILL");
    check(&lane(&open, &ids(&["till", "cards"]), told), ["checkout", "", "", ""], "");
}

proptest! {
    #[test]
    fn an_owner_is_never_named_without_a_word_that_leads_there(symptom in "[b-z]{1,9}( [b-z]{1,9}){0,5}") {
        let found = told(&symptom);
        prop_assert_eq!(found.rotation.is_some(), found.surface.is_some() && found.surface.as_deref() != Some("checkout") || found.seen.is_some() || found.service.is_some());
    }
}
