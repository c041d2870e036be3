//! Exit codes, and options on either side of the verb.

use std::process::Command;

use crate::given::{Bwatch, done};

#[test]
fn bad_usage_exits_with_two_and_says_what_is_right() {
    let bwatch = Bwatch::default();
    for arguments in [
        vec!["no-such-verb"],
        vec!["incident", "declare", "--severity", "sev9", "--title", "x"],
        vec!["oncall", "--at", "yesterday-ish"],
        vec!["shifts", "web", "--from", "2026-11-20", "--to", "2026-11-19"],
        vec!["template", "render", "payments-failing", "customers", "investigating", "--set", "novalue"],
        vec!["incident", "update", "INC-1", "everybody"],
    ] {
        let done = bwatch.run(&arguments);
        assert_eq!(done.code, 2, "{arguments:?}: {}", done.err);
        assert!(!done.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_fails_exits_with_three() {
    let missing = Bwatch::on("/no/such/folder".into()).run(&["check"]);
    assert_eq!(missing.code, 3, "{}", missing.err);
}

#[test]
fn common_options_may_stand_after_the_verb() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_string_lossy().into_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_bwatch"))
        .args(["oncall", "--at", "now", "--workspace", "sample", "--data", &path, "--json"])
        .output()
        .unwrap();
    assert_eq!(done(&output).code, 0);
}
