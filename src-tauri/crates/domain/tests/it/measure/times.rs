//! How long it took: to help, to support on the bridge, to the first word to customers.

use domain::incident::Answer;
use domain::measure::{Measures, measure};
use domain::phase::Phase;
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{
    accept, answer, assign, impact, join, offer, page, propose, reopen, resolve, update, verdict, withdraw_impact,
};

fn measures(bridge: &Bridge) -> Measures {
    measure(&bridge.entries, &bridge.agreement, at("18:00")).expect("it is declared")
}

/// Seconds as minutes.
fn minutes(seconds: Option<i64>) -> Option<i64> {
    seconds.map(|seconds| seconds / 60)
}

#[test]
fn what_did_not_happen_has_no_time() {
    let measures = measures(&declared());
    let times = [
        measures.duration_seconds,
        measures.mobilise_seconds,
        measures.communications_lead_seconds,
        measures.impact_seconds,
        measures.support_seconds,
        measures.first_customer_update_seconds,
        measures.decision_seconds,
    ];
    assert_eq!(times, [None; 7]);
    assert_eq!(measure(&[], &declared().agreement, at("18:00")), None);
    assert_eq!(measure(&declared().entries[1..], &declared().agreement, at("18:00")), None);
}

#[test]
fn an_incident_lasts_until_it_is_resolved() {
    let duration = |bridge: &Bridge| minutes(measures(bridge).duration_seconds);
    let resolved = declared().at("10:30").does(resolve());
    assert_eq!(duration(&resolved), Some(90));
    let reopened = resolved.at("11:00").does(reopen());
    assert_eq!(duration(&reopened), None, "it is not over");
    assert_eq!(duration(&reopened.at("12:00").does(resolve())), Some(180));
}

#[test]
fn mobilised_is_when_the_first_beside_the_lead_is_there_or_answers() {
    let check = |bridge: &Bridge, expected: Option<i64>| {
        assert_eq!(minutes(measures(bridge).mobilise_seconds), expected);
    };
    let paged = declared().does(page("cards"));
    check(&paged, None);
    check(&paged.clone().at("09:04").does(answer("p1", Answer::Acknowledged)), Some(4));
    check(&paged.clone().at("09:04").does(answer("p1", Answer::Reached)), Some(4));
    let declined = paged.clone().at("09:04").does(answer("p1", Answer::Declined));
    check(&declined, None);
    check(&declined.at("09:07").does(join("ben")), Some(7));
    check(&paged.clone().at("09:04").does(answer("p1", Answer::NotReached)), None);
    check(&paged.at("09:09").does(assign("support-liaison", "dina")), Some(9));
}

#[test]
fn whoever_takes_the_lead_over_is_help_too() {
    let bridge = declared().does(offer("ben")).at("09:06").does(accept("ben"));
    assert_eq!(minutes(measures(&bridge).mobilise_seconds), Some(6));
}

#[test]
fn somebody_speaks_from_the_first_communications_lead_on() {
    let bridge = declared().at("09:05").does(assign("communications-lead", "ana"));
    let bridge = bridge.at("09:50").does(assign("communications-lead", "ben"));
    assert_eq!(minutes(measures(&bridge).communications_lead_seconds), Some(5));
}

#[test]
fn from_impact_to_support_on_the_bridge() {
    let check = |bridge: &Bridge, expected: Option<i64>| {
        assert_eq!(minutes(measures(bridge).support_seconds), expected);
    };
    let confirmed = declared().at("09:10").does(impact(&["europe"]));
    check(&confirmed, None);
    check(&confirmed.clone().at("09:13").does(join("ana")), None);
    check(&confirmed.clone().at("09:14").does(join("dina")), Some(4));
    check(&confirmed.clone().at("09:14").does(answer("p1", Answer::Acknowledged)), Some(4));
    check(&confirmed.clone().at("09:16").does(join("emil")), Some(6));
    check(&confirmed.at("09:15").does(assign("support-liaison", "ana")), Some(5));
    let before = declared().at("09:02").does(join("dina")).at("09:10").does(impact(&["europe"]));
    check(&before, Some(0));
    check(&declared().at("09:02").does(join("dina")), None);
}

#[test]
fn from_impact_to_the_first_word_to_customers() {
    let check = |bridge: &Bridge, expected: Option<i64>| {
        assert_eq!(minutes(measures(bridge).first_customer_update_seconds), expected);
    };
    let tell = |word: &str| update(Audience::Customers, Phase::Investigating, word);
    let confirmed = declared().at("09:10").does(impact(&["europe"]));
    check(&confirmed, None);
    check(&confirmed.clone().at("09:20").does(update(Audience::Teams, Phase::Investigating, "on it")), None);
    check(&confirmed.clone().at("09:25").does(tell("on it")).at("09:50").does(tell("still")), Some(15));
    check(&declared().at("09:05").does(tell("on it")).at("09:10").does(impact(&["europe"])), Some(0));
    check(&declared().at("09:05").does(tell("on it")), None);
    check(
        &confirmed.at("10:00").does(resolve()).at("10:05").does(update(Audience::Customers, Phase::Resolved, "over")),
        Some(55),
    );
}

#[test]
fn impact_counts_from_the_confirmation_that_stands() {
    let confirmed = declared().at("09:10").does(impact(&["europe"]));
    assert_eq!(minutes(measures(&confirmed).impact_seconds), Some(10));
    let anew = confirmed.at("09:20").does(withdraw_impact("none")).at("09:40").does(impact(&["asia"]));
    assert_eq!(minutes(measures(&anew).impact_seconds), Some(40));
}

#[test]
fn decisions_are_timed_from_proposal_to_verdict() {
    let bridge = declared()
        .does(propose("press"))
        .does(propose("press"))
        .does(propose("press"))
        .at("09:04")
        .does(verdict("d1", true))
        .at("09:08")
        .does(verdict("d2", false));
    let measures = measures(&bridge);
    assert_eq!((measures.decisions, minutes(measures.decision_seconds)), (2, Some(6)), "the third waits");
}
