//! The chain behind each statement of an update.

use domain::delivery::Receipt;
use domain::incident::event::Event;
use domain::incident::intent::{FactConfirmation, Intent, UpdateDraft};
use domain::incident::provenance::{Chain, chain};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use crate::given::bridge::{Bridge, declared};
use crate::given::clock;
use crate::given::intents::{draft, fact, impact, update};

fn resting(word: &str, facts: &[(&str, &str)]) -> UpdateDraft {
    let facts = facts.iter().map(|(variable, id)| ((*variable).to_owned(), (*id).into())).collect();
    UpdateDraft { facts, ..draft(Audience::Customers, Phase::Investigating, word) }
}

/// `word “What it says” f1 ana lea 09:07`, then who wrote it and who approved.
fn told(chain: &Chain<'_>) -> Vec<String> {
    let statements = chain.statements.iter().map(|link| {
        let fact = link.fact.map(|fact| {
            let confirmed = fact.confirmed.as_ref().map(|it| format!(" {} {}", it.by, clock(it.at)));
            format!("{} {}{}", fact.id, fact.by, confirmed.unwrap_or_default())
        });
        format!("{} “{}” {}", link.variable.unwrap_or("all"), link.words, fact.unwrap_or_else(|| "no fact".to_owned()))
    });
    let (by, at) = chain.written;
    let approved = chain.approved.map(|(by, at)| format!("approved {by} {}", clock(at)));
    let places = chain.places.iter().map(|(place, at)| format!("{place} {}", at.map(clock).unwrap_or_default()));
    statements.chain([format!("written {by} {}", clock(at))]).chain(approved).chain(places).collect()
}

fn known() -> Bridge {
    declared()
        .does(impact(&["europe"]))
        .at("09:05")
        .by("ana")
        .does(fact("Every tenth card declines"))
        .at("09:07")
        .by("lea")
        .does(Intent::ConfirmFact(FactConfirmation { fact: "f1".into() }))
}

#[test]
fn a_statement_tells_its_fact_who_confirmed_it_and_who_put_it_into_words() {
    let published = Event::UpdatePublished {
        update: "u1".into(),
        connection: "status".into(),
        delivery: "d".into(),
        receipt: Receipt { remote: "r".into(), link: None, update: None },
    };
    let bridge = known()
        .at("09:10")
        .by("ben")
        .does(Intent::PublishUpdate(resting("One in ten payments fails", &[("word", "f1")])))
        .at("09:11")
        .sees(published);
    let chain = chain(bridge.state(), &bridge.state().updates[0]);
    assert_eq!(
        told(&chain),
        ["word “One in ten payments fails” f1 ana lea 09:07", "written ben 09:10", "status 09:11"]
    );
    assert!(chain.statements[0].was_confirmed(bridge.state().updates[0].written_at));
}

#[test]
fn what_was_typed_by_hand_rests_on_no_fact() {
    let bridge = known().at("09:10").does(update(Audience::Teams, Phase::Investigating, "We look"));
    let lines = told(&chain(bridge.state(), &bridge.state().updates[0]));
    assert_eq!(lines, ["word “We look” no fact", "written lea 09:10"]);
    let wording = Some(("Cards".to_owned(), "We are on it.".to_owned()));
    let unlocked = UpdateDraft { wording, values: [].into(), ..resting("", &[("word", "f1")]) };
    let bridge = known().at("09:10").does(Intent::PublishUpdate(unlocked));
    let lines = told(&chain(bridge.state(), &bridge.state().updates[0]));
    assert_eq!(lines[0], "all “We are on it.” no fact", "words of one's own were not filled in");
}

#[test]
fn an_approval_keeps_the_writer_and_names_the_lead() {
    let mut bridge = known();
    bridge.agreement.communication.approval = vec![Severity::Sev2];
    let proposed =
        bridge.at("09:10").by("ben").does(Intent::PublishUpdate(resting("One in ten fails", &[("word", "f1")])));
    let approve = Intent::SettleProposal { proposal: "q1".into(), approved: true, reason: String::new() };
    let approved = proposed.at("09:14").by("lea").does(approve);
    let lines = told(&chain(approved.state(), &approved.state().updates[0]));
    assert_eq!(
        lines,
        ["word “One in ten fails” f1 ana lea 09:07", "written ben 09:10", "approved lea 09:14", "status "]
    );
}

#[test]
fn a_confirmation_that_came_later_is_told_as_later() {
    let bridge = declared().at("09:05").does(fact("Every tenth card declines")).at("09:06");
    let bridge = bridge
        .does(Intent::PublishUpdate(resting("One in ten fails", &[("word", "f1")])))
        .at("09:20")
        .does(Intent::ConfirmFact(FactConfirmation { fact: "f1".into() }));
    let update = &bridge.state().updates[0];
    let chain = chain(bridge.state(), update);
    assert!(!chain.statements[0].was_confirmed(update.written_at));
    assert_eq!(bridge.state().resting_on(&"f1".into()).len(), 1);
}

#[test]
fn only_facts_that_were_stated_can_be_rested_on() {
    let refused = known().decide(&Intent::PublishUpdate(resting("So", &[("word", "f9")])));
    assert_eq!(refused.map_err(|refusal| refusal.0), Err("INC-1 has no fact “f9”.".to_owned()));
}
