//! Facts: who may confirm which, and that nothing is edited.

use domain::incident::WorkState;
use domain::incident::fact::may_confirm;
use domain::incident::intent::{FactConfirmation, FactForm, FactWithdrawal, Intent};

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{assign, assign_for, fact};

fn confirms(id: &str) -> Intent {
    Intent::ConfirmFact(FactConfirmation { fact: id.into() })
}

fn withdraws(id: &str, reason: &str) -> Intent {
    Intent::WithdrawFact(FactWithdrawal { fact: id.into(), reason: reason.into() })
}

fn about(service: &str) -> Intent {
    let text = "It drops every tenth message".into();
    Intent::StateFact(FactForm { text, service: Some(service.into()), ..FactForm::default() })
}

fn refused(bridge: &Bridge, intent: &Intent) -> String {
    bridge.decide(intent).map_err(|refusal| refusal.0).expect_err("it is refused")
}

/// Who confirms what: the lead everything, a coordinator what is of their area, whoever else nothing.
#[test]
fn the_lead_or_the_coordinator_of_the_area_confirms() {
    let coordinator = "technical-coordinator";
    let staffed = declared()
        .does(assign_for("cards", coordinator, "ana"))
        .does(assign_for("cards ledger", coordinator, "ben"))
        .does(assign(coordinator, "cleo"))
        .does(about("cards"))
        .does(about("search"))
        .does(fact("It rains"));
    let facts = &staffed.state().facts;
    let table = [
        ("lea", [true, true, true]),
        ("ana", [true, false, true]),
        ("ben", [false, false, true]),
        ("cleo", [true, true, true]),
        ("dina", [false, false, false]),
    ];
    for (person, expected) in table {
        let told: Vec<bool> =
            facts.iter().map(|fact| may_confirm(staffed.state(), &staffed.agreement, fact, &person.into())).collect();
        assert_eq!(told, expected, "{person}");
    }
}

#[test]
fn whoever_wrote_it_down_confirms_it_only_in_a_seat_that_may() {
    let bridge = declared().by("dina").does(fact("Tickets double"));
    let words = "Lea, who leads, or the coordinator of its area confirms a fact; whoever writes it down does not.";
    assert_eq!(refused(&bridge, &confirms("f1")), words);
    let confirmed = bridge.by("lea").at("09:07").does(confirms("f1"));
    let known = &confirmed.state().facts[0];
    assert_eq!((known.written_by.as_str(), known.holds()), ("dina", true));
    assert_eq!(refused(&confirmed, &confirms("f1")), "Lea has confirmed this already.");
    let own = declared().does(fact("Cards decline")).does(confirms("f1"));
    assert!(own.state().facts[0].holds(), "the lead answers for what the lead wrote down");
}

#[test]
fn the_last_word_of_a_workstream_becomes_a_fact_said_by_its_coordinator() {
    let opened = Intent::OpenWorkstream { title: "Roll back".into(), owner: Some("ana".into()), effort: None };
    let bridge = declared().does(opened);
    let from_work = Intent::StateFact(FactForm { workstream: Some("w1".into()), ..FactForm::default() });
    let none = "Say what is known; this workstream has no word yet.";
    assert_eq!(refused(&bridge, &from_work), none);
    let heard = bridge.does(Intent::ChangeWorkstream {
        workstream: "w1".into(),
        state: WorkState::Moving,
        word: "The release doubles each write".into(),
        owner: None,
        effort: None,
    });
    let stated = heard.does(from_work.clone());
    let known = &stated.state().facts[0];
    assert_eq!((known.text.as_str(), known.by.as_str()), ("The release doubles each write", "ana"));
    assert!(may_confirm(stated.state(), &stated.agreement, known, &"ana".into()), "she coordinates it");
    assert_eq!(refused(&stated, &from_work), "That is fact f1 already.");
}

#[test]
fn what_was_wrong_is_withdrawn_and_said_anew() {
    let bridge = declared().does(fact("Every tenth card declines")).does(confirms("f1"));
    assert_eq!(refused(&bridge, &withdraws("f1", " ")), "Say why it does not hold.");
    let wrong = bridge.does(withdraws("f1", "every fifth does"));
    assert!(!wrong.state().facts[0].holds());
    assert_eq!(wrong.state().facts[0].text, "Every tenth card declines", "the history stays");
    let words = "f1 was withdrawn: every fifth does. State what holds as a new fact.";
    assert_eq!(refused(&wrong, &confirms("f1")), words);
    let anew = wrong.does(fact("Every tenth card declines"));
    assert_eq!(anew.state().facts[1].id.as_str(), "f2");
}

#[test]
fn a_fact_is_about_what_the_workspace_knows() {
    let state = |form: FactForm| Intent::StateFact(FactForm { text: "So".into(), ..form });
    let check = |form: FactForm, words: &str| assert_eq!(refused(&declared(), &state(form)), words);
    check(FactForm { service: Some("moon".into()), ..FactForm::default() }, "The workspace has no service “moon”.");
    check(FactForm { region: Some("moon".into()), ..FactForm::default() }, "The workspace has no region “moon”.");
    check(FactForm { workstream: Some("w1".into()), ..FactForm::default() }, "INC-1 has no workstream “w1”.");
    let nobody = "The workspace knows nobody as “zoe”. Add them under people/ or check the id.";
    check(FactForm { by: Some("zoe".into()), ..FactForm::default() }, nobody);
    assert_eq!(refused(&declared(), &confirms("f1")), "INC-1 has no fact “f1”.");
    assert_eq!(refused(&declared(), &fact(" ")), "Say what is known.");
}
