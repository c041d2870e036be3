//! Writing a value back.

use std::fs;

use proptest::prelude::*;
use workspace::edit::{Refused, Written, add_entry, save, set_scalar};

use crate::given;

const SERVICE: &str = "\
# who pays, decides
name: Payments API   # as on the board
tier:   1
owner: \"Payments team\"
ladder:
  - { id: first, after_minutes: 0 }   # at once
  - id: second
    after_minutes: 10
notes: |
  Two
  lines
empty:
";

#[test]
fn only_the_value_changes() {
    let check = |keys: &[&str], value: &str, old: &str, changed: &str| {
        assert_eq!(set_scalar(SERVICE, keys, value).unwrap(), SERVICE.replacen(old, changed, 1), "{keys:?}");
    };
    check(&["name"], "Ledger", "Payments API", "Ledger");
    check(&["tier"], "2", "1", "2");
    check(&["owner"], "Money: all", "Payments team", "Money: all");
    check(&["name"], "Money: all", "Payments API", "\"Money: all\"");
    check(&["name"], "null", "Payments API", "\"null\"");
    check(&["name"], "a # b", "Payments API", "\"a # b\"");
    check(&["ladder", "first", "after_minutes"], "5", "0", "5");
    check(&["ladder", "0", "after_minutes"], "5", "0", "5");
    check(&["ladder", "0", "id"], "a, b", "first", "\"a, b\"");
    check(&["ladder", "second", "after_minutes"], "15", "10", "15");
}

#[test]
fn line_ends_and_the_mark_of_byte_order_stay() {
    let text = "\u{feff}name: Å\r\ntier: 1\r\n";
    assert_eq!(set_scalar(text, &["tier"], "2").unwrap(), "\u{feff}name: Å\r\ntier: 2\r\n");
}

#[test]
fn what_is_no_single_value_is_refused() {
    let refused = |keys: &[&str]| set_scalar(SERVICE, keys, "x").unwrap_err();
    assert_eq!(refused(&["nobody"]), Refused::Missing { path: "nobody".to_owned() });
    assert_eq!(refused(&["ladder", "9"]), Refused::Missing { path: "ladder.9".to_owned() });
    for key in ["ladder", "notes", "empty"] {
        assert_eq!(refused(&[key]), Refused::NotScalar { path: key.to_owned() });
    }
    assert!(set_scalar("a: [", &["a"], "x").unwrap_err().to_string().contains("has a fault"));
}

proptest! {
    #[test]
    fn any_value_can_be_written_and_written_back(value in "\\PC{0,40}") {
        let edited = set_scalar(SERVICE, &["name"], &value);
        if let Ok(edited) = edited {
            let back = set_scalar(&edited, &["name"], "Payments API").unwrap();
            prop_assert_eq!(back.replace('"', ""), SERVICE.replace('"', ""));
        } else {
            prop_assert!(false, "{:?} was refused", value);
        }
    }
}

#[test]
fn a_file_is_saved_whole_and_without_leftovers() {
    let workspace = given::workspace();
    save(workspace.root(), "people/mara.yaml", "name: Mara").unwrap();
    assert_eq!(fs::read_to_string(workspace.root().join("people/mara.yaml")).unwrap(), "name: Mara");
    assert_eq!(fs::read_dir(workspace.root().join("people")).unwrap().count(), 1);
}

#[test]
fn nothing_is_saved_outside_of_the_workspace() {
    let outer = given::folder().with("inner/people/mara.yaml", "").with("outside.yaml", "untouched");
    let root = outer.root().join("inner");
    let absolute = outer.root().join("outside.yaml").to_string_lossy().into_owned();
    for path in ["../outside.yaml", "people/../../outside.yaml", "", ".", &absolute] {
        assert!(save(&root, path, "changed").is_err(), "{path}");
    }
    assert_eq!(fs::read_to_string(outer.root().join("outside.yaml")).unwrap(), "untouched");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_workspace() {
    let outer = given::folder().with("inner/bridgewatch.yaml", "").with("outside/people.yaml", "untouched");
    let root = outer.root().join("inner");
    std::os::unix::fs::symlink(outer.root().join("outside"), root.join("people")).unwrap();
    std::os::unix::fs::symlink(outer.root().join("outside/people.yaml"), root.join("linked.yaml")).unwrap();
    assert!(save(&root, "people/people.yaml", "changed").is_err());
    assert!(save(&root, "linked.yaml", "changed").is_err());
    assert_eq!(fs::read_to_string(outer.root().join("outside/people.yaml")).unwrap(), "untouched");
}

fn pagerduty() -> Vec<(&'static str, Written)> {
    vec![
        ("id", Written::Text("pagerduty".to_owned())),
        ("provider", Written::Text("pagerduty".to_owned())),
        ("name", Written::Text("PagerDuty: Europe".to_owned())),
        ("audiences", Written::List(Vec::new())),
        ("options", Written::Map(vec![("region".to_owned(), "eu".to_owned())])),
    ]
}

const WRITTEN: &str =
    "- { id: pagerduty, provider: pagerduty, name: \"PagerDuty: Europe\", options: { region: eu } }\n";

#[test]
fn an_entry_is_added_at_the_end_of_its_list_and_nothing_else_changes() {
    let check = |before: &str, expected: &str| {
        assert_eq!(add_entry(before, "connections", &pagerduty()).as_deref(), Ok(expected));
    };
    check(
        "organisation: Kestrel\nconnections:\n  - { id: pager, provider: sandbox }  # for drills\n# below\nrights: []\n",
        &format!(
            "organisation: Kestrel\nconnections:\n  - {{ id: pager, provider: sandbox }}  # for drills\n  {WRITTEN}# below\nrights: []\n"
        ),
    );
    check(
        "connections:\n- id: pager\n  provider: sandbox\n\n  # its own\n  name: Pager\n",
        &format!("connections:\n- id: pager\n  provider: sandbox\n\n  # its own\n  name: Pager\n{WRITTEN}"),
    );
    check("organisation: Kestrel", &format!("organisation: Kestrel\n\nconnections:\n  {WRITTEN}"));
    check("connections: []\norganisation: K\n", &format!("connections:\n  {WRITTEN}organisation: K\n"));
    check("connections:\norganisation: K\n", &format!("connections:\n  {WRITTEN}organisation: K\n"));
}

#[test]
fn a_list_in_brackets_is_left_to_its_owner() {
    let refused = add_entry("connections: [{ id: pager }]\n", "connections", &pagerduty());
    assert_eq!(refused, Err(Refused::NotScalar { path: "connections".to_owned() }));
}
