//! The first word to customers before their impact is confirmed, and which words wait for the lead.

use std::collections::BTreeMap;

use domain::communication::{BeforeImpact, CommunicationPolicy};
use domain::incident::intent::{Composition, Intent, OutputDraft};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::{Audience, Output};
use domain::wording::{RemarkKind, remarks};

use super::given::{confirmed, page, says};
use crate::given::bridge::{Bridge, declared, kinds};
use crate::given::intents::{composition, update, withdraw_impact};

fn forbidding(mut bridge: Bridge) -> Bridge {
    bridge.agreement.communication.before_impact = BeforeImpact::Forbid;
    bridge
}

/// Whether a word on the status page is remarked as early, and whether it is forbidden.
fn check(bridge: &Bridge, expected: Option<bool>) {
    let remarks = remarks(&[page("We look into it.")], bridge.state(), &bridge.agreement);
    let early = remarks.iter().find(|remark| remark.kind == RemarkKind::BeforeImpact);
    assert_eq!(early.map(|remark| remark.forbids), expected);
}

#[test]
fn a_first_word_before_impact_is_remarked_or_forbidden() {
    check(&declared(), Some(false));
    check(&forbidding(declared()), Some(true));
    check(&confirmed(), None);
    check(&forbidding(confirmed()), None);
}

#[test]
fn customers_who_heard_of_it_may_hear_that_it_was_nothing() {
    let told = confirmed().does(update(Audience::Customers, Phase::Investigating, "we look"));
    let withdrawn = forbidding(told.does(withdraw_impact("a dashboard was wrong")));
    check(&withdrawn, Some(false));
    assert!(withdrawn.decide(&update(Audience::Customers, Phase::Investigating, "all is well")).is_ok());
}

#[test]
fn what_is_forbidden_is_refused() {
    let early = update(Audience::Customers, Phase::Investigating, "we look");
    assert!(declared().decide(&early).is_ok());
    let refused = forbidding(declared()).decide(&early).map_err(|refusal| refusal.0);
    let words = "Customer impact is not confirmed, and the workspace forbids a first word to customers before. Confirm \
                 the impact first.";
    assert_eq!(refused, Err(words.to_owned()));
    assert!(forbidding(confirmed()).decide(&early).is_ok());
    assert!(forbidding(declared()).decide(&update(Audience::Teams, Phase::Investigating, "we look")).is_ok());
}

#[test]
fn only_customers_are_meant() {
    for output in Output::ALL {
        let remarks = remarks(&[says(output, "We look into it.")], declared().state(), &declared().agreement);
        let early = remarks.iter().any(|remark| remark.kind == RemarkKind::BeforeImpact);
        assert_eq!(early, output.audience() == Audience::Customers, "{output:?}");
    }
}

#[test]
fn an_approval_is_asked_for_by_severity_and_output() {
    let lenient = CommunicationPolicy::default();
    let strict = CommunicationPolicy { approval: vec![Severity::Sev1, Severity::Sev2], ..lenient.clone() };
    for output in Output::ALL {
        let asked = [Output::StatusPage, Output::Outreach, Output::Social].contains(&output);
        for severity in Severity::ALL {
            assert!(!lenient.needs_approval(severity, output));
            assert_eq!(strict.needs_approval(severity, output), asked && severity.at_least(Severity::Sev2));
        }
    }
}

#[test]
fn what_needs_an_approval_is_proposed_to_the_lead() {
    let mut bridge = confirmed();
    bridge.agreement.communication.approval = vec![Severity::Sev2];
    let publish = |outputs: &[Output]| {
        let outputs = outputs.iter().map(|output| OutputDraft { output: *output, wording: None }).collect();
        let values = [("word".to_owned(), "we look".to_owned())].into();
        let components = BTreeMap::new();
        let phase = Phase::Investigating;
        Intent::PublishUpdates(Composition { phase, values, outputs, components, ..composition(&[]) })
    };
    let led = |bridge: &Bridge, chosen: &[Output]| kinds(&bridge.decide(&publish(chosen)).expect("it may be written"));
    assert_eq!(led(&bridge, &[Output::StatusPage]), "update_written", "the lead approves by writing");
    let other = bridge.by("ana");
    assert_eq!(led(&other, &[Output::StatusPage, Output::Teams]), "update_proposed");
    assert_eq!(led(&other, &[Output::Teams]), "update_written");
    let early = forbidding(declared()).decide(&publish(&[Output::Teams, Output::StatusPage]));
    assert_eq!(early.map_err(|refusal| refusal.0), Err(CommunicationPolicy::TOO_EARLY.to_owned()));
}

/// The other door: an update to one audience.
#[test]
fn an_update_to_customers_alone_waits_for_the_lead_as_well() {
    let mut bridge = confirmed();
    bridge.agreement.communication.approval = vec![Severity::Sev2];
    let bridge = bridge.by("ana");
    let one = |audience| update(audience, Phase::Investigating, "we look");
    assert_eq!(kinds(&bridge.decide(&one(Audience::Teams)).expect("it may be written")), "update_written");
    let bridge = bridge.does(one(Audience::Customers));
    assert!(bridge.state().last_update(Audience::Customers).is_none(), "nobody has heard it");
    let proposal = bridge.state().proposals[0].id.clone();
    let approve = Intent::SettleProposal { proposal, approved: true, reason: String::new() };
    let bridge = bridge.by("lea").does(approve);
    let written = bridge.state().last_update(Audience::Customers).expect("the lead let it leave");
    assert_eq!(written.body, "we look");
}
