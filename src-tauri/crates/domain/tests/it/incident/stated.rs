//! What customers cannot do and what that costs: the last word stands, and what could be said where nobody did.

use domain::incident::event::Event;
use domain::incident::intent::{ImpactSentences, Intent};
use domain::incident::sentence::{sentence, suggested};
use domain::incident::stated::Said;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, resolve, withdraw_impact};

fn state(sentence: Option<&str>, business: Option<&str>) -> Intent {
    Intent::StateImpact(ImpactSentences { sentence: sentence.map(Into::into), business: business.map(Into::into) })
}

fn refused(bridge: &Bridge, intent: &Intent) -> String {
    bridge.decide(intent).map(|events| format!("{events:?}")).expect_err("it is refused").0
}

#[test]
fn each_sentence_stands_until_another_is_stated() {
    let bridge = declared()
        .at("09:05")
        .does(state(Some(" Customers cannot\n pay by card "), Some("EUR 18,000 an hour")))
        .at("09:10")
        .by("ana")
        .does(state(None, Some("EUR 20,000 an hour")));
    let stated = &bridge.state().stated;
    let said = |text: &str, by: &str, clock: &str, sequence| {
        Some(Said { text: text.into(), by: by.into(), at: at(clock), sequence })
    };
    assert_eq!(stated.sentence, said("Customers cannot pay by card", "lea", "09:05", 2), "on one line");
    assert_eq!(stated.business, said("EUR 20,000 an hour", "ana", "09:10", 3));
    let over = bridge.does(resolve()).at("09:50").does(state(None, Some("EUR 12,000 in all")));
    assert_eq!(over.state().stated.business, said("EUR 12,000 in all", "ana", "09:50", 5), "the bill comes last");
}

#[test]
fn only_what_is_said_anew_is_written_down() {
    let bridge = declared().does(state(Some("Nobody can pay"), None));
    let both = bridge.decide(&state(Some("Nobody can pay"), Some("EUR 18,000 an hour")));
    let business = Some("EUR 18,000 an hour".into());
    assert_eq!(both.ok(), Some(vec![Event::ImpactStated { sentence: None, business }]));
    let nothing = "Say what customers cannot do, or what that means for the business, in other words than before.";
    assert_eq!(refused(&bridge, &state(Some("Nobody can pay"), None)), nothing);
    assert_eq!(refused(&bridge, &state(None, None)), nothing);
    assert_eq!(refused(&bridge, &state(Some(" "), None)), "Say what customers cannot do, in one sentence.");
    assert_eq!(refused(&bridge, &state(None, Some(""))), "Say what it costs, in money, users or contracts.");
    assert!(refused(&bridge, &state(Some(&"long ".repeat(60)), None)).starts_with("That is 299 characters"));
}

#[test]
fn where_nobody_stated_it_what_was_confirmed_is_suggested() {
    let of = |bridge: &Bridge| suggested(bridge.state(), &bridge.agreement);
    assert_eq!(of(&declared()), None, "nothing is confirmed");
    let confirmed = declared().at("09:05").does(impact(&["europe"]));
    assert_eq!(of(&confirmed).as_deref(), Some("Failing for customers in Europe: CARDS"));
    let detail = Intent::ConfirmImpact { regions: vec!["asia".into()], detail: "41 tickets".into() };
    let worse = confirmed.does(detail);
    assert_eq!(of(&worse).as_deref(), Some("Failing for customers in Europe, Asia: CARDS (41 tickets)"));
    let stated = worse.clone().does(state(Some("Nobody can pay"), None));
    assert_eq!(sentence(stated.state(), &stated.agreement).as_deref(), Some("Nobody can pay"));
    assert_eq!(of(&worse.does(withdraw_impact("a dashboard was wrong"))), None);
}
