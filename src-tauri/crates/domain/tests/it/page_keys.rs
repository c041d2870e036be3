//! Two letters for each rotation.

use std::collections::BTreeSet;

use domain::page_keys::page_keys;
use proptest::prelude::*;

#[test]
fn initials_come_first_then_letters_that_follow() {
    let check = |names: &[&str], expected: &[&str]| assert_eq!(page_keys(names.iter().copied()), expected);
    check(&["Payments", "Platform", "Privacy", "Product"], &["pa", "pl", "pr", "po"]);
    check(&["CS Europe", "CS Americas", "Commerce"], &["ce", "ca", "co"]);
    check(&["Édge", "X", ""], &["éd", "", ""]);
    check(&["Ab", "Ab", "Abc"], &["ab", "", "ac"]);
}

proptest! {
    #[test]
    fn no_two_share_theirs_and_each_can_be_typed(names in prop::collection::vec("[A-Za-z0-9é ]{0,12}", 0..30)) {
        let keys = page_keys(names.iter().map(String::as_str));
        prop_assert_eq!(keys.len(), names.len());
        let given: Vec<&String> = keys.iter().filter(|keys| !keys.is_empty()).collect();
        prop_assert!(given.iter().all(|keys| keys.chars().count() == 2));
        prop_assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), given.len());
        prop_assert_eq!(page_keys(names.iter().map(String::as_str)), keys, "the same ones every time");
    }
}
