//! Whether a connection may be written to, as its file says it.

use crate::given::{self, Workspace};

fn connected(line: &str) -> Workspace {
    let organisation = given::ORGANISATION.replace("  - { id: pager, provider: sandbox, name: Pager }\n", line);
    given::workspace().with("bridgewatch.yaml", organisation)
}

fn armed(line: &str) -> bool {
    let workspace = connected(line);
    assert_eq!(workspace.problems(), "", "{line}");
    workspace.loaded().agreement.connections[0].armed
}

#[test]
fn what_is_not_said_means_armed_so_that_files_of_before_stay_as_they_are() {
    assert!(armed("  - { id: pd, provider: pagerduty, name: PagerDuty }\n"));
    assert!(armed("  - { id: pd, provider: pagerduty, name: PagerDuty, armed: true }\n"));
    assert!(!armed("  - { id: pd, provider: pagerduty, name: PagerDuty, armed: false }\n"));
}

#[test]
fn a_sandbox_is_armed_whatever_its_file_says() {
    let workspace = connected("  - { id: pager, provider: sandbox, name: Pager, armed: false }\n");
    assert!(workspace.loaded().agreement.connections[0].armed);
    insta::assert_snapshot!(workspace.problems(), @"bridgewatch.yaml:19:57: warning[sandbox-is-armed]: A sandbox is always armed: what it takes reaches nobody. Remove `armed`.");
}

/// Whether it may be written to is not guessed: the entry is left out.
#[test]
fn a_word_that_is_no_flag_is_a_fault() {
    let workspace = connected("  - { id: pd, provider: pagerduty, name: PagerDuty, armed: no }\n");
    assert!(workspace.problems().contains("error[bad-flag]"), "{}", workspace.problems());
    assert_eq!(workspace.loaded().agreement.connections, []);
}
