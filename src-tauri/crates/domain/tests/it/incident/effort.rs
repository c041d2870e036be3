//! How long each line of work will take: who may say it, in which order it is told, when it is too old to lean on.

use domain::incident::WorkState;
use domain::incident::effort::{Effort, estimates, words};
use domain::incident::event::Event;
use domain::incident::intent::Intent;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::resolve;

fn open(title: &str, owner: Option<&str>, effort: Option<Effort>) -> Intent {
    Intent::OpenWorkstream { title: title.into(), owner: owner.map(Into::into), effort }
}

fn word(workstream: &str, state: WorkState, effort: Option<Effort>) -> Intent {
    Intent::ChangeWorkstream { workstream: workstream.into(), state, word: String::new(), owner: None, effort }
}

fn said(bridge: &Bridge, clock: &str) -> String {
    words(&estimates(bridge.state(), at(clock)))
}

#[test]
fn the_shortest_is_told_first_and_what_is_done_not_at_all() {
    assert_eq!(said(&declared(), "09:05"), "");
    let bridge = declared()
        .does(open("Ledger", None, Some(Effort::Hours)))
        .does(open("Search", None, None))
        .does(open("Roll back", None, Some(Effort::UnderAnHour)))
        .does(open("Cache", None, Some(Effort::Hours)));
    assert_eq!(said(&bridge, "09:05"), "under an hour (Roll back), hours (Ledger; Cache), unknown (Search)");
    let done = bridge.at("09:06").does(word("w3", WorkState::Done, None));
    assert_eq!(said(&done, "09:07"), "hours (Ledger; Cache), unknown (Search)");
    assert_eq!(said(&done.does(resolve()), "09:07"), "", "nothing is left to be fixed");
}

#[test]
fn after_half_an_hour_without_word_an_estimate_is_stale() {
    let bridge = declared().does(open("Ledger", None, Some(Effort::Hours)));
    let stale = |bridge: &Bridge, clock: &str| estimates(bridge.state(), at(clock))[0].stale;
    assert!(!stale(&bridge, "09:29:59"));
    assert!(stale(&bridge, "09:30"));
    assert_eq!(said(&bridge, "09:42"), "hours (Ledger, no word for 42 min)");
    let heard = bridge.at("09:31").does(word("w1", WorkState::Moving, None));
    assert!(!stale(&heard, "09:42"), "any word from it keeps the estimate");
    let work = &heard.state().workstreams[0];
    assert_eq!((work.effort, work.effort_at), (Effort::Hours, Some(at("09:00"))), "and its age");
}

#[test]
fn the_log_says_what_was_thought_before() {
    let bridge = declared().does(open("Ledger", None, None));
    let change = |bridge: &Bridge, effort| match bridge.decide(&word("w1", WorkState::Moving, effort)).as_deref() {
        Ok([Event::WorkstreamChanged { effort, effort_was, .. }]) => (*effort, *effort_was),
        other => unreachable!("{other:?}"),
    };
    assert_eq!(change(&bridge, Some(Effort::Hours)), (Some(Effort::Hours), None), "nothing was said before");
    let said = bridge.at("09:05").does(word("w1", WorkState::Moving, Some(Effort::Hours)));
    assert_eq!(change(&said, Some(Effort::Days)), (Some(Effort::Days), Some(Effort::Hours)));
    assert_eq!(change(&said, Some(Effort::Hours)), (Some(Effort::Hours), None), "it is said again");
    assert_eq!(change(&said, None), (None, None));
    let again = said.at("09:20").does(word("w1", WorkState::Moving, Some(Effort::Hours)));
    assert_eq!(again.state().workstreams[0].effort_at, Some(at("09:20")));
}

#[test]
fn only_the_coordinator_and_the_lead_say_how_long_it_takes() {
    let bridge = declared().does(open("Ledger", Some("ana"), None));
    let hours = || word("w1", WorkState::Moving, Some(Effort::Hours));
    let check = |person: &str, intent: &Intent, expected: Result<(), &str>| {
        let answer = bridge.clone().by(person).decide(intent).map(drop).map_err(|refusal| refusal.0);
        assert_eq!(answer.as_ref().map_err(String::as_str).copied(), expected, "{person}");
    };
    check("lea", &hours(), Ok(()));
    check("ana", &hours(), Ok(()));
    let theirs = "How long it takes is for Ana or Lea to say: the coordinator or the incident lead.";
    check("ben", &hours(), Err(theirs));
    check("ben", &word("w1", WorkState::Blocked, None), Ok(()));
    let nobody = "How long it takes is for Lea to say: the coordinator or the incident lead.";
    check("ben", &open("Cache", None, Some(Effort::Hours)), Err(nobody));
    check("ben", &open("Cache", Some("ben"), Some(Effort::Hours)), Ok(()));
}

#[test]
fn each_band_is_read_by_its_word() {
    for effort in Effort::ALL {
        assert_eq!(Effort::read(effort.word()), Some(effort));
        assert_eq!(serde_json::to_value(effort).ok(), Some(effort.word().into()));
    }
    assert_eq!(Effort::read(" Under-An-Hour "), Some(Effort::UnderAnHour));
    assert_eq!(Effort::read("soon"), None);
}
