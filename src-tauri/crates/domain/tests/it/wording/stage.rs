//! Phases that contradict the incident, what was told before, or work that is not done.

use domain::incident::WorkState;
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::template::{Audience, Output};

use super::given::{against, confirmed, in_phase, moved, page, says};
use crate::given::bridge::Bridge;
use crate::given::intents::{resolve, update};

fn check(bridge: &Bridge, phase: Phase, body: &str, expected: &[&str]) {
    assert_eq!(against(bridge, &[in_phase(phase, page(body))]), expected, "{phase:?}: {body}");
}

#[test]
fn a_statement_tells_the_phase_of_the_incident() {
    let identified = moved(confirmed(), Phase::Identified);
    check(&identified, Phase::Identified, "We know why.", &[]);
    let behind =
        "The incident is Identified, but the status page says Investigating: choose one, and change the other.";
    check(&identified, Phase::Investigating, "We look.", &[behind]);
    let ahead = "The incident is Identified, but the status page says Monitoring: choose one, and change the other.";
    check(&identified, Phase::Monitoring, "Cards work.", &[ahead]);
    let teams =
        "The incident is Identified, but the teams update says Investigating: choose one, and change the other.";
    assert_eq!(against(&identified, &[says(Output::Teams, "We look.")]), [teams]);
}

#[test]
fn what_goes_back_is_told_in_words() {
    let better = moved(confirmed(), Phase::Monitoring).does(update(Audience::Customers, Phase::Monitoring, "better"));
    let worse = moved(better, Phase::Identified);
    let back = "The last update said Monitoring, and the status page goes back to Identified: say what came back.";
    check(&worse, Phase::Identified, "We know why cards fail. We will post again by 10:00 UTC.", &[back]);
    check(&worse, Phase::Identified, "Since 09:40 UTC cards fail again.", &[]);
    check(&worse, Phase::Identified, "The failures have returned.", &[]);
}

#[test]
fn customers_do_not_hear_that_it_is_fixed_while_the_work_says_it_is_not() {
    let work = |state, word: &str| {
        let opened = confirmed().does(Intent::OpenWorkstream {
            title: "Take the change back".into(),
            owner: None,
            effort: None,
        });
        let word =
            Intent::ChangeWorkstream { workstream: "w1".into(), state, word: word.into(), owner: None, effort: None };
        moved(opened.does(word), Phase::Monitoring)
    };
    let unfixed = "The status page says Monitoring, but the last word of “Take the change back” is “not yet fixed in \
                   Asia”: ask there first.";
    check(&work(WorkState::Moving, "not yet fixed in Asia"), Phase::Monitoring, "Cards work.", &[unfixed]);
    let blocked = "The status page says Monitoring, but “Take the change back” is blocked: ask there first.";
    check(&work(WorkState::Blocked, "waits for the bank"), Phase::Monitoring, "Cards work.", &[blocked]);
    check(&work(WorkState::Moving, "watching"), Phase::Monitoring, "Cards work.", &[]);
    check(&work(WorkState::Done, "at first it did not help"), Phase::Monitoring, "Cards work.", &[]);
    let inside = [in_phase(Phase::Monitoring, says(Output::Teams, "Cards work."))];
    assert_eq!(against(&work(WorkState::Blocked, "no fix"), &inside), [] as [&str; 0]);

    let over = work(WorkState::Moving, "watching").does(resolve());
    let open = "The status page says Resolved, but “Take the change back” is not done: end it, or say what remains.";
    check(&over, Phase::Resolved, "It is over.", &[open]);
}
