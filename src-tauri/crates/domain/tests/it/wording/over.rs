//! Texts that contradict their own phase, their page, or where impact is confirmed.

use domain::agreement::Agreement;
use domain::delivery::ComponentState;
use domain::phase::Phase;
use domain::wording::{Statement, remarks_on};

use super::given::{against, confirmed, in_phase, moved, page, told};
use crate::given::intents::{impact, resolve};

fn check(phase: Phase, body: &str, expected: &[&str]) {
    assert_eq!(told(&in_phase(phase, page(body)), &Agreement::default()), expected, "{phase:?}: {body}");
}

#[test]
fn it_is_over_or_it_is_not() {
    check(Phase::Identified, "The issue is fixed.", &["phase: The issue is fixed"]);
    check(Phase::Investigating, "Sign-in is back to normal.", &["phase: Sign-in is back to normal"]);
    check(Phase::Monitoring, "Sign-in is back to normal.", &[]);
    check(Phase::Identified, "Sign-in is back to normal. Payments still fail.", &[]);
    check(Phase::Identified, "We watch until it is fixed.", &[]);
    check(Phase::Identified, "Payments should be back to normal.", &[]);
    check(Phase::Resolved, "We are looking for the cause.", &["phase: We are looking for the cause"]);
    check(Phase::Monitoring, "We are looking for the cause.", &[]);
}

#[test]
fn the_words_say_which_of_the_two_to_change() {
    let found = remarks_on(&in_phase(Phase::Identified, page("The issue is fixed.")), &Agreement::default());
    let message = "“The issue is fixed” in the text of the status page says that it is over, and its phase says Identified: \
                   change one of them.";
    assert_eq!(found.iter().map(|remark| remark.message.as_str()).collect::<Vec<_>>(), [message]);
}

#[test]
fn nothing_stays_broken_on_a_page_that_says_resolved() {
    let over = confirmed().does(resolve());
    let set = |state| {
        let components = [(("Status page".to_owned(), "checkout".to_owned()), state)].into();
        [Statement { components, ..in_phase(Phase::Resolved, page("It is over.")) }]
    };
    let message = "The status page says Resolved and leaves “checkout” broken: set it to operational.";
    assert_eq!(against(&over, &set(ComponentState::PartialOutage)), [message]);
    assert_eq!(against(&over, &set(ComponentState::Operational)), [] as [&str; 0]);
    let watched = moved(confirmed(), Phase::Monitoring);
    let monitoring = set(ComponentState::Degraded).map(|statement| in_phase(Phase::Monitoring, statement));
    assert_eq!(against(&watched, &monitoring), [] as [&str; 0]);
}

#[test]
fn only_regions_that_are_confirmed_are_hit() {
    let message = "“Asia” in the text of the status page has no confirmed impact: confirm it there, or take it out.";
    assert_eq!(against(&confirmed(), &[page("Payments in Europe and Asia fail.")]), [message]);
    assert_eq!(against(&confirmed(), &[page("Payments in Europe fail, Asia is not affected.")]), [] as [&str; 0]);
    assert_eq!(against(&confirmed(), &[page("Payments in Europe fail.")]), [] as [&str; 0]);
    let both = confirmed().does(impact(&["asia"]));
    assert_eq!(against(&both, &[page("Payments in Europe and Asia fail.")]), [] as [&str; 0]);
}
