//! Which pattern is suggested by what is seen, and why; nothing where the playbooks do not agree.

use domain::incident::decide::declare::complete;
use domain::incident::intent::Declaration;
use domain::playbook::Playbook;
use domain::suggestion::pattern;

use crate::given::intents::declaration;
use crate::given::organisation::agreement;

/// Playbooks of a surface, a symptom and the pattern that they show as.
fn suggested(playbooks: &[(Option<&str>, Option<&str>, Option<&str>)], seen: (Option<&str>, Option<&str>)) -> String {
    let mut agreement = agreement();
    let first = agreement.playbooks[0].clone();
    agreement.playbooks = playbooks
        .iter()
        .map(|(surface, symptom, pattern)| Playbook {
            surface: surface.map(Into::into),
            symptom: symptom.map(Into::into),
            pattern: pattern.map(Into::into),
            ..first.clone()
        })
        .collect();
    let found = pattern(&agreement, seen.0, seen.1);
    found.map_or_else(|| "none".to_owned(), |(pattern, reason)| format!("{pattern}: {reason}"))
}

#[test]
fn what_fits_best_is_suggested_with_its_reason() {
    let checkout = (Some("checkout"), Some("declines"), Some("payments-failing"));
    let slow = (Some("checkout"), Some("slow"), Some("slow"));
    let entry = (Some("sign-in"), None, Some("cannot-sign-in"));
    let bare = (Some("search"), Some("stale"), None);
    let all = [checkout, slow, entry, bare];
    for (seen, expected) in [
        ((Some("checkout"), Some("slow")), "slow: it shows at checkout as slow"),
        ((Some("checkout"), Some("declines")), "payments-failing: it shows at checkout as declines"),
        ((Some("sign-in"), Some("errors")), "cannot-sign-in: it shows at sign-in"),
        ((None, Some("declines")), "payments-failing: it shows as declines"),
        ((Some("orders"), Some("slow")), "slow: it shows as slow"),
        ((Some("checkout"), None), "none"),
        ((Some("search"), Some("stale")), "none"),
        ((None, None), "none"),
    ] {
        assert_eq!(suggested(&all, seen), expected, "{seen:?}");
    }
    assert_eq!(suggested(&[entry, entry], (Some("sign-in"), None)), "cannot-sign-in: it shows at sign-in");
}

#[test]
fn a_declaration_takes_what_is_suggested_and_never_instead_of_what_was_chosen() {
    let seen = Declaration {
        playbook: None,
        pattern: None,
        surface: Some("checkout".into()),
        symptom: Some("declines".into()),
        ..declaration()
    };
    assert_eq!(complete(&seen, &agreement()).pattern, Some("cards-decline".into()));
    let chosen = Declaration { pattern: Some("other".into()), ..seen };
    assert_eq!(complete(&chosen, &agreement()).pattern, Some("other".into()));
}
