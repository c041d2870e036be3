//! What rests on a fact that nobody has confirmed, or that was withdrawn.

use domain::incident::intent::{FactConfirmation, FactWithdrawal, Intent};
use domain::template::Output;
use domain::wording::{RemarkKind, Statement, remarks};

use super::given::{confirmed, says, with};
use crate::given::bridge::Bridge;
use crate::given::intents::fact;

const WORDS: &str = "one in ten payments fails";

fn resting(output: Output) -> Statement {
    let body = format!("Since 10:00 CET, {WORDS}.");
    Statement { facts: [("share".to_owned(), "f1".into())].into(), ..with(&[("share", WORDS)], says(output, &body)) }
}

/// The remark about the fact, with the words that it means.
fn check(bridge: &Bridge, output: Output, expected: Option<&str>) {
    let statement = resting(output);
    let remarks = remarks(std::slice::from_ref(&statement), bridge.state(), &bridge.agreement);
    let found = remarks.iter().find(|remark| remark.kind == RemarkKind::Fact);
    assert_eq!(found.map(|remark| remark.message.as_str()), expected, "{output:?}");
    if let Some(remark) = found {
        let (from, until) = remark.excerpt.expect("it is found in the text");
        assert_eq!(statement.body.chars().skip(from).take(until - from).collect::<String>(), WORDS);
        assert!(!remark.forbids);
    }
}

#[test]
fn customers_are_told_nothing_unconfirmed_in_silence() {
    let stated = confirmed().does(fact("Every tenth card declines"));
    let unconfirmed =
        "“one in ten payments fails” rests on fact f1, which nobody has confirmed: confirm it, or take it out.";
    for output in [Output::StatusPage, Output::Outreach, Output::TalkingPoints, Output::Social] {
        check(&stated, output, Some(unconfirmed));
    }
    check(&stated, Output::Teams, None);
    let known = stated.does(Intent::ConfirmFact(FactConfirmation { fact: "f1".into() }));
    check(&known, Output::StatusPage, None);
    let reason = "every fifth does".to_owned();
    let wrong = known.does(Intent::WithdrawFact(FactWithdrawal { fact: "f1".into(), reason }));
    let withdrawn =
        "“one in ten payments fails” rests on fact f1, which was withdrawn: every fifth does. Say what holds.";
    for output in [Output::StatusPage, Output::Teams, Output::Leadership] {
        check(&wrong, output, Some(withdrawn));
    }
}
